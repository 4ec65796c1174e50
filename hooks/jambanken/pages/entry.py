"""An entry's page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from jinja2 import Environment
from markupsafe import Markup, escape

from jambanken.bank import Broken, Record
from jambanken.cards import Card
from jambanken.catalogue import Catalogue, PathPlace
from jambanken.forked import spread
from jambanken.groups import Chip, chip
from jambanken.markdown import render
from jambanken.output import Page
from jambanken.pages.structured import head_of
from jambanken.problems import Problem
from jambanken.store import Store
from jambanken.swedish import sentence
from jambanken.terms import Phrases, TermLinker
from jambanken.values import ChannelId, Id

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
        return self._linker.link(escape(source))


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
    """What all entries' pages share. ``key`` names all of it: settings, words, code, the day."""

    catalogue: Catalogue
    templates: Environment
    known: Phrases
    exists: Callable[[str], bool]
    store: Store
    key: str


class Pages:
    """Renders the entries of one catalogue."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.catalogue = shared.catalogue

    def each(self, records: Sequence[Record], do: Callable[[Page], Done]) -> Iterator[Done]:
        """Give ``do(page)`` for each entry's page. Those whose bodies are not kept are begun on at once."""
        store = self.shared.store
        kept = {} if store.is_empty() else self._kept_keys(records)
        missing = [record for record in records if record.ref not in kept]
        for kind in dict.fromkeys(record.kind.name for record in missing):
            self.shared.templates.get_template(f"kinds/{kind}.html.jinja")  # compiled once, for all

        def done(record: Record) -> tuple[Done, str, str]:
            page = self.entry(record)
            return do(page), self.key(record), page.body

        return self._in_order(records, kept, do, spread(done, missing))

    def _kept_keys(self, records: Sequence[Record]) -> dict[str, str]:
        keys = ((record.ref, self.key(record)) for record in records)
        return {ref: key for ref, key in keys if key in self.shared.store}

    def _in_order(
        self,
        records: Sequence[Record],
        kept: Mapping[str, str],
        do: Callable[[Page], Done],
        fresh: Iterator[tuple[Done, str, str]],
    ) -> Iterator[Done]:
        store = self.shared.store
        for record in records:
            if record.ref in kept:
                body = store.get(kept[record.ref])
                yield do(self._page(record, body.decode()) if body else self.entry(record))
            else:
                done, key, made = next(fresh)
                store.put(key, made.encode())
                yield done

    def entry(self, record: Record) -> Page:
        """Return the page of an entry, rendered now."""
        return self._page(record, self.body(record))

    def _page(self, record: Record, body: str) -> Page:
        entry = record.entry
        return Page(
            address=record.address,
            title=sentence(entry.title),
            description=str(entry.summary or getattr(entry, "alt", "")),
            body=body,
            head=head_of(record, self.catalogue.settings),
            section=record.kind.address,
            modified=entry.updated or entry.published,
        )

    def body(self, record: Record) -> str:
        """Render the body of an entry's page."""
        template = self.shared.templates.get_template(f"kinds/{record.kind.name}.html.jinja")
        return template.render(**self.context(record))

    def key(self, record: Record) -> str:
        """Return a key that names everything the body is made from.

        That is the file, its neighbours as the page shows them, and what all pages share.
        """
        neighbours = [self.card(ref) for ref in record.refs]
        linked = [other.card for other in self.catalogue.linked_from(record.ref)]
        places = [place(found) for found in self.catalogue.places(record.ref)]
        parts = (record.ref, record.digest, record.faults, neighbours, linked, places)
        return hashlib.sha256(f"{self.shared.key}{parts!r}".encode()).hexdigest()

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
            "notice": "Utkast" if entry.is_draft(catalogue.today) else record.card.notice,
            "words": Words(self.shared.known, record.ref, self.shared.exists),
            "card": self.card,
            "chip": self.chip,
            "organisation": self.catalogue.organisations.get,
            "channel": self.channel,
            "related": self.cards(ref for ref in entry.related if ref != record.ref),
            "linked_from": [other.card for other in catalogue.linked_from(record.ref)],
            "places": [place(found) for found in catalogue.places(record.ref)],
            "settings": catalogue.settings,
            "today": catalogue.today,
            "edit_link": edit_link(catalogue, record),
            "faults": faults(record),
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

    def channel(self, id_: ChannelId) -> Any:
        """Return an order channel, None where it is not known."""
        channels = self.catalogue.registry.channels
        return next((channel for channel in channels if channel.id == id_), None)


def place(found: PathPlace) -> Place:
    """Return a place in a learning path, ready to show."""
    return Place(
        path=found.path.card,
        number=found.number,
        total=found.total,
        previous=found.previous.card if found.previous else None,
        following=found.following.card if found.following else None,
    )


def edit_link(catalogue: Catalogue, record: Record) -> str:
    """Return where the entry's file can be edited, empty where no repository is set."""
    repository = catalogue.settings.repository
    if repository is None or not record.source.file.startswith(record.kind.folder + "/"):
        return ""
    return f"https://github.com/{repository.name}/edit/{repository.branch}/{record.source.file}"


def faults(record: Record) -> tuple[Problem, ...]:
    """Return what is wrong with a newer version of the entry than the one that is shown."""
    return record.faults
