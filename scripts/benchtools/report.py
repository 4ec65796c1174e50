"""From measurements to figures: medians, ranges, ratios pair by pair, and how they stand to the goals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from benchtools.builds import Edit, Output
from benchtools.measure import Usage

LARGE = 10_000
#: A cold build beside the peer's, of a small and of a large bank.
COLD_GOAL, LARGE_COLD_GOAL = 0.3, 0.2
EDIT_GOAL = 0.2
GROWTH_GOAL = 1.0
PEAK_GOAL = 500.0


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure that was taken more than once."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        same = self.low == self.high
        return _short(self.median) + ("" if same else f" ({_short(self.low)}–{_short(self.high)})")


@dataclass(slots=True)
class Series:
    """All runs of one program on a bank of one size, in the order they were made.

    ``watched`` is a cold build more, whose memory was looked at and whose time does not count.
    """

    name: str
    entries: int
    cold: list[Usage] = field(default_factory=list)
    unchanged: list[Usage] = field(default_factory=list)
    edited: list[Usage] = field(default_factory=list)
    served: list[Edit] = field(default_factory=list)
    output: Output | None = None
    watched: Usage | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure with the most it may be, None where nothing was promised."""

    name: str
    value: float
    limit: float | None

    @property
    def met(self) -> bool:
        return self.limit is None or self.value <= self.limit

    @property
    def verdict(self) -> tuple[str, str]:
        """The limit, and how the figure stands to it, in words."""
        if self.limit is None:
            return "–", ""
        return f"≤ {self.limit:g}", "met" if self.met else "MISSED"


def spread(values: Iterable[float | None]) -> Spread | None:
    """Return the median and the range, None where a value is not known."""
    known = [value for value in values if value is not None]
    return Spread(median(known), min(known), max(known)) if known else None


def ratios(ours: Sequence[Usage], theirs: Sequence[Usage], what: str) -> Spread | None:
    """Return what we use of what they use, each run beside the one that came after it."""
    pairs = [(getattr(a, what), getattr(b, what)) for a, b in zip(ours, theirs, strict=True)]
    return spread(a / b if a is not None and b else None for a, b in pairs)


def goals(ours: Sequence[Series], theirs: Sequence[Series]) -> Iterator[Goal]:
    """Give the figures that were promised, as far as they were taken."""
    for mine, other in zip(ours, theirs, strict=False):
        limit = LARGE_COLD_GOAL if mine.entries >= LARGE else COLD_GOAL
        # The time that people wait. Two processes take more of the processors to be done sooner.
        for what, most in (("wall", limit), ("cpu", None)):
            share = ratios(mine.cold, other.cold, what)
            if share:
                yield Goal(
                    f"cold build of {mine.entries}, {what}, of {other.name}'s", share.median, most
                )
    if len(ours) > 1:
        small, large = _per_entry(ours[0]), _per_entry(ours[-1])
        name = f"growth of time an entry, {ours[0].entries} to {ours[-1].entries}"
        yield Goal(name, large / small, GROWTH_GOAL)
    for mine in ours:
        peak = mine.watched and (mine.watched.peak_sum or mine.watched.peak)
        if peak:
            yield Goal(f"peak memory at {mine.entries}, MB", peak, PEAK_GOAL)
        cold = median(usage.wall for usage in mine.cold)
        if mine.served:
            rebuilt = median(edit.rebuilt for edit in mine.served)
            yield Goal(
                f"one edit among {mine.entries}, rebuilt, of a cold build",
                rebuilt / cold,
                EDIT_GOAL,
            )


def _per_entry(series: Series) -> float:
    """Return seconds of processor an entry, which a busy machine stretches less than wall time."""
    used = [usage.wall if usage.cpu is None else usage.cpu for usage in series.cold]
    return median(used) / series.entries


def as_json(ours: Sequence[Series], theirs: Sequence[Series]) -> dict[str, Any]:
    """Return everything that was measured, as plain data."""
    return {
        "series": [asdict(series) for series in (*ours, *theirs)],
        "goals": [{**asdict(goal), "met": goal.met} for goal in goals(ours, theirs)],
    }


def as_text(ours: Sequence[Series], theirs: Sequence[Series]) -> str:
    """Return tables for people."""
    head = (
        "",
        "entries",
        "runs",
        "wall s",
        "cpu s",
        "ms/entry",
        "peak MB",
        "all MB",
        "pages",
        "MB out",
    )
    rows = [row for series in (*ours, *theirs) for row in _rows(series)]
    edits = [row for series in ours if series.served for row in [_edit_row(series)]]
    parts = [table([head, *rows])]
    if edits:
        parts.append(
            table([("serve, one edit", "entries", "runs", "rebuilt s", "seen s", "cpu s"), *edits])
        )
    lines = [(goal.name, f"{goal.value:.3g}", *goal.verdict) for goal in goals(ours, theirs)]
    parts.append(table([("goal", "value", "limit", ""), *lines]))
    return "\n\n".join(parts)


def _rows(series: Series) -> Iterator[tuple[str, ...]]:
    for what, usages in (
        ("cold", series.cold),
        ("no change", series.unchanged),
        ("one edit", series.edited),
    ):
        if not usages:
            continue
        wall = spread(usage.wall for usage in usages)
        made = series.output if what == "cold" else None
        yield (
            f"{series.name}, {what}",
            str(series.entries),
            str(len(usages)),
            str(wall),
            shown(spread(usage.cpu for usage in usages)),
            f"{wall.median / series.entries * 1000:.2f}" if wall else "",
            shown(spread(usage.peak for usage in usages)),
            shown(spread([series.watched.peak_sum] if made and series.watched else ())),
            str(made.pages) if made else "",
            f"{made.megabytes:.1f}" if made else "",
        )


def _edit_row(series: Series) -> tuple[str, ...]:
    return (
        series.name,
        str(series.entries),
        str(len(series.served)),
        shown(spread(edit.rebuilt for edit in series.served)),
        shown(spread(edit.seen for edit in series.served)),
        shown(spread(edit.cpu for edit in series.served)),
    )


def shown(value: Spread | None) -> str:
    """Return a figure as text."""
    return "–" if value is None else str(value)


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"  # noqa: PLR2004  # three digits


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as lines, their columns under one another."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
