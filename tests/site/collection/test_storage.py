"""What the browser keeps of a collection, from whatever version, and what happens where it keeps nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect
from tests.support.browsing import Visit
from tests.support.gathering import FILM, KEY, PICTURE, TIP, as_json, holds, ref, row, shows
from tests.support.picture_bank import FREE

pytestmark = pytest.mark.browser
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {get() { throw new DOMException("no") }});"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };"


def test_what_an_earlier_version_kept_is_there(visit: Visit) -> None:
    """A list of pictures from before still opens, and is kept in the new way when it is changed."""
    page = visit(holding=[PICTURE, TIP])
    shows(page, [PICTURE, TIP])
    row(page, TIP).get_by_role("button", name="Flytta upp").click()
    shows(page, [TIP, PICTURE])
    holds(page, [TIP, PICTURE])
    assert page.evaluate("(key) => JSON.parse(localStorage.getItem(key)).refs", KEY)


@pytest.mark.parametrize(
    "stored",
    [
        "<img src=x>",
        "{}",
        "null",
        "3",
        as_json([ref(FREE) + "<b>", 5, None, [ref(FREE)], "__proto__", "bildbank/", "/" + FREE]),
    ],
)
def test_a_damaged_store_is_an_empty_collection(visit_pictures: Visit, stored: str) -> None:
    """Whatever is found under the key, only sound references count and the page works."""
    page = visit_pictures("om/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, stored])
    page.goto(page.url.replace("om/", "samling/"))
    expect(page.get_by_text("Samlingen är tom.")).to_be_visible()
    shows(page, [])


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
    said = "ligger i samlingen tills du lämnar sidan: webbläsaren sparar den inte."
    expect(page.get_by_role("status").filter(has_text=said)).to_have_count(1)
    page.get_by_role("link", name="Min samling: 1").click()
    shows(page, [TIP])
