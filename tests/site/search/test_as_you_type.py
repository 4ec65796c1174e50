"""The field in the head of every page: hits below it while one types, by keyboard and by finger."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.support.browsing import Visit
from tests.support.searching import (
    INDEX,
    PLAYED,
    READER,
    all_hits,
    head_field,
    last_field,
    options,
    sure_of,
)

pytestmark = pytest.mark.browser


def test_nothing_is_fetched_before_somebody_searches(visit: Visit) -> None:
    """A reader of a page pays nothing for a search that they do not use."""
    page = visit("tips/", width=375)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert [url for url in asked if INDEX.search(url) or READER.search(url)] == []
    with page.expect_response(INDEX):
        head_field(page).focus()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_box_is_worked_by_keyboard(visit: Visit, width: int) -> None:
    """Arrows go through the hits and back to the field, Escape shuts, Enter opens the chosen hit."""
    page = visit("begrepp/", width=width)
    sure_of(page)
    page.keyboard.press("/")
    box = head_field(page)
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("talartid")
    expect(all_hits(page, "talartid")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    found = options(page)
    count = found.count()
    for place in [*range(count), None, 0]:
        page.keyboard.press("ArrowDown")
        assert _chosen(page) == place
    for place in (None, count - 1):
        page.keyboard.press("ArrowUp")
        assert _chosen(page) == place
    page.keyboard.press("Home")
    assert _chosen(page) is None
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("talartid")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(found.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    address = found.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(address))


def _chosen(page: Page) -> int | None:
    """Return which option is chosen, and that field and option agree on it."""
    place: int | None = page.evaluate(
        """() => {
          const options = [...document.querySelectorAll("[role='listbox'] [role='option']")];
          const chosen = options.filter((one) => one.ariaSelected === "true");
          const id = document.activeElement.getAttribute("aria-activedescendant");
          if (chosen.length > 1 || (chosen[0]?.id ?? null) !== id) throw new Error("two chosen");
          return chosen.length ? options.indexOf(chosen[0]) : null;
        }"""
    )
    return place


def test_enter_without_a_choice_leads_to_the_search_page(visit: Visit) -> None:
    """Who does not wait for hits gets them all."""
    page = visit("tips/mat-talartiden/")
    head_field(page).fill("affischer")
    head_field(page).press("Enter")
    page.wait_for_url("**/sok/?q=affischer")
    expect(page.locator(".jb-hit").first).to_be_visible()


def test_hits_stand_by_kind_with_marked_words_and_pictures(visit: Visit) -> None:
    """It can be seen what each hit is and why it is one, and a picture is seen as a picture."""
    page = visit()
    head_field(page).press_sequentially("brandman")
    expect(all_hits(page, "brandman")).to_have_text(re.compile(r"^Visa alla \d+ träffar$|^Visa på"))
    group = page.get_by_role("group", name="Bildbank")
    expect(group.locator("img").first).to_be_visible()
    # A picture as small as a stamp takes the smallest file.
    page.wait_for_function(
        "document.querySelector('[role=listbox] img').currentSrc.match(/-320-.*[.]avif$/)"
    )
    expect(page.locator(".jb-suggest mark").first).to_be_visible()
    expect(page.locator("form.jb-search [role=status]")).to_have_text(re.compile(r"^\d+ träff"))


def test_the_keys_lead_to_the_search_and_one_can_be_turned_off(visit: Visit) -> None:
    """A slash is a letter in a field. Who is disturbed by it elsewhere turns it off; that alone is kept."""
    page = visit("sok/")
    sure_of(page)
    kept = "Object.keys(localStorage).length + Object.keys(sessionStorage).length"
    own = page.get_by_role("searchbox", name="Sök i hela banken")
    page.keyboard.press("/")
    expect(own).to_be_focused()
    page.keyboard.type("a/b")
    expect(own).to_have_value("a/b")
    expect(page).to_have_url(re.compile("q=a"))
    own.fill("")
    expect(page).to_have_url(re.compile("/sok/$"))
    slash = page.get_by_role("checkbox", name="Snedstreck")
    expect(slash).to_be_visible()
    assert page.evaluate(kept) == 0
    slash.uncheck()
    page.goto(page.url.replace("sok/", "tips/"))
    sure_of(page)
    page.keyboard.press("/")
    expect(head_field(page)).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(head_field(page)).to_be_focused()
    page.go_back()
    expect(slash).not_to_be_checked()
    slash.check()
    assert page.evaluate(kept) == 0


def test_the_box_shuts_when_somebody_goes_elsewhere(visit: Visit) -> None:
    """By a finger beside it, and by the tabulator."""
    page = visit("begrepp/", width=375, has_touch=True)
    box, hits = head_field(page), page.get_by_role("listbox")
    box.tap()
    box.press_sequentially("norm")
    expect(all_hits(page, "norm")).to_be_attached()
    expect(hits).to_be_visible()
    page.touchscreen.tap(4, 700)
    expect(hits).to_be_hidden()
    box.tap()
    expect(hits).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(hits).to_be_hidden()


def test_a_late_answer_never_takes_the_place_of_a_newer_one(visit: Visit) -> None:
    """A wait is told, and what is shown is what was asked last."""
    for address, shown in (("tips/", ".jb-suggest"), ("sok/", "main")):
        page = visit(address, routes=PLAYED)
        box = last_field(page)
        box.fill("sen")
        expect(page.locator(shown).get_by_text("Söker …")).to_be_visible()
        box.fill("snabb")
        expect(page.locator(shown).get_by_text("Snabbt svar")).to_be_visible()
        page.evaluate("window.answerLate()")
        page.evaluate("new Promise((done) => setTimeout(done))")
        expect(page.get_by_text("Sent svar")).to_have_count(0)
        expect(page.get_by_text("Söker …")).to_be_hidden()
        expect(page.locator(shown).get_by_text("Snabbt svar")).to_be_visible()
