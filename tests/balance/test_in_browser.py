"""The browser counts a visitor's selection as the bank counts itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.balance.cases import CASES, plain, read_case
from tests.support.browsing import served

from jambanken.balance import people_of
from jambanken.counting.indicators import INDICATORS, measures
from jambanken.kinds.bildbank import Picture

pytestmark = pytest.mark.browser
ASSETS = Path(__file__).parents[2] / "docs" / "assets"
_COUNT = """async (pictures) => {
  const { balance, valueOf, verdictWords } = await import(location.origin + "/js/balance.js");
  const fraction = (value) => value && value.join("/");
  const tally = (one) => one && `${one.k}/${one.m}/${one.o}`;
  const plain = (text) => text.replaceAll("\\u202f", " ");
  return balance(pictures).measures.map((one) => [one.id, one.name, {
    n: tally(one.base), hits: tally(one.hits), part: one.part, of: one.whole,
    women: fraction(one.women), men: fraction(one.men), value: fraction(one.value),
    verdict: one.verdict, said: plain(valueOf(one)), label: plain(verdictWords(one)),
  }]);
}"""
_RENDER = """async (pictures) => {
  const { balance, render } = await import(location.origin + "/js/balance.js");
  const container = document.createElement("section");
  document.body.replaceChildren(container);
  render(balance(pictures), container);
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page of the same host as the script."""
    with served(ASSETS) as address:
        opened = browser.new_page()
        opened.goto(address + "fonts/familjen-grotesk-LICENSE.txt")
        yield opened
        opened.close()


def compact(pictures: list[Picture]) -> list[dict[str, Any]]:
    """Return pictures as the browser reads them, having been JSON."""
    made: list[dict[str, Any]] = json.loads(json.dumps([people_of(one) for one in pictures]))
    return made


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_browser_counts_the_same(page: Page, case: Path) -> None:
    """Every indicator has the same persons, exact value, verdict and words as in Python."""
    told = read_case(case)
    found = page.evaluate(_COUNT, compact(told.pictures))
    had = {
        id_: {key: str(value) for key, value in measure.items() if value is not None}
        for id_, _, measure in found
    }
    assert had == {one.indicator.id: plain(one) for one in measures(told.pictures)}
    assert [(id_, name) for id_, name, _ in found] == [(one.id, one.name) for one in INDICATORS]


def test_a_selection_is_shown_with_its_others(page: Page) -> None:
    """The selection's table has every indicator, Ö in each, and says where pictures are too few."""
    told = read_case(next(case for case in CASES if case.stem == "forsta-bestandet"))
    page.evaluate(_RENDER, compact(told.pictures))
    text = page.inner_text("section")
    assert (
        "44 bilder visar 57 kvinnor och flickor (K), 44 män och pojkar (M) och 12 andra (Ö)."
        in (text)
    )
    rows = page.locator("tbody tr").all_inner_texts()
    assert len(rows) == len(INDICATORS)
    assert all("Ö" in row for row in rows)
    leaders = next(row for row in rows if row.startswith("Ledarskap"))
    assert "69\N{NARROW NO-BREAK SPACE}%" in leaders
    assert "9 K, 4 M, 1 Ö" in leaders
    page.evaluate(_RENDER, compact(told.pictures[:1]))
    assert page.inner_text("section").count("för få bilder") == len(INDICATORS) - 1


def test_a_selection_of_nobody_says_so(page: Page) -> None:
    """Pictures that show nobody leave nothing to count, and no empty table."""
    page.evaluate(_RENDER, [{}, {}])
    assert page.locator("table").count() == 0
    assert "inget att räkna" in page.inner_text("section")
