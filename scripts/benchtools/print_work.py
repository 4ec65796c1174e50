"""The program that is measured: sets the print files of a bank's tips, or finds them all made.

Run as ``python -m benchtools.print_work PROJECT KEPT``; prints how many tips and files there are and
how many files were made. Pictures are left out: they are made and measured by themselves.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchtools.plan import TODAY
from jambanken.bank import Memory, load
from jambanken.catalogue import catalogue
from jambanken.gallery import EMPTY
from jambanken.printing.content import Desk
from jambanken.printing.plan import Plan, PrintFile
from jambanken.printing.prints import PrintChoice, Shop


class _Tips(Plan):
    def __iter__(self) -> Iterator[PrintFile]:
        for record in self.desk.catalogue.of_kind("tips"):
            yield from self.of(record)


def main(arguments: list[str]) -> None:
    """Set what lacks in ``KEPT``."""
    project, kept = map(Path, arguments)
    made: list[int] = [0]
    plan = _Tips(Desk(catalogue(load(project, TODAY, Memory())), EMPTY))
    shop = Shop(kept, PrintChoice.ALL, lambda _, of: made.append(of))
    prints, _ = shop.print_all(plan)
    tips = len(plan.desk.catalogue.of_kind("tips"))
    print(json.dumps({"tips": tips, "files": len(prints.made or {}), "made": made[-1]}))


if __name__ == "__main__":
    main(sys.argv[1:])
