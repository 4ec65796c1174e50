"""What the reader fetches of an index, and what it takes from it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.search.asked import DOCUMENTS
from tests.support.searching import assets, document, reading

from jambanken.search.compounds import dictionary
from jambanken.search.facet_values import SIDES, TIMES

pytestmark = pytest.mark.browser


def test_choices_of_time_are_those_of_the_index(browser: Browser, tmp_path: Path) -> None:
    """What may be chosen is said once: the reader counts what the manifest names."""
    with reading(browser, tmp_path, assets(DOCUMENTS)) as opened:
        path = tmp_path / "assets/sok/index.json"
        manifest = json.loads(path.read_text("utf-8"))
        assert manifest["times"] == list(TIMES)
        assert manifest["sides"] == [[side.id, side.filter] for side in SIDES]
        path.write_text(json.dumps({**manifest, "times": [7, 20]}), "utf-8")
        assert opened.find("", filters={})["facets"]["tid"] == {"7": 0, "20": 1, "mer": 1}


def test_nothing_is_fetched_before_it_is_asked(browser: Browser, tmp_path: Path) -> None:
    """Opening fetches no file of the index; a question fetches only a few."""
    fetched: list[str] = []
    with reading(browser, tmp_path, assets(DOCUMENTS)) as opened:
        opened.page.on("request", lambda request: fetched.append(request.url))
        opened.page.evaluate(
            'import(new URL("assets/js/search/reader.js", location)).then((r) => { r.openSearch("./"); })'
        )
        assert not [url for url in fetched if "/assets/sok/" in url]
        opened.find("snöröjning")
        names = [url.rpartition("/")[2] for url in fetched if "/assets/sok/" in url]
    assert "index.json" in names
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"index\.json|[a-z]-[0-9a-f]+\.(txt|json)", name) for name in names)


def test_nonsense_costs_little_in_a_large_bank(browser: Browser, tmp_path: Path) -> None:
    """For a word that nothing has only the words like it are read, and none of their documents."""
    words = sorted(word for word in dictionary() if word.isalpha())[::4]
    documents = [
        document(f"ord{number}", f"Ord {number}", " ".join(words[number::40]))
        for number in range(40)
    ]
    fetched: list[str] = []
    with reading(browser, tmp_path, assets(documents)) as opened:
        opened.page.on("request", lambda request: fetched.append(request.url))
        assert opened.find("stxzyvbnmqwx")["total"] == 0
    names = [url.rpartition("/")[2] for url in fetched if "/assets/sok/" in url]
    assert len(json.loads((tmp_path / "assets/sok/index.json").read_text("utf-8"))["words"]) > 8
    assert 1 < len(names) <= 15
