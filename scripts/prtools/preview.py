"""The pages that a change makes or alters, as one PDF that a browser shows: a picture of each.

Wants the packages of ``tests/requirements.txt`` and a browser; ``JAMBANKEN_BROWSER`` names one.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page, sync_playwright

#: Nobody looks through more, and a run should end.
MOST_PAGES = 30
_WIDTH = 1280
#: The longest side that PDF 1.7 allows is 14,400 units of 1/72 inch: 19,200 pixels.
_TALLEST = 19_000


#: Pictures further down wait until somebody scrolls there, and nobody does.
_WITH_ALL_PICTURES = """() => Promise.all([...document.images].map((image) => {
  image.loading = "eager";
  return image.decode().catch(() => undefined);
}))"""


def pictures_of(site: Path, pages: Sequence[str], target: Path, browser: str | None) -> int:
    """Write a PDF with a page for each address, as it looks on a wide screen. Return how many."""
    book = pypdfium2.PdfDocument.new()
    with _served(site) as base, sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser)
        # The pages are a stranger's words: they may fetch nothing but the site's own files.
        context = opened.new_context(viewport={"width": _WIDTH, "height": 900})
        context.route(
            "**/*",
            lambda route: (
                route.continue_() if route.request.url.startswith(base) else route.abort()
            ),
        )
        for address in pages[:MOST_PAGES]:
            page = context.new_page()
            answer = page.goto(f"{base}/{address}", wait_until="load")
            if answer is not None and answer.ok:
                book.import_pages(pypdfium2.PdfDocument(_as_pdf(page)))
            page.close()
        opened.close()
    count = len(book)
    if count:
        book.save(target)
    return count


def _as_pdf(page: Page) -> bytes:
    """Return a whole page on one sheet, as the screen shows it."""
    page.emulate_media(media="screen", reduced_motion="reduce")
    page.evaluate(_WITH_ALL_PICTURES)
    height = page.evaluate("() => document.documentElement.scrollHeight")
    return page.pdf(
        width=f"{_WIDTH}px",
        height=f"{min(int(height) + 1, _TALLEST)}px",
        print_background=True,
        page_ranges="1",
        tagged=True,
    )


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's own name
        """Say nothing: addresses are a stranger's words, and the log obeys some."""
