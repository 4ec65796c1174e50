"""Indexes of made-up documents, the reader that answers from them in a browser, and where it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, Locator, Page
from tests.support.browsing import Routes, served
from tests.support.builds import ROOT

from evaltools.run import lay_out
from jambanken.output import Asset
from jambanken.search.build import index
from jambanken.search.documents import Document
from jambanken.search.facet_values import NOTHING, FacetValues

#: The addresses of the index, and of the program that reads it.
INDEX = re.compile(r"/assets/sok/")
READER = re.compile(r"/assets/js/search/reader\.js$")
_PLAYED = """
const evil = '<img src=x onerror="window.harm = true"><b>';
const hit = (title, more) => ({ url: "tips/", title, kind: "tips", label: "Tips", summary: "Text.",
  score: 1, marks: { title: [], summary: [] }, facts: [], ...more });
const HITS = {
  sen: [hit("Sent svar")],
  snabb: [hit("Snabbt svar")],
  ond: [hit(evil, { label: evil, summary: evil, facts: [evil], excerpt: { text: evil, marks: [[0, 4]] },
    marks: { title: [[0, 4], [2, 6], [90, 99], [-3, 2]], summary: [[5, 3]] } })],
};
export const openSearch = () => ({
  choices: async () => ({ times: [], sides: [] }),
  async find(query) {
    if (query === "fel") throw new Error("Sökningens filer är skadade.");
    if (query === "sen") await new Promise((answer) => { window.answerLate = answer; });
    const hits = HITS[query] ?? [];
    return { hits, total: hits.length, kinds: hits.length > 0 ? { tips: hits.length } : {}, facets: {},
      mended: query === "ond" ? { from: query, to: evil } : null, unknown: [] };
  },
});
"""
#: A reader that is played: "sen" is answered when `answerLate` is called, "ond" with hostile texts,
#: "fel" with an error.
PLAYED: Routes = {READER: lambda route: route.fulfill(body=_PLAYED, content_type="text/javascript")}
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


def head_field(page: Page) -> Locator:
    """Return the field in a page's head, which scripts have made ready."""
    return page.get_by_role("combobox", name="Sök i hela banken")


def last_field(page: Page) -> Locator:
    """Return the search page's own field; on other pages the one in the head."""
    return page.locator("[data-search-field]").last


def options(page: Page) -> Locator:
    """Return the hits and ways on below the field in the head."""
    return page.get_by_role("listbox").get_by_role("option")


def all_hits(page: Page, query: str) -> Locator:
    """Return the way to all hits below the field in the head: it is there when a query is answered."""
    return page.locator(f".jb-suggest__all[href$='?q={quote(query)}']")


def hit_titles(page: Page) -> Locator:
    """Return the titles of the hits on the search page."""
    return page.locator(".jb-hits .jb-hit__title")


def sure_of(page: Page) -> None:
    """Wait until scripts have run, and no more."""
    page.wait_for_function("typeof window.jambanken?.search === 'function'")
