"""The coordinators' report in a browser: sorted by any column, read on any screen, whole without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.support.bank import read, write
from tests.support.browsing import served
from tests.support.listings import write_pages
from tests.support.looking import faults_in_all

from jambanken.catalogue import catalogue
from jambanken.coordination.report import Coordination
from jambanken.pages.coordination import report_assets, report_making
from jambanken.pages.environment import environment
from jambanken.pages.memory import PageMemory

pytestmark = pytest.mark.browser
WIDTHS = (320, 1280)
LONG = "Medarbetarundersökningsresultatsammanställning <i>utan</i> mellanslag"
ENTRIES: dict[str, dict[str, Any]] = {
    "tips/a": {"titel": "Örjans tips", "granskas": "2026-10-01", "målgrupper": ["chef"]},
    "tips/b": {"titel": "Ärliga svar", "granskas": "2026-11-01"},
    "tips/c": {"titel": LONG, "granskas": "2027-01-01"},
    "tips/d": {"titel": "Zebran", "granskas": "2027-02-01"},
    "filmer/a": {},
    "bildbank/a": {
        "typ": "foto",
        "igenkännbara": "ja",
        "rättslig_grund": {"typ": "samtycke", "gäller_till": "2026-12-01"},
    },
    "utbildningar/a": {
        "deltagande": [
            {"organisation": "skane", "datum": "2024", "antal": 40, "av": 80},
            {"organisation": "skane", "datum": "2025-03", "antal": 3},
        ]
    },
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the report of a small bank."""
    folder = tmp_path_factory.mktemp("report")
    bank = read(write(folder / "bank", ENTRIES))
    made = Coordination(bank, catalogue(bank))
    page = report_making(environment(lambda _: True), made, PageMemory("", None))()
    write_pages(folder / "site", made.catalogue, [page], report_assets(made))
    with served(folder / "site") as address:
        yield address


def rows(page: Page) -> list[str]:
    """Return the titles of what is to be reviewed, from above."""
    return page.locator("#granskning tbody th a").all_inner_texts()


def state(page: Page) -> list[str | None]:
    """Return what the headings say of the order."""
    headings = page.locator("#granskning thead th").all()
    return [heading.get_attribute("aria-sort") for heading in headings]


def test_tables_are_sorted_by_any_column(base: str, browser: Browser) -> None:
    """As written the most urgent is first; by keyboard, by title in Swedish, and both ways."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}rapport/")
        urgent = ["Örjans tips", "Ärliga svar", LONG, "Zebran"]
        assert (rows(page), state(page)) == (urgent, [None, None, "ascending", None])
        page.locator("#granskning").get_by_role("button", name="Vad").focus()
        page.keyboard.press("Enter")
        assert rows(page) == [LONG, "Zebran", "Ärliga svar", "Örjans tips"]
        assert state(page) == ["ascending", None, None, None]
        page.keyboard.press("Space")
        assert rows(page) == ["Örjans tips", "Ärliga svar", "Zebran", LONG]
        assert state(page) == ["descending", None, None, None]
        page.locator("#granskning").get_by_role("button", name="Senast").click()
        assert rows(page) == urgent
        figures = page.locator("#deltagande .jb-taken")
        figures.get_by_role("button", name="Antal").click()
        assert figures.locator("tbody tr td:nth-child(4)").all_inner_texts() == ["40 av 80", "Dolt"]


def test_it_is_read_on_any_screen(base: str, browser: Browser) -> None:
    """Nothing for axe, nothing wider than the screen, and every link to a place on the page leads there."""
    with browser.new_context() as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(f"{base}rapport/")
        assert faults_in_all(page, WIDTHS) == []
        for link in page.locator("a[href^='#']").all():
            assert page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']").count() == 1
        assert faults == []


def test_it_is_whole_without_scripts(base: str, browser: Browser) -> None:
    """The rows, the most urgent first, and the files are there; nothing offers what does not work."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base}rapport/")
        assert page.locator("#nu tbody tr").count() == 4
        assert page.locator("#nu tbody th a").first.inner_text() == "Örjans tips"
        assert page.locator("main button").count() == 0
        for link in page.locator("a[download]").all():
            answer = context.request.get(page.url + (link.get_attribute("href") or ""))
            assert answer.body().startswith("\ufeff".encode())
