"""Accessibility, as far as a tool can see it: one page of each sort, light and dark, narrow and wide."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.site.conftest import OpenPage
from tests.support.browsing import SORTS, address

pytestmark = pytest.mark.browser
# Target size is off by default in axe 4.12, and what WCAG 2.2 asks of fingers (2.5.8). To describe
# all that is right took axe two thirds of its time.
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


WIDTHS = (375, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.mark.parametrize("sort", SORTS)
def test_axe_reports_nothing(open_page: OpenPage, built_site: Path, sort: str) -> None:
    """No page of any sort has a fault that axe can see, narrow or wide, in light or in dark."""
    page = open_page(address(built_site, sort))
    for width, scheme in product(WIDTHS, SCHEMES):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page, options=OPTIONS)
        assert results.violations_count == 0, (width, scheme, results.generate_report())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_reports_nothing_where_something_is_open(open_page: OpenPage, scheme: str) -> None:
    """The open menu and an open explanation have no faults either."""
    page = open_page("projektplaner/", width=375, color_scheme=scheme)
    page.get_by_role("button", name="Meny").click()
    assert Axe().run(page, options=OPTIONS).violations_count == 0
    page = open_page("tips/skriv-konskonsekvens-i-underlag/", color_scheme=scheme)
    page.locator("a.jb-term").first.focus()
    page.get_by_role("tooltip").wait_for()
    assert Axe().run(page, options=OPTIONS).violations_count == 0


def test_axe_reports_nothing_where_no_page_is(open_page: OpenPage) -> None:
    """The page for addresses that lead nowhere has no faults."""
    assert Axe().run(open_page("404.html"), options=OPTIONS).violations_count == 0
