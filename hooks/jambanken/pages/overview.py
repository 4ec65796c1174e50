"""Overviews: listings by kind, and what belongs with an audience, an area or a theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import NamedTuple

from jinja2 import Environment

from jambanken.cards import Card
from jambanken.catalogue import Catalogue
from jambanken.feeds.atom import head_link
from jambanken.feeds.bank import FILE as FEED
from jambanken.feeds.courses import FILE as CALENDAR
from jambanken.feeds.ical import MEDIA_TYPE as CALENDAR_TYPE
from jambanken.groups import Group
from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.kinds.bildbank import Picture
from jambanken.kinds.utbildningar import Course
from jambanken.markdown import BASE
from jambanken.output import Asset, Page
from jambanken.pages.listing import (
    PAGE_LENGTH,
    Sheet,
    sheet_address,
    sheets,
    where_groups_start,
)
from jambanken.pages.memory import Making, PageMemory
from jambanken.pages.narrowing import Narrowing, narrowing
from jambanken.printing.prints import NOTHING_PRINTED, PrintLink, Prints
from jambanken.search.facet_values import SIDES
from jambanken.shared import Organisation, Steering, Word
from jambanken.swedish import sort_key
from jambanken.values import OrganisationId, ThemeId

SHOWN_PER_KIND = 60
#: So many are seen at once; the others of `SHOWN_PER_KIND` are opened, which no script is needed for.
SEEN_AT_ONCE = 8
#: From so many on, a kind's cards are folded: to open two or three costs more than to see them.
FOLDED_FROM = 12
SCRIPT = f'<script type="module" src="{BASE}assets/js/search/listing.js"></script>'


@dataclass(frozen=True, slots=True)
class Overview:
    """A word of a vocabulary, or an organisation, as its overview shows it."""

    group: Group
    id: str
    name: str
    description: str
    link: str
    details: tuple[str, ...]
    shelf: str
    count: int

    @property
    def address(self) -> str:
        return f"{self.group.folder}/{self.id}/"


def listing_pages(
    templates: Environment, catalogue: Catalogue, kind: Kind, memory: PageMemory
) -> Iterator[Making]:
    """Give what makes the pages of a kind's listing; the first is there even when the kind is empty.

    Where there are several, scripts narrow them by the file that `listing_assets` gives.
    """
    records = catalogue.of_kind(kind.name)
    listing = sheets(kind, records)
    shown = {
        "kind": kind,
        "last": len(listing),
        "count": len(records),
        "starts": where_groups_start(listing),
    }
    narrowed = _narrowing(catalogue, kind, listing)
    for sheet in listing:
        own = {
            "previous": _neighbour(kind, listing, sheet.number - 1),
            "following": _neighbour(kind, listing, sheet.number + 1),
            "narrowing": narrowed if sheet.number == 1 else None,
        }
        make = partial(_listing_page, templates, kind, sheet, {**shown, **own})
        made_from = (sheet, *shown.values(), own["narrowing"])
        yield memory.making(sheet.address, made_from, make)


def listing_assets(catalogue: Catalogue) -> Iterator[Asset]:
    """Give the file that scripts narrow a listing by, for each listing of several pages."""
    for kind in KINDS:
        records = catalogue.of_kind(kind.name)
        if kind.model is not Picture and len(records) > PAGE_LENGTH:
            yield Asset(*_narrowing(catalogue, kind, sheets(kind, records)).file)


def _narrowing(catalogue: Catalogue, kind: Kind, listing: Sequence[Sheet]) -> Narrowing:
    cards = (card for sheet in listing for shelf in sheet.shelves for card in shelf.cards)
    return narrowing(catalogue, kind, [catalogue.records[card.ref] for card in cards])


def _listing_page(
    templates: Environment, kind: Kind, sheet: Sheet, shown: Mapping[str, object]
) -> Page:
    body = templates.get_template("listing.html.jinja").render(
        sheet=sheet, page_length=PAGE_LENGTH, **shown
    )
    suffix = f", sida {sheet.number}" if sheet.number > 1 else ""
    head = _feeds_of(kind) + (SCRIPT if 'data-module="listing"' in body else "")
    return Page(
        sheet.address, kind.plural + suffix, kind.lead, body, head=head, section=kind.address
    )


def _feeds_of(kind: Kind) -> str:
    """Return what the head of a kind's listing says of its feed, and of the courses' dates."""
    feed = str(head_link(kind.address + FEED, kind.plural))
    if kind.model is not Course:
        return feed
    return feed + str(head_link(CALENDAR, "Utbildningarnas datum", CALENDAR_TYPE))


def _neighbour(kind: Kind, listing: Sequence[Sheet], number: int) -> str:
    return sheet_address(kind, number) if 1 <= number <= len(listing) else ""


def overviews(catalogue: Catalogue, group: Group) -> list[Overview]:
    """Return the overviews of a sort, in the order of their file; organisations by name."""
    return [
        _overview(catalogue, group, item)
        for item in (
            sorted(
                catalogue.registry.organisations,
                key=lambda organisation: sort_key(organisation.name),
            )
            if group.folder == "organisationer"
            else [word for (sort, _), word in catalogue.words.items() if sort is group.sort]
        )
    ]


def _overview(catalogue: Catalogue, group: Group, item: Word | Organisation) -> Overview:
    count = len(catalogue.group(group.sort, str(item.id)))
    if isinstance(item, Organisation):
        details = tuple(
            filter(None, (str(item.type.label), f"{item.county}s län" if item.county else ""))
        )
        return Overview(
            group, str(item.id), item.name, "", item.web or "", details, item.type.label, count
        )
    shelf = _STEERING_SHELVES[item.type.value] if isinstance(item, Steering) else ""
    return Overview(
        group, str(item.id), item.name, item.description or "", item.link or "", (), shelf, count
    )


_STEERING_SHELVES = {
    "cemr": "CEMR-deklarationen",
    "delmål": "De jämställdhetspolitiska målen",
    "agenda2030": "Agenda 2030",
    "strategi": "Regionala strategier",
    "lag": "Lagar och förordningar",
}


def group_pages(
    templates: Environment,
    catalogue: Catalogue,
    group: Group,
    memory: PageMemory,
    prints: Prints = NOTHING_PRINTED,
) -> Iterator[Making]:
    """Give what makes the overview of a sort and a page for each of its ids."""
    all_ = overviews(catalogue, group)
    yield partial(_group_page, templates, group, all_)
    for overview in all_:
        cards = tuple(record.card for record in catalogue.group(group.sort, overview.id))
        files = prints.of_theme(overview.id) if group.sort is ThemeId else ()
        yield memory.making(
            overview.address,
            (overview, cards, files),
            partial(_overview_page, templates, catalogue, overview, files),
        )


def _group_page(templates: Environment, group: Group, all_: list[Overview]) -> Page:
    linked = [item for item in all_ if _leads_somewhere(item)]
    shelves = [
        (heading, list(items))
        for heading, items in groupby(_by_shelf(linked), key=lambda item: item.shelf)
    ]
    bare = [item for item in all_ if not _leads_somewhere(item)]
    body = templates.get_template("group.html.jinja").render(
        group=group, shelves=shelves, bare=bare
    )
    return Page(f"{group.folder}/", group.plural, group.lead, body)


def _leads_somewhere(item: Overview) -> bool:
    """Tell whether an overview has entries. A word is worth a look without them: it may be a law."""
    return item.count > 0 or item.group.sort is not OrganisationId


def _overview_page(
    templates: Environment,
    catalogue: Catalogue,
    overview: Overview,
    files: tuple[PrintLink, ...],
) -> Page:
    template = templates.get_template("overview.html.jinja")
    body = template.render(
        overview=overview,
        by_kind=list(_by_kind(catalogue, overview)),
        shown=SHOWN_PER_KIND,
        print_files=files,
    )
    description = overview.description or f"Det som hör till {overview.name} i banken."
    has_feed = overview.group.sort is ThemeId
    head = head_link(overview.address + FEED, overview.name) if has_feed else ""
    return Page(overview.address, overview.name, description, body, head=head)


def _by_shelf(items: list[Overview]) -> list[Overview]:
    order = list(dict.fromkeys(item.shelf for item in items))
    return sorted(items, key=lambda item: order.index(item.shelf))


class OfKind(NamedTuple):
    """What an overview has of a kind: how many, the cards at once, those to open, where all are."""

    kind: Kind
    number: int
    seen: list[Card]
    folded: list[Card]
    all_at: str


def _by_kind(catalogue: Catalogue, overview: Overview) -> Iterator[OfKind]:
    records = catalogue.group(overview.group.sort, overview.id)
    side = next((side.id for side in SIDES if side.words is overview.group.sort), "")
    for kind in KINDS:
        of_kind = [record for record in records if record.kind is kind]
        if not of_kind:
            continue
        cards = [record.card for record in of_kind[:SHOWN_PER_KIND]]
        seen = SEEN_AT_ONCE if len(cards) >= FOLDED_FROM else len(cards)
        narrowed = side and kind.model is not Picture  # pictures have sides of their own
        all_at = kind.address + (f"?{side}={overview.id}" if narrowed else "")
        yield OfKind(kind, len(of_kind), cards[:seen], cards[seen:], all_at)
