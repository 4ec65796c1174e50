"""A meeting of what is gathered: timed, noted, in a calendar, as text and on paper."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Page, expect
from tests.support.browsing import Visit
from tests.support.gathering import ALL, FILM, KEY, TERM, TIP, printed, row, shows, taken

pytestmark = pytest.mark.browser
NOTE = "Ta med lappar; pennor, \\ åäö\n# <b>x</b> *y*"


def spans(page: Page) -> list[str]:
    """Return when each thing of the list is, by the clock or from the start."""
    return page.locator(".jb-pick__span").all_text_contents()


def test_a_meeting_is_timed_noted_and_taken_along(visit: Visit) -> None:
    """Minutes add up, own minutes and notes are kept, and calendar and text say the same."""
    page = visit(holding=ALL)
    sum_ = page.locator("[data-part=sum]")
    expect(sum_).to_have_text("Tillsammans 18 minuter. 2 poster har ingen tid och räknas inte in.")
    assert spans(page) == ["0–15 min", "15–18 min", "", ""]
    page.get_by_role("button", name="Lägg i kalendern").click()
    expect(page.locator("#mote-fel")).to_contain_text("Välj dag och klockslag")
    expect(page.get_by_label("Dag", exact=True)).to_be_focused()
    write_note(page)
    for label, text in (("Rubrik", "APT, juli"), ("Dag", "2026-07-03"), ("Börjar", "23:30")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("textbox", name="Plats").fill("Rum 3; plan 2")
    expect(sum_).to_have_text(
        "Tillsammans 1 timme 8 minuter. 1 post har ingen tid och räknas inte in."
    )
    page.wait_for_function("(key) => localStorage.getItem(key).includes('plan 2')", arg=KEY)
    page.reload()
    shows(page, ALL)
    expect(row(page, TERM).locator("textarea")).to_have_value(NOTE)
    assert spans(page)[2] == "23.48–0.38"
    is_calendar(taken(page, "Lägg i kalendern").decode())
    text = taken(page, "Hämta som text").decode()
    assert text.startswith("# APT, juli\n\nfredag 3 juli 2026 kl. 23.30, Rum 3; plan 2\n")
    assert "\\# \\<b\\>x\\</b\\> \\*y\\*" in text
    assert f"/{FILM}/>" in text


def write_note(page: Page) -> None:
    """Write a note and minutes of a thing that has none, after some that are refused."""
    it = row(page, TERM)
    it.locator("summary").click()
    minutes, fault = it.get_by_label("Minuter"), it.get_by_role("alert")
    for wrong in ("1e3", "-1", "0x10", "601", "tio"):
        minutes.fill(wrong)
        expect(minutes).to_have_attribute("aria-invalid", "true")
        expect(fault).to_contain_text("högst 600")
        minutes.fill("50")
        expect(minutes).to_have_attribute("aria-invalid", "false")
    note = it.get_by_label("Anteckning", exact=True)
    note.fill("x" * 100_000)
    expect(fault).to_contain_text("98 000")
    expect(note).to_have_value("x" * 2000)
    note.fill(NOTE)


def is_calendar(calendar: str) -> None:
    """Hold a calendar's file to RFC 5545, and to what was written of the meeting."""
    assert all(len(line) <= 75 for line in calendar.encode().split(b"\r\n"))
    told = dict(line.split(":", 1) for line in calendar.replace("\r\n ", "").split("\r\n") if line)
    assert told["DTSTART"] == "20260703T213000Z"  # 23.30 in Sweden's summer
    assert told["DTEND"] == "20260703T223800Z"
    assert (told["SUMMARY"], told["LOCATION"]) == (r"APT\, juli", r"Rum 3\; plan 2")
    assert r"Ta med lappar\; pennor\, \\ åäö\n# <b>x</b> *y*" in told["DESCRIPTION"]
    assert calendar.replace("\r\n", "").count("\n") == 0
    made = dt.datetime.strptime(told["DTSTAMP"], "%Y%m%dT%H%M%S%z")
    assert abs(dt.datetime.now(dt.UTC) - made) < dt.timedelta(days=1)


def test_the_agenda_on_paper_has_times_notes_and_questions(visit: Visit) -> None:
    """What is printed is the agenda alone, by the clock."""
    written = {
        "refs": [TIP, FILM],
        "extra": {
            "notes": [[FILM, "Testa ljudet", 5]],
            "meeting": {"title": "APT", "start": "09:00"},
        },
    }
    page = visit(holding=written)
    shows(page, [TIP, FILM])
    printed(page, "Skriv ut dagordningen")
    page.emulate_media(media="print")
    agenda = page.locator(".jb-agenda")
    expect(agenda).to_be_visible()
    expect(agenda).to_contain_text("kl. 9.00")
    assert agenda.locator(".jb-agenda__when").all_text_contents() == ["9.00–9.15", "9.15–9.20"]
    expect(agenda).to_contain_text("Testa ljudet")
    assert agenda.locator(".jb-agenda__questions li").count() > 3
    for hidden in (".jb-picks", ".jb-collection__tools", "h1", ".jb-deck"):
        expect(page.locator(hidden).first).to_be_hidden()
