"""The shell: one finished page of the theme, cut at its marks, into which every page is joined.

A theme takes some ten milliseconds a page. So each section of the site sends one page with marks
for its contents through the theme; all the section's pages share what stands between the marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from jambanken.html import entities
from jambanken.output import Page, Section, relative

#: How far below its own address a section's pages lie; ``tips/sida/2/`` lies two folders down.
DEEPEST_IN_SECTION = 2
#: How deep a page that belongs to no section lies; ``redaktion/falt/tips/`` is the deepest.
DEEPEST_OUTSIDE = 3
_NO_INDEX = '<meta name="robots" content="noindex">'


class Slot(StrEnum):
    """A place in the shell that a page fills."""

    TITLE = "title"
    DESCRIPTION = "description"
    ADDRESS = "address"
    IMAGE = "image"
    IMAGE_ALT = "imagealt"
    HEAD = "head"
    BODY = "body"

    @property
    def mark(self) -> str:
        """What stands in the place while the theme works; no text of the bank can hold it."""
        return f"\x0e{self}\x0f"


_MARK = re.compile("\x0e([a-z]+)\x0f")
_NEEDED_ONCE = (Slot.HEAD, Slot.BODY)


class ShellError(Exception):
    """The theme does not show a page's contents where they belong."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """What decides how a page's shell looks: its section, and how many folders deep it lies."""

    section: str
    depth: int

    @property
    def address(self) -> str:
        """Where the shell is made: on the section's own page, or on one that nobody visits."""
        return self.section + "jb-skal/" * (self.depth - self.section.count("/"))

    @classmethod
    def of(cls, page: Page) -> Self:
        return cls(page.section, page.depth)


def marks(spot: Spot) -> dict[str, object]:
    """Return the data of a page that is all marks, for the theme's templates."""
    return {
        "title": Slot.TITLE.mark,
        "description": Slot.DESCRIPTION.mark,
        "address": Slot.ADDRESS.mark,
        "head": Slot.HEAD.mark,
        "image": Slot.IMAGE.mark,
        "image_alt": Slot.IMAGE_ALT.mark,
        "section": spot.section,
        "bank": True,
        "hide": ["navigation", "toc"],
    }


def spots(sections: Iterable[Section]) -> Iterator[Spot]:
    """Give every spot that pages can have."""
    addresses = dict.fromkeys(["", *(section.address for section in sections)])
    for address in addresses:
        deepest = DEEPEST_IN_SECTION if address else DEEPEST_OUTSIDE
        own = address.count("/")
        yield from (Spot(address, own + below) for below in range(deepest + 1))


@dataclass(frozen=True, slots=True)
class Shell:
    """Text in UTF-8 and slots by turns, first and last a text."""

    texts: tuple[bytes, ...]
    slots: tuple[Slot, ...]

    @classmethod
    def cut(cls, html: str) -> Self:
        """Cut a finished page at its marks. Raises ``ShellError`` where one is missing."""
        pieces = _MARK.split(html)
        slots = tuple(Slot(name) for name in pieces[1::2])
        wrong = [slot for slot in _NEEDED_ONCE if slots.count(slot) != 1]
        if wrong or Slot.TITLE not in slots:
            raise ShellError(f"the theme must show title, head and body; found {', '.join(slots)}")
        return cls(tuple(piece.encode() for piece in pieces[::2]), slots)

    def join(self, page: Page) -> bytes:
        """Return the page's finished HTML in UTF-8."""
        filled = {
            Slot.TITLE: entities(page.title).encode(),
            Slot.DESCRIPTION: entities(page.description).encode(),
            Slot.ADDRESS: page.address.encode(),
            Slot.IMAGE: page.image.encode(),
            Slot.IMAGE_ALT: entities(page.image_alt).encode(),
            Slot.HEAD: head(page).encode(),
            Slot.BODY: body(page).encode(),
        }
        pieces = [self.texts[0]]
        for slot, text in zip(self.slots, self.texts[1:], strict=True):
            pieces += (filled[slot], text)
        return b"".join(pieces)


def head(page: Page) -> str:
    """Return what the page adds to the document's head."""
    added = relative(page.head, page.depth)
    # Not by +, which escapes its left side where the right one is Markup.
    return f"{'' if page.indexed else _NO_INDEX}{added}"


def body(page: Page) -> str:
    """Return the page's contents, as the one block that Markdown leaves alone."""
    return f'<div class="jb-page">\n{relative(page.body, page.depth)}\n</div>'
