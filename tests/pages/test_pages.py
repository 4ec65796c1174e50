"""The pages of a bank: what they say, where they lead, and what they ask of the machine."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.bank import TODAY, compiled, pages, shown, smallest, write
from tests.support.html import elements, text_of

from jambanken.addresses import Addresses
from jambanken.bank import Record
from jambanken.kinds import KIND_BY_NAME
from jambanken.kinds.trycksaker import Printed
from jambanken.kinds.utbildningar import Participation
from jambanken.markdown import BASE
from jambanken.output import relative
from jambanken.pages import facts
from jambanken.pages.entry import edit_link
from jambanken.pages.environment import script_json
from jambanken.pages.home import tip_of_the_week
from jambanken.pages.listing import PAGE_LENGTH, sheets, where_groups_start
from jambanken.pages.style import (
    DARK_GROUND,
    LIGHT_GROUND,
    READABLE,
    WHITE,
    contrast,
    stylesheet,
)
from jambanken.settings import Colours
from jambanken.shared import Channel

COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


# -- links of every page


#: Pages that are written by hand in this bank.
BY_HAND = {"redaktion/", "om/"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bank with an entry of every kind, each related to the next."""
    refs = [f"{kind}/post" for kind in KIND_BY_NAME]
    entries: dict[str, dict[str, Any]] = {
        ref: {"relaterat": [other], "målgrupper": ["chef"], "avsändare": ["skane"]}
        for ref, other in zip(refs, [*refs[1:], refs[0]], strict=True)
    }
    folder = write(tmp_path_factory.mktemp("bank"), entries)
    for name in ("redaktion/index.md", "om.md"):
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text("# Sida\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(root: Path) -> dict[str, str]:
    """Return the bodies of all its pages, by address."""
    return {page.address: page.body for page in compiled(root).pages}


@pytest.mark.parametrize("is_empty", [False, True])
def test_every_link_inside_leads_to_a_page(
    whole: dict[str, str], tmp_path: Path, is_empty: bool
) -> None:
    """No page leads to an address or a part that does not exist, in a bank that is new either."""
    if is_empty:
        whole = {page.address: page.body for page in compiled(write(tmp_path, {})).pages}
    broken = [
        (address, href)
        for address, body in whole.items()
        for element in elements(body)
        if (href := element.attributes.get("href", "")).startswith((BASE, "#"))
        and not _leads_somewhere(whole, address, href)
    ]
    assert broken == []


def _leads_somewhere(whole: dict[str, str], address: str, href: str) -> bool:
    target, _, part = href.removeprefix(BASE).partition("#")
    there = address if href.startswith("#") else target
    return there in BY_HAND or (there in whole and (not part or f'id="{part}"' in whole[there]))


def test_every_address_that_a_text_may_link_to_is_a_page(whole: dict[str, str], root: Path) -> None:
    """What passes the check of links is there, and every page can be linked to."""
    assert set(Addresses(shown(root), root)) == {*whole, *BY_HAND}


def test_no_page_uses_an_id_twice(whole: dict[str, str]) -> None:
    """Links within a page and labels of its parts mean one thing."""
    for address, body in whole.items():
        ids = [item.attributes["id"] for item in elements(body) if "id" in item.attributes]
        assert len(ids) == len(set(ids)), address


def test_every_label_is_on_the_page(whole: dict[str, str]) -> None:
    """What names a part by another's id names one that is there."""
    for address, body in whole.items():
        made = elements(body)
        ids = {item.attributes.get("id") for item in made}
        for item in made:
            assert item.attributes.get("aria-labelledby") in {None, *ids}, address


def test_every_page_has_one_first_heading_and_skips_no_level(whole: dict[str, str]) -> None:
    """Headings make a table of contents for who listens to the page."""
    for address, body in whole.items():
        levels = [int(item.tag[1]) for item in elements(body) if re.fullmatch(r"h[1-6]", item.tag)]
        assert levels[:1] == [1], address
        assert levels.count(1) == 1
        for before, after in pairwise(levels):
            assert after <= before + 1, (address, levels)


def test_no_page_runs_or_styles_anything_inline(whole: dict[str, str]) -> None:
    """The pages' policy forbids it, so nothing of it may be there."""
    for body in whole.values():
        for tag, attributes in elements(body):
            assert tag not in {"script", "style", "iframe", "form"}
            assert not {name for name in attributes if name == "style" or name.startswith("on")}


def test_the_address_of_an_entry_is_its_file(whole: dict[str, str]) -> None:
    """A file's name is its identity, and every kind has its listing and its guide."""
    for kind in KIND_BY_NAME:
        assert {f"{kind}/", f"{kind}/post/", f"redaktion/falt/{kind}/"} <= set(whole)


def test_relative() -> None:
    """The whole site lives under any base path: from two folders down the base is two up."""
    assert relative(f'<a href="{BASE}tips/">', 2) == '<a href="../../tips/">'
    assert relative(f'<a href="{BASE}">', 0) == '<a href="./">'


# -- colours


@given(COLOUR, COLOUR)
def test_any_colours_can_be_read(primary: str, accent: str) -> None:
    """Whatever a region chooses, text in its colours has the contrast of WCAG 1.4.3."""
    css = stylesheet(Colours.model_validate({"primär": primary, "accent": accent})).decode()
    light, dark, paper = (
        dict(re.findall(r"--jb-(\w+):(#[0-9a-f]{6})", part)) for part in css.splitlines()
    )
    for name in ("primary", "accent"):
        assert contrast(rgb(light[name]), LIGHT_GROUND) >= READABLE
        assert contrast(rgb(light[name]), WHITE) >= READABLE
        assert contrast(rgb(dark[name]), DARK_GROUND) >= READABLE
        assert contrast(rgb(paper[name]), WHITE) >= READABLE
    assert contrast(rgb(light["head"]), WHITE) >= READABLE


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


# -- the home page


def tips(minutes: dict[str, int]) -> list[Record]:
    """Return records of tips with their minutes."""
    kind = KIND_BY_NAME["tips"]
    made = []
    for slug, time in minutes.items():
        entry = kind.model.model_validate(smallest("tips", tid=str(time)))
        made.append(Record(kind, slug, entry, None, ""))  # type: ignore[arg-type]  # has no file
    return made


def test_the_tip_of_the_week_stays_all_week_and_changes_with_it() -> None:
    """Everybody sees the same one from Monday to Sunday, whatever the order of the files."""
    some = tips({"a": 5, "b": 15, "c": 30, "lang": 31})
    monday = dt.date(2026, 11, 16)
    weeks = [
        {
            record.slug
            for day in range(7)
            for records in (some, some[::-1])
            if (record := tip_of_the_week(records, monday + dt.timedelta(7 * week + day)))
        }
        for week in range(3)
    ]
    assert [len(week) for week in weeks] == [1, 1, 1]
    assert set().union(*weeks) == {"a", "b", "c"}


def test_without_short_tips_there_is_no_tip_of_the_week() -> None:
    """A long tip is nothing for a week's surprise."""
    assert tip_of_the_week(tips({"lang": 31}), TODAY) is None
    assert tip_of_the_week([], TODAY) is None


def test_an_empty_bank_has_a_home_page(tmp_path: Path) -> None:
    """A region that starts from nothing sees its name and no empty headings."""
    found = pages(compiled(write(tmp_path, {})))
    assert "Provbanken" in found[""]
    assert "jb-weekly" not in found[""]
    assert "jb-cards" not in found[""]


# -- listings


def test_a_long_listing_has_more_than_one_page(tmp_path: Path) -> None:
    """No page is longer than a phone bears, and no entry is lost between pages."""
    many = {
        f"begrepp/ord-{number}": {"titel": f"Ordet {number}"} for number in range(PAGE_LENGTH + 1)
    }
    site = compiled(write(tmp_path, many))
    found = {page.address: page for page in site.pages}
    first, second = found["begrepp/"], found["begrepp/sida/2/"]
    assert second.title == "Begrepp, sida 2"
    assert first.body.count("jb-card__title") == PAGE_LENGTH
    assert second.body.count("jb-card__title") == 1
    assert f'rel="next" href="{BASE}begrepp/sida/2/"' in first.body
    assert f'rel="prev" href="{BASE}begrepp/"' in second.body
    assert "begrepp/sida/3/" not in found


def test_letters_are_groups_of_their_own(tmp_path: Path) -> None:
    """Å, ä and ö are letters, and the page leads to each of them."""
    titles = ["Ölet", "Ära", "Åsikt", "Orsak", "Arv", "4R-metoden", "Élan", "Eko"]
    root = write(
        tmp_path, {f"begrepp/ord-{number}": {"titel": title} for number, title in enumerate(titles)}
    )
    kind = KIND_BY_NAME["begrepp"]
    starts = where_groups_start(sheets(kind, shown(root).of_kind("begrepp")))
    assert [(shelf.heading, address, count) for shelf, address, count in starts] == [
        ("0–9", "begrepp/#bokstav-ovrigt", 1),
        ("A", "begrepp/#bokstav-a", 1),
        ("E", "begrepp/#bokstav-e", 2),
        ("O", "begrepp/#bokstav-o", 1),
        ("Å", "begrepp/#bokstav-aa", 1),
        ("Ä", "begrepp/#bokstav-ae", 1),
        ("Ö", "begrepp/#bokstav-oe", 1),
    ]


# -- links out


def test_the_edit_link_leads_to_the_file(tmp_path: Path) -> None:
    """The way to mend a page is one click, on the branch that is published."""
    repo = {"namn": "region-x/bank", "gren": "gren/ett"}
    catalogue = shown(write(tmp_path, {"tips/a": {}}, bank={"namn": "AB", "repo": repo}))
    record = catalogue.find("tips/a")
    assert record is not None
    assert edit_link(catalogue, record) == (
        "https://github.com/region-x/bank/edit/gren/ett/tipsbank/tips/a.yml"
    )


def test_without_a_repository_there_is_no_edit_link(tmp_path: Path) -> None:
    """No dead controls."""
    root = write(tmp_path, {"tips/a": {}}, bank={"namn": "AB"})
    assert "Redigera" not in pages(compiled(root))["tips/a/"]


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


# -- small things


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
