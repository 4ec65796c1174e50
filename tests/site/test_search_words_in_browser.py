"""An editor tries the bank's search words, on the search that visitors use."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.support.bank import shown, write
from tests.support.browsing import served
from tests.support.listings import write_pages
from tests.support.looking import faults

from jambanken.gallery import EMPTY
from jambanken.pages.environment import environment
from jambanken.pages.search_words import search_words_page
from jambanken.search.build import search_assets

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the page of a small bank, with its index."""
    folder = tmp_path_factory.mktemp("words")
    tip = {"titel": "Snöröjning vid förskolan", "sammanfattning": "Börja ploga där barnen går."}
    synonyms = [["dagis", "förskola"], ["flygplan", "helikopter"]]
    seen = shown(write(folder / "bank", {"tips/sno": tip}, synonymer=synonyms))
    page = search_words_page(environment(lambda _: True), seen)
    assets = search_assets(seen, EMPTY, folder / "bank" / "docs")
    write_pages(folder / "site", seen, [page], assets)
    with served(folder / "site") as address:
        yield f"{address}{page.address}"


@pytest.mark.parametrize("width", [375, 1280])
def test_words_that_find_nothing_are_told(base: str, browser: Browser, width: int) -> None:
    """Each word shows what it finds; those that find nothing are counted and can be seen alone.

    So are the words that the search has cut by rule, for somebody to look them over.
    """
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(base)
        assert not [url for url in asked if "/assets/sok/" in url]
        page.get_by_role("button", name=re.compile("^Pröva alla")).click()
        expect(page.locator("[data-status]")).to_have_text(
            re.compile("ord prövade. .* hittar inget")
        )
        line = page.locator("#synonymer [data-query='dagis']")
        expect(line.get_by_role("link", name="Snöröjning vid förskolan")).to_be_visible()
        expect(page.locator("[data-query='flygplan']")).to_contain_text("Hittar inget.")
        page.get_by_label("Visa bara ord").check()
        expect(line).to_be_hidden()
        expect(page.locator("[data-query='helikopter']")).to_be_visible()
        page.get_by_role("button", name="Visa delningarna").click()
        page.get_by_label("Visa ord som innehåller").fill("snö")
        expect(page.locator("[data-splits-list]")).to_have_text("snöröjning: snö + röjning")
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_index_that_does_not_come_is_told(base: str, browser: Browser) -> None:
    """The editor reads what is wrong, and can try again."""
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/assets/sok/**", lambda route: route.fulfill(status=404))
        page.goto(base)
        start = page.get_by_role("button", name=re.compile("^Pröva alla"))
        start.click()
        expect(page.locator("[data-status]")).not_to_have_text(re.compile("^$|Prövar"))
        expect(start).to_be_enabled()


def test_without_scripts_words_are_links(base: str, browser: Browser) -> None:
    """Nothing is offered that only a script can do."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(base)
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.locator("#synonymer").get_by_role("link", name="dagis")).to_have_attribute(
            "href", "../../sok/?q=dagis"
        )
