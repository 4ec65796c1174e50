"""HTML as a reader of it sees it: elements with their attributes, and the text between them."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple


class Element(NamedTuple):
    """A start tag."""

    tag: str
    attributes: dict[str, str]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.shape: list[str] = []
        self.texts: list[str] = []
        self.oddities: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        self.shape.append(" ".join([tag, *(name for name, _ in attrs)]))

    def handle_endtag(self, tag: str) -> None:
        self.shape.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.oddities.append(data)

    def handle_decl(self, decl: str) -> None:
        self.oddities.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.oddities.append(data)

    def handle_pi(self, data: str) -> None:
        self.oddities.append(data)


def _parsed(html: str) -> _Parser:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert parser.oddities == [], "a comment, declaration or instruction"
    return parser


def elements(html: str) -> list[Element]:
    """Return the elements in the order they begin."""
    return _parsed(html).elements


def shape(html: str) -> list[str]:
    """Return tags with the names of their attributes: what a text in them must not change."""
    return _parsed(html).shape


def text_of(html: str) -> str:
    """Return the text, with white space as a reader sees it."""
    return " ".join("".join(_parsed(html).texts).split())


def links(html: str) -> Iterator[str]:
    """Give the addresses that the HTML leads to or takes anything from."""
    for element in elements(html):
        for name in ("href", "src", "action", "srcset", "poster", "data"):
            if name in element.attributes:
                yield element.attributes[name]
