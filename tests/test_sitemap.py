"""The list of pages for search engines."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

from jambanken.publishing.sitemap import sitemap

_SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_every_page_stands_there_once_with_its_own_day() -> None:
    """Addresses are whole, in order, and a day is given only where it is known."""
    pages = [("tips/b/", dt.date(2026, 2, 1)), ("", None), ("tips/a&b/", dt.date(2026, 1, 1))]
    for base in ("https://a.se/bank", "https://a.se/bank/"):
        root = ET.fromstring(sitemap(base, pages))  # noqa: S314 - our own text
        found = [
            (entry.findtext(f"{_SPACE}loc"), entry.findtext(f"{_SPACE}lastmod")) for entry in root
        ]
        assert found == [
            ("https://a.se/bank/", None),
            ("https://a.se/bank/tips/a&b/", "2026-01-01"),
            ("https://a.se/bank/tips/b/", "2026-02-01"),
        ]
