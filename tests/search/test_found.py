"""The bank's own entries are found by the words staff have, and nothing by nonsense."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest
from playwright.sync_api import Browser
from tests.support.browsing import served
from tests.support.builds import CASES, DAY, ROOT

from evaltools.metrics import NEGATIVE, Query, summary
from evaltools.run import Answers, ask_in, lay_out
from jambanken.bank import Memory, load
from jambanken.catalogue import Catalogue, catalogue
from jambanken.gallery import Gallery
from jambanken.search.build import same_words, search_assets
from jambanken.today import today

pytestmark = pytest.mark.browser

#: What the search must do at least: over all queries, and in each stratum that asks most of it.
LEAST, LEAST_IN_STRATUM, MOST_ZERO, MOST_NONSENSE = 0.70, 0.75, 0.05, 1
GUIDES = ("redaktion/", "bilder/", "om/")
DEMANDING = ("diacritic", "typo", "compound")


def _judged() -> Iterator[tuple[Query, list[str]]]:
    lines = (CASES.parent / "search" / "queries.txt").read_text("utf-8").splitlines()
    for number, line in enumerate(lines):
        if line and not line.startswith("#"):
            stratum, text, entries = (part.strip() for part in line.split("|"))
            yield Query(f"q{number}", stratum, text), [f"{ref}/" for ref in entries.split()]


JUDGED = list(_judged())


class AllPictures:
    """A gallery with every picture in it, none of them made."""

    def find(self, _: str) -> SimpleNamespace:
        """Find any picture."""
        return SimpleNamespace(sources=lambda _: ())


@pytest.fixture(scope="module")
def bank() -> Catalogue:
    """The project's own bank."""
    return catalogue(load(ROOT, today({"SOURCE_DATE_EPOCH": DAY}), Memory()))


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, bank: Catalogue, browser: Browser) -> Answers:
    """What is answered to the judged queries, and to every word that means another."""
    folder = tmp_path_factory.mktemp("found")
    lay_out(list(search_assets(bank, cast("Gallery", AllPictures()), ROOT / "docs")), ROOT, folder)
    asked = [{"id": query.id, "text": query.text} for query, _ in JUDGED]
    words = [
        {"id": f"same {phrase}", "text": phrase} for group in same_words(bank) for phrase in group
    ]
    guides = [{"id": word, "text": word} for word in ("möte", "klarspråk")]
    with served(folder) as address:
        return ask_in(browser, address, [*asked, *words, *guides])


@pytest.mark.parametrize(("query", "expected"), JUDGED, ids=[query.text for query, _ in JUDGED])
def test_the_right_thing_is_among_the_first_three(
    answers: Answers, query: Query, expected: list[str]
) -> None:
    """Who types what staff type sees what they need without scrolling; nonsense has one hit at most."""
    found = answers.found[query.id]
    if query.stratum == NEGATIVE:
        assert len(found) <= MOST_NONSENSE
    else:
        assert set(found[:3]) & set(expected), found[:6]


def test_the_search_as_a_whole_is_good_enough(answers: Answers) -> None:
    """The gate: nDCG over all and in the hard strata, queries without hits, hits of nonsense."""
    grades = {query.id: dict.fromkeys(expected, 3) for query, expected in JUDGED}
    figures = summary([query for query, _ in JUDGED], answers.found, grades)
    assert figures["ALL"]["ndcg10"] >= LEAST, figures
    assert figures["ALL"]["zero"] <= MOST_ZERO, figures
    for stratum in DEMANDING:
        assert figures[stratum]["ndcg10"] >= LEAST_IN_STRATUM, figures[stratum]
    assert figures[NEGATIVE]["mean_results"] <= MOST_NONSENSE


def test_guides_come_after_what_there_is_to_do(answers: Answers) -> None:
    """A page about the bank that says a word often leaves the first page of hits to entries."""
    assert not [page for page in answers.found["möte"] if page.startswith(GUIDES)]
    assert answers.found["klarspråk"][0] == "redaktion/klarsprak/", "it is found by its own word"


def test_every_group_of_synonyms_leads_to_an_entry(answers: Answers, bank: Catalogue) -> None:
    """A word that an editor has listed finds something, or it helps nobody."""
    without = [
        phrase
        for group in same_words(bank)
        for phrase in group
        if not answers.found[f"same {phrase}"]
    ]
    assert not without, " ".join(without)


def test_the_expected_entries_exist(bank: Catalogue) -> None:
    """The judgements name entries that are there."""
    named = {ref.removesuffix("/") for _, expected in JUDGED for ref in expected}
    assert not [ref for ref in named if bank.find(ref) is None]
