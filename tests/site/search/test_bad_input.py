"""Questions that nobody means or somebody means harm by, and a search whose files are not what they were."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect
from tests.support.browsing import Visit
from tests.support.searching import (
    INDEX,
    PLAYED,
    READER,
    head_field,
    last_field,
    options,
    sure_of,
)

pytestmark = pytest.mark.browser
#: What nobody means, and what somebody means harm by.
STRANGE = (
    *("", "a", "å" * 10_000, "och att som", "🙂🏳️‍🌈", "<script>window.harm=true</script>", "%00%ff"),
    *(
        "(.*)+[",
        "\\",
        "__proto__",
        "constructor",
        "toString hasOwnProperty",
        "שלום مرحبا",
        '"',
        '""',
    ),
    *("'; DROP TABLE--", "${window.harm=true}", "\u202ekcab", "a" * 100 + " " + "b " * 500),
)
#: The page tells of what was asked: its title has the query when the answer has come.
HAS_ANSWERED = """(query) => query.trim() === ""
  ? !document.querySelector("[data-start]").hidden && !location.search
  : document.title.startsWith(`${query.trim()} – `)"""


def gone(route: Route) -> None:
    """Answer that there is no such file."""
    route.fulfill(status=404)


def test_texts_are_shown_as_texts(visit: Visit) -> None:
    """Whatever an entry is called, and wherever marks are said to be, nothing of it becomes code."""
    for address in ("tips/", "sok/"):
        page = visit(address, routes=PLAYED)
        last_field(page).fill("ond")
        expect(
            page.get_by_text('<img src=x onerror="window.harm = true"><b>').first
        ).to_be_visible()
        expect(page.locator("img[src=x]")).to_have_count(0)
        assert page.evaluate("window.harm") is None


def test_strange_questions_are_answered(visit: Visit) -> None:
    """No error, no wait without an end, nothing executed, and the page says where it stands."""
    page = visit("sok/")
    sure_of(page)
    own = last_field(page)
    for query in STRANGE:
        found = page.evaluate("query => window.jambanken.search(query)", query)
        assert isinstance(found, list), query
        own.fill(query)
        own.press("Enter")
        page.wait_for_function(HAS_ANSWERED, arg=own.input_value())
        assert page.evaluate("window.harm") is None, query
        width: int = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 1280, query


@pytest.mark.parametrize("broken", [INDEX, READER], ids=["index", "reader"])
def test_a_search_that_is_broken_says_so_and_leads_on(
    visit: Visit, broken: re.Pattern[str]
) -> None:
    """Where files are missing the plain lists lead to everything."""
    page = visit("tips/", routes={broken: gone})
    head_field(page).press_sequentially("möte")
    expect(page.locator("[data-search-note]")).to_have_text(re.compile("sökning", re.IGNORECASE))
    expect(options(page).filter(has_text="Alla tips")).to_be_visible()
    page.goto(page.url.replace("tips/", "sok/?q=möte"))
    expect(page.locator("[data-fault-text]")).to_have_text(re.compile("sökning", re.IGNORECASE))
    expect(page.get_by_role("heading", name="Allt i banken")).to_be_visible()
    message = page.evaluate("window.jambanken.search('möte').catch((error) => error.message)")
    assert "ökning" in message


def test_a_damaged_index_says_so(visit: Visit) -> None:
    """A file that holds something else is no reason for silence."""
    sign_in = {INDEX: lambda route: route.fulfill(body="<html>Inloggning</html>")}
    page = visit("sok/?q=möte", routes=sign_in)
    expect(page.locator("[data-fault-text]")).to_be_visible()
    expect(page.get_by_role("heading", name="Allt i banken")).to_be_visible()
