"""What a listing can be narrowed by: the sides that divide its entries, and where each entry stands.

``docs/assets/js/search/listing.js`` reads it, from the page where the listing has one, else from a
file (`Narrowing.file`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.groups import GROUP_BY_SORT, chip
from jambanken.kinds.base import Kind
from jambanken.pages.sides import Choice, Form, Side
from jambanken.search.facet_values import EFFORTS, SIDES, TIMES, FacetValues, facet_values
from jambanken.search.facet_values import Side as Searched
from jambanken.swedish import duration, sentence, sort_key
from jambanken.values import Id, OrganisationId

#: So many organisations are a choice; the others are in their overview.
MOST_ORGANISATIONS = 30
#: So many sides are open from the start.
OPEN = 3
#: The id of the choice of what takes longer than the last of `TIMES`.
LONGER = "langre"
_DUMP = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

#: Places of an entry's words among all, minutes and day of publication (both 0 where not said), and
#: the smallest and the largest group (0 and 0 where not said).
Row = tuple[tuple[int, ...], int, int, int, int]


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort: its name in addresses and in the page."""

    id: str
    name: str


@dataclass(frozen=True)
class Narrowing:
    """Sides with their choices, the key of every word (``tema-moten``), and a row for each entry.

    The rows stand in the order of the listing. Two entries of which nothing can be told apart make
    no side.
    """

    kind: str
    sides: tuple[Side, ...]
    words: tuple[str, ...]
    rows: tuple[Row, ...]
    orders: tuple[Order, ...]

    @property
    def is_of_use(self) -> bool:
        """Tell whether there is anything to choose."""
        return bool(self.sides)

    @cached_property
    def json(self) -> str:
        """The rows as JSON: numbers and brackets alone."""
        return _DUMP(self.rows)

    @cached_property
    def file(self) -> tuple[str, bytes]:
        """Address and content of the file of a listing of several pages; another one, another name."""
        content = f'{{"words":{_DUMP(self.words)},"rows":{self.json}}}'.encode()
        return f"assets/sok/{self.kind}-{hashlib.sha256(content).hexdigest()[:16]}.json", content


def narrowing(catalogue: Catalogue, kind: Kind, records: Sequence[Record]) -> Narrowing:
    """Return what a listing can be narrowed by; ``records`` in the order of its cards."""
    values = list(map(facet_values, records))
    made = [_side(catalogue, kind, side, values) for side in SIDES]
    sides = [side for side in made if _divides(side, values)]
    words = tuple(f"{side.id}-{choice.id}" for side in sides for choice in side.choices)
    return Narrowing(
        kind=kind.name,
        sides=tuple(_opened(sides)),
        words=words,
        rows=tuple(_rows(words, records, values)),
        orders=tuple(_orders(records, values)),
    )


def _rows(
    words: Sequence[str], records: Sequence[Record], values: Sequence[FacetValues]
) -> Iterator[Row]:
    places: dict[str, dict[str, int]] = {side.id: {} for side in SIDES}
    for place, word in enumerate(words):
        side, _, id_ = word.partition("-")
        places[side][id_] = place
    listed = [(side, places[side.id]) for side in SIDES if side.words and places[side.id]]
    efforts, times = places["insats"], places["tid"]
    for record, one in zip(records, values, strict=True):
        own = [known[id_] for side, known in listed for id_ in one.words(side) if id_ in known]
        if one.effort in efforts:
            own.append(efforts[one.effort])
        if one.minutes is not None:
            own += [times[id_] for id_ in _times_of(one.minutes) if id_ in times]
        day = record.entry.published
        numbers = one.minutes or 0, day.toordinal() if day else 0, *(one.group or (0, 0))
        yield (tuple(own), *numbers)


@cache
def _times_of(minutes: int) -> tuple[str, ...]:
    found = tuple(str(most) for most in TIMES if minutes <= most)
    return found or (LONGER,)


def _side(catalogue: Catalogue, kind: Kind, side: Searched, values: Sequence[FacetValues]) -> Side:
    if side.id == "grupp":
        return Side(side.id, side.name, (), Form.NUMBER)
    if side.id == "tid":
        minutes = Counter(one.minutes for one in values if one.minutes is not None)
        times: Counter[str] = Counter()
        for long, number in minutes.items():
            times.update(dict.fromkeys(_times_of(long), number))
        return Side(side.id, side.name, tuple(_telling(_choices(times, _times()))), Form.ONE)
    if side.words is None:
        efforts = ((str(effort), sentence(effort.label)) for effort in EFFORTS)
        return Side(side.id, side.name, _choices(Counter(one.effort for one in values), efforts))
    counts = Counter(chain.from_iterable(one.words(side) for one in values))
    ids = _ids(catalogue, side.words, counts)
    shown = _most_used(ids, counts) if side.words is OrganisationId else ids
    links = [(id_, chip(catalogue, id_)) for id_ in shown]
    choices = tuple(
        Choice(str(id_), link.name, counts[id_], f"{link.address}#{kind.name}")
        for id_, link in links
    )
    folder = GROUP_BY_SORT[side.words].folder
    return Side(side.id, side.name, choices, rest=f"{folder}/" if len(shown) < len(ids) else "")


def _times() -> Iterator[tuple[str, str]]:
    yield from ((str(most), f"Högst {duration(most)}") for most in TIMES)
    yield LONGER, f"Mer än {duration(TIMES[-1])}"


def _choices(counts: Counter[str], named: Iterator[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(id_, name, count) for id_, name in named if (count := counts[id_]))


def _telling(choices: Sequence[Choice]) -> Iterator[Choice]:
    """Give the choices of time, without those that find the same as a shorter time."""
    found = 0
    for choice in choices:
        if choice.id == LONGER or choice.count > found:
            yield choice
            found = choice.count


def _ids(catalogue: Catalogue, sort: type[Id], counts: Counter[str]) -> list[Id]:
    """Return the ids in use: those of a vocabulary in its order, organisations by name."""
    if sort is OrganisationId:
        organisations = catalogue.registry.organisations
        by_name = sorted(organisations, key=lambda one: sort_key(one.name))
        return [sort(one.id) for one in by_name if counts[one.id]]
    return [sort(id_) for kept, id_ in catalogue.words if kept is sort and counts[id_]]


def _most_used(ids: Sequence[Id], counts: Counter[str]) -> list[Id]:
    by_use = set(sorted(ids, key=lambda id_: -counts[id_])[:MOST_ORGANISATIONS])
    return [id_ for id_ in ids if id_ in by_use]


def _divides(side: Side, values: Sequence[FacetValues]) -> bool:
    """Tell whether a choice on this side can leave some entries and take others away."""
    if side.form is Form.NUMBER:
        return len({one.group for one in values}) > 1
    return any(choice.count < len(values) for choice in side.choices)


def _opened(sides: Sequence[Side]) -> Iterator[Side]:
    for number, side in enumerate(sides):
        yield Side(
            side.id, side.name, side.choices, side.form, is_open=number < OPEN, rest=side.rest
        )


def _orders(records: Sequence[Record], values: Sequence[FacetValues]) -> Iterator[Order]:
    """Give the ways to sort that would change the listing's own order."""
    days = [record.entry.published or dt.date.min for record in records]
    if days != sorted(days, reverse=True):
        yield Order("nyast", "Nyast först")
    minutes = [one.minutes for one in values if one.minutes is not None]
    if len(set(minutes)) > 1:
        yield Order("kortast", "Kortast tid först")
