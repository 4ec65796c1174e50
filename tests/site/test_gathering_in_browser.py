"""Anything of the bank gathered in a browser: ordered, timed, shared, printed, taken along."""

from __future__ import annotations

import datetime as dt
import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.support.browsing import Windows
from tests.support.gathering import COPYING, KEY, Visit, holds, visiting
from tests.support.looking import faults, faults_at

pytestmark = pytest.mark.browser
QR = Path(__file__).parents[1] / "cases" / "collection" / "qr.json"
TIP, FILM, TERM, PICTURE = (
    "tips/mat-talartiden",
    "filmer/karlskoga-jamstalld-snorojning",
    "begrepp/genus",
    "bildbank/buss",
)
ALL = [TIP, FILM, TERM, PICTURE]
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {get() { throw new DOMException("no") }});"""
NOTHING_FOUND = """window.asked = 0;
  window.fetch = async () => { window.asked += 1; return new Response("", {status: 404}); };"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };"


@pytest.fixture
def context(windows: Windows) -> BrowserContext:
    """A browser with nothing remembered, whose printer is a note that something was printed."""
    made = windows.open(
        height=900, permissions=COPYING, timezone_id="Europe/Stockholm", locale="sv-SE"
    )
    made.add_init_script("window.print = () => { window.isPrinted = true };")
    return made


@pytest.fixture
def visit(context: BrowserContext, base: str) -> Visit:
    """Open an address of the bank; ``holding`` is what the browser kept before that."""
    return visiting(context, base)


def shows(page: Page, refs: list[str]) -> None:
    """Wait until the list has these things, in this order."""
    rows = page.locator(".jb-pick")
    expect(rows).to_have_count(len(refs))
    for row, ref in zip(rows.all(), refs, strict=True):
        expect(row).to_have_attribute("data-ref", ref)


def row(page: Page, ref: str) -> Any:
    """Return the list's row of a thing."""
    return page.locator(f".jb-pick[data-ref='{ref}']")


def test_anything_can_be_gathered_where_it_stands(visit: Visit) -> None:
    """On its own page, on a card, and among hits; nothing is kept before the first press."""
    page = visit(f"{TIP}/")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    expect(page.locator(".jb-header [data-collection-link]")).to_be_hidden()
    page.get_by_role("button", name="Spara i min samling", exact=True).click()
    expect(page.get_by_role("button", name="Sparad i min samling")).to_have_attribute(
        "aria-pressed", "true"
    )
    holds(page, [TIP])
    page = visit("begrepp/")
    page.get_by_role("button", name="Spara i min samling: Genus", exact=True).press("Enter")
    holds(page, [TIP, TERM])
    page = visit("sok/?q=snöröjning karlskoga")
    hit = page.locator(f".jb-hit[data-url='{FILM}/'] > [data-collect]")
    hit.click()
    expect(hit).to_have_attribute("aria-pressed", "true")
    holds(page, [TIP, TERM, FILM])
    page.get_by_role("link", name="Min samling: 3").click()
    shows(page, [TIP, TERM, FILM])
    # None of the page's own links got a button of its own.
    assert page.locator("main [data-collect]").count() == 0


def test_what_an_earlier_version_kept_is_there(visit: Visit) -> None:
    """A list of pictures from before still opens, and is kept in the new way when it is changed."""
    page = visit(holding=[PICTURE, TIP])
    shows(page, [PICTURE, TIP])
    row(page, TIP).get_by_role("button", name="Flytta upp").click()
    shows(page, [TIP, PICTURE])
    holds(page, [TIP, PICTURE])
    assert page.evaluate("(key) => JSON.parse(localStorage.getItem(key)).refs", KEY)


def test_a_meeting_is_timed_noted_and_taken_along(visit: Visit) -> None:
    """Minutes add up, own minutes and notes are kept, and calendar and text say the same."""
    page = visit(holding=ALL)
    sum_ = page.locator("[data-part=sum]")
    expect(sum_).to_have_text("Tillsammans 18 minuter. 2 poster har ingen tid och räknas inte in.")
    assert page.locator(".jb-pick__span").all_text_contents() == ["0–15 min", "15–18 min", "", ""]
    page.get_by_role("button", name="Lägg i kalendern").click()
    expect(page.locator("#mote-fel")).to_contain_text("Välj dag och klockslag")
    expect(page.get_by_label("Dag", exact=True)).to_be_focused()
    row(page, TERM).locator("summary").click()
    minutes = row(page, TERM).get_by_label("Minuter")
    for wrong in ("1e3", "-1", "0x10", "601", "tio"):
        minutes.fill(wrong)
        expect(minutes).to_have_attribute("aria-invalid", "true")
    expect(row(page, TERM).get_by_role("alert")).to_contain_text("högst 600")
    minutes.fill("50")
    note = row(page, TERM).get_by_label("Anteckning", exact=True)
    note.fill("x" * 100_000)
    expect(row(page, TERM).get_by_role("alert")).to_contain_text("98 000")
    assert len(note.input_value()) == 2000
    written = "Ta med lappar; pennor, \\ åäö\n# <b>x</b> *y*"
    note.fill(written)
    for label, text in (("Rubrik", "APT, juli"), ("Dag", "2026-07-03"), ("Börjar", "23:30")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("textbox", name="Plats").fill("Rum 3; plan 2")
    expect(sum_).to_have_text(
        "Tillsammans 1 timme 8 minuter. 1 post har ingen tid och räknas inte in."
    )
    page.wait_for_function("(key) => localStorage.getItem(key).includes('plan 2')", arg=KEY)
    page.reload()
    shows(page, ALL)
    assert row(page, TERM).locator("textarea").input_value() == written
    assert page.locator(".jb-pick__span").all_text_contents()[2] == "23.48–0.38"
    calendar = saved(page, "Lägg i kalendern")
    text = saved(page, "Hämta som text")
    assert all(len(line) <= 75 for line in calendar.encode().split(b"\r\n"))
    told = dict(line.split(":", 1) for line in calendar.replace("\r\n ", "").split("\r\n") if line)
    assert told["DTSTART"] == "20260703T213000Z"  # 23.30 in Sweden's summer
    assert told["DTEND"] == "20260703T223800Z"
    assert (told["SUMMARY"], told["LOCATION"]) == (r"APT\, juli", r"Rum 3\; plan 2")
    assert r"Ta med lappar\; pennor\, \\ åäö\n# <b>x</b> *y*" in told["DESCRIPTION"]
    assert calendar.replace("\r\n", "").count("\n") == 0
    made = dt.datetime.strptime(told["DTSTAMP"], "%Y%m%dT%H%M%S%z")
    assert abs(dt.datetime.now(dt.UTC) - made) < dt.timedelta(days=1)
    assert text.startswith("# APT, juli\n\nfredag 3 juli 2026 kl. 23.30, Rum 3; plan 2\n")
    assert "\\# \\<b\\>x\\</b\\> \\*y\\*" in text
    assert f"/{FILM}/>" in text


def saved(page: Page, button: str) -> str:
    """Press a button and return the text of the file that comes."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes().decode()


def test_things_are_ordered_by_keys_mouse_and_finger(visit: Visit) -> None:
    """Buttons keep the focus and tell the place; a handle is dragged; Escape puts all back."""
    page = visit(holding=ALL)
    button = row(page, TERM).get_by_role("button", name="Flytta upp Genus")
    button.focus()
    page.keyboard.press("Enter")
    shows(page, [TIP, TERM, FILM, PICTURE])
    expect(row(page, TERM).get_by_role("button", name="Flytta upp Genus")).to_be_focused()
    expect(page.locator("[data-part=status]")).to_have_text("Genus ligger nu på plats 2 av 4.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=status]")).to_have_text("Genus ligger redan först.")
    shows(page, [TERM, TIP, FILM, PICTURE])
    drag(page, TERM, FILM)
    page.mouse.up()
    shows(page, [TIP, FILM, TERM, PICTURE])
    holds(page, [TIP, FILM, TERM, PICTURE])
    drag(page, TIP, TERM)
    shows(page, [FILM, TERM, TIP, PICTURE])
    page.keyboard.press("Escape")
    page.mouse.up()
    shows(page, [TIP, FILM, TERM, PICTURE])
    # Among the things of one kind, those of other kinds keep their places.
    page.get_by_role("button", name="Ångra").click()
    shows(page, [TERM, TIP, FILM, PICTURE])


def drag(page: Page, ref: str, past: str) -> None:
    """Take hold of a thing and carry it past another, without letting go."""
    handle = row(page, ref).locator(".jb-pick__handle")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    target = row(page, past).bounding_box()
    assert box is not None
    assert target is not None
    page.mouse.move(box["x"] + 9, box["y"] + 9)
    page.mouse.down()
    expect(page.locator(".jb-pick--dragged")).to_have_count(1)
    page.mouse.move(box["x"] + 9, target["y"] + target["height"] - 6, steps=12)


def test_a_link_shows_and_keeps_nothing_until_asked(visit: Visit, context: BrowserContext) -> None:
    """Whatever a link names is looked up, never believed; the list and its order are kept on request."""
    page = visit(holding=ALL)
    shows(page, ALL)
    page.get_by_role("button", name="Kopiera länken").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith(f"samling/#poster={','.join(ALL)}")
    hostile = "__proto__,constructor,tips/__proto__,<script>alert(1)</script>,%3Cb%3E,../../om,malgrupper/chef,tips/nej"
    page = visit(f"samling/#poster={FILM},{hostile},{TIP},{TIP}", {"refs": [TERM]})
    shows(page, [FILM, TIP])
    missing = page.locator("[data-part=missing-list] li")
    expect(missing).to_have_text(
        [f"{ref} finns inte längre i banken." for ref in ("malgrupper/chef", "tips/nej")]
    )
    holds(page, [TERM])
    expect(page.get_by_role("button", name="Flytta upp")).to_have_count(0)
    page.get_by_role("button", name="Lägg till i min samling").click()
    holds(page, [TERM, FILM, TIP])
    assert page.url.endswith("/samling/")
    context.add_init_script(NOTHING_FOUND)
    many = ",".join(f"tips/x{number}" for number in range(100_000))
    page = visit(f"samling/#poster={many}")
    expect(page.locator("[data-part=missing]")).to_be_visible(timeout=20_000)
    expect(
        page.get_by_text("Länken har fler än 500 poster. Vi visar de första 500.")
    ).to_be_visible()
    assert page.evaluate("window.asked") == 500


def test_it_works_where_nothing_can_be_kept(visit: Visit, context: BrowserContext) -> None:
    """With storage refused or full the page works as long as it is open, and says so."""
    context.add_init_script(FULL)
    page = visit(f"samling/#poster={TIP},{FILM}")
    shows(page, [TIP, FILM])
    page.get_by_role("button", name="Spara som min samling").click()
    expect(page.locator("[data-part=status]")).to_contain_text("Webbläsaren sparar inte samlingen")
    row(page, FILM).get_by_role("button", name="Flytta upp").click()
    shows(page, [FILM, TIP])
    context.add_init_script(NO_STORAGE)
    page = visit(f"{TIP}/")
    page.get_by_role("button", name="Spara i min samling", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="tills du lämnar sidan")).to_have_count(1)
    page.get_by_role("link", name="Min samling: 1").click()
    shows(page, [TIP])


def test_all_is_cleared_with_one_press_and_comes_back_with_another(visit: Visit) -> None:
    """Nothing is left in the browser, neither notes nor meeting, until the visitor undoes it."""
    kept = {
        "refs": ALL,
        "extra": {"notes": [[TIP, "Anteckningen", 7]], "meeting": {"title": "APT"}},
    }
    page = visit(holding=kept)
    shows(page, ALL)
    page.get_by_role("button", name="Töm samlingen").click()
    expect(page.get_by_text("Samlingen är tom.")).to_be_visible()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.locator("#mote-titel").input_value() == ""
    expect(page.get_by_role("button", name="Ångra")).to_be_focused()
    page.keyboard.press("Enter")
    shows(page, ALL)
    assert row(page, TIP).locator("textarea").input_value() == "Anteckningen"
    assert page.locator("#mote-titel").input_value() == "APT"
    assert page.evaluate(f"localStorage.getItem('{KEY}')").count("Anteckningen") == 1


TABLE = """<table><thead><tr><th>I stället för</th><th>Skriv</th><th>Varför</th></tr></thead>
<tbody><tr><td>erhålla</td><td>få</td><td>kortare</td></tr><tr><td>Hur?</td><td>Så</td></tr></tbody>
</table>"""


def entry(title: str, steps: int, words: int, *, archived: bool = False) -> str:
    """Return an entry's page with very long texts, as the site would make it."""
    said = "".join(
        f'<li class="jb-step"><h3>Steg {step}</h3><div class="jb-step__text"><p>'
        + " ".join(f"ord{step}x{number}" for number in range(words))
        + "</p></div></li>"
        for step in range(steps)
    )
    return (
        f'<article class="jb-entry" data-minutes="10"{" data-archived" if archived else ""}>'
        f'<p class="jb-entry__kind">Tips</p><h1>{title}</h1><p class="jb-entry__summary">'
        f'{"sammanfattning " * 18}</p><section id="steg"><ol>{said}</ol></section></article>'
    )


def answer(context: BrowserContext, ref: str, html: str) -> None:
    """Let an entry have this page."""
    context.route(f"**/{ref}/", lambda route: route.fulfill(body=html, content_type="text/html"))


def test_the_deck_holds_every_word_and_its_backs_meet(
    visit: Visit, context: BrowserContext, tmp_path: Path
) -> None:
    """No text leaves its card, none is lost, and a card's back lies behind its front."""
    title = "Jämställdhetsintegrering" * 12 + " " + "Långa titlar " * 2
    pages = {
        "tips/lang": entry(title, 3, 20),
        "tips/mycket": entry("Mycket text", 9, 130, archived=True),
        "tips/ord": entry("Ett ord", 1, 1).replace("ord0x0", "x" * 6000),
        "tips/tabell": entry("Tabell", 1, 1).replace("<p>ord0x0</p>", TABLE),
    }
    for ref, html in pages.items():
        answer(context, ref, html)
    refs = [*pages, TIP, FILM, PICTURE]
    page = visit(holding=refs)
    shows(page, refs)
    expect(row(page, "tips/mycket")).to_contain_text("Arkiverad.")
    page.get_by_role("button", name="Skriv ut korten").click()
    page.wait_for_function("() => window.isPrinted")
    cards = page.evaluate(
        """() => [...document.querySelectorAll(".jb-deck__page")].map((page) => [...page.children].map((card) => ({
          head: card.querySelector(".jb-a6__head")?.textContent ?? "",
          title: card.querySelector(".jb-a6__title")?.textContent ?? "",
          text: card.querySelector(".jb-a6__body")?.textContent ?? "",
          overflows: [...card.querySelectorAll(".jb-a6__body, .jb-a6__head")].some((box) =>
            box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1),
          x: card.getBoundingClientRect().x - page.getBoundingClientRect().x,
        })))"""
    )
    assert not [card["head"] for sheet in cards for card in sheet if card["overflows"]]
    said = " ".join(card["text"] for sheet in cards for card in sheet)
    assert all(f"ord{step}x{number}" in said for step, number in product(range(9), range(130)))
    assert "x" * 100 in said
    assert "I stället för: Skriv, Varför\nerhålla: få, kortare\nHur? Så" in said, "a row is a line"
    behind = (1, 0, 3, 2)
    fronts, backs = cards[::2], cards[1::2]
    assert len(fronts) == len(backs)
    for front, back in zip(fronts, backs, strict=True):
        for place, card in enumerate(front):
            other = back[behind[place]]
            assert abs(card["x"] + other["x"] - front[1]["x"]) < 1
            if card["title"]:
                assert other["head"] == card["title"]
    file = tmp_path / "kort.pdf"
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type /Page\b", file.read_bytes())) == len(cards)


def test_the_agenda_on_paper_has_times_notes_and_questions(visit: Visit) -> None:
    """What is printed is the agenda alone, by the clock."""
    kept = {
        "refs": [TIP, FILM],
        "extra": {
            "notes": [[FILM, "Testa ljudet", 5]],
            "meeting": {"title": "APT", "start": "09:00"},
        },
    }
    page = visit(holding=kept)
    shows(page, [TIP, FILM])
    page.get_by_role("button", name="Skriv ut dagordningen").click()
    page.wait_for_function("() => window.isPrinted")
    page.emulate_media(media="print")
    agenda = page.locator(".jb-agenda")
    expect(agenda).to_be_visible()
    expect(agenda).to_contain_text("kl. 9.00")
    assert agenda.locator(".jb-agenda__when").all_text_contents() == ["9.00–9.15", "9.15–9.20"]
    expect(agenda).to_contain_text("Testa ljudet")
    assert agenda.locator(".jb-agenda__questions li").count() > 3
    for hidden in (".jb-picks", ".jb-collection__tools", "h1", ".jb-deck"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_what_can_be_ordered_leads_to_the_order(visit: Visit, context: BrowserContext) -> None:
    """The printed things of all that is gathered are ordered together, each once."""
    button = '<button type="button" data-order="{}" hidden></button></article>'
    for ref, orders in (("tips/ett", "kort:10 affisch:1"), ("tips/tva", "kort:10")):
        page_ = entry("Ett tips", 1, 1).replace("</article>", button.format(orders))
        answer(context, ref, page_)
    page = visit("samling/#poster=tips/ett,tips/tva")
    expect(page.get_by_text("hör 2 trycksaker som går att beställa")).to_be_visible()
    way = page.get_by_role("link", name="Till beställningen")
    expect(way).to_have_attribute("href", "../bestall/#artiklar=kort:10,affisch:1")
    page = visit("samling/#poster=begrepp/genus")
    shows(page, [TERM])
    expect(page.get_by_role("link", name="Till beställningen")).to_be_hidden()


def test_codes_are_those_of_another_encoder(visit: Visit) -> None:
    """A QR code on a card is the same, square by square, as one made by a known program."""
    cases = json.loads(QR.read_text("utf-8"))["codes"]
    page = visit("404.html")
    texts = [case["text"] for case in cases]
    made = page.evaluate(
        """async (texts) => {
          const { code } = await import(`${location.origin}/assets/js/samling/qr.js`);
          return [...texts, "x".repeat(300)].map((text) =>
            code(text)?.map((row) => row.map(Number).join("")) ?? null);
        }""",
        texts,
    )
    for case, rows in zip(cases, made, strict=False):
        assert [f"{int(line, 2):x}" for line in rows] == case["rows"], case["version"]
    assert made[-1] is None


def test_axe_reports_nothing_of_a_collection_of_everything(visit: Visit) -> None:
    """Notes open, faults shown, filtered or shared: no fault that axe can see, nothing sideways."""
    page = visit(holding=ALL)
    shows(page, ALL)
    row(page, TIP).locator("summary").click()
    row(page, TIP).get_by_label("Minuter").fill("x")
    page.get_by_role("button", name="Lägg i kalendern").click()
    row(page, FILM).get_by_role("button", name="Flytta upp").click()
    expect(page.get_by_role("button", name="Ångra")).to_be_visible()
    assert faults_at(page) == []
    page.get_by_role("button", name="Bilder 1").click()
    shows(page, [PICTURE])
    expect(page.get_by_role("button", name="Bilder 1")).to_be_focused()
    assert page.url.endswith("?kind=bildbank")
    expect(page.get_by_role("heading", name="Bildernas balans")).to_be_visible()
    shared = visit(f"samling/#poster={','.join(ALL)},tips/nej")
    shows(shared, ALL)
    assert faults(shared) == []
