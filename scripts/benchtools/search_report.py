"""From visits to figures: medians, ranges, ratios visit by visit, and how they stand to the goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from benchtools.report import LARGE, Goal, Spread, shown, spread, table
from benchtools.search_browser import Asked
from benchtools.search_sides import MATERIAL, OURS, PAGEFIND

#: Kilobytes to the first answer, and its time beside Material's.
SIZE_GOAL, MATERIAL_GOAL = 120.0, 0.25
#: Time, bytes and the index's processor time beside Pagefind's, of a large bank.
PAGEFIND_GOAL, PAGEFIND_SIZE_GOAL, INDEX_GOAL = 0.7, 1.0, 0.25
#: Milliseconds to a next answer, and to the first one on a slow line.
NEXT_GOAL, SLOW_GOAL = 20.0, 1_000.0
_KILOBYTE = 1_000


@dataclass(slots=True)
class Searched:
    """All visits to a bank of one size by side, and processor seconds of each index, in turns."""

    entries: int
    visits: dict[str, list[Asked]] = field(default_factory=dict)
    index: dict[str, list[float]] = field(default_factory=dict)


@dataclass(slots=True)
class Figures:
    """All that was measured. ``slow`` has milliseconds to the first answer by query, on a slow line."""

    sizes: list[Searched] = field(default_factory=list)
    slow: dict[str, list[float]] = field(default_factory=dict)


def goals(found: Figures) -> Iterator[Goal]:
    """Give the figures that were promised, as far as they were taken."""
    for one in found.sizes:
        mine = one.visits[OURS]
        size, at = max(visit.size for visit in mine) / _KILOBYTE, f"at {one.entries}"
        if one.entries < LARGE:
            yield Goal(f"first answer {at}, kB", size, SIZE_GOAL)
        else:
            share = _ratio([v.size for v in mine], [v.size for v in one.visits[PAGEFIND]])
            yield Goal(
                f"first answer {at}, bytes, of {PAGEFIND}'s", share.median, PAGEFIND_SIZE_GOAL
            )
            share = _ratio(_firsts(mine), _firsts(one.visits[PAGEFIND]))
            yield Goal(f"first answer {at}, time, of {PAGEFIND}'s", share.median, PAGEFIND_GOAL)
            if one.index.get(PAGEFIND):
                share = _ratio(one.index[OURS], one.index[PAGEFIND])
                yield Goal(f"index {at}, cpu, of {PAGEFIND}'s", share.median, INDEX_GOAL)
        if theirs := one.visits.get(MATERIAL):
            share = _ratio(_firsts(mine), _firsts(theirs))
            yield Goal(f"first answer {at}, time, of {MATERIAL}'s", share.median, MATERIAL_GOAL)
        yield Goal(f"next answer {at}, ms", median(_following(mine)), NEXT_GOAL)
        early = max(visit.early for visit in mine)
        yield Goal(f"files of the index before anybody searches {at}", early, 0)
    for query, times in found.slow.items():
        yield Goal(f"slow line, ms, {query}", median(times), SLOW_GOAL)


def _firsts(visits: Sequence[Asked]) -> list[float]:
    return [visit.first for visit in visits]


def _following(visits: Sequence[Asked]) -> list[float]:
    return [time for visit in visits for time in visit.following]


def _ratio(mine: Sequence[float], theirs: Sequence[float]) -> Spread:
    """Return what we use of what they use, each visit beside the one that came after it."""
    shares = [a / b for a, b in zip(mine, theirs, strict=True)]
    return Spread(median(shares), min(shares), max(shares))


def as_json(found: Figures) -> dict[str, Any]:
    """Return everything that was measured, as plain data."""
    return {
        "search": asdict(found),
        "goals": [{**asdict(goal), "met": goal.met} for goal in goals(found)],
    }


def as_text(found: Figures) -> str:
    """Return tables for people."""
    head = ("search", "entries", "visits", "first ms", "next ms", "kB", "files", "index cpu s")
    rows = [
        (
            side,
            str(one.entries),
            str(len(visits)),
            shown(spread(_firsts(visits))),
            shown(spread(_following(visits))),
            shown(spread(visit.size / _KILOBYTE for visit in visits)),
            shown(spread(visit.files for visit in visits)),
            shown(spread(one.index.get(side, ()))),
        )
        for one in found.sizes
        for side, visits in one.visits.items()
    ]
    slow = [(query, shown(spread(times))) for query, times in found.slow.items()]
    lines = [
        (goal.name, f"{goal.value:.3g}", f"≤ {goal.limit:g}", "met" if goal.met else "MISSED")
        for goal in goals(found)
    ]
    parts = [
        table([head, *rows]),
        table([("slow line", "first ms"), *slow]),
        table([("goal", "value", "limit", ""), *lines]),
    ]
    return "\n\n".join(parts)
