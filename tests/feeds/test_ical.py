"""Course dates as a calendar: RFC 5545 to the letter, whatever stands in the texts."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.bank import TODAY, compiled, shown, write

from jambanken.feeds.courses import calendar_assets
from jambanken.feeds.ical import LONGEST_LINE, Event, calendar

DAYS = [
    {"rubrik": "Har varit", "start": "2025-02-09"},
    {"rubrik": "Två dagar", "start": "2026-12-30", "slut": "2026-12-31", "plats": "Gävle, rum 1"},
    {"rubrik": "Med tid", "start": "2027-03-28 09:00", "slut": "2027-03-28 16:30"},
    {"rubrik": "Bara start", "start": "2027-04-01 13:00", "anmälan": "https://x.example/?a=1;b"},
]


def unfolded(file: bytes) -> list[str]:
    """Return a file's lines as a program that reads calendars does."""
    text = file.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def events(file: bytes) -> list[dict[str, str]]:
    """Return the events of a file, their fields by name and parameters."""
    text = "\n".join(unfolded(file))
    found = re.findall(r"BEGIN:VEVENT\n(.*?)\nEND:VEVENT", text, re.DOTALL)
    return [dict(line.split(":", 1) for line in one.split("\n")) for one in found]


def plain(text: str) -> str:
    """Return an escaped text as it was."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def files(root: Path, *, preview: bool = False) -> dict[str, bytes]:
    """Return a bank's calendars by address."""
    return {made.address: made.read() for made in calendar_assets(shown(root, preview=preview))}


def test_days_and_times_are_told_as_they_are(tmp_path: Path) -> None:
    """Whole days end the day after; times are Sweden's; places and sign-up come along."""
    root = write(tmp_path, {"utbildningar/kurs": {"titel": "Kursen", "tillfällen": DAYS}})
    past, days, timed, start = events(files(root)["kalender.ics"])
    assert past["DTSTART;VALUE=DATE"] == "20250209"
    assert past["DTEND;VALUE=DATE"] == "20250210"
    assert (days["DTSTART;VALUE=DATE"], days["DTEND;VALUE=DATE"]) == ("20261230", "20270101")
    assert plain(days["LOCATION"]) == "Gävle, rum 1"
    zone = "TZID=Europe/Stockholm"
    assert (timed[f"DTSTART;{zone}"], timed[f"DTEND;{zone}"]) == (
        "20270328T090000",
        "20270328T163000",
    )
    assert start[f"DTSTART;{zone}"] == "20270401T130000"
    assert not [name for name in start if name.startswith("DTEND")]
    assert "https://x.example/?a=1;b" in plain(start["DESCRIPTION"])
    assert plain(timed["SUMMARY"]) == "Kursen: Med tid"
    whole = "\n".join(unfolded(files(root)["kalender.ics"]))
    assert "BEGIN:VTIMEZONE\nTZID:Europe/Stockholm\n" in whole
    assert re.fullmatch(r"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:.*\nEND:VCALENDAR", whole, re.DOTALL)


def test_a_date_stays_the_same_event(tmp_path: Path) -> None:
    """One that is moved, or gets a neighbour before it, is not a new one in people's calendars."""
    moved = [{"rubrik": "Ny", "start": "2026-12-01"}, *({**day} for day in DAYS)]
    moved[2]["start"], moved[2]["slut"] = "2027-01-11", "2027-01-12"
    banks = [
        write(tmp_path / name, {"utbildningar/kurs": {"tillfällen": days}})
        for name, days in (("before", DAYS), ("after", moved))
    ]
    before, after = (
        {one["SUMMARY"]: one["UID"] for one in events(files(root)["kalender.ics"])}
        for root in banks
    )
    assert before.items() <= after.items()
    assert len(set(after.values())) == 5
    twice = [{"rubrik": "Samma", "start": "2026-12-01"}, {"rubrik": "Samma", "start": "2026-12-02"}]
    root = write(tmp_path / "twice", {"utbildningar/kurs": {"tillfällen": twice}})
    assert len({one["UID"] for one in events(files(root)["kalender.ics"])}) == 2


def test_only_what_visitors_see(tmp_path: Path) -> None:
    """Drafts and archived courses have no dates, and only dates to come make a file of their own."""
    entries: dict[str, dict[str, Any]] = {
        "utbildningar/synlig": {"tillfällen": DAYS},
        "utbildningar/gammal": {"tillfällen": DAYS[:1]},
        "utbildningar/utkast": {"tillfällen": DAYS, "status": "utkast"},
        "utbildningar/arkiverad": {"tillfällen": DAYS, "status": "arkiverad"},
    }
    root = write(tmp_path, entries)
    found = files(root, preview=True)
    assert found.keys() == {"kalender.ics", "utbildningar/synlig/kalender.ics"}
    assert len(events(found["kalender.ics"])) == 5
    pages = {page.address: page.body for page in compiled(root).pages}
    link = 'utbildningar/synlig/kalender.ics"'
    assert link in pages["utbildningar/synlig/"]
    assert "gammal/kalender.ics" not in pages["utbildningar/gammal/"]
    assert 'kalender.ics"' in pages["utbildningar/gammal/"]
    assert 'kalender.ics"' in pages["utbildningar/"]


def test_an_empty_calendar_is_a_calendar(tmp_path: Path) -> None:
    """Who follows a bank without dates sees none, and no error."""
    assert events(files(write(tmp_path, {}))["kalender.ics"]) == []


@settings(max_examples=50)
@given(st.text(), st.text(), st.text())
def test_no_text_breaks_out(title: str, place: str, text: str) -> None:
    """Whatever is written, there is one event, no line is too long, and no letter is cut in two."""
    event = Event("id@x", title, "2026-12-01", "", TODAY, place, text, "https://x.example/")
    made = calendar(title, [event])
    for line in made.split(b"\r\n"):
        assert len(line) <= LONGEST_LINE
        line.decode()
    (found,) = events(made)
    assert found["DTSTAMP"] == "20261122T000000Z"
    assert plain(found["SUMMARY"]) == re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", title)
    assert [line for line in unfolded(made) if line.startswith("BEGIN:VEVENT")] == ["BEGIN:VEVENT"]


MOMENTS = st.datetimes(dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31, 23, 59)).map(  # noqa: DTZ001  # Sweden's own time
    lambda time: f"{time:%Y-%m-%d %H:%M}".zfill(16)
)


@settings(max_examples=50)
@given(start=MOMENTS, end=MOMENTS, start_is_day=st.booleans(), end_is_day=st.booleans())
def test_an_event_never_ends_before_it_starts(
    start: str, end: str, *, start_is_day: bool, end_is_day: bool
) -> None:
    """Nor mixes days and times, which programs refuse."""
    first, last = start[: 10 if start_is_day else 16], end[: 10 if end_is_day else 16]
    (found,) = events(calendar("x", [Event("id@x", "x", first, last, TODAY)]))
    (begins,) = (name for name in found if name.startswith("DTSTART"))
    for name in (name for name in found if name.startswith("DTEND")):
        assert name.partition(";")[2] == begins.partition(";")[2]
        assert found[name] > found[begins]
