"""The list of pages for search engines, with the day each was last changed where that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from html import escape

Listed = tuple[str, dt.date | None]
#: As many pages as one list may have (https://www.sitemaps.org/protocol.html).
MOST = 50_000


def sitemaps(base: str, pages: Iterable[Listed], most: int = MOST) -> Mapping[str, bytes]:
    """Return the lists by their addresses: ``sitemap.xml``, and those that it leads to if one is too long.

    ``base`` is the site's whole address with a slash at its end, each page an address below it.
    ``most`` is as many pages as a list may have.
    """
    listed = sorted(pages, key=lambda page: page[0])
    parts = [listed[start : start + most] for start in range(0, len(listed), most)]
    if len(parts) <= 1:
        return {"sitemap.xml": _pages(base, listed)}
    named = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, 1)}
    lists = (
        (name, max((day for _, day in part if day), default=None)) for name, part in named.items()
    )
    index = _document("sitemapindex", (_entry("sitemap", base + name, day) for name, day in lists))
    return {"sitemap.xml": index, **{name: _pages(base, part) for name, part in named.items()}}


def _pages(base: str, pages: Iterable[Listed]) -> bytes:
    return _document("urlset", (_entry("url", base + address, day) for address, day in pages))


def _document(root: str, lines: Iterable[str]) -> bytes:
    start = f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    text = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', start, *lines, f"</{root}>"])
    return f"{text}\n".encode()


def _entry(sort: str, url: str, day: dt.date | None) -> str:
    modified = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<{sort}><loc>{escape(url)}</loc>{modified}</{sort}>"
