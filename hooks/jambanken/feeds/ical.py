"""Calendars (iCalendar, RFC 5545), written by hand.

Lines are folded at 75 octets, never inside a letter (3.1); texts are escaped (3.3.11). What a text
holds can end neither its line nor the event.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MEDIA_TYPE = "text/calendar"
ZONE = "Europe/Stockholm"
LONGEST_LINE = 75
#: The octets of UTF-8 that no letter begins with (RFC 3629).
_INSIDE = range(0x80, 0xC0)
#: Sweden's summer time as it has been since 1996 (directive 2000/84/EC), for programs without a
#: database of their own. Earlier dates are an hour wrong in October at most.
_ZONE_LINES = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Event:
    """Something in a calendar.

    ``start`` and ``end`` are days or times of day in Sweden, as the contract writes them
    (``2026-11-22``, ``2026-11-22 13:30``); a last day counts as taken. ``stamp`` is the day that
    what is said of it was last changed. All texts are plain, ``address`` is a whole address.
    """

    id: str
    title: str
    start: str
    end: str
    stamp: dt.date
    place: str = ""
    text: str = ""
    address: str = ""


def calendar(name: str, events: Sequence[Event]) -> bytes:
    """Return events as the bytes of a file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Jambanken//SV",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        f"X-WR-TIMEZONE:{ZONE}",
        *_ZONE_LINES,
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(folded + b"\r\n" for line in lines for folded in _folded(line))


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.id)}"
    yield f"DTSTAMP:{_day(event.stamp)}T000000Z"
    yield from _when(event)
    yield f"SUMMARY:{_text(event.title)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.text:
        yield f"DESCRIPTION:{_text(event.text)}"
    if event.address:
        yield f"URL:{_CONTROLS.sub('', event.address)}"
    # A date in a calendar to follow takes nobody's time.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _when(event: Event) -> Iterator[str]:
    """Give start and end. A day that ends an event is the last one taken, here the first one free.

    Where one of the two has no time of day, both are days: RFC 5545 wants them alike (3.8.2.2).
    An end before the start is none.
    """
    start, end = event.start, event.end if event.end >= event.start[: len(event.end)] else ""
    if start[11:] and (not end or end[11:]):
        yield f"DTSTART;TZID={ZONE}:{_moment(start)}"
        if end > start:
            yield f"DTEND;TZID={ZONE}:{_moment(end)}"
        return
    first, last = (dt.date.fromisoformat(text[:10]) for text in (start, end or start))
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last < dt.date.max:
        yield f"DTEND;VALUE=DATE:{_day(last + dt.timedelta(days=1))}"


def _moment(text: str) -> str:
    return f"{text[:10]}T{text[11:]}00".replace("-", "").replace(":", "")


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    return _CONTROLS.sub(" ", text).translate(_ESCAPES)


def _folded(line: str) -> Iterator[bytes]:
    """Cut a line into pieces of at most 75 octets, each but the first begun by a space."""
    rest = line.encode()
    while len(rest) > LONGEST_LINE:
        end = LONGEST_LINE
        while rest[end] in _INSIDE:
            end -= 1
        yield rest[:end]
        rest = b" " + rest[end:]
    yield rest
