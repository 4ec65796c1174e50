"""An entry's page."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from jinja2 import Environment
from markupsafe import Markup

from jambanken.bank import Broken, Record
from jambanken.cache.store import Store
from jambanken.cards import Card
from jambanken.catalogue import Catalogue, PathPlace
from jambanken.forked import spread
from jambanken.gallery import Gallery
from jambanken.groups import Chip, chip
from jambanken.html import entities, safe
from jambanken.kinds.bildbank import Picture
from jambanken.kinds.larvagar import LearningPath, PathType
from jambanken.markdown import render
from jambanken.meeting.agenda import made_from as meeting_made_from
from jambanken.ordering import made_from
from jambanken.output import Page
from jambanken.pages.meetings import extras_of
from jambanken.pages.memory import Making, PageMemory
from jambanken.pages.order import orders_of
from jambanken.pages.picture import PictureViews
from jambanken.pages.structured import head_of
from jambanken.printing.prints import NOTHING_PRINTED, Prints
from jambanken.search.facet_values import minutes
from jambanken.social import NONE, Sharing
from jambanken.swedish import and_list, counted, sentence
from jambanken.terms import Phrases, TermLinker
from jambanken.values import Id

Done = TypeVar("Done")


class Words:
    """Turns the texts of one page into HTML; each term is linked where it first occurs."""

    def __init__(self, known: Phrases, own_ref: str, exists: Callable[[str], bool]) -> None:
        self._linker = TermLinker(known, own_ref)
        self._exists = exists

    def md(self, source: str) -> Markup:
        """Return a Markdown field as HTML."""
        return self._linker.link(render(source, self._exists))

    def plain(self, source: str) -> Markup:
        """Return a plain text as HTML."""
        return self._linker.link(safe(entities(source)))


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's place in a learning path, with its neighbours there."""

    path: Card
    number: int
    total: int
    previous: Card | None
    following: Card | None


@dataclass(frozen=True, slots=True)
class Shared:
    """What all entries' pages share."""

    catalogue: Catalogue
    pictures: Gallery
    templates: Environment
    known: Phrases
    exists: Callable[[str], bool]
    store: Store
    memory: PageMemory
    prints: Prints = NOTHING_PRINTED
    sharing: Sharing | None = None


class EntryPages:
    """Renders the entries of one catalogue."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.catalogue = shared.catalogue
        self.views = PictureViews(shared.pictures, shared.catalogue)
        self._keys: dict[str, str] = {}

    def each(
        self,
        records: Sequence[Record],
        others: Sequence[Making],
        do: Callable[[Page], Done],
        beside: Sequence[Callable[[], object]] = (),
    ) -> Iterator[Done]:
        """Give ``do(page)`` for each entry's page, and then for the others, all made side by side.

        The functions of ``beside`` are called by the same processes, before.
        """
        memory = self.shared.memory
        remembered = {
            record.ref: page
            for record in (records if memory.remembers else ())
            if (page := memory.find(record.address, (self.key(record),)))
        }
        self.shared.store.is_complete = not remembered
        kept = self._kept([record for record in records if record.ref not in remembered])
        known = remembered.keys() | kept.keys()
        missing = [record for record in records if record.ref not in known]

        def made(wanted: Record | Callable[[], Any]) -> tuple[Any, str, bytes]:
            if not isinstance(wanted, Record):
                return wanted(), "", b""
            page = self.entry(wanted)
            if memory.remembers:
                memory.keep(page, (self.key(wanted),))
            return do(page), self.key(wanted), page.body.encode()

        pages = [partial(lambda making: do(making()), making) for making in others]
        wanted: list[Record | Callable[[], Any]] = [*beside, *missing, *pages]
        # What is remembered must be made in this process.
        share = map if memory.remembers else partial(spread, weight=3, heavy=len(beside))
        fresh = share(made, wanted)
        for _ in beside:
            next(fresh)
        for record in records:
            if record.ref in known:
                page = remembered.get(record.ref) or self._from_store(record, kept[record.ref])
                if memory.remembers:
                    memory.keep(page, (self.key(record),))
                yield do(page)
            else:
                done, key, body = next(fresh)
                self.shared.store.put(key, body)
                yield done
        yield from (done for done, *_ in fresh)

    def _kept(self, records: Sequence[Record]) -> dict[str, str]:
        """Return the keys of the entries whose bodies are kept, by reference."""
        store = self.shared.store
        if store.is_empty():
            return {}
        keys = ((record.ref, self.key(record)) for record in records)
        return {ref: key for ref, key in keys if key in store}

    def _from_store(self, record: Record, key: str) -> Page:
        body = self.shared.store.get(key)
        return self.entry(record) if body is None else self._page(record, body.decode())

    def entry(self, record: Record) -> Page:
        """Return the page of an entry, rendered now."""
        return self._page(record, self.body(record))

    def _page(self, record: Record, body: str) -> Page:
        entry, sharing = record.entry, self.shared.sharing
        picture = sharing.of(record) if sharing else NONE
        return Page(
            address=record.address,
            title=sentence(entry.title),
            description=str(entry.summary or getattr(entry, "alt", "")),
            body=body,
            head=head_of(record, self.catalogue, self.shared.pictures),
            section=record.kind.address,
            modified=entry.updated or entry.published,
            image=picture.address,
            image_alt=picture.alt,
        )

    def body(self, record: Record) -> str:
        """Render the body of an entry's page."""
        template = self.shared.templates.get_template(f"kinds/{record.kind.name}.html.jinja")
        return template.render(**self.context(record))

    def key(self, record: Record) -> str:
        """Return a key that names everything the page is made from, in this process and those to come."""
        key = self._keys.get(record.ref)
        if key is None:
            key = self._keys[record.ref] = self._key(record)
        return key

    def _key(self, record: Record) -> str:
        catalogue = self.catalogue
        named = map(catalogue.find_listed, record.refs)
        # Kept apart: what leaves one part and enters the next must not give the same key.
        parts: tuple[Iterable[str], ...] = (
            (self.shared.memory.key, record.source.file, record.digest),
            map(str, record.faults),
            (repr(catalogue.history.get(record.ref)),),
            [other.card_digest if other else "" for other in named],
            [other.card_digest for other in catalogue.linked_from(record.ref)],
            [part for found in catalogue.places(record.ref) for part in _digests(found)],
            made_from(catalogue, record),
            meeting_made_from(catalogue, record),
            map(repr, self.shared.prints.of_entry(record.ref)),
        )
        return hashlib.sha256("\1".join(map("\0".join, parts)).encode()).hexdigest()

    def broken(self, broken: Broken) -> Page:
        """Return the page of an entry that has never been good: what is wrong with it."""
        template = self.shared.templates.get_template("broken.html.jinja")
        body = template.render(kind=broken.kind, slug=broken.slug, problems=broken.problems)
        return Page(
            address=f"{broken.ref}/",
            title=f"Fel i {broken.slug}",
            description="Posten kan inte visas.",
            body=body,
            section=broken.kind.address,
            indexed=False,
        )

    def context(self, record: Record) -> dict[str, Any]:
        """Return all that an entry's template may show."""
        entry, catalogue = record.entry, self.catalogue
        return {
            "record": record,
            "entry": entry,
            "kind": record.kind,
            "label": record.card.label,
            "facts": record.card.facts,
            "minutes": minutes(entry),
            "notice": "Utkast" if entry.is_draft(catalogue.today) else record.card.notice,
            "words": Words(self.shared.known, record.ref, self.shared.exists),
            "card": self.card,
            "chip": self.chip,
            "related": self.cards(ref for ref in entry.related if ref != record.ref),
            "linked_from": [other.card for other in catalogue.linked_from(record.ref)],
            "places": [place(found) for found in catalogue.places(record.ref)],
            "in_paths": in_paths(catalogue.places(record.ref)),
            "settings": catalogue.settings,
            "today": catalogue.today,
            "edit_link": edit_link(catalogue, record),
            "faults": record.faults,
            "dates": catalogue.dates(record),
            "picture": self.shared.pictures.find(entry.image),
            "print_files": self.shared.prints.of_entry(record.ref),
            "view": self.views.view(record.slug) if record.kind.model is Picture else None,
            **orders_of(catalogue, record),
            **extras_of(catalogue, record),
        }

    def card(self, ref: str) -> Card | None:
        """Return an entry in short, None where other pages may not show it."""
        record = self.catalogue.find_listed(ref)
        return record.card if record else None

    def cards(self, refs: Iterable[str]) -> list[Card]:
        """Return entries in short, without those that other pages may not show."""
        return [found for found in map(self.card, dict.fromkeys(refs)) if found]

    def chip(self, id_: Id) -> Chip:
        """Return the link to an id's overview."""
        return chip(self.catalogue, id_)


def place(found: PathPlace) -> Place:
    """Return a place in a learning path, ready to show."""
    return Place(
        path=found.path.card,
        number=found.number,
        total=found.total,
        previous=found.previous.card if found.previous else None,
        following=found.following.card if found.following else None,
    )


def in_paths(places: Sequence[PathPlace]) -> str:
    """Return how many paths and packs the places are in: "1 lärväg och 3 mötespaket"."""
    if not places:
        return ""
    entries = (found.path.entry for found in places)
    sorts = Counter(entry.path_type for entry in entries if isinstance(entry, LearningPath))
    return and_list([counted(sorts[sort], *_PATHS[sort]) for sort in PathType if sorts[sort]])


_PATHS = {PathType.PATH: ("lärväg", "lärvägar"), PathType.PACK: ("mötespaket", "mötespaket")}


def _digests(found: PathPlace) -> tuple[str, ...]:
    """Name what a place shows beside the path, which the entry names or is named by."""
    around = (found.previous, found.following)
    return (
        f"{found.number} of {found.total}",
        *(record.card_digest if record else "" for record in around),
    )


def edit_link(catalogue: Catalogue, record: Record) -> str:
    """Return where the entry's file can be edited, empty where no repository is set."""
    repository = catalogue.settings.repository
    if repository is None or not record.source.file.startswith(record.kind.folder + "/"):
        return ""
    return repository.editing(record.source.file)
