"""The editors' page of search words: every word the bank knows, and nothing that visitors may not see."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support.bank import shown, write
from tests.support.html import elements

from jambanken.catalogue import Catalogue
from jambanken.output import Page
from jambanken.pages.environment import environment
from jambanken.pages.search import QUESTIONS
from jambanken.pages.search_words import MOST_POOR, poorest, search_words_page

SYNONYMS = [["dagis", "förskola"], ["<b>a&b</b>", "\"x\" 'y'"]]


def page_of(seen: Catalogue) -> Page:
    """Return the page."""
    return search_words_page(environment(lambda _: True), seen)


def queries(page: Page) -> list[str]:
    """Return the words that the page's links search with."""
    links = [one.attributes.get("href", "") for one in elements(page.body) if one.tag == "a"]
    return [parse_qs(urlsplit(link).query)["q"][0] for link in links if "?q=" in link]


def test_every_word_leads_to_its_search(tmp_path: Path) -> None:
    """Synonyms, vocabularies and terms are there, each a link that asks for just that, whatever it holds."""
    term = {"titel": "Arbetsplatsträff", "förkortning": "APT", "synonymer": ["personalmöte"]}
    write(tmp_path, {"begrepp/apt": term}, synonymer=SYNONYMS)
    found = queries(page_of(shown(tmp_path)))
    expected = [*QUESTIONS, *SYNONYMS[0], *SYNONYMS[1], "Chefer", "Förskola", "Bemötande"]
    expected += ["Artikel 6", "Arbetsplatsträff", "APT", "personalmöte"]
    assert [word for word in expected if word not in found] == []
    assert "<b>a&b" not in page_of(shown(tmp_path)).body


def test_the_poorest_come_first(tmp_path: Path) -> None:
    """Entries that somebody has given words of their own are left out, and so is what is in no list."""
    entries: dict[str, dict[str, Any]] = {
        f"tips/t-{number:02}": {"titel": "Ett " * (number + 1) + "tips"} for number in range(12)
    }
    entries["tips/with"] = {"titel": "Kort", "nyckelord": ["talartid"]}
    entries["tips/old"] = {"titel": "Gammalt", "status": "arkiverad"}
    entries["tips/draft"] = {"titel": "Utkastet", "status": "utkast"}
    found = [record.slug for record in poorest(shown(write(tmp_path, entries)))]
    assert found == [f"t-{number:02}" for number in range(MOST_POOR)]
