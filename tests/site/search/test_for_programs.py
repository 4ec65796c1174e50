"""The search as a function, `window.jambanken.search`, which other programs call."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.support.browsing import Visit
from tests.support.searching import hit_titles, sure_of

pytestmark = pytest.mark.browser


def test_the_function_answers_before_anybody_has_searched(visit: Visit, base: str) -> None:
    """Other programs get address, title, kind and score, best first, and what they left out is left out."""
    page = visit("om/")
    sure_of(page)
    found = page.evaluate("window.jambanken.search('könsuppdelad statistik', {limit: 5})")
    assert len(found) == 5
    assert all(set(one) == {"url", "title", "kind", "score"} for one in found)
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    assert all(page.request.get(base + one["url"]).ok for one in found)
    of_kind = page.evaluate("window.jambanken.search('statistik', {kinds: ['begrepp']})")
    assert {one["kind"] for one in of_kind} == {"begrepp"}
    assert page.evaluate("window.jambanken.search('statistik', null)")
    short = page.evaluate("window.jambanken.search('möte', {filters: {tid: {max: 5}}, limit: 100})")
    every = page.evaluate("window.jambanken.search('möte', {limit: 100})")
    assert 0 < len(short) < len(every)


def test_the_function_gives_what_the_page_shows(visit: Visit) -> None:
    """There is one search."""
    page = visit("sok/?q=snöröjning")
    expect(hit_titles(page).first).to_be_visible()
    found = page.evaluate("window.jambanken.search('snöröjning')")
    shown = (
        hit_titles(page)
        .locator("a")
        .evaluate_all("links => links.map(one => new URL(one.href).pathname.slice(1))")
    )
    assert sorted(shown) == sorted(one["url"] for one in found)
