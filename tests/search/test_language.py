"""Swedish for the search: inflections meet, words that only look alike do not, on both sides."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from tests.support.browsing import served
from tests.support.builds import CASES, ROOT

from jambanken.search.compounds import dictionary
from jambanken.search.language import LONGEST_WORD, fold, key, stem, stems, words

LANGUAGE = CASES.parent / "search"
SAME = [line.split() for line in (LANGUAGE / "same.txt").read_text("utf-8").splitlines()]
APART = [line.split() for line in (LANGUAGE / "apart.txt").read_text("utf-8").splitlines()]
#: What texts hold beside words.
STRANGE = (
    *("SKR:s", "e-post", "HR-chef", "könsuppdelad-statistik", "och/eller", "§ 3", "12:30", "4R"),
    *("d’Arc", "-", "a-", "ß", "İstanbul", "Ångström", "café", "cafe\u0301", "ﬁ", "²", "½", "🙂"),
    *("__proto__", "constructor", "שלום", "مرحبا", "日本語", "x" * 200, "å" * 80, "\u202ekcab"),
    *(
        "ΣΊΣΥΦΟΣ",
        "ǅ",
        "\ud7ff",
        "\U0001d49c\U0001d4eb",
        "søster",
        "Łódź",
        "Æ",
        "alla",
        "man",
        "hen",
        "DO",
        "i",
    ),
)
_THEIRS = """async (texts) => {
  const { wordsIn, stems, key, fold } = await import(new URL("language.js", location));
  const said = ({ word }) => [word, fold(word), ...stems(word).flatMap((one) => [one, key(one)])].join(" ");
  return texts.map((text) => wordsIn(text.normalize("NFC")).map(said).join("\\n"));
}"""


def _ours(word: str) -> str:
    return " ".join((word, fold(word), *(text for one in stems(word) for text in (one, key(one)))))


@pytest.mark.parametrize("forms", SAME, ids=lambda forms: forms[0])
def test_inflections_have_one_stem(forms: list[str]) -> None:
    """Who writes a word in one form finds what is written in another."""
    assert len({stem(form) for form in forms}) == 1, {form: stem(form) for form in forms}


@pytest.mark.parametrize("pair", APART, ids="-".join)
def test_other_words_keep_apart(pair: list[str]) -> None:
    """Words that mean something else are not taken for one another."""
    assert len({stem(word) for word in pair}) == len(pair)


def test_the_key_takes_dots_and_nouns_of_doing_away() -> None:
    """What is typed without dots, or as a verb, is found in the same place of the index."""
    assert key(stem("snorojning")) == key(stem("snöröjning"))
    assert key(stem("diskriminera")) == key(stem("diskriminering"))
    assert key(stem("cafe")) == key(stem("kafé"))
    for word in ("jämställda", "anmält", "bestämd", "månader", "föräldrars", "hjälpt", "allmänt"):
        assert key(stem(fold(word))) == key(stem(word))
    assert stem("män") != stem("man")


def test_a_word_with_a_hyphen_is_found_whole_and_in_pieces() -> None:
    """E-post is found as epost and as post; the ending of SKR:s is none of its words."""
    assert stems("e-post") == ("epost", "post")
    assert stems("skr:s") == ("skr",)
    assert stems("och") == ()


@given(st.text(max_size=200))
def test_any_text_gives_words(text: str) -> None:
    """Whatever stands in a text, it becomes words in lower case with stems that are no longer."""
    for word in words(text):
        assert word == word.lower()
        for one in stems(word):
            assert 0 < len(one) <= max(LONGEST_WORD, len(word))
            assert key(one) is not None
            assert fold(fold(one)) == fold(one)


@pytest.mark.browser
def test_the_browser_knows_the_same_swedish(browser: Browser) -> None:
    """Words, stems and keys are the same on both sides, over a whole dictionary and strange texts."""
    assert len(dictionary()) > 100_000
    texts = [" ".join(sorted(dictionary())), *STRANGE]
    with served(ROOT / "docs/assets/js/search") as address:
        page = browser.new_page()
        page.goto(f"{address}language.js")
        theirs = page.evaluate(_THEIRS, texts)
        page.close()
    for text, other in zip(texts, theirs, strict=True):
        ours = [_ours(word) for word in words(text)]
        different = [
            pair for pair in zip(ours, other.split("\n"), strict=False) if pair[0] != pair[1]
        ]
        assert not different[:5]
        assert "\n".join(ours) == other


def test_the_cases_are_there() -> None:
    """The files of cases are not empty."""
    assert len(SAME) > 20
    assert len(APART) > 5
    assert Path(LANGUAGE).is_dir()
