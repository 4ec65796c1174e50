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
from functools import cached_property

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
    values = [facet_values(record) for record in records]
    keys = [tuple(_keys(one)) for one in values]
    counts = Counter(key for entry in keys for key in entry)
    made = [_side(catalogue, kind, side, counts) for side in SIDES]
    sides = [side for side in made if _divides(side, values)]
    words = tuple(f"{side.id}-{choice.id}" for side in sides for choice in side.choices)
    places = {key: place for place, key in enumerate(words)}
    days = [record.entry.published for record in records]
    return Narrowing(
        kind=kind.name,
        sides=tuple(_opened(sides)),
        words=words,
        rows=tuple(
            (tuple(places[key] for key in entry if key in places), *_numbers(one, day))
            for entry, one, day in zip(keys, values, days, strict=True)
        ),
        orders=tuple(_orders(records, values)),
    )


def _keys(values: FacetValues) -> Iterator[str]:
    for side in SIDES:
        yield from (f"{side.id}-{id_}" for id_ in values.words(side))
    if values.effort:
        yield f"insats-{values.effort}"
    if values.minutes is not None:
        yield from (f"tid-{most}" for most in TIMES if values.minutes <= most)
        if values.minutes > TIMES[-1]:
            yield f"tid-{LONGER}"


def _numbers(values: FacetValues, day: dt.date | None) -> tuple[int, int, int, int]:
    return values.minutes or 0, day.toordinal() if day else 0, *(values.group or (0, 0))


def _side(catalogue: Catalogue, kind: Kind, side: Searched, counts: Counter[str]) -> Side:
    if side.id == "grupp":
        return Side(side.id, side.name, (), Form.NUMBER)
    if side.id == "tid":
        return Side(side.id, side.name, _choices(side, counts, _times()), Form.ONE)
    if side.words is None:
        efforts = ((str(effort), sentence(effort.label)) for effort in EFFORTS)
        return Side(side.id, side.name, _choices(side, counts, efforts))
    ids = _ids(catalogue, side.words, side.id, counts)
    shown = _most_used(ids, side.id, counts) if side.words is OrganisationId else ids
    choices = tuple(
        Choice(str(id_), chip(catalogue, id_).name, counts[f"{side.id}-{id_}"], address)
        for id_ in shown
        if (address := f"{chip(catalogue, id_).address}#{kind.name}")
    )
    folder = GROUP_BY_SORT[side.words].folder
    return Side(side.id, side.name, choices, rest=f"{folder}/" if len(shown) < len(ids) else "")


def _times() -> Iterator[tuple[str, str]]:
    yield from ((str(most), f"Högst {duration(most)}") for most in TIMES)
    yield LONGER, f"Mer än {duration(TIMES[-1])}"


def _choices(
    side: Searched, counts: Counter[str], named: Iterator[tuple[str, str]]
) -> tuple[Choice, ...]:
    return tuple(
        Choice(id_, name, count) for id_, name in named if (count := counts[f"{side.id}-{id_}"])
    )


def _ids(catalogue: Catalogue, sort: type[Id], side: str, counts: Counter[str]) -> list[Id]:
    """Return the ids in use: those of a vocabulary in its order, organisations by name."""
    if sort is OrganisationId:
        organisations = catalogue.registry.organisations
        by_name = sorted(organisations, key=lambda one: sort_key(one.name))
        return [sort(one.id) for one in by_name if counts[f"{side}-{one.id}"]]
    return [sort(id_) for kept, id_ in catalogue.words if kept is sort and counts[f"{side}-{id_}"]]


def _most_used(ids: Sequence[Id], side: str, counts: Counter[str]) -> list[Id]:
    by_use = sorted(ids, key=lambda id_: -counts[f"{side}-{id_}"])[:MOST_ORGANISATIONS]
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
