"""The list of pages for search engines, with the day each was last changed where that is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from html import escape


def sitemap(base: str, pages: Iterable[tuple[str, dt.date | None]]) -> bytes:
    """Return ``sitemap.xml``. ``base`` is the site's address, each page an address below it."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(
            _entry(base.rstrip("/") + "/" + address, day)
            for address, day in sorted(pages, key=_by_address)
        ),
        "</urlset>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _entry(url: str, day: dt.date | None) -> str:
    modified = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<url><loc>{escape(url)}</loc>{modified}</url>"


def _by_address(page: tuple[str, dt.date | None]) -> str:
    return page[0]
