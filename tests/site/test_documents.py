"""Every page of the site as a document."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote


class _Document(HTMLParser):
    """The ids of a page, and the places in it that it links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.targets: set[str] = set()
        self.top_headings = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.top_headings += tag == "h1"
        if identity := found.get("id"):
            self.ids[identity] += 1
        href = found.get("href") or ""
        if tag == "a" and href.startswith("#"):
            self.targets.add(unquote(href[1:]))
        if labels := found.get("aria-labelledby"):
            self.targets |= set(labels.split())
        if menu := found.get("popovertarget"):
            self.targets.add(menu)


def documents(site: Path) -> dict[str, _Document]:
    """Return every page of a site, by its path there."""
    return {
        path.relative_to(site).as_posix(): _Document(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def test_no_page_breaks_its_own_references(built_site: Path) -> None:
    """Ids are unique; what a page links to or is labelled by in itself is there; one main heading."""
    faults = [
        (name, fault)
        for name, page in documents(built_site).items()
        for fault in (
            *(identity for identity, count in page.ids.items() if count > 1),
            *(page.targets - page.ids.keys()),
            *(["h1"] if page.top_headings != 1 else []),
        )
    ]
    assert faults == []
