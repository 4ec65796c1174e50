"""Terms are linked where they first occur, and no text is broken by it."""

from __future__ import annotations

import re
import time
from itertools import islice, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape
from tests.support.bank import smallest
from tests.support.html import elements, shape, text_of

from jambanken.kinds.begrepp import Term
from jambanken.markdown import BASE, render
from jambanken.terms import LONGEST_TOOLTIP, TermLinker, phrases, tooltip


def term(title: str, definition: str = "Ett ord. Och mer.", **fields: object) -> Term:
    """Return a term."""
    data = smallest("begrepp", titel=title, definition=definition, **fields)
    return Term.model_validate(data)


TERMS = {
    "genus": term("Genus", "Det *sociala* könet. Mer om det."),
    "gender-mainstreaming": term("Jämställdhetsintegrering", synonymer=["gender mainstreaming"]),
    "gender": term("Gender"),
    "harskarteknik": term("Härskarteknik"),
    "jim": term("Jämställdhetsintegrering i myndigheter", förkortning="JiM"),
    "quot": term("quot", synonymer=["amp", "strong", "class", "href", "div", "tabindex"]),
    "skr": term("Sveriges Kommuner och Regioner (SKR)", förkortning="SKR"),
    "agenda": term("Agenda för FN"),
    "makt": term("Makt och inflytande"),
}
KNOWN = phrases((f"begrepp/{slug}", f"begrepp/{slug}/", entry) for slug, entry in TERMS.items())


def linked(html: str, own: str = "") -> list[tuple[str, str]]:
    """Return the links that were put into HTML: the words and the term's slug."""
    made = TermLinker(KNOWN, own).link(Markup(html))  # noqa: S704  # the tests' own
    found = re.findall(rf'<a class="jb-term" href="{BASE}begrepp/([^"]+)/"[^>]*>([^<]*)</a>', made)
    return [(words, slug) for slug, words in found]


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ("<p>Vad är genus?</p>", [("genus", "genus")]),
        ("<p>Genus, genus och GENUS</p>", [("Genus", "genus")]),
        ("<p>Det genusets ordning</p>", [("genusets", "genus")]),
        (
            "<p>Fem härskartekniker och härskarteknikernas</p>",
            [("härskartekniker", "harskarteknik")],
        ),
        ("<p>Degenus genuset-teori genusvetenskap</p>", []),
        ("<p>gender mainstreaming</p>", [("gender mainstreaming", "gender-mainstreaming")]),
        ("<p>gender\nmainstreaming</p>", [("gender\nmainstreaming", "gender-mainstreaming")]),
        ("<p>gender, mainstreaming</p>", [("gender", "gender")]),
        ("<p>gender <em>mainstreaming</em></p>", [("gender", "gender")]),
        (
            "<p>Jämställdhetsintegrering i myndigheter</p>",
            [("Jämställdhetsintegrering i myndigheter", "jim")],
        ),
        ("<p>JiM men inte jim eller JIM</p>", [("JiM", "jim")]),
        ("<p>SKR och skr</p>", [("SKR", "skr")]),
        ("<p>Sveriges Kommuner och Regioner</p>", [("Sveriges Kommuner och Regioner", "skr")]),
        ("<p>agenda för fn</p>", []),
        ("<p>agenda för FN</p>", [("agenda för FN", "agenda")]),
        ("<p>makt och inflytandet</p>", [("makt och inflytandet", "makt")]),
        ('<p><a href="x">genus</a></p>', []),
        ('<p><a href="x">om <em>genus</em></a> genus</p>', [("genus", "genus")]),
        ("<h3>Genus</h3><p>genus</p>", [("genus", "genus")]),
        (
            "<table><thead><tr><th>genus</th></tr></thead><tr><td>genus</td></tr></table>",
            [("genus", "genus")],
        ),
        ('<p title="genus">&quot;x&quot; &amp;</p>', []),
        ('<div class="div" tabindex="0"><strong>x</strong></div>', []),
    ],
)
def test_first_use(html: str, links: list[tuple[str, str]]) -> None:
    """Each term is linked once, the longest first, inflected too, in running text alone."""
    assert linked(html) == links


def test_words_of_any_letters_are_terms() -> None:
    """A term in Cyrillic or Greek is linked as one in Swedish, and only as a whole word."""
    known = phrases([("begrepp/g", "begrepp/g/", term("гендер")), ("begrepp/k", "k/", term("kön"))])
    made = TermLinker(known).link(Markup("<p>конгендер könщ Гендер kön</p>"))
    assert re.findall(r'title="[^"]*">([^<]*)</a>', made) == ["Гендер", "kön"]


def test_a_page_does_not_link_to_itself() -> None:
    """The page of a term leaves its own word alone."""
    assert linked("<p>genus och gender</p>", "begrepp/genus") == [("gender", "gender")]


def test_once_on_a_page_over_all_its_texts() -> None:
    """The linker remembers what it has linked on the page."""
    linker = TermLinker(KNOWN)
    assert "jb-term" in linker.link(Markup("<p>genus</p>"))
    assert linker.link(Markup("<p>genus</p>")) == "<p>genus</p>"


def test_a_term_with_very_many_synonyms_takes_no_time() -> None:
    """Twenty thousand ways to write a term, all with the same first word, cost a page nothing."""
    synonyms = [
        f"och {''.join(letters)}" for letters in islice(product("abcdefghij", repeat=5), 20_000)
    ]
    known = phrases([("begrepp/a", "begrepp/a/", term("Ordet", synonymer=synonyms))])
    text = escape("Och och det " * 4_000 + "och bcdefs")
    started = time.process_time()
    assert TermLinker(known).link(text).count('<a class="jb-term"') == 1
    assert time.process_time() - started < 2


def test_without_terms_nothing_changes() -> None:
    """A bank without terms has its texts as they are."""
    assert TermLinker(phrases([])).link(Markup("<p>genus</p>")) == "<p>genus</p>"


WORDS = st.lists(
    st.sampled_from(
        [
            *("genus", "Gender", "mainstreaming", "quot", "amp", "SKR", "härskartekniker", "makt"),
            *("och", "inflytande", "&", '"', "<", ">", "'", "**", "[x](https://a.example/)", "# "),
            *("\n", "\n\n", "- ", "> ", "|", "a|b\n-|-\n", "`", "&amp;", "&quot;", "</a>", "<a>"),
        ]
    ),
    max_size=25,
).map(" ".join)


@given(WORDS | st.text(max_size=60))
@settings(deadline=None, max_examples=300)
@example("&quot; genus &amp;amp;")
def test_no_text_is_changed_and_no_element_broken(text: str) -> None:
    """Apart from the links themselves, the page reads and is built as without them."""
    for html in (escape(text), render(text)):
        made = TermLinker(KNOWN).link(html)
        assert made.striptags() == html.striptags()
        assert text_of(made) == text_of(html)
        plain = re.sub(r'<a class="jb-term"[^>]*>([^<]*)</a>', r"\1", str(made))
        assert shape(plain) == shape(html)
        terms = [item for item in elements(made) if item.attributes.get("class") == "jb-term"]
        addresses = [item.attributes["href"] for item in terms]
        assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        ("Ett ord. Och mer.", "Ett ord."),
        ("Det *sociala* **könet**, t.ex. roller. Mer.", "Det sociala könet, t.ex. roller."),
        ("Ett ord", "Ett ord"),
        ('Så kallad "makt" & <b>. Mer.', 'Så kallad "makt" & <b>.'),
        ("Första stycket\n\nAndra stycket.", "Första stycket"),
        ("[Länk](https://a.example/) till. Annat.", "Länk till."),
        ("x" * 300, "x" * (LONGEST_TOOLTIP - 1) + "…"),
    ],
)
def test_tooltip(definition: str, words: str) -> None:
    """A tooltip is the definition's first sentence, as plain text, cut where it is long."""
    assert tooltip(term("Ordet", definition)) == words


def test_a_tooltip_cannot_end_its_attribute() -> None:
    """What a definition holds stays within the link's title."""
    known = phrases([("begrepp/a", "begrepp/a/", term("Ordet", '"><script>alert(1)</script>'))])
    (element,) = elements(TermLinker(known).link(Markup("ordet")))
    assert element.tag == "a"
    assert element.attributes["title"] == '"><script>alert(1)</script>'
