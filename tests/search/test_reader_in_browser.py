"""The reader answers in a browser as staff would have it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.support.searching import Reader, assets, document, reading

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def like(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The reader on words that are like others."""
    with reading(browser, tmp_path_factory.mktemp("like"), assets(LIKE)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("snöröjning", "Ploga för den som går"),
        ("snorojning", "Ploga för den som går"),
        ("röjning", "Ploga för den som går"),
        ("snöröjnign", "Ploga för den som går"),
        ("snöröj", "Ploga för den som går"),
        ("pappagrupper", "Grupper för pappor"),
        ("gruper för pappr", "Grupper för pappor"),
        ("plansch", "Affischen om möten"),
        ("kvinnojour", "Karta"),
        ("talartid", "Mät talartiden"),
        ("vem pratar mest på mötet", "Mät talartiden"),
        ("män", "Män och våld"),
        ("MÄTA TALARTID!", "Mät talartiden"),
        ("constructor", "Konstruktor"),
    ],
)
def test_the_right_thing_is_first(reader: Reader, query: str, first: str) -> None:
    """Inflected, in part, without dots, misspelt, half typed or by another name: it is found."""
    assert reader.titles(query)[0] == first


def test_a_compound_is_found_as_two_words_and_the_other_way(reader: Reader) -> None:
    """Kvinnojour finds a jour for kvinnor, and that finds the kvinnojour."""
    assert set(reader.titles("kvinnojour")) >= {"Karta", "Jour för kvinnor"}
    assert set(reader.titles("jour för kvinnor")) >= {"Karta", "Jour för kvinnor"}


def test_nonsense_finds_nothing_and_says_so(reader: Reader) -> None:
    """What is not in the bank gives no hits, and the word is named."""
    answer = reader.find("parkeringstillstånd")
    assert (answer["hits"], answer["total"], answer["mended"]) == ([], 0, None)
    assert answer["unknown"] == ["parkeringstillstånd"]


def test_a_mended_spelling_is_told(reader: Reader) -> None:
    """Who is understood in spite of a slip reads what was searched for."""
    assert reader.find("snöröjnign idag")["mended"] == {
        "from": "snöröjnign idag",
        "to": "snöröjning idag",
    }
    assert reader.find("snorojning")["mended"] is None


LIKE = [
    document("val", "Välj lätt", "Ett fullt batteri blir lätt att välja."),
    document("mal", "Jämställda kommuner", "Råd till de jämställda."),
    document("fraga", "Fråga med omsorg", "Gör en enkät. Ha en mall."),
    document("namnd", "Nämndens ärenden", "Ta upp det på mötet. Nämnden möts."),
    document("nu", "Möten i nämnden", "Ett nämndmöte. Se jamstall.nu."),
    document("brand", "På brandstationen", "En kvinna leder passet."),
    document("sida", "Om banken", "Global Media Monitoring, jamstall", kind="sidor"),
]


@pytest.mark.parametrize(
    ("query", "found", "meant"),
    [
        *((word, False, None) for word in ("katt", "valp", "null", "båt", "bål", "mentoring")),
        ("monitorng", True, "monitoring"),
        ("lätr", False, None),
        ("lätät", True, "lätt"),
        ("jämstäld", True, "jämställda"),
        ("batt", True, None),
        ("enkätmall", True, None),
        ("brandkvinna", True, None),
    ],
)
def test_what_was_meant_is_like_what_was_asked(
    like: Reader, query: str, found: bool, meant: str | None
) -> None:
    """The shorter a word, the fewer slips in it are believed; å, ä and ö count where they were written."""
    answer = like.find(query)
    assert bool(answer["hits"]) == found, answer
    assert (answer["mended"] or {}).get("to") == meant


def test_a_mended_compound_is_found_by_its_parts_too(like: Reader) -> None:
    """What few have as one word others have as two."""
    assert set(like.titles("nämndsmöte")) == {"Möten i nämnden", "Nämndens ärenden"}


def test_more_words_narrow(reader: Reader) -> None:
    """Each further word leaves what has it too on top."""
    assert reader.titles("mötet steg")[0] == "Ploga för den som går"


def test_quotes_ask_for_the_very_words(reader: Reader) -> None:
    """Words in quotes stand so in the text."""
    assert reader.titles('"pratar mest"') == ["Mät talartiden"]
    assert reader.titles('"mest pratar"') == []
    assert reader.titles('"konst"') == [], "a part of a word is no word"
    assert reader.titles('"möten"') == ["Affischen om möten", "Mät talartiden"]
    assert reader.titles('"för den som"') == ["Ploga för den som går"], "of stop words alone"
    assert reader.titles('"det i annat"') == []
    assert reader.titles('"(.*)+["') == []
    budget = reader.find('"helt annat" budget', limit=1)
    assert (budget["total"], budget["unread"]) == (40, 0), "all that hold it, and it says so"


def test_unread_pages_are_told_of(browser: Browser, tmp_path: Path) -> None:
    """Of words in quotes that very many pages may hold not all pages are read, and the answer says so."""
    many = [document(f"d{number}", f"Text {number}", "Att vara vid.") for number in range(230)]
    with reading(browser, tmp_path, assets(many)) as opened:
        answer = opened.find('"att vara vid"', limit=1)
    assert (answer["total"], answer["unread"]) == (200, 30)


def test_an_unknown_word_takes_no_hits_from_the_others(reader: Reader) -> None:
    """What one word finds is found beside one that nothing has; among mostly such words less is."""
    alone = reader.titles("budget", limit=50)
    answer = reader.find("xqzzv budget", limit=50)
    assert [hit["title"] for hit in answer["hits"]] == alone
    assert answer["unknown"] == ["xqzzv"]
    assert reader.titles("xqzzv vzzqx budget") == []
    assert reader.titles("xqzzv vzzqx wqxzz") == []


def test_only_stop_words_say_nothing(reader: Reader) -> None:
    """Such a query is told apart from one that nothing has."""
    assert reader.find("vad kan vi")["isVague"]
    assert not reader.find("xqzzv")["isVague"]
    assert not reader.find("")["isVague"]


def test_marks_stand_where_the_words_are(reader: Reader) -> None:
    """What is marked in title and summary is the word that was asked for, the part of a compound too.

    So is a word that means the same.
    """
    (hit,) = (one for one in reader.find("möte")["hits"] if one["url"] == "tips/tid/")
    assert [hit["summary"][start:end] for start, end in hit["marks"]["summary"]] == ["mötena"]
    (hit,) = (one for one in reader.find("plansch")["hits"] if one["url"] == "trycksaker/plakat/")
    assert [hit["title"][start:end] for start, end in hit["marks"]["title"]] == ["Affischen"]
    (hit,) = reader.find("röjning")["hits"]
    assert [hit["summary"][start:end] for start, end in hit["marks"]["summary"]] == ["röjning"]


@pytest.mark.parametrize(
    ("query", "excerpt", "marked"),
    [
        ("möten", "Sedan möten. Och så t.ex. Ek.", ["möten"]),
        ("ordning", "Bra: räkning, ordning", ["ordning"]),
        ("klockor", "Klockor … Alla ser.", ["Klockor"]),
        (
            "klargöra",
            "… sitta sitta sitta sitta sitta sitta sitta sitta länge klargöra Om sitta",
            ["klargöra"],
        ),
    ],
)
def test_an_excerpt_is_what_the_page_says(
    reader: Reader, query: str, excerpt: str, marked: list[str]
) -> None:
    """It is whole sentences of the page's own text, where they are short enough, with what they are about.

    Nothing that stands around the text is in it, and what is left out is marked once.
    """
    (hit,) = (hit for hit in reader.find(query, excerpts=True)["hits"] if "excerpt" in hit)
    shown = hit["excerpt"]
    assert hit["url"] == "tips/tid/", "a page that cannot be read has none"
    assert shown["text"].startswith(excerpt)
    assert len(shown["text"]) < 230
    assert [shown["text"][start:end] for start, end in shown["marks"]] == marked


def test_kinds_and_filters_choose(reader: Reader) -> None:
    """Values of one filter are an or, filters an and; counts say what a further choice would leave."""
    assert reader.titles("möte", kinds=["trycksaker"]) == ["Affischen om möten"]
    assert reader.titles("", filters={"målgrupper": ["chef", "pedagog"], "tid": {"max": 60}}) == [
        "Mät talartiden"
    ]
    answer = reader.find("", filters={"målgrupper": ["chef"]})
    assert answer["total"] == 1
    assert answer["facets"]["målgrupper"] == {"chef": 1, "pedagog": 1}
    assert answer["facets"]["insats"] == {"liten": 1}
    assert answer["facets"]["tid"] == {"5": 0, "15": 1, "30": 1, "60": 1, "mer": 0}
    assert reader.titles("", filters={"deltagare": 13}) == []
    assert reader.titles("", filters={"deltagare": 12}) == ["Mät talartiden"]
    assert reader.titles("", filters={"kind": ["filmer"]}) == ["Jour för kvinnor"]
    assert reader.find("möte")["facets"] is None


def test_hits_come_in_pages(reader: Reader) -> None:
    """What follows on a page is what a longer page would have had."""
    everything = reader.titles("budget annat", limit=40)
    assert len(everything) == 40
    assert reader.titles("budget annat", limit=10, offset=10) == everything[10:20]
