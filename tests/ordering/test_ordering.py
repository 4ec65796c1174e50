"""What can be ordered, from whom, and the links that do it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ordering.cases import CASES, Case, channel
from tests.support.bank import compiled, shown, smallest, write
from tests.support.html import links, text_of

from jambanken import ordering
from jambanken.kinds.trycksaker import Printed
from jambanken.ordering import LARGEST, Article, Line, State
from jambanken.pages.order import DATA_FILE, order_assets

#: A link that holds one recipient, a subject and a body, and nothing that ends a field.
MAIL = re.compile(r"mailto:[\w%.@-]+\?subject=[\w%.~-]*&body=[\w%.~-]*", re.ASCII)
OPEN, SHUT = "tryck", "stangd"
CHANNELS = [
    {"id": OPEN, "namn": "Tryckeriet", "typ": "epost", "adress": "tryck@skane.example"},
    {"id": SHUT, "namn": "Ingen ännu", "typ": "epost"},
    {
        "id": "form",
        "namn": "Förrådet",
        "typ": "formulär",
        "adress": "https://form.example/{artiklar}",
    },
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
def test_whatever_is_in_a_text_stays_there(case: Case) -> None:
    """An order has the one recipient or host of its channel, and its texts are read as written."""
    link = ordering.order_link(case.channel, case.lines, case.values)
    if case.link:
        assert link == case.link
    parts = urlsplit(link)
    if parts.scheme != "mailto":
        assert parts.netloc == urlsplit(str(case.channel.address)).netloc
        return
    assert MAIL.fullmatch(link)
    assert unquote(parts.path) == case.channel.address
    fields = parse_qs(parts.query, strict_parsing=True)
    assert fields["subject"] == [case.channel.subject or ordering.SUBJECT]
    text = fields["body"][0]
    for line in case.lines:
        assert f"{line.copies} ex {line.article.number} {line.article.title}" in text
    assert re.sub("\r\n", "", text).count("\r") == sum(
        line.article.number.replace("\r\n", "").count("\r") for line in case.lines
    )


@given(st.text(min_size=1), st.text(min_size=1), st.text())
def test_no_text_adds_a_recipient_or_a_field(subject: str, number: str, name: str) -> None:
    """A mail link has one recipient, a subject and a body, whatever the texts."""
    own = channel(typ="epost", adress="tryck@skane.example", fält=["namn"])
    own = own.model_copy(update={"subject": subject})
    lines = [Line(Article("a", number, number), 1)]
    link = ordering.order_link(own, lines, {own.fields[0]: name})
    assert re.fullmatch(r"mailto:tryck@skane\.example\?subject=[^&?#\s]*&body=[^&?#\s]*", link)


def test_a_page_s_own_order_leaves_the_rest_to_fill_in() -> None:
    """Without a basket the mail names the article, its limits and what the channel asks for."""
    own = channel(typ="epost", adress="a@b.example", fält=["namn", "önskat_datum"])
    article = Article("a", "JB-1", "Kortet", "lättläst", 5, 300, Decimal("12.5"))
    assert ordering.order_text(own, [Line(article)]).split("\r\n") == [
        *("Jag vill beställa tryckt material:", ""),
        *("JB-1 Kortet, lättläst, 12,50 kr styck", "Antal (5–300): "),
        *("", "Namn: ", "Önskat datum: "),
    ]
    plain = Article("a", "JB-1", "Kortet")
    assert ordering.order_text(channel(typ="epost"), [Line(plain)]).endswith("Kortet\r\nAntal: ")
    form = channel(typ="formulär", adress="https://f.example/?a={artiklar}&n={namn}")
    assert ordering.order_link(form, [Line(plain)]) == "https://f.example/?a=JB-1&n="


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [(1, LARGEST, ""), (5, LARGEST, "minst 5"), (1, 50, "1–50"), (5, 50, "5–50")],
)
def test_limits_in_words(least: int, most: int, said: str) -> None:
    """Only limits that an editor has set are told."""
    assert ordering.limits(Article("a", "1", "t", at_least=least, at_most=most)) == said


def test_each_version_with_a_number_can_be_ordered_by_itself() -> None:
    """A version's id is its language and form, two alike are told apart, and one without a number is none."""
    versions = [
        {
            "språk": "svenska",
            "form": "lättläst",
            "artikelnummer": "L",
            "pdf": "https://a.example/l.pdf",
        },
        {"språk": "svenska", "form": "lättläst", "artikelnummer": "L2"},
        {"språk": "engelska", "form": "standard", "artikelnummer": "E"},
        {"språk": "中文", "form": "standard", "artikelnummer": "Z"},
        {"språk": "svenska", "form": "punktskrift"},
    ]
    data = smallest("trycksaker", titel="det här", versioner=versions, minst="5", högst="50")
    found = ordering.articles("kort", Printed.model_validate(data))
    assert [(one.id, one.number, one.detail) for one in found] == [
        ("kort", "JB-1", ""),
        ("kort/lattlast-svenska", "L", "lättläst, svenska"),
        ("kort/lattlast-svenska-2", "L2", "lättläst, svenska"),
        ("kort/engelska", "E", "engelska"),
        ("kort/version", "Z", "中文"),
    ]
    assert {(one.title, one.at_least, one.at_most) for one in found} == {("Det här", 5, 50)}
    assert found[1].pdf == "https://a.example/l.pdf"


VERSION = {"språk": "sv", "form": "standard", "pdf": "https://a.example/v.pdf"}
#: Fields of ``trycksaker/a``, how it stands, what its page says, and what it proposes instead.
STANDINGS: tuple[tuple[dict[str, Any], State, str, str], ...] = (
    ({"beställning": OPEN}, State.OPEN, "Beställ JB-1", "mailto:tryck@skane.example?"),
    ({"beställning": "form"}, State.OPEN, "Beställ JB-1", "https://form.example/JB-1"),
    ({"beställning": SHUT}, State.CLOSED, "Beställning är inte öppen.", ""),
    (
        {"beställning": SHUT, "innehåll": "Text"},
        State.CLOSED,
        "Hela texten följer med.",
        "#innehall",
    ),
    ({}, State.CLOSED, "Beställning är inte öppen.", ""),
    ({"beställning": OPEN, "lager": "slut"}, State.SOLD_OUT, "Fråga Tryckeriet", "mailto:tryck@"),
    (
        {"lager": "slut", "pdf": "https://a.example/b.pdf"},
        State.SOLD_OUT,
        "från PDF-filen",
        "https://a.example/b.pdf",
    ),
    ({"lager": "slut", "innehåll": "Text"}, State.SOLD_OUT, "Skriv ut den här sidan", "#innehall"),
    ({"lager": "slut"}, State.SOLD_OUT, "något liknande", "trycksaker/"),
    (
        {"lager": "endast_pdf", "pdf": "https://a.example/b.pdf"},
        State.PDF_ONLY,
        "Finns bara som PDF.",
        "https://a.example/b.pdf",
    ),
    ({"lager": "endast_pdf", "innehåll": "Text"}, State.PDF_ONLY, "Trycks inte.", "#innehall"),
    (
        {
            "lager": "endast_pdf",
            "versioner": [{"språk": "sv", "form": "standard", "pdf": "https://a.example/v.pdf"}],
        },
        State.PDF_ONLY,
        "Språk och former",
        "#versioner",
    ),
    ({"lager": "endast_pdf"}, State.PDF_ONLY, "Ingen fil ligger här ännu", ""),
    (
        {"beställning": OPEN, "ersätts_av": "trycksaker/b"},
        State.REPLACED,
        "Ersatt.",
        "trycksaker/c/",
    ),
    (
        {"beställning": OPEN, "ersätts_av": "trycksaker/arkiverad"},
        State.OPEN,
        "Beställ JB-1",
        "mailto:",
    ),
    (
        {"beställning": OPEN, "ersätts_av": "trycksaker/rund"},
        State.REPLACED,
        "Ersatt.",
        "trycksaker/rund/",
    ),
    (
        {"beställning": OPEN, "versioner": [{"språk": "engelska", "form": "standard"}]},
        State.OPEN,
        "skriv i mejlet att det är den här du vill ha",
        "mailto:",
    ),
)


def test_every_state_says_what_to_do_instead(tmp_path: Path) -> None:
    """What cannot be ordered leads to the latest edition, the PDF, the text or somebody to ask."""
    others = {
        "trycksaker/b": {"artikelnummer": "B", "ersätts_av": "trycksaker/c"},
        "trycksaker/c": {"artikelnummer": "C", "beställning": OPEN},
        "trycksaker/arkiverad": {"artikelnummer": "D", "status": "arkiverad"},
        "trycksaker/rund": {"artikelnummer": "E", "ersätts_av": "trycksaker/a13"},
    }
    own = {
        f"trycksaker/a{place}": {"artikelnummer": f"JB-1{place}", **fields}
        for place, (fields, *_) in enumerate(STANDINGS)
    }
    own["trycksaker/a15"]["ersätts_av"] = "trycksaker/rund"
    others["trycksaker/rund"]["ersätts_av"] = "trycksaker/a15"
    root = write(tmp_path, {**others, **own}, bestallning=CHANNELS)
    bodies = {page.address: page.body for page in compiled(root).pages}
    told = _data(root)["articles"]
    for place, (_, state, words, leads_to) in enumerate(STANDINGS):
        body = bodies[f"trycksaker/a{place}/"]
        text = re.sub(r"JB-1\d+", "JB-1", text_of(body))
        assert words in text, place
        order = body.partition('id="bestall"')[2].partition("</section>")[0]
        found = [re.sub(r"JB-1\d+", "JB-1", link).lstrip("./") for link in links(order)]
        assert any(leads_to in link for link in found) if leads_to else not found, (place, found)
        assert ("data-order=" in order) is (state is State.OPEN), place
        assert ("<dt>Lager</dt>" in order) is (state is not State.CLOSED), place
        assert "<dt>Beställs hos</dt>" not in order or state in (State.OPEN, State.SOLD_OUT), place
        assert [one["state"] for one in told if one["id"] == f"a{place}"] == [state.value]


def _data(root: Path) -> dict[str, Any]:
    (asset,) = order_assets(shown(root))
    assert asset.address == DATA_FILE
    made: dict[str, Any] = json.loads(asset.read())
    return made


def test_a_page_proposes_what_can_be_ordered(tmp_path: Path) -> None:
    """A tip gathers its printed things and a path those of its tips, each once, the least of each."""
    entries: Mapping[str, Any] = {
        "trycksaker/a": {"artikelnummer": "A", "beställning": OPEN, "minst": "5"},
        "trycksaker/b": {"artikelnummer": "B", "beställning": OPEN},
        "trycksaker/slut": {"artikelnummer": "C", "beställning": OPEN, "lager": "slut"},
        "trycksaker/stangd": {"artikelnummer": "D", "beställning": SHUT},
        "trycksaker/utkast": {"artikelnummer": "E", "beställning": OPEN, "status": "utkast"},
        "tips/t": {
            "trycksaker": [f"trycksaker/{one}" for one in ("a", "slut", "stangd", "utkast")]
        },
        "tips/tomt": {},
        "larvagar/l": {
            "steg": [{"rubrik": "Ett", "poster": ["trycksaker/b", "tips/t", "tips/tomt"]}]
        },
    }
    catalogue = shown(write(tmp_path, entries, bestallning=CHANNELS))
    found = {
        ref: [it.card for it in ordering.gathered(catalogue, record)]
        for ref, record in catalogue.records.items()
    }
    assert [(card.ref, card.least) for card in found["tips/t"]] == [("trycksaker/a", 5)]
    assert [card.ref for card in found["larvagar/l"]] == ["trycksaker/b", "trycksaker/a"]
    assert not any(found[ref] for ref in ("tips/tomt", "trycksaker/a"))
    users = ordering.used_in(catalogue, catalogue.records["trycksaker/a"])
    assert [record.ref for record in users] == ["tips/t"]


def test_a_page_is_made_anew_when_its_orders_change(tmp_path: Path) -> None:
    """What a page shows of orders is in its key, where the cards of its neighbours stay the same."""
    entries: dict[str, Any] = {
        "trycksaker/a": {"artikelnummer": "A", "beställning": OPEN},
        "trycksaker/b": {"artikelnummer": "B", "beställning": OPEN, "relaterat": ["tips/t"]},
        "tips/t": {"trycksaker": ["trycksaker/a", "trycksaker/b"]},
        "larvagar/l": {"steg": [{"rubrik": "Ett", "poster": ["tips/t"]}]},
    }

    def keys() -> dict[str, tuple[str, ...]]:
        catalogue = shown(write(tmp_path, entries, bestallning=CHANNELS))
        return {ref: ordering.made_from(catalogue, it) for ref, it in catalogue.records.items()}

    first = keys()
    entries["tips/t"]["trycksaker"] = ["trycksaker/a"]
    second = keys()
    assert {ref for ref in first if first[ref] != second[ref]} == {
        *("tips/t", "larvagar/l", "trycksaker/b")
    }


def test_the_basket_s_file_knows_every_article(tmp_path: Path) -> None:
    """The file has numbers, limits, price and the way on for each, and no channel's secrets."""
    fields = {
        "titel": "det här",
        "beställning": "form",
        "pris": "12,50",
        "minst": "5",
        "högst": "50",
        "versioner": [
            {
                "språk": "finska",
                "form": "standard",
                "artikelnummer": "F",
                "pdf": "https://a.example/f.pdf",
            }
        ],
    }
    data = _data(write(tmp_path, {"trycksaker/a": fields}, bestallning=CHANNELS))
    assert data["articles"][1] == {
        "id": "a/finska",
        "number": "F",
        "title": "Det här",
        "detail": "finska",
        "sort": "Kort A6",
        "least": 5,
        "most": 50,
        "price": 12.5,
        "cost": "12,50 kr",
        "state": "öppen",
        "channel": "form",
        "instead": "",
        "page": "trycksaker/a/",
        "pdf": "https://a.example/f.pdf",
    }
    assert data["channels"]["form"] == {
        "name": "Förrådet",
        "type": "formulär",
        "address": "https://form.example/{artiklar}",
        "subject": ordering.SUBJECT,
        "fields": [],
        "delivery": "",
        "terms": "",
    }
