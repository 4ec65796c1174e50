"""What templates ask of the model: orders, shares, colours, and data in a page."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.bank import compiled, smallest, write
from tests.support.html import text_of

from jambanken.colours import contrast
from jambanken.kinds.trycksaker import Printed
from jambanken.kinds.utbildningar import Participation
from jambanken.pages import facts
from jambanken.pages.environment import script_json
from jambanken.pages.style import stylesheet
from jambanken.settings import Colours
from jambanken.shared import Channel


def rgb(colour: str) -> tuple[int, int, int]:
    """Return a colour's parts."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:], 16)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.478), ("#767676", "#ffffff", 4.542)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Well-known pairs have their well-known ratios, whichever way round."""
    assert contrast(rgb(one), rgb(other)) == pytest.approx(ratio, abs=0.001)
    assert contrast(rgb(other), rgb(one)) == contrast(rgb(one), rgb(other))


def test_a_colour_that_can_be_read_is_left_alone() -> None:
    """A region's own colour is changed only where it must be."""
    css = stylesheet(Colours.model_validate({"primär": "#4b2e83", "accent": "#7a1f00"})).decode()
    assert "--jb-head:#4b2e83" in css
    assert "--jb-primary:#4b2e83" in css.splitlines()[0]


def channel(**fields: Any) -> Channel:
    """Return an order channel."""
    return Channel.model_validate({"id": "a", "namn": "Tryckeriet", **fields})


def printed(**fields: Any) -> Printed:
    """Return a printed thing."""
    return Printed.model_validate(smallest("trycksaker", **fields))


AWKWARD = 'Räkna & mät? 50 % = #1+1; "a"/b\\c\u2028x, <b>&body=1\u00a0?cc=x@y.example'


def test_an_order_by_mail_says_all_and_no_more() -> None:
    """Whatever is in title and article number stays in the mail's body."""
    own = channel(
        typ="epost", adress="tryck+a@skane.example", ämne=AWKWARD, fält=["namn", "önskat_datum"]
    )
    link = facts.order_link(own, printed(titel=AWKWARD, artikelnummer="JB-1&cc=x@y.example"))
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    assert unquote(parts.path) == "tryck+a@skane.example"
    fields = parse_qs(parts.query, strict_parsing=True)
    assert set(fields) == {"subject", "body"}
    lines = fields["body"][0].split("\r\n")
    assert lines[0].startswith("Jag vill beställa: JB-1&cc=x@y.example Räkna & mät? 50 % = #1+1;")
    assert lines[1:] == ["Antal: ", "Namn: ", "Önskat datum: "]
    assert re.fullmatch(r"mailto:[\w%.@-]+\?subject=[\w%.~-]*&body=[\w%.~-]*", link, re.ASCII)


@given(st.text(min_size=3, max_size=40), st.text(min_size=1, max_size=20))
def test_no_text_adds_a_recipient_or_a_field(subject: str, number: str) -> None:
    """A mail link has one recipient, a subject and a body, whatever the texts."""
    own = channel(typ="epost", adress="tryck@skane.example").model_copy(update={"subject": subject})
    link = facts.order_link(own, printed().model_copy(update={"article_number": number}))
    assert re.fullmatch(r"mailto:tryck@skane\.example\?subject=[^&?#\s]*&body=[^&?#\s]*", link)


def test_an_order_by_form_fills_in_the_article_and_leaves_no_braces() -> None:
    """What the form asks for besides is for the visitor to fill in."""
    own = channel(typ="formulär", adress="https://form.example/?a={artiklar}&n={namn}#x")
    assert facts.order_link(own, printed(artikelnummer="A&{namn} 1")) == (
        "https://form.example/?a=A%26%7Bnamn%7D%201&n=#x"
    )


def test_an_order_by_link_is_the_link() -> None:
    """A shop's address is left as it is."""
    own = channel(typ="länk", adress="https://butik.example/")
    assert facts.order_link(own, printed()) == "https://butik.example/"


@pytest.mark.parametrize(
    ("fields", "words", "has_link"),
    [
        ({"beställning": "tryck"}, "Beställ JB-1", True),
        ({"beställning": "stangd"}, "Beställning är inte öppen.", False),
        ({}, "Beställning är inte öppen.", False),
        ({"beställning": "tryck", "lager": "slut"}, "Slut.", False),
        ({"lager": "endast_pdf"}, "Finns bara som PDF.", False),
    ],
)
def test_what_can_be_ordered(
    tmp_path: Path, fields: dict[str, Any], words: str, has_link: bool
) -> None:
    """A channel without an address orders nothing and says so; nor does what is not there."""
    channels = [
        {"id": "tryck", "namn": "Tryckeriet", "typ": "epost", "adress": "tryck@skane.example"},
        {"id": "stangd", "namn": "Ingen ännu", "typ": "epost"},
    ]
    root = write(tmp_path, {"trycksaker/a": fields}, bestallning=channels)
    body = next(page.body for page in compiled(root).pages if page.address == "trycksaker/a/")
    assert words in text_of(body)
    assert ("mailto:" in body) is has_link


def test_panels() -> None:
    """Each heading of the second level begins a panel; what is before the first is one too."""
    assert facts.panels("Inledning\n\n## Ett\na\n### Under\n## Två\n") == [
        *("Inledning", "## Ett\na\n### Under", "## Två")
    ]
    assert facts.panels("\n") == []


@pytest.mark.parametrize(
    ("fields", "share"),
    [
        ({"andel": "12,5", "antal": "1", "av": "2"}, Decimal("12.5")),
        ({"antal": "1", "av": "3"}, Decimal(33)),
        ({"antal": "0", "av": "3"}, Decimal(0)),
        ({"antal": "3", "av": "0"}, None),
        ({"antal": "3"}, None),
        ({"av": "3"}, None),
    ],
)
def test_share(fields: dict[str, str], share: Decimal | None) -> None:
    """The source's own share comes before one that is worked out."""
    row = Participation.model_validate({"organisation": "a", "datum": "2026", **fields})
    assert facts.share_of(row) == share


@given(
    st.recursive(
        st.text() | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_json_in_a_page_cannot_end_its_element(data: Any) -> None:
    """Data in a script element is data, whatever it says."""
    written = script_json({"data": data})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"data": data}


@pytest.mark.parametrize(
    ("name", "code"),
    [("svenska", "sv"), ("Finska", "fi"), ("sv", "sv"), ("pt-BR", "pt-BR"), ("klingonska", "")],
)
def test_language_code(name: str, code: str) -> None:
    """Captions tell the browser their language where it is known."""
    assert facts.language_code(name) == code


def test_the_host_of_a_link_is_named() -> None:
    """A visitor sees where a link leads before it is followed."""
    assert facts.host("https://www.skr.example/a?b") == "skr.example"
