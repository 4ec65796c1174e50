"""A listing of several pages: narrowed and ordered as a whole, and what comes where a file does not."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.support.browsing import Visit
from tests.support.listings import ServedListing
from tests.support.narrowing import expect_shown, titles, word

pytestmark = pytest.mark.browser
#: How many cards a page of a listing has, and how many are fetched from other pages at a time.
PAGE, PORTION = 120, 24


def test_entries_of_other_pages_are_found(many: ServedListing, visit: Visit) -> None:
    """A listing of several pages is narrowed as a whole; cards come from the pages that have them."""
    page = visit(many.base)
    expect(titles(page)).to_have_count(PAGE)
    word(page, "Målgrupp", "Pedagog").check()
    expected = many.found(malgrupp=["pedagog"])
    status = page.get_by_role("status")
    expect(status).to_have_text(f"{len(expected)} av {len(many.records)} tips")
    expect_shown(page, expected[:PORTION])
    more = page.get_by_role("button", name=re.compile("^Visa fler"))
    for start in range(PORTION, len(expected), PORTION):
        more.click()
        expect(page.locator(".jb-card:visible a").nth(start)).to_be_focused()
        expect(titles(page)).to_have_count(min(start + PORTION, len(expected)))
    expect(more).to_be_hidden()
    expect_shown(page, expected)
    last = page.locator(".jb-card:visible a").last
    slug = expected[-1].replace("Tips nummer ", "tips-")
    assert last.evaluate("one => one.href") == f"{many.base}{slug}/"
    page.get_by_role("button", name=re.compile("^Ta bort Målgrupp")).click()
    expect(titles(page)).to_have_count(PAGE)
    expect(page.get_by_role("navigation", name="Sidor")).to_be_visible()


def test_a_narrow_choice_and_an_order_reach_every_page(many: ServedListing, visit: Visit) -> None:
    """What is found far back in a long listing is shown as what is found first."""
    page = visit(f"{many.base}?tid=5&malgrupp=hr&ordning=nyast")
    every, found = len(many.records), many.records_found(tid=5, malgrupp=["hr"])
    expect(page.get_by_role("status")).to_have_text(f"{len(found)} av {every} tips")
    newest = sorted(found, key=lambda one: str(one.entry.published), reverse=True)
    expect_shown(page, [one.entry.title for one in newest[:PORTION]])
    other = visit(f"{many.base}sida/2/")
    other.get_by_role("link", name=f"Filtrera och ordna {every} tips").click()
    expect(other).to_have_url(many.base)


@pytest.mark.parametrize("missing", ["**/assets/sok/*", "**/sida/*/"])
def test_a_file_that_does_not_come_is_told(many: ServedListing, visit: Visit, missing: str) -> None:
    """Where the file or a page cannot be fetched, the listing says so and stays as it was."""
    page = visit(many.base)
    first = titles(page).all_inner_texts()
    page.route(missing, lambda route: route.fulfill(status=404))
    page.get_by_role("combobox", name="Ordning").select_option("nyast")
    expect(page.get_by_role("status")).to_have_text(re.compile("^Det gick inte att hämta listan"))
    expect_shown(page, first)
    expect(page.get_by_role("navigation", name="Sidor")).to_be_visible()
