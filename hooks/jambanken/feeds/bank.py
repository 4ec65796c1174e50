"""The feeds of the bank: everything, each kind, each theme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.feeds.atom import MOST, Feed, Item, atom
from jambanken.kinds import KINDS
from jambanken.kinds.bildbank import Picture
from jambanken.output import Asset, Later
from jambanken.settings import Settings
from jambanken.values import ThemeId

FILE = "flode.xml"
WHOLE_DAY = len("2026-11-22")


def feed_assets(catalogue: Catalogue) -> Iterator[Asset]:
    """Give ``/flode.xml``, ``/KIND/flode.xml`` and ``/teman/ID/flode.xml``, the empty ones too.

    They hold what visitors see in lists: no drafts, not even in a preview, nothing archived, no
    picture that may not be shown, and nothing whose day is not known.
    """
    settings, today = catalogue.settings, catalogue.today
    themes = {
        str(id_): word.name for (sort, id_), word in catalogue.words.items() if sort is ThemeId
    }
    newest = _newest(catalogue, themes)
    sources = (
        Source("", "Nytt i banken", "Nya och ändrade poster i hela banken."),
        *(Source(kind.address, kind.plural, kind.lead) for kind in KINDS),
        *(Source(f"teman/{id_}/", name, f"Det nya om {name}.") for id_, name in themes.items()),
    )
    for source in sources:
        records = tuple(newest.get(source.page, ()))
        made_from = (source, records, today, settings)
        yield Asset(source.page + FILE, Later(made_from, partial(_made, *made_from)))


@dataclass(frozen=True, slots=True)
class Source:
    """A page that has a feed."""

    page: str
    title: str
    subtitle: str


def _made(source: Source, records: tuple[Record, ...], today: dt.date, settings: Settings) -> bytes:
    items = [item_of(record, today) for record in records]
    # An empty feed changes every day: it has nothing else to tell its day by.
    feed = Feed(source.page + FILE, source.page, source.title, items, today, source.subtitle)
    return atom(feed, settings)


def item_of(record: Record, today: dt.date) -> Item:
    """Return an entry as feeds tell of it."""
    entry = record.entry
    return Item(
        address=record.address,
        title=record.card.title,
        changed=changed(record, today) or today,
        text=str(entry.summary or getattr(entry, "alt", "")),
        published=entry.published,
        sorts=(record.card.label, *map(str, entry.themes)),
    )


def changed(record: Record, today: dt.date) -> dt.date | None:
    """Return the day an entry was last changed, None where it is not known.

    A day that has not come is today. Pictures seldom say when they came; the day they were made is
    the only true one then.
    """
    entry = record.entry
    day = entry.updated or entry.published
    if day is None and isinstance(entry, Picture) and len(entry.date or "") == WHOLE_DAY:
        day = dt.date.fromisoformat(str(entry.date))
    return min(day, today) if day else None


def _newest(catalogue: Catalogue, themes: Iterable[str]) -> Mapping[str, list[Record]]:
    """Return the last changed entries of each page that has a feed, the newest first."""
    today = catalogue.today
    dated = [
        (day, record)
        for record in catalogue.listed
        if (day := changed(record, today))
        # Only a preview has drafts at all.
        if not (catalogue.preview and record.entry.is_draft(today))
    ]
    # They come by the day they were published, and stay so among those of one day.
    dated.sort(key=_day, reverse=True)
    whole = [record for _, record in dated]
    by_kind: dict[str, list[Record]] = {kind.address: [] for kind in KINDS}
    by_theme: dict[str, list[Record]] = {theme: [] for theme in themes}
    for record in whole:
        own = by_kind[record.kind.address]
        if len(own) < MOST:
            own.append(record)
        for theme in record.entry.themes:
            kept = by_theme.get(theme)
            if kept is not None and len(kept) < MOST:
                kept.append(record)
    of_themes = {f"teman/{theme}/": records for theme, records in by_theme.items()}
    return {"": whole[:MOST], **by_kind, **of_themes}


def _day(pair: tuple[dt.date, Record]) -> dt.date:
    return pair[0]
