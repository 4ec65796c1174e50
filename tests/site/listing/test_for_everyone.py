"""A listing's filter for everybody: by keyboard, without scripts, in any window, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.support.browsing import Visit
from tests.support.listings import ServedListing
from tests.support.looking import faults, shift
from tests.support.narrowing import expect_shown, titles

pytestmark = pytest.mark.browser


def test_all_of_it_goes_by_keyboard(few: ServedListing, visit: Visit) -> None:
    """Boxes, times and chips are worked with the keyboard, and the focus is never lost."""
    page = visit(few.base)
    page.get_by_role("checkbox", name=re.compile("^Chef ")).focus()
    page.keyboard.press("Space")
    page.get_by_role("radio", name="Spelar ingen roll").focus()
    page.keyboard.press("ArrowDown")
    expect_shown(page, few.found(malgrupp=["chef"], tid=5))
    page.get_by_role("button", name="Rensa alla").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_be_focused()
    expect(titles(page)).to_have_count(len(few.records))


def test_without_scripts_the_words_lead_to_the_overviews(few: ServedListing, visit: Visit) -> None:
    """The groups are there, each word is a link to its plain page, and nothing is shown in vain."""
    page = visit(few.base, java_script_enabled=False)
    expect(titles(page)).to_have_count(len(few.records))
    link = page.get_by_role("link", name=re.compile("^Chef "))
    expect(link).to_have_attribute("href", "../malgrupper/chef/#tips")
    for vain in ("select", "input", "button", "[data-word='15']"):
        expect(page.locator(vain).locator("visible=true")).to_have_count(0)


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (375, "dark"), (640, "light"), (1280, "dark")]
)
def test_axe_reports_nothing_in_any_state(
    few: ServedListing, visit: Visit, width: int, scheme: str
) -> None:
    """Open and chosen, in any window: no fault that axe can see, and nothing to scroll sideways to."""
    page = visit(
        f"{few.base}?tid=15&malgrupp=chef&ordning=kortast", width=width, color_scheme=scheme
    )
    if width < 1024:
        page.locator(".jb-filter__box > summary").click()
    expect(page.get_by_role("button", name="Rensa alla")).to_be_visible()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_moves_while_the_page_comes(few: ServedListing, visit: Visit, width: int) -> None:
    """The script comes after the text, and shifts nothing that is already there."""
    assert shift(visit(few.base, width=width)) < 0.01


def test_paper_says_what_was_chosen(few: ServedListing, visit: Visit) -> None:
    """A printed listing tells what it is narrowed to, and has no filter to tick."""
    page = visit(f"{few.base}?tid=15&malgrupp=chef")
    page.emulate_media(media="print")
    expect(page.locator(".jb-filter")).to_be_hidden()
    expect(page.get_by_text("Högst 15 minuter").last).to_be_visible()
    expect(page.get_by_role("button", name="Rensa alla")).to_be_hidden()
