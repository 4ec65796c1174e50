#!/usr/bin/env python3
"""Writes the site as a folder that MkDocs without hooks and Zensical build: write_tree.py FOLDER."""

import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "hooks"))

from jambanken.bank import Memory  # noqa: E402 - the package lies beside the hook
from jambanken.build import compile_site  # noqa: E402
from jambanken.problems import stops_build  # noqa: E402
from jambanken.publishing.tree import write_tree  # noqa: E402
from jambanken.report import as_text, summary  # noqa: E402
from jambanken.today import today  # noqa: E402

USAGE = 2


def main(arguments: list[str]) -> int:
    """Return the exit code: 0 written, 1 the content has errors, 2 wrong usage."""
    if len(arguments) != 1 or Path(arguments[0]).exists():
        sys.stderr.write("Skriv: python scripts/write_tree.py MAPP, en mapp som inte finns än.\n")
        return USAGE
    site = compile_site(PROJECT, today(os.environ), Memory())
    if stops_build(site.problems):
        sys.stderr.write(f"{as_text(site.problems)}\n{summary(site.problems)}\n")
        return 1
    write_tree(site, PROJECT, Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
