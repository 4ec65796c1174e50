"""Markdown without the parser: what it makes is what the parser would have made."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support.html import elements

from jambanken import markdown
from jambanken.quick import quick

#: Blocks and pieces that the quick way knows, and signs that lie near them.
PIECES = st.sampled_from(
    (
        *("# ", "## ", "### ", "#", "- ", "-", "* ", "1. ", "2. ", "1)", "> ", ">", "**", "*", "_"),
        *(
            "ord",
            "två ord",
            "å",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\n\n",
            "\n\n",
            ".",
            ":",
            "=",
            "+",
            "'",
            '"',
        ),
        *(
            "**fet**",
            "*lutad*",
            "[text](/tips/a/)",
            "[x](https://a.example/b_c?d=e)",
            "[",
            "](",
            ")",
        ),
        *(
            "![bild](/tips/a/)",
            "[mejl](mailto:a@b.se)",
            "[död](/finns/inte/)",
            "[ut](//a.example/)",
        ),
    )
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def exists(address: str) -> bool:
    """Tell of every address but one that it is there."""
    return address != "finns/inte/"


def resolved(address: str) -> str | None:
    """Return what an address becomes, as in a page."""
    return markdown._resolved(address, exists)


def shape(fragment: str) -> list[object]:
    """Return tags, attributes and words in their order, whatever the white space."""
    pieces = re.split(r"(<[^>]*>)", fragment)
    tags = iter(elements(fragment))
    return [
        next(tags)
        if piece.startswith("<") and not piece.startswith("</")
        else piece
        if piece.startswith("</")
        else html.unescape(piece).split()
        for piece in pieces
        if piece.strip()
    ]


@given(TEXTS)
@settings(deadline=None, max_examples=1_500)
@example('### A\n\n- **B.** c\n- d\n\n> e\n\n[f](/tips/a/) *g* "h"')
@example("- a\n\n- b")
@example("- a\n\n1. b")
@example("> a\n\n> b")
@example("*a**b*")
@example("***a***")
@example("a\n- b")
@example("# a\n\n### b")
def test_quick_way_gives_what_the_parser_gives(text: str) -> None:
    """A text that skips the parser becomes the same elements, links and words."""
    stripped = text.strip("\n")
    found = quick(stripped, resolved, markdown.TOP_HEADING)
    if found is not None:
        assert shape(found) == shape(markdown._sanitised(markdown._parsed(stripped), exists))


@pytest.mark.parametrize(
    "text",
    [
        "### Gör så här\n\n1. **Räkna** talartiden.\n2. Se [tipset](/tips/a/).\n\n> Det *gick*.",
        "Läs [mer](https://a.example/).\n\n- ett\n- två",
    ],
)
def test_common_texts_need_no_parser(text: str) -> None:
    """The forms that editors use most are the quick ones: else nothing is won."""
    assert quick(text, resolved, markdown.TOP_HEADING) is not None
