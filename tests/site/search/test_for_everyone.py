"""The search for everybody: without scripts, with a tool that looks for faults, small and enlarged."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.support.browsing import Visit
from tests.support.looking import faults, faults_at
from tests.support.searching import PLAYED, all_hits, head_field, hit_titles, last_field, options

pytestmark = pytest.mark.browser
#: A state: where it is, what is typed there, and what shows that it has come. The page before anything
#: is asked is seen with all others (tests/site/test_axe.py).
STATES = {
    "hits": ("sok/?q=möte", "", ".jb-hit"),
    "chosen": ("sok/?q=möte&malgrupp=chef&kind=tips", "", ".jb-hit"),
    "pictures": ("sok/?q=brandman&kind=bildbank", "", ".jb-hits__wall img"),
    "mended": ("sok/?q=affish", "", "[data-remarks] strong"),
    "nothing": ("sok/?q=xqzvbw", "", "[data-no-hits]"),
    "nothing chosen": ("sok/?q=snöröjning&tid=5&insats=stor", "", "[data-nothing] button"),
    "box": ("om/", "möte", "[role=option]"),
    "box without hits": ("om/", "xqzvbw", "[role=option]"),
}


def test_without_scripts_the_lists_lead_everywhere(visit: Visit) -> None:
    """The box leads to the page of the search, and that says what it needs and lists everything."""
    page = visit("tips/", java_script_enabled=False)
    page.get_by_label("Sök i hela banken").fill("möte")
    page.get_by_role("button", name="Sök").click()
    page.wait_for_url("**/sok/?q=m%C3%B6te")
    expect(page.locator("noscript p")).to_be_visible()
    for name in ("Tips", "Teman", "Målgrupper", "Verksamheter"):
        expect(page.get_by_role("main").get_by_role("link", name=name, exact=True)).to_be_visible()
    for useless in ("Filtrera", "Frågor som går att ställa"):
        expect(page.get_by_role("heading", name=useless, include_hidden=True)).to_be_hidden()


@pytest.mark.parametrize("state", STATES)
def test_axe_reports_nothing(visit: Visit, state: str) -> None:
    """No state has a fault that axe can see, narrow in light and wide in dark."""
    address, typed, sign = STATES[state]
    page = visit(address)
    if typed:
        head_field(page).fill(typed)
    expect(page.locator(sign).first).to_be_visible()
    if typed:
        page.keyboard.press("ArrowDown")
    assert faults_at(page) == []


@pytest.mark.parametrize("address", ["om/", "sok/"])
def test_axe_reports_nothing_where_the_search_is_broken(visit: Visit, address: str) -> None:
    """The messages of a fault have none themselves."""
    page = visit(address, routes=PLAYED)
    last_field(page).fill("fel")
    expect(page.get_by_text("Sökningens filer är skadade.").last).to_be_visible()
    assert faults_at(page) == []


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_is_cut_off_on_narrow_and_enlarged_screens(visit: Visit, width: int) -> None:
    """At 320 pixels, and at twice the size on a common screen, all is there without scrolling sideways."""
    page = visit("tips/", width=width)
    head_field(page).press_sequentially("möte")
    expect(all_hits(page, "möte")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    last = options(page).last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)
    page.goto(page.url.replace("tips/", "sok/?q=möte&malgrupp=chef"))
    expect(hit_titles(page).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_phone_has_hits_and_what_to_choose_by_on_its_first_screen(visit: Visit) -> None:
    """The kinds are one line, with the chosen one in sight; the filter opens with all its sides in sight."""
    page = visit("sok/?q=möte&kind=larvagar", width=375, height=667)
    expect(hit_titles(page).first).to_be_in_viewport(ratio=1)
    expect(page.locator("[data-kinds] [aria-pressed=true]")).to_be_in_viewport(ratio=1)
    assert len(set(_tops(page))) == 1
    page.locator(".jb-filter__box > summary").click()
    sides = page.locator("[data-side] > summary")
    expect(sides.first).to_be_in_viewport(ratio=1)
    expect(sides.last).to_be_in_viewport(ratio=1)
    expect(page.locator("[data-side] input").locator("visible=true")).to_have_count(0)
    assert faults(page) == []


def test_no_kind_is_left_alone_on_a_line(visit: Visit) -> None:
    """Where the kinds take several lines, these are about as long."""
    page = visit("sok/?q=möte")
    expect(hit_titles(page).first).to_be_visible()
    for width in (1280, 1200, 1024, 700):
        page.set_viewport_size({"width": width, "height": 800})
        tops = _tops(page)
        assert tops.count(tops[-1]) > 2, width


def test_a_chosen_kind_is_seen_in_forced_colours(visit: Visit) -> None:
    """Who has colours of their own sees which button is pressed."""
    page = visit("sok/?q=möte&kind=tips", forced_colors="active")
    kinds = page.locator("[data-kinds]")
    expect(kinds.locator("[aria-pressed=true]")).to_be_visible()
    chosen, other = (
        kinds.locator(f"[aria-pressed={is_pressed}]").first.evaluate(
            "one => getComputedStyle(one).backgroundColor"
        )
        for is_pressed in ("true", "false")
    )
    assert chosen != other


def _tops(page: Page) -> list[int]:
    """Return how far down each kind stands."""
    tops: list[int] = page.locator("[data-kinds] button").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().top)"
    )
    return tops
