"""The gallery for everybody: by keyboard, without scripts, with a tool that looks for faults."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.support.browsing import Visit
from tests.support.galleries import ServedGallery
from tests.support.looking import faults
from tests.support.narrowing import expect_shown, titles, word

pytestmark = pytest.mark.browser


def test_all_of_it_goes_by_keyboard(few: ServedGallery, visit: Visit) -> None:
    """Boxes, chips and pictures are reached and worked with the keyboard, and the focus is never lost."""
    page = visit(few.base)
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    chip = page.get_by_role("button", name=re.compile("^Ta bort Verksamhet: "))
    expect(chip).to_have_count(1)
    page.get_by_role("checkbox").nth(1).focus()
    page.keyboard.press("Space")
    expect(chip).to_have_count(2)
    chip.first.focus()
    page.keyboard.press("Enter")
    expect(chip).to_have_count(1)
    expect(chip.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_be_focused()
    expect(titles(page)).to_have_count(len(few.gallery))
    first = page.locator(".jb-shot a").first
    first.focus()
    outline = "one => getComputedStyle(one, '::after').outlineStyle"
    page.keyboard.press("Shift+Tab")
    assert first.evaluate(outline) == "none"
    page.keyboard.press("Tab")
    assert first.evaluate(outline) == "solid"


def test_a_keyboard_goes_past_the_words(few: ServedGallery, visit: Visit) -> None:
    """One link before the filter leads to the pictures, and each reached is wholly in the window."""
    page = visit(few.base)
    skip = page.get_by_role("link", name="Hoppa till bilderna")
    assert skip.evaluate("one => one.getBoundingClientRect().width") <= 1
    page.locator(".jb-filter a, .jb-filter input, .jb-filter summary").locator(
        "visible=true"
    ).first.focus()
    page.keyboard.press("Shift+Tab")
    expect(skip).to_be_focused()
    assert skip.evaluate("one => one.getBoundingClientRect().height") >= 24
    page.keyboard.press("Enter")
    expect(page.locator(".jb-shots")).to_be_focused()
    for key, number in (("Tab", 20), ("Shift+Tab", 19)):
        for _ in range(number):
            page.keyboard.press(key)
            top, bottom = page.evaluate(
                "(({ top, bottom }) => [top, bottom])"
                "(document.activeElement.closest('.jb-shot').getBoundingClientRect())"
            )
            assert top >= 0
            assert bottom <= 800
    expect(page.locator(".jb-shot a").first).to_be_focused()


def test_every_word_leads_on_without_scripts(few: ServedGallery, visit: Visit) -> None:
    """The words are links to plain pages; nothing is shown that only a script can do."""
    page = visit(few.base, java_script_enabled=False)
    page.get_by_role("link", name=re.compile(r"^Kvinna \d")).click()
    expect(page).to_have_url(f"{few.base}filter/visar-kvinna/")
    expect_shown(page, few.found("visar-kvinna"))
    for hidden in ("button", ".jb-filter__help", ".jb-chosen", "[data-nothing]"):
        expect(page.locator(hidden).locator("visible=true")).to_have_count(0)
    page.get_by_role("link", name=f"Visa alla {len(few.gallery)} bilder").click()
    expect(page).to_have_url(few.base)


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (375, "dark"), (640, "light"), (1280, "dark")]
)
def test_axe_reports_nothing_in_any_state(
    few: ServedGallery, visit: Visit, width: int, scheme: str
) -> None:
    """Folded, open and chosen, in any window: no fault that axe can see, and nothing to scroll to."""
    page = visit(few.base, width=width, color_scheme=scheme)
    if width < 1024:
        page.locator(".jb-filter__box > summary").click()
    word(page, "Miljö", "Gata").check()
    word(page, "Licens", "CC0").check()
    expect(page.get_by_role("button", name="Rensa alla")).to_be_visible()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_reports_nothing_on_the_other_pages(
    few: ServedGallery, many: ServedGallery, visit: Visit
) -> None:
    """The pages that need no script have no faults either, narrow or wide."""
    for address, width in ((f"{few.base}filter/visar-kvinna/", 375), (f"{many.base}sida/3/", 1280)):
        assert faults(visit(address, width=width)) == []
