"""What the compiler hands over: finished pages and files, ready for any generator."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from jambanken.markdown import BASE
from jambanken.problems import Problem

_Done = TypeVar("_Done")


@dataclass(frozen=True, slots=True)
class Page:
    """A page. Its address is relative to the site's base: ``""``, ``tips/``, ``tips/mat-talartiden/``.

    ``title`` and ``description`` are plain text. ``body`` and ``head`` are finished, escaped HTML in
    which `BASE` stands for the way to the site's base. ``section`` is the address of the section
    that the page belongs to, empty for none. ``image`` is the address of the picture that stands
    for the page where it is shared, ``image_alt`` what that shows; empty for the site's own.
    """

    address: str
    title: str
    description: str
    body: str
    head: str = ""
    section: str = ""
    modified: dt.date | None = None
    indexed: bool = True
    image: str = ""
    image_alt: str = ""

    @property
    def depth(self) -> int:
        """How many folders deep the page lies."""
        return self.address.count("/")


@dataclass(frozen=True, slots=True)
class Later:
    """Content that is made when it is written: ``made_from`` names all that it is made from.

    A preview, which keeps what has not changed, then never makes it.
    """

    made_from: object
    make: Callable[[], bytes] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the site that is no page: its content, or the file that holds it."""

    address: str
    content: bytes | Path | Later

    def read(self) -> bytes:
        """Return what the file is to hold. Raises ``OSError`` where its source cannot be read."""
        given = self.give()
        return given if isinstance(given, bytes) else given.read_bytes()

    def give(self) -> bytes | Path:
        """Return the content, made now where it was left for later."""
        return self.content.make() if isinstance(self.content, Later) else self.content


#: Makes files that belong together.
Group = Callable[[], Iterable[Asset]]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the site that the header leads to."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Assets:
    """Files, in groups that are made when they are asked for.

    ``here`` is made beside the pages in this process, each of ``beside`` so by any process, and
    ``last`` when all else is done.
    """

    here: Group = tuple
    beside: tuple[Group, ...] = ()
    last: Group = tuple

    def __iter__(self) -> Iterator[Asset]:
        for group in (self.here, *self.beside, self.last):
            yield from group()


class Pages(Protocol):
    """Pages that are rendered when they are gone through, each time anew.

    So a large bank never stands in memory as HTML.
    """

    def __iter__(self) -> Iterator[Page]:
        """Give the pages."""

    def each(
        self, do: Callable[[Page], _Done], beside: Sequence[Callable[[], object]] = ()
    ) -> Iterator[_Done]:
        """Give ``do(page)`` for every page, and call each function of ``beside``.

        All but the first function may be called in another process (`jambanken.forked`).
        """


@dataclass(frozen=True, slots=True)
class Site:
    """The compiled bank.

    ``frame`` holds what the theme shows around every page (the bank's name, who runs it), as
    finished, escaped HTML. ``pages`` may be gone through more than once; each time renders them
    anew, one at a time, so that a large bank never stands in memory as HTML.
    """

    sections: tuple[Section, ...]
    frame: Mapping[str, str]
    pages: Pages
    assets: Assets
    problems: tuple[Problem, ...]
    stylesheets: tuple[str, ...] = ()


def relative(html: str, depth: int) -> str:
    """Return finished HTML with its marks replaced by the way to the base from ``depth`` folders down."""
    return html.replace(BASE, "../" * depth or "./")
