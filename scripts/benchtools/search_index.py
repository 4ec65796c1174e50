"""Makes the index of a bank by itself, and writes how much processor that took: a program.

python -m benchtools.search_index BANK FILE
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from jambanken.bank import Memory, load
from jambanken.catalogue import catalogue
from jambanken.gallery import EMPTY
from jambanken.search.build import search_assets
from jambanken.today import today


def main(bank: Path, file: Path) -> None:
    """Make the index with nothing kept; the reading of the bank is not counted."""
    shown = catalogue(load(bank, today(os.environ), Memory()))
    before = sum(os.times()[:4])
    count = sum(len(asset.read()) > 0 for asset in search_assets(shown, EMPTY, bank / "docs"))
    used = sum(os.times()[:4]) - before
    file.write_text(json.dumps({"cpu": used, "files": count}), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
