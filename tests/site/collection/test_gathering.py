"""Gathering in a browser: anything where it stands, and the way to the collection from every page."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from playwright.sync_api import expect
from tests.support.browsing import Visit, Windows
from tests.support.gathering import FILM, TERM, TIP, holds, kept, ref, shows
from tests.support.looking import resize
from tests.support.picture_bank import ALONE, FREE, TITLES

pytestmark = pytest.mark.browser


def test_nothing_is_kept_before_the_first_choice(visit_pictures: Visit) -> None:
    """The browser holds one short list after the first press, and nothing before it or after the last."""
    page = visit_pictures(f"bildbank/{FREE}/")
    button = page.get_by_role("button", name="Spara i min samling")
    link = page.locator("header [data-collection-link]")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(link).to_be_hidden()
    assert kept(page) == 0
    button.click()
    expect(
        page.get_by_role("status").filter(has_text=f"{TITLES[FREE]} ligger i samlingen.")
    ).to_have_count(1)
    holds(page, [ref(FREE)])
    assert kept(page) == 1
    expect(link).to_have_accessible_name("Min samling: 1")
    page.get_by_role("button", name="Sparad i min samling").click()
    expect(link).to_be_hidden()
    assert kept(page) == 0


def test_anything_can_be_gathered_where_it_stands(visit: Visit) -> None:
    """On its own page, on a card, and among hits; nothing is kept before the first press."""
    page = visit(f"{TIP}/")
    save = page.get_by_role("button", name="Spara i min samling", exact=True)
    expect(save).to_be_visible()
    assert kept(page) == 0
    expect(page.locator(".jb-header [data-collection-link]")).to_be_hidden()
    save.click()
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


def test_pictures_are_gathered_in_the_gallery_too(visit_pictures: Visit) -> None:
    """The cards' buttons gather, say which picture they are for, and every page leads to the collection."""
    page = visit_pictures("bildbank/")
    for slug in (ALONE, FREE):
        name = f"Spara i min samling: {TITLES[slug]}"
        button = page.get_by_role("button", name=name, exact=True)
        button.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
    holds(page, [ref(ALONE), ref(FREE)])
    other = visit_pictures("om/")
    other.get_by_role("link", name="Min samling: 2").click()
    shows(other, [ref(ALONE), ref(FREE)])
    expect(other.locator(".jb-pick__title")).to_have_text([TITLES[ALONE], TITLES[FREE]])
    expect(other).to_have_url(re.compile("/samling/$"))


def test_a_change_is_seen_in_the_other_tab(visit_pictures: Visit) -> None:
    """Two tabs never hold different collections."""
    page, other = visit_pictures(), visit_pictures(f"bildbank/{FREE}/")
    shows(page, [])
    other.get_by_role("button", name="Spara i min samling").click()
    shows(page, [ref(FREE)])
    expect(page.locator(".jb-pick__title")).to_have_text([TITLES[FREE]])


@pytest.mark.parametrize("width", [320, 375, 640, 1024, 1100, 1280, 1920])
def test_the_head_has_room_for_the_way_to_the_collection(visit_pictures: Visit, width: int) -> None:
    """The link stands in the page's head beside name and menu, in no window over or outside them."""
    page = visit_pictures("om/", holding=[f"bildbank/bild-{number}" for number in range(128)])
    resize(page, width)
    expect(page.get_by_role("link", name="Min samling: 128")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    parts = page.locator(
        ".jb-brand, .jb-collection-link, .jb-menu-button:visible, .jb-menu:visible"
    )
    boxes = [box for part in parts.all() if (box := part.bounding_box())]
    assert len(boxes) == 3
    for one, other in combinations(boxes, 2):
        assert (
            one["x"] + one["width"] <= other["x"]
            or other["x"] + other["width"] <= one["x"]
            or one["y"] + one["height"] <= other["y"]
            or other["y"] + other["height"] <= one["y"]
        )


def test_without_scripts_the_page_says_what_it_needs(windows: Windows, picture_base: str) -> None:
    """The page is honest and leads to where everything can be had."""
    page = windows.open(java_script_enabled=False).new_page()
    page.goto(f"{picture_base}samling/")
    expect(page.get_by_text("Samlingen behöver JavaScript.")).to_be_visible()
    assert page.locator("main button:visible").count() == 0
    page.locator("main").get_by_role("link", name="bildbanken").click()
    expect(page).to_have_url(re.compile("/bildbank/$"))
