"""Accessibility, as far as a tool can see it: one page of each sort, light and dark, narrow and wide."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.conftest import OpenPage
from tests.support.browsing import SORTS, address
from tests.support.looking import faults, faults_at, faults_in_all

pytestmark = pytest.mark.browser
#: Pages whose scripts do more than fetch: filters, a form, a basket, the counting of pictures.
WITH_SCRIPTS = (
    *("tips", "bildbank", "sok", "samling", "bestall", "medverka", "rapport"),
    *("bildbank/balans", "bilder/analysera"),
)


@pytest.mark.parametrize("sort", SORTS)
def test_axe_reports_nothing(open_page: OpenPage, built_site: Path, sort: str) -> None:
    """No page of any sort has a fault that axe can see, narrow or wide, in light or in dark."""
    assert faults_in_all(open_page(address(built_site, sort))) == []


@pytest.mark.parametrize("sort", WITH_SCRIPTS)
def test_axe_reports_nothing_where_scripts_never_come(
    open_page: OpenPage, built_site: Path, sort: str
) -> None:
    """What scripts would have changed has no fault either, as the server gives it."""
    page = open_page("404.html")
    page.route("**/*.js", lambda route: route.abort())
    page.goto(page.url.removesuffix("404.html") + address(built_site, sort))
    assert faults_at(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_reports_nothing_where_something_is_open(open_page: OpenPage, scheme: str) -> None:
    """The open menu and an open explanation have no faults either."""
    page = open_page("projektplaner/", width=375, color_scheme=scheme)
    page.get_by_role("button", name="Meny").click()
    assert faults(page) == []
    page = open_page("tips/skriv-konskonsekvens-i-underlag/", color_scheme=scheme)
    page.locator("a.jb-term").first.focus()
    page.get_by_role("tooltip").wait_for()
    assert faults(page) == []


def test_axe_reports_nothing_where_no_page_is(open_page: OpenPage) -> None:
    """The page for addresses that lead nowhere has no faults."""
    assert faults(open_page("404.html")) == []
