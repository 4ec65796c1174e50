"""The shell: where pages are made, how a finished page is cut, and what a page can do to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from tests.support.html import elements, shape

from jambanken.markdown import BASE
from jambanken.output import Page, Section
from jambanken.publishing.shell import Shell, ShellError, Slot, Spot, spots

THEME = (
    f"<html><head><title>{Slot.TITLE.mark} – Banken</title>"
    f'<meta name="description" content="{Slot.DESCRIPTION.mark}">'
    f'<link rel="canonical" href="https://a.se/{Slot.ADDRESS.mark}">{Slot.HEAD.mark}</head>'
    f"<body><main>{Slot.BODY.mark}</main></body></html>"
)
SECTIONS = (Section("Start", ""), Section("Tips", "tips/"))


PAGE = Page(address="tips/ett/", title="Ett", description="Om ett.", body="<p>Hej</p>")


def test_a_page_stands_where_the_marks_were() -> None:
    """Every slot shows the page's own value, and nothing of a mark is left."""
    html = Shell.cut(THEME).join(replace(PAGE, head="<meta name=a>", section="tips/")).decode()
    assert "<title>Ett – Banken</title>" in html
    assert 'content="Om ett."' in html
    assert 'href="https://a.se/tips/ett/"' in html
    assert "<meta name=a></head>" in html
    assert "<p>Hej</p>" in html
    assert "\x0e" not in html


@pytest.mark.parametrize(("address", "way"), [("", "./"), ("om/", "../"), ("tips/ett/", "../../")])
def test_links_lead_to_the_base_from_any_depth(address: str, way: str) -> None:
    """The site lives under any base path: links from a page are relative to it."""
    html = Shell.cut(THEME).join(
        replace(PAGE, address=address, body=f'<a href="{BASE}filmer/">f</a>')
    )
    assert f'<a href="{way}filmer/">'.encode() in html


@pytest.mark.parametrize("missing", [Slot.TITLE, Slot.HEAD, Slot.BODY])
def test_a_theme_that_loses_a_mark_stops_the_build(missing: Slot) -> None:
    """A new version of the theme cannot drop a page's contents unseen."""
    with pytest.raises(ShellError):
        Shell.cut(THEME.replace(missing.mark, ""))


def test_a_theme_that_shows_the_body_twice_stops_the_build() -> None:
    """A body that stands twice would break ids and headings."""
    with pytest.raises(ShellError):
        Shell.cut(THEME + Slot.BODY.mark)


@given(title=st.text(), description=st.text())
def test_no_title_or_description_becomes_markup(title: str, description: str) -> None:
    """Titles and descriptions are text wherever the theme puts them."""
    shell = Shell.cut(THEME)
    plain = shape(shell.join(PAGE).decode())
    html = shell.join(replace(PAGE, title=title, description=description)).decode()
    assert shape(html) == plain
    shown = next(element for element in elements(html) if element.tag == "meta")
    assert shown.attributes["content"].split() == description.split()


def test_a_page_that_is_not_to_be_found_says_so() -> None:
    """Search engines are told to leave out pages that are no content."""
    hidden = replace(PAGE, indexed=False, head=Markup('<meta name="a">'))
    assert (
        '<meta name="robots" content="noindex"><meta name="a">'
        in Shell.cut(THEME).join(hidden).decode()
    )
    assert "noindex" not in Shell.cut(THEME).join(PAGE).decode()


def test_every_sort_of_page_has_a_spot() -> None:
    """Home, a listing, its later sheets, an entry and the deepest page of the guide have a shell."""
    made = set(spots(SECTIONS))
    for address, section in [
        ("", ""),
        ("om/", ""),
        ("malgrupper/chef/", ""),
        ("redaktion/falt/tips/", ""),
        ("tips/", "tips/"),
        ("tips/ett/", "tips/"),
        ("tips/sida/2/", "tips/"),
    ]:
        assert Spot.of(replace(PAGE, address=address, section=section)) in made


def test_shells_are_made_where_their_links_are_right() -> None:
    """A shell is as deep as its pages, at an address of its own; a section's first is its listing."""
    made = list(spots(SECTIONS))
    assert len({spot.address for spot in made}) == len(made)
    assert all(spot.address.count("/") == spot.depth for spot in made)
    assert {spot.address for spot in made} >= {"", "tips/"}
