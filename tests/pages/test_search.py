"""The search page without scripts, and what browsers and search engines read of the search."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.support.bank import read, smallest, write
from tests.support.builds import ROOT
from tests.support.html import elements, text_of

from jambanken.catalogue import Catalogue, catalogue
from jambanken.output import Page
from jambanken.pages.environment import environment
from jambanken.pages.search import ADDRESS, OPENSEARCH_FILE, opensearch_assets, search_page
from jambanken.pages.structured import head_of_home

SPEC = "{http://a9.com/-/spec/opensearch/1.1/}"
HOSTILE: dict[str, Any] = {
    "namn": 'B <script>"&',
    "webbadress": "https://www.region.example/banken",
}


def seen(folder: Path, entries: dict[str, dict[str, Any]] | None = None, **bank: Any) -> Catalogue:
    """Return a small bank as visitors see it."""
    settings = {"namn": "Provbanken", **bank}
    return catalogue(read(write(folder, entries or {}, bank=settings)))


def page_of(shown: Catalogue) -> Page:
    """Return the search page."""
    return search_page(environment(lambda _: True), shown)


def links(page: Page) -> set[str]:
    """Return where a page leads, below the site's base."""
    found = (item.attributes.get("href", "") for item in elements(page.body) if item.tag == "a")
    return {address.removeprefix("\x1d") for address in found}


def test_the_page_leads_to_every_kind_that_has_entries(tmp_path: Path) -> None:
    """Without scripts it is the plain lists: kinds, audiences, areas and themes with something in them."""
    tip = smallest("tips", titel="Räkna", målgrupper=["chef"], teman=["bemotande"])
    page = page_of(seen(tmp_path, {"tips/rakna": tip, "begrepp/norm": smallest("begrepp")}))
    found = links(page)
    assert page.address == ADDRESS
    assert {"tips/", "begrepp/", "malgrupper/chef/", "teman/bemotande/"} <= found
    assert "filmer/" not in found
    assert "verksamheter/forskola/" not in found


def test_an_empty_bank_has_a_search_page(tmp_path: Path) -> None:
    """A region that begins sees no error."""
    assert "Frågor som går att ställa" in text_of(page_of(seen(tmp_path)).body)


def test_names_are_escaped(tmp_path: Path) -> None:
    """What a bank calls itself and its words is text everywhere."""
    shown = seen(tmp_path, **HOSTILE)
    assert not any(item.tag == "script" for item in elements(page_of(shown).body))
    assert "<script>" not in head_of_home(shown.settings).removeprefix("<script")
    (asset,) = opensearch_assets(shown)
    assert ET.fromstring(asset.read()).findtext(f"{SPEC}ShortName") == HOSTILE["namn"]  # noqa: S314


@pytest.mark.parametrize("address", ["https://www.region.example/banken", "https://a.example/"])
def test_browsers_learn_how_to_search(tmp_path: Path, address: str) -> None:
    """The description is OpenSearch 1.1: a short name of 16 characters, and where the words go."""
    shown = seen(tmp_path, namn="Jämställdhetsbanken i Norr", webbadress=address)
    (asset,) = opensearch_assets(shown)
    assert asset.address == OPENSEARCH_FILE
    root = ET.fromstring(asset.read())  # noqa: S314  # made by the bank itself
    assert root.tag == f"{SPEC}OpenSearchDescription"
    assert root.findtext(f"{SPEC}ShortName") == "Jämställdhetsban"
    (url,) = root.findall(f"{SPEC}Url")
    expected = f"{address.rstrip('/')}/sok/?q={{searchTerms}}"
    assert (url.get("type"), url.get("template")) == ("text/html", expected)
    text = head_of_home(shown.settings)
    data = json.loads(text[text.index("{") : text.rindex("}") + 1])
    target = data["potentialAction"]["target"]["urlTemplate"]
    assert target == expected.replace("searchTerms", "search_term_string")


def test_all_parts_of_the_box_are_asked_for_at_once() -> None:
    """On a slow line nobody waits for one import after another."""
    folder = ROOT / "docs" / "assets" / "js" / "search"
    named = re.search(r"const PARTS = \[([^]]+)\]", (folder / "box.js").read_text("utf-8"))
    assert named
    needed, left = set[str](), ["suggest", "reader"]
    while left:
        name = left.pop()
        if name != "box" and name not in needed:
            needed.add(name)
            left += re.findall(
                r'(?:from |import\()"\./(\w+)\.js"', (folder / f"{name}.js").read_text("utf-8")
            )
    later = {"choose", "texts"}  # for filters, and for quotes
    assert set(re.findall(r"\w+", named[1])) == needed - later


def test_without_an_address_nothing_is_told(tmp_path: Path) -> None:
    """Neither can be said with half an address."""
    shown = seen(tmp_path)
    assert list(opensearch_assets(shown)) == []
    assert head_of_home(shown.settings) == ""


def test_drafts_and_archived_entries_add_nothing(tmp_path: Path) -> None:
    """The choices count what visitors may see."""
    fields = {"målgrupper": ["chef"], "status": "arkiverad"}
    hidden = {
        "tips/a": smallest("tips", **fields),
        "tips/b": smallest("tips", **{**fields, "status": "utkast"}),
    }
    assert page_of(seen(tmp_path / "with", hidden)) == page_of(seen(tmp_path / "without"))
