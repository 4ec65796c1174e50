"""Where the hand-written pages lead. MkDocs knows only of each other, not of the bank's pages."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from jambanken.problems import Level, Mark, Problem
from jambanken.values import shorten

RULE = "trasig-lank"
_TARGET = re.compile(r'\b(?:href|src)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Document:
    """A hand-written page: its file in ``docs/``, its address, and what its text links to."""

    file: str
    address: str
    links: tuple[str, ...]


def links_in(html: str) -> tuple[str, ...]:
    """Return the links and pictures of a text that lead to places within the site."""
    found = (unescape(target) for target in _TARGET.findall(html))
    return tuple(dict.fromkeys(link for link in found if _is_internal(link)))


def dead_ends(
    folder: Path,
    documents: Iterable[Document],
    docs: Path,
    of_content: Container[str],
    waiting: Container[str] = (),
) -> list[Problem]:
    """Return what is wrong with each link of a file in ``docs`` that leads to nothing in the built site.

    ``waiting`` has the addresses of files that are still to be made. Where the first part of an
    address is ``of_content``, it is a warning: that an entry is taken away must never keep a site
    from being published.
    """
    return [
        _problem(document, link, docs, is_of_content=target.partition("/")[0] in of_content)
        for document in documents
        for link in document.links
        if not _exists(folder, target := _target(document.address, link), waiting)
    ]


def _problem(document: Document, link: str, docs: Path, *, is_of_content: bool) -> Problem:
    lines = (docs / document.file).read_text("utf-8", "replace").split("\n")
    found = next((at for at, line in enumerate(lines, start=1) if link in line), 1)
    return Problem(
        f"docs/{document.file}",
        Mark(found, lines[found - 1].find(link) + 1 or 1),
        Level.WARNING if is_of_content else Level.ERROR,
        RULE,
        f'Länken "{shorten(link)}" leder till en sida eller fil som inte finns.',
        "Är posten borttagen eller ett utkast? Ta bort länken eller byt den."
        if is_of_content
        else "Rätta adressen, eller ta bort länken.",
    )


def _is_internal(link: str) -> bool:
    parts = urlsplit(link)
    return bool(parts.path) and not parts.scheme and not parts.netloc


def _target(address: str, link: str) -> str:
    return unquote(urlsplit(urljoin(f"/{address}", link)).path).lstrip("/")


def _exists(folder: Path, path: str, waiting: Container[str]) -> bool:
    is_there = (folder / path).is_file() or (folder / path / "index.html").is_file()
    return is_there or path in waiting
