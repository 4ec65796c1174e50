"""What is gathered but cannot be shown: the visitor hears why, and nothing is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect
from tests.support.browsing import Visit
from tests.support.gathering import holds, ref, shows
from tests.support.picture_bank import FREE, WITHDRAWN

pytestmark = pytest.mark.browser


def test_pictures_that_are_gone_are_explained(visit_pictures: Visit) -> None:
    """A withdrawn picture is not to be used; one that nobody knows of is gone; both can be let go."""
    page = visit_pictures(holding=[ref(WITHDRAWN), ref(FREE), ref("aldrig-sedd")])
    shows(page, [ref(FREE)])
    gone = page.locator("[data-part=missing] li")
    expect(gone).to_have_count(2)
    expect(gone.first).to_contain_text("återkallades 2026-10-01. Använd inte bilden mer")
    expect(gone.first.get_by_role("link")).to_have_attribute(
        "href", f"../bildbank/aterkallade/#bild-{WITHDRAWN}"
    )
    expect(gone.last).to_contain_text("bildbank/aldrig-sedd finns inte längre i banken.")
    page.get_by_role("button", name="Ta bort det som inte finns kvar").click()
    holds(page, [ref(FREE)])
    expect(page.locator("[data-part=missing]")).to_be_hidden()


def test_pictures_that_cannot_be_fetched_are_said(
    visit_pictures: Visit, context: BrowserContext
) -> None:
    """Without the list of pictures the page says what is wrong, and the collection is kept."""
    context.route("**/bilder.json", lambda route: route.abort())
    page = visit_pictures(holding=[ref(FREE)])
    expect(page.locator("[data-part=missing]")).to_contain_text(f"{ref(FREE)} gick inte att hämta")
    expect(page.get_by_role("button", name="Ta bort det som inte finns kvar")).to_be_hidden()
    holds(page, [ref(FREE)])
