"""The dates of courses, as a calendar to follow and as one to take from each course."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import urlsplit

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.feeds.ical import Event, calendar
from jambanken.kinds.utbildningar import Course, Occasion
from jambanken.output import Asset, Later

FILE = "kalender.ics"


def calendar_assets(catalogue: Catalogue) -> Iterator[Asset]:
    """Give ``/kalender.ics`` with the dates of all courses, and one beside each course with dates to come."""
    settings, today = catalogue.settings, catalogue.today
    courses = [one for one in catalogue.of_kind("utbildningar") if not one.entry.is_draft(today)]
    made_from = (tuple(courses), settings, today)
    yield Asset(FILE, Later(made_from, partial(_all_dates, catalogue, courses)))
    for record in courses:
        if has_dates_to_come(record, catalogue):
            make = partial(_own_dates, catalogue, record)
            yield Asset(record.address + FILE, Later((record, settings, today), make))


def _all_dates(catalogue: Catalogue, courses: Iterable[Record]) -> bytes:
    events = [event for record in courses for event in _events(record, catalogue)]
    events.sort(key=lambda event: (event.start, event.id))
    return calendar(f"Utbildningar – {catalogue.settings.name}", events)


def _own_dates(catalogue: Catalogue, record: Record) -> bytes:
    return calendar(record.card.title, list(_events(record, catalogue)))


def has_dates_to_come(record: Record, catalogue: Catalogue) -> bool:
    """Tell whether a course that visitors see has a date that is not over."""
    entry = record.entry
    return (
        isinstance(entry, Course)
        and catalogue.find_listed(record.ref) is record
        and not entry.is_draft(catalogue.today)
        and any((one.end or one.start).day >= catalogue.today for one in entry.occasions)
    )


def _events(record: Record, catalogue: Catalogue) -> Iterator[Event]:
    entry = record.entry
    if not isinstance(entry, Course):
        return
    seen: Counter[str] = Counter()
    for occasion in entry.occasions:
        seen[occasion.heading] += 1
        yield _event(record, occasion, seen[occasion.heading], catalogue)


def _event(record: Record, occasion: Occasion, number: int, catalogue: Catalogue) -> Event:
    entry, base = record.entry, catalogue.settings.base
    page = base + record.address if base else ""
    sign_up = f"Anmälan: {occasion.sign_up}" if occasion.sign_up else ""
    return Event(
        id=_id(record, occasion, number, catalogue),
        title=f"{record.card.title}: {occasion.heading}",
        start=occasion.start,
        end=occasion.end or "",
        stamp=entry.updated or entry.published or catalogue.today,
        place=occasion.place or "",
        text="\n".join(filter(None, (entry.summary or "", sign_up, page))),
        address=page,
    )


def _id(record: Record, occasion: Occasion, number: int, catalogue: Catalogue) -> str:
    """Return what names a date for good: one that is moved stays the same event in calendars.

    It is made from the course and the date's heading, and among those of one heading its place.
    """
    settings = catalogue.settings
    owner = urlsplit(settings.base).hostname or "jambanken.invalid"
    named = "\0".join((settings.base or settings.name, record.ref, occasion.heading, str(number)))
    return f"{hashlib.sha256(named.encode()).hexdigest()[:32]}@{owner}"
