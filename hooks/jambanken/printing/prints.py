"""From the bank to its print files: made before a site is published, on request in a preview."""

from __future__ import annotations

import sys
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from jambanken.output import Asset
from jambanken.printing.latest import LatestPlan
from jambanken.printing.plan import PRINTER, Plan, PrintFile
from jambanken.printing.press import Job, Outcome, Press
from jambanken.printing.shelf import Kept, PrintShelf
from jambanken.problems import Level, Mark, Problem
from jambanken.progress import unheard
from jambanken.settings import SETTINGS_FILE

#: Below the project's folder: made print files. They only ever save time.
FOLDER = Path(".cache/jambanken/tryck")
_SETTING = "JAMBANKEN_TRYCK"
#: Files that a build at home makes without being asked: half a minute of one processor.
FEW = 600
RULE = "tryck"


class PrintChoice(StrEnum):
    """Which print files a build makes."""

    ALL = "alla"
    NONE = "inga"
    FEW = "få"


def making_of(env: Mapping[str, str]) -> PrintChoice:
    """Return which files to make: all to publish; at home all where they are few.

    ``JAMBANKEN_TRYCK`` in the environment decides (``alla``, ``inga``), else whether ``CI`` is set.
    Raises ``ValueError``, in Swedish.
    """
    wanted = env.get(_SETTING)
    if wanted:
        if wanted not in {PrintChoice.ALL, PrintChoice.NONE}:
            raise ValueError(f"{_SETTING} ska vara {PrintChoice.ALL} eller {PrintChoice.NONE}.")
        return PrintChoice(wanted)
    return PrintChoice.ALL if env.get("CI") else PrintChoice.FEW


@dataclass(frozen=True, slots=True)
class PrintLink:
    """A print file as a page links to it; pages and bytes are nought where it is not made yet."""

    address: str
    name: str
    paper: str
    is_for_printer: bool
    note: str
    pages: int
    size: int


@dataclass(frozen=True)
class Prints:
    """The print files that pages link to. ``made`` is None where they are made when asked for."""

    plan: Plan | None = None
    made: Mapping[str, tuple[Kept, Path]] | None = None

    def of(self, files: Iterable[PrintFile]) -> tuple[PrintLink, ...]:
        """Return the links to those of the files that there are."""
        return tuple(
            PrintLink(
                file.address,
                file.name,
                file.paper,
                file.use == PRINTER,
                "" if file.use == PRINTER else file.note,
                found[0].pages if found else 0,
                found[0].size if found else 0,
            )
            for file in files
            if (found := (self.made or {}).get(file.address)) or self.made is None
        )

    def of_entry(self, ref: str) -> tuple[PrintLink, ...]:
        """Return the links of an entry's page."""
        record = self.plan.desk.catalogue.find(ref) if self.plan and self.made != {} else None
        return self.of(self.plan.of(record)) if self.plan and record else ()

    def of_theme(self, id_: str) -> tuple[PrintLink, ...]:
        """Return the links of a theme's page."""
        return self.of(self.plan.of_theme(id_)) if self.plan and self.made != {} else ()

    def assets(self) -> Iterator[Asset]:
        """Give the made files."""
        return (Asset(address, path) for address, (_, path) in (self.made or {}).items())


NOTHING_PRINTED = Prints(None, {})


@dataclass(frozen=True, slots=True)
class Shop:
    """Where print files are made: the bank's folder, which, and who hears how many are done."""

    root: Path
    making: PrintChoice = PrintChoice.ALL
    tell: Callable[[int, int], None] = unheard

    def preview(self, plan: Plan, latest: LatestPlan) -> Prints:
        """Remember the plan for a `PrintsOnDemand`, and remove files with pictures that may not be shown.

        Raises ``OSError``.
        """
        latest.plan = plan
        shelf = PrintShelf(self.root / FOLDER)
        shelf.prune(None, {shown.key for shown in plan.desk.pictures})
        shelf.save()
        return Prints(plan)

    def print_all(self, plan: Plan) -> tuple[Prints, tuple[Problem, ...]]:
        """Make the files that are wanted and lack, and remove those that are not. Raises ``OSError``."""
        shelf = PrintShelf(self.root / FOLDER)
        most = {PrintChoice.NONE: 0, PrintChoice.FEW: FEW + 1, PrintChoice.ALL: None}[self.making]
        files = list(islice(plan, most))
        waiting: tuple[Problem, ...] = ()
        if self.making is PrintChoice.FEW and len(files) > FEW:
            files, waiting = [], (_WAITING,)
        pictures = {shown.key for shown in plan.desk.pictures}
        shelf.prune({file.key for file in files}, pictures)
        kept = {file.address: shelf.find(file.key) for file in files}
        faults = self._make([file for file in files if kept[file.address] is None], shelf, kept)
        shelf.save()
        unset = [_missing_signs(file, found) for file in files if (found := kept[file.address])]
        made = {
            file.address: (found, shelf.path(file.key))
            for file in files
            if (found := kept[file.address])
        }
        problems = (*waiting, *faults, *(problem for problem in unset if problem))
        return Prints(plan, made), tuple(dict.fromkeys(problems))

    def _make(
        self, lacking: Sequence[PrintFile], shelf: PrintShelf, kept: dict[str, Kept | None]
    ) -> list[Problem]:
        if not lacking:
            return []
        faults = []
        press = Press()
        fresh: dict[str, Path] = {}

        def work(file: PrintFile) -> tuple[Job, Path]:
            fresh[file.address] = shelf.fresh(file.key)
            return file.job(), fresh[file.address]

        try:
            for number, (file, outcome) in enumerate(press.set_all(lacking, work), start=1):
                if outcome.fault:
                    faults.append(_fault(file, outcome))
                    fresh[file.address].unlink(missing_ok=True)
                else:
                    said = (outcome.pages, file.pictures, outcome.unset)
                    kept[file.address] = shelf.keep(file.key, fresh[file.address], *said)
                self.tell(number, len(lacking))
        finally:
            press.close()
        return faults


class PrintsOnDemand:
    """Makes a preview's print files when they are asked for, one at a time."""

    def __init__(self, latest: LatestPlan) -> None:
        self._latest = latest
        self._turn = threading.Lock()
        self._press = Press()
        self._last = ("", b"")
        weakref.finalize(self, self._press.close)  # at the latest when the preview ends

    def serve(self, address: str) -> bytes | None:
        """Return the print file at an address of the site, None where there is none or it fails.

        What failed is told to the editor, and tried again the next time.
        """
        plan = self._latest.plan
        file = plan.find(address) if plan else None
        if file is None:
            return None
        with self._turn:
            if self._last[0] != file.key:
                made = self._made(file)
                if made is None:
                    return None
                self._last = (file.key, made)
            return self._last[1]

    def _made(self, file: PrintFile) -> bytes | None:
        with tempfile.TemporaryDirectory() as folder:
            to = Path(folder) / "tryck.pdf"
            outcome = self._press.set_one(file.job(), to)
            if not outcome.fault:
                return to.read_bytes()
        sys.stderr.write(f"{_fault(file, outcome)}\n")
        return None


_WAITING = Problem(
    SETTINGS_FILE,
    Mark(1, 1),
    Level.HINT,
    RULE,
    f"PDF-filerna att skriva ut är fler än {FEW} och görs först när webbplatsen publiceras.",
    f"Vill du ha dem i ett bygge här: sätt {_SETTING}={PrintChoice.ALL}.",
)


def _fault(file: PrintFile, outcome: Outcome) -> Problem:
    name = file.address.rpartition("/")[2]
    return _warning(
        file,
        file.origin.mark,
        f"{name} gick inte att sätta: {outcome.fault}.",
        "Korta texten eller dela upp den. Sidan på webben påverkas inte.",
    )


def _missing_signs(file: PrintFile, kept: Kept) -> Problem | None:
    if not kept.unset or file.origin.source is None:
        return None
    signs = ", ".join(f'"{sign}"' for sign in kept.unset[:5])
    return _warning(
        file,
        file.origin.mark_of(kept.unset),
        f"tryckets typsnitt saknar {signs}. I PDF-filerna blir det tomma rutor.",
        "Byt ut tecknen om texten ska tryckas.",
    )


def _warning(file: PrintFile, mark: Mark, message: str, fix: str) -> Problem:
    return Problem(file.origin.file, mark, Level.WARNING, RULE, message, fix)
