"""The list of pages for search engines."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

from jambanken.publishing.sitemap import sitemaps

_SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_every_page_stands_there_once_with_its_own_day() -> None:
    """Addresses are whole, in order, and a day is given only where it is known."""
    pages = [("tips/b/", dt.date(2026, 2, 1)), ("", None), ("tips/a&b/", dt.date(2026, 1, 1))]
    (content,) = sitemaps("https://a.se/bank/", pages).values()
    root = ET.fromstring(content)  # noqa: S314 - our own text
    found = [(entry.findtext(f"{_SPACE}loc"), entry.findtext(f"{_SPACE}lastmod")) for entry in root]
    assert found == [
        ("https://a.se/bank/", None),
        ("https://a.se/bank/tips/a&b/", "2026-01-01"),
        ("https://a.se/bank/tips/b/", "2026-02-01"),
    ]


def test_a_list_that_is_too_long_is_cut_in_parts() -> None:
    """Search engines take 50,000 pages at once: sitemap.xml then leads to the parts."""
    pages = [(f"tips/{number}/", dt.date(2026, 1, number)) for number in range(1, 6)]
    found = sitemaps("https://a.se/bank/", pages, most=2)
    parts = ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert list(found) == ["sitemap.xml", *parts]
    index = ET.fromstring(found["sitemap.xml"])  # noqa: S314 - our own text
    assert index.tag == f"{_SPACE}sitemapindex"
    assert [
        (part.findtext(f"{_SPACE}loc"), part.findtext(f"{_SPACE}lastmod")) for part in index
    ] == [
        (f"https://a.se/bank/{name}", f"2026-01-0{day}")
        for name, day in zip(parts, (2, 4, 5), strict=True)
    ]
    addresses = [
        page.findtext(f"{_SPACE}loc")
        for name in parts
        for page in ET.fromstring(found[name])  # noqa: S314 - our own text
    ]
    assert addresses == [f"https://a.se/bank/tips/{number}/" for number in range(1, 6)]
    assert list(sitemaps("https://a.se/", [])) == ["sitemap.xml"]
