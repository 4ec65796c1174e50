"""The reader bears whatever it is given: questions, options, and files that are damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error
from tests.search.asked import DOCUMENTS
from tests.support.searching import Reader, assets, reading

pytestmark = pytest.mark.browser

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
