"""Text of strangers as HTML in GitHub's Markdown: shown as written, and calling for nobody.

GitHub reads Markdown in HTML only after an empty line, and looks for ``@name``, ``#1``, commit ids
and addresses in all text. https://github.github.com/gfm/#html-blocks
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from jambanken.markdown import BASE, render

_JOINER = "\N{WORD JOINER}"
_CALLS = re.compile(
    r"@(?=[\w-])|(?<!&)#(?=\d)|GH-(?=\d)|:(?=//)|www(?=\.)|:(?=[\w+-]+:)", re.IGNORECASE
)
_LONG_HEX = re.compile(r"\b[0-9a-f]{7,64}\b", re.IGNORECASE)
_WHITE_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"(<[^>]*>)")
_LINK = re.compile(r'<a href="[^"]*">(.*?)</a>', re.DOTALL)


def inert(text: str) -> Markup:
    """Return a text as escaped HTML on one line. What would link, mention or be a picture does not."""
    return escape(_quiet(_WHITE_SPACE.sub(" ", text)))


def inert_markdown(source: str) -> Markup:
    """Return a Markdown field as HTML, in the bank's own profile, with its links as their texts."""
    html = _LINK.sub(r"\1", render(source)).replace(BASE, "")
    html = html.replace(' class="jb-table" tabindex="0" role="region" aria-label="Tabell"', "")
    pieces = (
        piece if piece.startswith("<") else _quiet(piece).replace("\n", "&#10;")
        for piece in _TAG.split(html)
    )
    return Markup("".join(pieces).replace("\n", " "))  # noqa: S704  # render gives sanitised HTML


def _quiet(text: str) -> str:
    quiet = _CALLS.sub(lambda found: f"{found[0]}{_JOINER}", text)
    return _LONG_HEX.sub(lambda found: f"{found[0][:3]}{_JOINER}{found[0][3:]}", quiet)
