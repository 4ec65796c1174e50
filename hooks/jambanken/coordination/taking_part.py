"""How many have taken courses, per organisation and over time, with care for figures about a few.

A figure is what a source says of a day, and often all up to that day: figures of one organisation
are never added to each other. What the sources leave open stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from jambanken.catalogue import Catalogue
from jambanken.coordination.values import Taken, Year
from jambanken.groups import chip
from jambanken.kinds.utbildningar import Course, Participation

#: Figures of one to four could point out somebody.
SMALLEST_SHOWN = 5


def taken(catalogue: Catalogue) -> tuple[Taken, ...]:
    """Return every figure, the latest first; small ones are held back."""
    found = [one for one, _ in _told(catalogue)]
    found.sort(key=lambda one: (one.organisation, one.course))
    return tuple(sorted(found, key=lambda one: one.date, reverse=True))


def years(catalogue: Catalogue) -> tuple[Year, ...]:
    """Return the number of participants by year, the first year first.

    Of each course and organisation the year's last figure counts, if it is not small.
    """
    last: dict[tuple[int, str, str], Taken] = {}
    for one, key in _told(catalogue):
        place = (int(one.date[:4]), one.course_ref, key)
        # A year alone is the whole of it: ``2018`` is later than ``2018-12``.
        if place not in last or _lateness(last[place].date) <= _lateness(one.date):
            last[place] = one
    by_year: dict[int, list[Taken]] = defaultdict(list)
    for (year, *_), one in last.items():
        if one.count is not None:
            by_year[year].append(one)
    return tuple(_year(year, by_year[year]) for year in sorted(by_year))


def _lateness(date: str) -> str:
    return date.ljust(len("2018-12-31"), "~")


def _year(year: int, figures: list[Taken]) -> Year:
    split = [one for one in figures if one.women is not None and one.men is not None]
    return Year(
        year,
        sum(one.count or 0 for one in figures),
        len(figures),
        sum(one.women or 0 for one in split),
        sum(one.men or 0 for one in split),
    )


def _told(catalogue: Catalogue) -> Iterator[tuple[Taken, str]]:
    """Give each figure, with the id of its organisation."""
    for record in catalogue.of_kind("utbildningar"):
        if isinstance(record.entry, Course):
            for row in record.entry.participation:
                where = chip(catalogue, row.organisation)
                yield (
                    _shown(row, (where.name, where.address, record.card.title, record.ref)),
                    str(row.organisation),
                )


def _shown(row: Participation, names: tuple[str, str, str, str]) -> Taken:
    """Return a figure without what is about a few."""
    women, men = row.women, row.men
    both = None if women is None or men is None else women + men
    count = row.count if row.count is not None else both
    is_small = _is_small(count)
    # one of the two, and all of them, would give the other
    sexes_are_small = is_small or _is_small(women) or _is_small(men)
    if sexes_are_small:
        women = men = None
    if is_small:
        return Taken(*names, row.date, is_small=True, sexes_are_small=True)
    return Taken(
        *names,
        row.date,
        count,
        row.out_of,
        _share(row, count),
        women,
        men,
        sexes_are_small=sexes_are_small,
    )


def _share(row: Participation, count: int | None) -> Decimal | None:
    """Return the share in percent: as the source says it, or worked out to whole percents."""
    if row.share is not None or count is None or not row.out_of:
        return row.share
    return (Decimal(100 * count) / row.out_of).quantize(Decimal(1))


def _is_small(count: int | None) -> bool:
    return count is not None and 0 < count < SMALLEST_SHOWN
