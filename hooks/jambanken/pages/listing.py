"""Listings: a kind's entries, and what belongs together, on pages of a bearable length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from jambanken.bank import Record
from jambanken.cards import Card
from jambanken.kinds.base import Kind, ListingGroup
from jambanken.swedish import sort_key

PAGE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Shelf:
    """Cards under a heading. The heading is empty in a listing without groups."""

    heading: str
    anchor: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a listing."""

    address: str
    number: int
    shelves: tuple[Shelf, ...]


#: Several pages ask for the same listings, and records are the same ones only when nothing changed.
@lru_cache(maxsize=16)
def sheets(kind: Kind, records: tuple[Record, ...]) -> tuple[Sheet, ...]:
    """Split a kind's entries into pages, in the order of its groups; the first page may be empty.

    Entries keep the order they come in within a group, but kinds that are grouped by letter or
    size are sorted by title there.
    """
    grouped = [(kind.group(record.entry), record) for record in records]
    if any(group.order for group, _ in grouped):
        grouped.sort(key=lambda pair: (pair[0].order, sort_key(pair[1].entry.title), pair[1].ref))
    pages = [
        grouped[start : start + PAGE_LENGTH] for start in range(0, len(grouped), PAGE_LENGTH)
    ] or [[]]
    return tuple(
        Sheet(sheet_address(kind, number), number, tuple(_shelves(page)))
        for number, page in enumerate(pages, start=1)
    )


def sheet_address(kind: Kind, number: int) -> str:
    """Return the address of a page of a kind's listing, counted from 1."""
    return kind.address if number == 1 else f"{kind.address}sida/{number}/"


def where_groups_start(listing: Sequence[Sheet]) -> list[tuple[Shelf, str, int]]:
    """Return each group's shelf, the address it starts at, and how many entries it holds in all."""
    starts: dict[str, tuple[Shelf, str, int]] = {}
    for sheet in listing:
        for shelf in sheet.shelves:
            first, address, count = starts.get(
                shelf.anchor, (shelf, f"{sheet.address}#{shelf.anchor}", 0)
            )
            starts[shelf.anchor] = (first, address, count + len(shelf.cards))
    return [start for anchor, start in starts.items() if anchor]


def _shelves(page: Sequence[tuple[ListingGroup, Record]]) -> Iterator[Shelf]:
    for group, pairs in groupby(page, key=lambda pair: pair[0]):
        yield Shelf(group.heading, group.anchor, tuple(record.card for _, record in pairs))
