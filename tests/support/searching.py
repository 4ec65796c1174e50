"""Indexes of made-up documents, and the reader that answers from them in a browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from tests.support.browsing import served
from tests.support.builds import ROOT

from evaltools.run import lay_out
from jambanken.output import Asset
from jambanken.search.build import index
from jambanken.search.documents import Document
from jambanken.search.facet_values import NOTHING, FacetValues

_FIND = """async ([query, options]) => {
  window.opened ??= (await import(new URL("assets/js/search/reader.js", location))).openSearch("./");
  return window.opened.find(query, options);
}"""


def document(
    name: str, title: str, text: str = "", *, kind: str = "tips", facets: FacetValues = NOTHING
) -> Document:
    """Return a document."""
    hit = {"url": f"{kind}/{name}/", "title": title, "label": "Tips", "summary": text[:100]}
    return Document(f"{kind}/{name}", kind, title + text, hit, text, {}, facets)


def assets(documents: Sequence[Document], same: Iterable[Sequence[str]] = ()) -> list[Asset]:
    """Return the files of an index."""
    return list(index(documents, list(same)))


class Reader:
    """The reader on a page of its own."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def find(self, query: object, **options: object) -> dict[str, Any]:
        """Return the whole answer. Raises Playwright's Error where the reader rejects."""
        answer: dict[str, Any] = self.page.evaluate(_FIND, [query, options])
        return answer

    def titles(self, query: object, **options: object) -> list[str]:
        """Return the titles of the hits, best first."""
        return [hit["title"] for hit in self.find(query, **options)["hits"]]


@contextmanager
def reading(
    browser: Browser, folder: Path, files: Sequence[Asset], pages: Mapping[str, str] | None = None
) -> Iterator[Reader]:
    """Open the reader on an index, with what stands on the documents' pages."""
    lay_out(files, ROOT, folder)
    for address, html in (pages or {}).items():
        (folder / address).mkdir(parents=True, exist_ok=True)
        (folder / address / "index.html").write_text(html, "utf-8")
    with served(folder) as address:
        page = browser.new_page()
        page.goto(address)
        yield Reader(page)
        page.close()
