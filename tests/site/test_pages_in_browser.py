"""What every page promises a visitor, seen in a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.site.conftest import OpenPage
from tests.support.browsing import SORTS, address, served

pytestmark = pytest.mark.browser
TIP = "tips/mat-talartiden/"
FILM = "filmer/karlskoga-jamstalld-snorojning/"
PLAN = "projektplaner/umearegionen-jamstalldhet-genus-och-forandringsarbete/"
WITH_TERMS = "tips/skriv-konskonsekvens-i-underlag/"


def opened(context: BrowserContext) -> tuple[Page, list[str], list[str]]:
    """Return a new page, the addresses that it asks for, and what goes wrong in it."""
    page, asked, faults = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: faults.append(request.url))
    # What the browser has already, and asks whether it has changed (304), is no fault.
    page.on("response", lambda answer: faults.extend((answer.url,) if answer.status >= 400 else ()))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    return page, asked, faults


def width_of(page: Page) -> int:
    """Return how wide the page is, scrolled sideways to its end."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("sort", SORTS)
def test_nothing_leaves_the_host_and_nothing_stays(
    browser: Browser, base: str, built_site: Path, sort: str
) -> None:
    """No request goes elsewhere or fails, nothing is stored, and the page policy blocks nothing."""
    with browser.new_context() as context:
        page, asked, faults = opened(context)
        page.goto(base + address(built_site, sort))
        stored = page.evaluate(
            "async () => localStorage.length + sessionStorage.length"
            " + (await indexedDB.databases()).length + (await caches.keys()).length"
        )
        assert faults == []
        assert [url for url in asked if not url.startswith((base, "data:"))] == []
        assert stored == 0
        assert context.cookies() == []


@pytest.mark.parametrize("sort", SORTS)
def test_no_page_scrolls_sideways(open_page: OpenPage, built_site: Path, sort: str) -> None:
    """A window of 320 pixels, which is also one of 1280 at 400 %, shows the whole page."""
    assert width_of(open_page(address(built_site, sort), width=320)) <= 320


@pytest.mark.parametrize("width", [640, 900, 1024, 1280, 1920])
def test_the_head_fits_every_window(open_page: OpenPage, width: int) -> None:
    """The menu wraps or folds away; it never makes a page wider than its window."""
    assert width_of(open_page("", width=width)) <= width


def test_the_whole_site_works_below_a_folder(
    browser: Browser, built_site: Path, tmp_path: Path
) -> None:
    """Links, styles and fonts are found wherever the site lies."""
    (tmp_path / "banken").symlink_to(built_site, target_is_directory=True)
    with served(tmp_path) as base, browser.new_context() as context:
        page, _, faults = opened(context)
        page.goto(f"{base}banken/")
        # A page that is left before it is whole has requests that fail.
        page.get_by_role("link", name="Filmer").first.click()
        page.wait_for_load_state()
        page.locator(".jb-card a").first.click()
        page.wait_for_load_state()
        page.get_by_role("navigation", name="Brödsmulor").get_by_role("link", name="Start").click()
        page.wait_for_load_state("networkidle")
        assert page.url == f"{base}banken/"
        assert faults == []


def test_hand_written_pages_lead_up_to_their_first(open_page: OpenPage) -> None:
    """They have the same way up as the bank's own pages, to a page by the same name."""
    page = open_page("redaktion/klarsprak/")
    way = page.get_by_role("navigation", name="Brödsmulor").get_by_role("link")
    assert way.all_inner_texts() == ["Start", "Guide för redaktörer"]
    way.last.click()
    expect(page.locator("h1")).to_have_text("Guide för redaktörer")


def test_the_first_tab_leads_past_the_menu(open_page: OpenPage) -> None:
    """The skip link is first, is seen when it has focus, and moves the focus to the content."""
    page = open_page(TIP)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Hoppa till innehållet")
    assert skip.evaluate(
        "it => it === document.activeElement && it.getBoundingClientRect().top >= 0"
    )
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "jb-innehall"


def test_the_menu_opens_and_closes_by_keyboard(open_page: OpenPage) -> None:
    """On a narrow screen the button opens the menu; Escape closes it and the button has focus again."""
    page = open_page(TIP, width=375)
    menu, button = page.locator("#meny"), page.get_by_role("button", name="Meny")
    assert not menu.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#meny') !== null")
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert button.evaluate("it => it === document.activeElement")


def test_the_menu_needs_no_script(open_page: OpenPage) -> None:
    """Without JavaScript the menu opens, and a term is explained by its title."""
    page = open_page(WITH_TERMS, width=375, java_script_enabled=False)
    page.get_by_role("button", name="Meny").click()
    assert page.locator("#meny").is_visible()
    assert page.locator("a.jb-term").first.get_attribute("title")


@pytest.mark.parametrize(
    ("start", "section", "state"),
    [("", "Start", "page"), ("tips/", "Tips", "page"), (TIP, "Tips", "true")],
)
def test_the_menu_says_where_you_are(
    open_page: OpenPage, start: str, section: str, state: str
) -> None:
    """One item of the menu is current: the page itself, or the section that it lies in."""
    current = open_page(start).locator("#meny [aria-current]")
    assert current.all_inner_texts() == [section]
    assert current.get_attribute("aria-current") == state


def test_a_term_is_explained_on_focus(open_page: OpenPage) -> None:
    """Focus shows the explanation and ties it to the term; Escape hides it and focus stays."""
    page = open_page(WITH_TERMS)
    term, tooltip = page.locator("a.jb-term").first, page.get_by_role("tooltip")
    term.focus()
    assert tooltip.is_visible()
    assert tooltip.inner_text() == term.get_attribute("data-explanation")
    assert term.get_attribute("aria-describedby") == tooltip.get_attribute("id")
    page.keyboard.press("Escape")
    assert not page.locator("#jb-tooltip").is_visible()
    assert term.evaluate("it => it === document.activeElement")


def test_an_explanation_stays_under_the_pointer(open_page: OpenPage) -> None:
    """The pointer can rest on the explanation to read it; it goes when the pointer does."""
    page = open_page(WITH_TERMS)
    term, tooltip = page.locator("a.jb-term").first, page.locator("#jb-tooltip")
    term.hover()
    tooltip.wait_for()
    tooltip.hover()
    page.wait_for_timeout(600)  # longer than the script waits before it hides
    assert tooltip.is_visible()
    page.mouse.move(1, 1)
    tooltip.wait_for(state="hidden")


def test_the_page_follows_the_system(open_page: OpenPage) -> None:
    """Dark where the system is dark, and no control to say otherwise."""
    light, dark = (
        open_page("", color_scheme=scheme).evaluate(
            "getComputedStyle(document.body).backgroundColor"
        )
        for scheme in ("light", "dark")
    )
    assert light == "rgb(250, 247, 242)"
    assert dark == "rgb(22, 20, 28)"


def test_paper_has_the_entry_and_nothing_else(open_page: OpenPage) -> None:
    """Head, menu, foot and edit link are not; minutes are, boxes to tick come, steps stay whole."""
    page = open_page(TIP)
    box = page.locator(".jb-bullets--boxes li").first
    drawn = "it => getComputedStyle(it, '::before').content"
    assert box.evaluate(drawn) == "none", "what cannot be ticked does not look as if it could"
    page.emulate_media(media="print")
    assert box.evaluate(drawn) == '""'
    for part in (".jb-header", ".jb-footer", ".jb-skip", ".jb-trail", ".jb-edit", "#mer"):
        assert not page.locator(part).is_visible(), part
    assert page.locator(".jb-step__time").first.is_visible()
    assert (
        page.locator(".jb-step").first.evaluate("it => getComputedStyle(it).breakInside") == "avoid"
    )


def test_paper_says_where_the_sources_are(open_page: OpenPage) -> None:
    """The address of a source stands after its title."""
    page = open_page(TIP)
    page.emulate_media(media="print")
    source = page.locator(".jb-sources .jb-external").first
    printed = source.evaluate("it => getComputedStyle(it, '::after').content")
    assert str(source.get_attribute("href")) in printed


def test_a_link_that_looks_like_a_button_is_a_line_on_paper(open_page: OpenPage) -> None:
    """The address is read in the text's own size, after the words that it belongs to."""
    page = open_page(FILM)
    page.emulate_media(media="print")
    link = page.locator("#se .jb-button")
    assert link.evaluate("it => getComputedStyle(it).display") == "inline"
    assert link.evaluate("it => getComputedStyle(it).fontSize") == link.locator("..").evaluate(
        "it => getComputedStyle(it).fontSize"
    )


def test_a_plan_needs_no_scrolling_sideways(open_page: OpenPage) -> None:
    """On a phone a row of texts is a block with the names of its columns, and still a table."""
    page = open_page(PLAN, width=375)
    table = page.locator(".jb-table:has(.jb-stacked)")
    assert table.evaluate("it => it.scrollWidth - it.clientWidth") <= 0
    rows = table.locator("tbody tr").count()
    assert rows > 0
    assert table.get_by_role("rowheader").count() == rows
    assert table.get_by_role("cell").count() == 3 * rows
    named = table.get_by_role("cell").first.evaluate(
        "it => getComputedStyle(it, '::before').content"
    )
    assert "Så här mäts aktiviteten" in named


def test_a_tip_is_a_sheet_of_paper(open_page: OpenPage) -> None:
    """A common tip is printed on both sides of one A4."""
    pdf = open_page(TIP).pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2
