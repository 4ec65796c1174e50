"""The reader answers in a browser as staff would have it, and bears whatever it is given."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error
from tests.support.searching import Reader, assets, document, reading

from jambanken.search.compounds import dictionary
from jambanken.search.facet_values import SIDES, TIMES, FacetValues

pytestmark = pytest.mark.browser

DOCUMENTS = [
    document("ploga", "Ploga för den som går", "Jämställd snöröjning i tre steg på mötet."),
    document(
        "tid",
        "Mät talartiden",
        "Vem pratar mest på mötena? Räkna. Klargör i ordning med klockor.",
        facets=FacetValues(
            audiences=("chef",), themes=("moten",), minutes=15, effort="liten", group=(3, 12)
        ),
    ),
    document(
        "pappor",
        "Grupper för pappor",
        "Samtal för föräldrar.",
        facets=FacetValues(audiences=("pedagog",), minutes=90, effort="stor"),
    ),
    document("man", "Män och våld", "Vad män gör."),
    document("mal", "Mal i garderoben", "Man ser en mal. Målet är att den flyttar."),
    document("konst", "Konstruktor", "constructor __proto__ toString"),
    document("karta", "Karta", "Här ligger kvinnojouren."),
    document("jour", "Jour för kvinnor", "Öppet dygnet runt.", kind="filmer"),
    document("plakat", "Affischen om möten", "Beställ affischer.", kind="trycksaker"),
    *(
        document(f"fyll{number}", f"Annat {number}", "Något helt annat om budget.")
        for number in range(40)
    ),
]
#: A sentence that no excerpt has room for.
LONG = f"Om {'sitta ' * 40}länge."
STRANGE = (
    *(
        "",
        " ",
        "a",
        "å",
        "och att",
        "å" * 10_000,
        "möte " * 3_000,
        "🙂🙂",
        "<img src=x onerror=alert(1)>",
    ),
    *(
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
        ".*+?^${}()|[]\\",
        '"',
        '""""',
        "“",
    ),
    *("שלום", "\u202emöte", "\x00", "\ud83d", "%", "/", "-", ":", "'", "1", "²", "e\u0301"),
)


@pytest.fixture(scope="module")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The reader on a small index; of a page of its own only one document has text."""
    around = "<nav>mötesmeny</nav><ul data-search-skip><li>Mer om möten</li></ul>"
    texts = f"<p>Först en lång inledning.</p><p>{LONG} Sedan möten. Och så t.ex. Ek.</p>"
    fact = "<dl><div><dt>Bra</dt><dd><ul><li>räkning</li><li>ordning</li></ul></dd></div></dl>"
    steps = f"<h3>Klockor</h3><p>Alla ser.</p><p>{LONG[:-1]} klargöra {LONG}</p>"
    page = f"<main><h1>Mät</h1>{around}{texts}{fact}{steps}</main>"
    with reading(
        browser,
        tmp_path_factory.mktemp("index"),
        assets(DOCUMENTS, [("affisch", "plansch"), ("talartid", "prata mest")]),
        {"tips/tid/": page},
    ) as opened:
        yield opened


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


@pytest.mark.parametrize("query", STRANGE, ids=range(len(STRANGE)))
def test_whatever_is_asked_is_answered(reader: Reader, query: str) -> None:
    """No text makes the reader fail, hang or run anything."""
    answer = reader.find(query, excerpts=True)
    assert answer["total"] >= len(answer["hits"])


@pytest.mark.parametrize("value", [None, 5, ["möte"], {"a": 1}, {"målgrupper": "chef"}], ids=str)
def test_what_is_no_text_is_answered(reader: Reader, value: object) -> None:
    """The function bears what other programs hand it."""
    assert reader.find(value)["total"] >= 0
    assert reader.find("möte", filters={"__proto__": ["x"], "teman": ["constructor"]})["total"] >= 0


def test_strange_options_are_borne(reader: Reader) -> None:
    """A limit that is none is the common one, a filter that nobody knows fits nothing."""
    assert len(reader.find("budget", limit="abc")["hits"]) == 20
    assert len(reader.find("budget", limit=None)["hits"]) == 20
    assert len(reader.find("budget", limit="3")["hits"]) == 3
    assert reader.find("budget", filters={"malgrupper": ["chef"]})["total"] == 0
    assert reader.titles("", kinds=["filmer"]) == ["Jour för kvinnor"]
    assert reader.titles("jour", kinds="filmer") == ["Jour för kvinnor"]
    assert reader.titles("", filters={"tid": [{"max": 60}]}) == ["Mät talartiden"]


@pytest.mark.parametrize("harm", ["gone", "cut", "other", "html"])
def test_a_damaged_index_is_said_in_plain_words(
    browser: Browser, tmp_path: Path, harm: str
) -> None:
    """A file that is missing or damaged gives a message for people."""
    files = assets(DOCUMENTS)
    with reading(browser, tmp_path, files) as opened:
        for path in (tmp_path / "assets/sok").iterdir():
            if harm == "gone":
                path.unlink()
            elif harm == "cut":
                path.write_bytes(path.read_bytes()[: len(path.read_bytes()) // 2])
            else:
                path.write_text("null" if harm == "other" else "<!doctype html><p>404", "utf-8")
        with pytest.raises(Error, match="Sökningen kunde inte läsas in"):
            opened.find("möte")


@pytest.mark.parametrize("body", ["", "[]", "{}", "<html>Inloggning", "Logga in först"])
def test_a_file_answered_with_something_else_is_said_too(
    browser: Browser, tmp_path: Path, body: str
) -> None:
    """A page to sign in on, or nothing, in place of any file is no "Inga träffar" and no riddle."""
    with reading(browser, tmp_path, assets(DOCUMENTS)) as opened:
        for sort, query, filters in (
            *(("i", "möte", None), ("t", "möte", None), ("o", "snöröjnign", None)),
            *(("d", "möte", None), ("f", "möte", {"teman": ["moten"]})),
        ):
            harmed = f"**/assets/sok/{sort}*"
            opened.page.reload()
            opened.page.route(harmed, lambda route: route.fulfill(body=body))
            with pytest.raises(Error, match="Sökningen kunde inte läsas in"):
                opened.find(query, filters=filters)
            opened.page.unroute(harmed)
            assert opened.find(query, filters=filters)["total"] > 0, "it is asked for anew"


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
