"""A visitor gets a meeting suggested, and follows the bank: pages of a small bank in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.meeting.test_suggest import ENTRIES
from tests.support.browsing import served
from tests.support.listings import shown_of, write_pages

from jambanken.pages.environment import environment
from jambanken.pages.meetings import DATA_FILE, meetings_assets, meetings_page
from jambanken.pages.weekly import weekly_page, weeks

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two pages of a small bank."""
    folder = tmp_path_factory.mktemp("meetings")
    questions: dict[str, Any] = {"diskussionsfrågor": ["Vad <i>händer</i>?"]}
    entries = {ref: dict(data) for ref, data in ENTRIES.items()}
    entries["tips/e-manga"] |= {"titel": "Tips <b>för</b> många", **questions}
    seen = shown_of(folder / "bank", entries)
    templates = environment(lambda _: True)
    pages = [meetings_page(templates, seen), weekly_page(templates, seen.settings, weeks(seen))]
    write_pages(folder / "site", seen, pages, meetings_assets(seen))
    return folder / "site"


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    """The address of the small site."""
    with served(site) as address:
        yield address


def times(page: Page) -> list[tuple[int, int]]:
    """Return when the points of the suggestion begin and end."""
    said = page.locator("[data-part=points] .jb-points__when").all_inner_texts()
    found = [re.fullmatch(r"(\d+)–(\d+) min", text) for text in said]
    return [(int(one[1]), int(one[2])) for one in found if one]


def test_every_choice_gives_a_meeting_that_adds_up(base: str, browser: Browser, site: Path) -> None:
    """Points follow each other and fill the time; what is shown is what was chosen while building."""
    data = json.loads((site / DATA_FILE).read_text("utf-8"))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}moten/")
        for length, rows in data["picks"].items():
            page.get_by_label(f"{length} minuter").check()
            for choice, row in rows.items():
                audience, area = choice.split("/")
                page.get_by_label("Vilka är ni?").select_option(audience)
                page.get_by_label("Var arbetar ni?").select_option(area)
                found = times(page)
                assert (found[0][0], found[-1][1]) == (0, int(length))
                assert [end for _, end in found[:-1]] == [start for start, _ in found[1:]]
                links = page.locator("[data-part=points] a").all_inner_texts()
                assert links == [
                    data["entries"][place]["title"] for place in row[:4:2] if place >= 0
                ]


def test_a_suggestion_can_be_sent_printed_and_kept(base: str, browser: Browser) -> None:
    """Its address leads to it again; another tip can be had; texts are texts; nothing is stored."""
    with browser.new_context(viewport={"width": 375, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{base}moten/")
        page.get_by_label("Vilka är ni?").select_option("hr")
        page.get_by_label("15 minuter").check()
        expect(page.locator("[data-part=title]")).to_have_text(
            "Förslag: Tips <b>för</b> många, 15 minuter"
        )
        expect(page.locator("[data-part=questions]")).to_contain_text("Vad <i>händer</i>?")
        expect(page.locator("[data-part=material]")).to_contain_text("JB-7")
        kept = page.get_by_role("link", name="Öppna i Min samling").get_attribute("href") or ""
        assert unquote(kept).endswith("samling/#poster=tips/e-manga,trycksaker/kort")
        page.get_by_role("button", name="Byt till ett annat tips").click()
        title = page.locator("[data-part=title]").inner_text()
        assert "många" not in title
        assert re.search(r"\?malgrupp=hr&tid=15&byt=1#forslag$", page.url)
        again = context.new_page()
        again.goto(page.url)
        expect(again.locator("[data-part=title]")).to_have_text(title)
        again.emulate_media(media="print")
        expect(again.locator("[data-part=points]")).to_be_visible()
        expect(again.get_by_role("heading", name="Ett förslag för varje målgrupp")).to_be_hidden()
        assert again.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize(
    "query",
    ["?malgrupp=%3Cscript%3E&tid=1e9&byt=99", "?malgrupp=__proto__&verksamhet=constructor&tid=-1"],
)
def test_an_address_made_by_hand_is_borne(base: str, browser: Browser, query: str) -> None:
    """Words that nothing has are left aside, and the page says nothing wrong."""
    with browser.new_context() as context:
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{base}moten/{query}")
        expect(page.locator("[data-part=suggestion]")).to_be_visible()
        assert times(page)[-1][1] == 30
        assert faults == []


def test_without_scripts_or_file_there_are_lists(base: str, browser: Browser) -> None:
    """Every audience has its suggestion in the page, and the page says why there is no form."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base}moten/")
        expect(page.get_by_text("Väljaren behöver JavaScript.")).to_be_visible()
        expect(page.locator("form")).to_be_hidden()
        expect(page.locator("#alla h3")).to_have_count(4)
    with browser.new_context() as context:
        page = context.new_page()
        page.route(f"**/{DATA_FILE}", lambda route: route.abort())
        page.goto(f"{base}moten/")
        expect(page.get_by_text("Förslagen kunde inte hämtas.")).to_be_visible()
        expect(page.locator("form")).to_be_hidden()
