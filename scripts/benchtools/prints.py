"""What print files cost: the project's own tips from nothing, and when nothing has changed."""

from __future__ import annotations

import json
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchtools.measure import Usage, run
from benchtools.report import Goal, shown, spread, table
from benchtools.telling import Tell, told

#: Seconds of one processor for the five files of a tip.
TIP_GOAL = 0.25


@dataclass(slots=True)
class Figures:
    """All that was measured: runs from nothing and with all files made, and how many were made."""

    tips: int = 0
    files: int = 0
    cold: list[Usage] = field(default_factory=list)
    unchanged: list[Usage] = field(default_factory=list)
    made_unchanged: int = 0

    def per_tip(self) -> Iterator[float | None]:
        """Give what setting a tip's files used of a processor in each run, reading the bank apart."""
        for cold, unchanged in zip(self.cold, self.unchanged, strict=True):
            if cold.cpu is None or unchanged.cpu is None:
                yield None
            else:
                yield (cold.cpu - unchanged.cpu) / self.tips


def measure(root: Path, folder: Path, wanted: Namespace, tell: Tell) -> Figures:
    """Set the files so many times. Raises ``FailedError``."""
    found = Figures()
    kept = folder / "kept"
    paths = os.pathsep.join(str(root / name) for name in ("hooks", "scripts"))
    command = [sys.executable, "-m", "benchtools.print_work", str(root), str(kept)]

    def once() -> tuple[Usage, dict[str, int]]:
        used = run(command, folder, {**os.environ, "PYTHONPATH": paths})
        said: dict[str, int] = json.loads(
            (folder / "bench.log").read_text("utf-8").splitlines()[-1]
        )
        return used, said

    for number in range(wanted.runs):
        tell(f"run {number + 1} of {wanted.runs}: print files")
        shutil.rmtree(kept, ignore_errors=True)
        cold, said = once()
        found.cold.append(cold)
        found.tips, found.files = said["tips"], said["files"]
        unchanged, said = once()
        found.unchanged.append(unchanged)
        found.made_unchanged = max(found.made_unchanged, said["made"])
    return found


def goals(found: Figures) -> Iterator[Goal]:
    """Give the figures that were promised, as far as they were taken."""
    each = spread(found.per_tip())
    if each:
        yield Goal("a tip's print files, s of a processor", each.median, TIP_GOAL)
    yield Goal("files made when nothing has changed", found.made_unchanged, 0)


def as_json(found: Figures) -> dict[str, Any]:
    """Return everything that was measured, as plain data."""
    return {
        "prints": asdict(found),
        "goals": [{**asdict(goal), "met": goal.met} for goal in goals(found)],
    }


def as_text(found: Figures) -> str:
    """Return tables for people."""
    rows: list[tuple[str, ...]] = [
        (f"{found.files} files of {found.tips} tips", "runs", "wall s", "cpu s", "all MB")
    ]
    for name, usages in (("from nothing", found.cold), ("unchanged", found.unchanged)):
        figures = (shown(spread(getattr(one, what) for one in usages)) for what in ("wall", "cpu"))
        memory = shown(spread(one.peak_sum for one in usages))
        rows.append((name, str(len(usages)), *figures, memory))
    lines = [(goal.name, f"{goal.value:.3g}", *goal.verdict) for goal in goals(found)]
    return "\n\n".join([table(rows), table([("goal", "value", "limit", ""), *lines])])


def main(root: Path, wanted: Namespace, tell: Tell) -> int:
    """Return the exit code: 0 measured, 1 something failed."""
    return told(lambda folder: measure(root, folder, wanted, tell), as_json, as_text, wanted, tell)
