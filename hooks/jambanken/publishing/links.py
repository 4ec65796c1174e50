"""Where the hand-written pages lead. MkDocs knows only of each other, not of the bank's pages."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

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
    folder: Path, documents: Iterable[Document], waiting: Container[str] = ()
) -> list[str]:
    """Return a Swedish sentence for each link that leads to nothing in the built site.

    ``waiting`` has the addresses of files that are still to be made.
    """
    return [
        f'docs/{document.file}: länken "{link}" leder till en sida eller fil som inte finns.'
        for document in documents
        for link in document.links
        if not _exists(folder, document.address, link, waiting)
    ]


def _is_internal(link: str) -> bool:
    parts = urlsplit(link)
    return bool(parts.path) and not parts.scheme and not parts.netloc


def _exists(folder: Path, address: str, link: str, waiting: Container[str]) -> bool:
    path = unquote(urlsplit(urljoin(f"/{address}", link)).path).lstrip("/")
    is_there = (folder / path).is_file() or (folder / path / "index.html").is_file()
    return is_there or path in waiting
