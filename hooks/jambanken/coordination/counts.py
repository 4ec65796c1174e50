"""How the bank is balanced over kinds, audiences, areas and themes, and how it grows by quarter."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from statistics import median

from jambanken.catalogue import Catalogue
from jambanken.coordination.values import Balance, Count, KindCount, Quarter
from jambanken.groups import GROUP_BY_SORT
from jambanken.kinds import KINDS
from jambanken.kinds.base import Entry
from jambanken.swedish import sort_key
from jambanken.values import AreaId, AudienceId, Id, ThemeId

#: The lists that are looked at, each with how an entry's words of it are had.
_SORTS: tuple[tuple[type[Id], Callable[[Entry], Sequence[Id]]], ...] = (
    (AudienceId, attrgetter("audiences")),
    (AreaId, attrgetter("areas")),
    (ThemeId, attrgetter("themes")),
)
_MONTHS_OF_A_QUARTER = 3
_QUARTERS = 4


def kind_counts(catalogue: Catalogue) -> tuple[KindCount, ...]:
    """Return how many entries of each kind belong in lists, in the order of the kinds."""
    return tuple(
        KindCount(kind.name, kind.plural, len(catalogue.of_kind(kind.name))) for kind in KINDS
    )


def balances(catalogue: Catalogue) -> tuple[Balance, ...]:
    """Return how the entries divide over the words of the lists, the least used word first.

    A word is a gap where it has no entries, no tips, or less than half as many entries as the word
    in the middle of its list (the median).
    """
    return tuple(_balance(catalogue, sort, ids_of) for sort, ids_of in _SORTS)


def _balance(
    catalogue: Catalogue, sort: type[Id], ids_of: Callable[[Entry], Sequence[Id]]
) -> Balance:
    entries: Counter[str] = Counter()
    tips: Counter[str] = Counter()
    pictures: Counter[str] = Counter()
    without = 0
    for record in catalogue.listed:
        kind, ids = record.kind.name, ids_of(record.entry)
        counter = pictures if kind == "bildbank" else entries
        if not ids:
            without += counter is entries
        for id_ in set(ids):  # Counter.update takes ten times as long for so few
            counter[id_] += 1
            if kind == "tips":
                tips[id_] += 1
    words = [(str(id_), word.name) for (of, id_), word in catalogue.words.items() if of is sort]
    middle = median(entries[id_] for id_, _ in words) if words else 0
    group = GROUP_BY_SORT[sort]
    counts = [
        Count(
            name,
            id_,
            f"{group.folder}/{id_}/",
            entries[id_],
            tips[id_],
            pictures[id_],
            _gap(entries[id_], tips[id_], middle),
        )
        for id_, name in words
    ]
    counts.sort(key=lambda one: (one.entries, one.tips, sort_key(one.name), one.ref))
    return Balance(group.folder, group.plural, group.singular, tuple(counts), without)


def _gap(entries: int, tips: int, middle: float) -> str:
    if not entries:
        return "ingen post"
    if not tips:
        return "inget tips"
    return "få poster" if 2 * entries < middle else ""


def quarters(catalogue: Catalogue) -> tuple[Quarter, ...]:
    """Return how many entries came and were changed in each quarter, from the first to today's.

    An entry that is changed many times in a quarter counts once, and not where it came in the same.
    """
    new: Counter[int] = Counter()
    changed: Counter[int] = Counter()
    for record in catalogue.records.values():
        dates = catalogue.dates(record)
        came = None if dates.new is None else _quarter(dates.new)
        if came is not None:
            new[came] += 1
        if dates.changed:
            changed.update(set(map(_quarter, dates.changed)) - {came})
    return tuple(_between(new, changed, catalogue.today))


def _between(new: Counter[int], changed: Counter[int], today: dt.date) -> Iterator[Quarter]:
    known: Iterable[int] = [*new, *changed]
    last = _quarter(today)
    for number in range(min(known, default=last), last + 1):
        year, place = divmod(number, _QUARTERS)
        yield Quarter(year, place + 1, new[number], changed[number])


def _quarter(day: dt.date) -> int:
    """Return a quarter as a number: they follow each other without gaps."""
    return day.year * _QUARTERS + (day.month - 1) // _MONTHS_OF_A_QUARTER
