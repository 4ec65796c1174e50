"""Asks a search as a visitor does, in a browser, and tells how long it took and what it fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from benchtools.measure import FailedError
from benchtools.search_server import Served

#: A phone on a poor line: 1.6 Mbit/s down, 150 ms there and back.
SLOW_LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 // 8,
    "uploadThroughput": 750_000 // 8,
}
_PHONE = {"width": 375, "height": 667}
_PATIENCE = 120_000
#: Long enough for what a page fetches by itself, in milliseconds.
_REST = 400
#: Turns to the field and writes all of the text at once; the time is up when a hit is in the list.
_ASK = """async ([field, list, hit, text, patience]) => {
  const input = document.querySelector(field);
  const shown = new Promise((resolve, reject) => {
    const isHit = (node) => node.matches?.(hit) || node.querySelector?.(hit);
    new MutationObserver((records, observer) => {
      if (!records.some((record) => [...record.addedNodes].some(isHit))) return;
      observer.disconnect();
      resolve(performance.now());
    }).observe(document.querySelector(list), { childList: true, subtree: true });
    setTimeout(() => reject(new Error(`no hit for ${text}`)), patience);
  });
  const start = performance.now();
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  return (await shown) - start;
}"""


@dataclass(frozen=True, slots=True)
class Field:
    """Where a search is: the selectors of its field, its list and a hit.

    ``files`` and ``index`` are what the paths of its own files, and of those of its index, begin with.
    """

    field: str
    list: str
    hit: str
    files: tuple[str, ...]
    index: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A visit: milliseconds to the first answer and to each next one; bytes and files until the first.

    ``early`` is how many files of the index came before anybody turned to the search.
    """

    first: float
    following: tuple[float, ...]
    size: int
    files: int
    early: int


def ask(
    browser: Browser, served: Served, address: str, field: Field, queries: Sequence[str]
) -> Asked:
    """Open a page with nothing kept, and ask. Raises ``FailedError`` where nothing is found."""
    context = browser.new_context()
    try:
        page = context.new_page()
        served.sent.clear()
        page.goto(served.address + address, wait_until="load", timeout=_PATIENCE)
        page.wait_for_timeout(_REST)
        early = sum(path.startswith(field.index) for path, _ in served.sent)
        first = _time(page, field, queries[0])
        own = [sent for sent in served.sent if sent.path.startswith(field.files)]
        following = tuple(_time(page, field, query) for query in queries[1:])
    finally:
        context.close()
    return Asked(first, following, sum(sent.size for sent in own), len(own), early)


def ask_slowly(browser: Browser, served: Served, address: str, field: Field, query: str) -> float:
    """Ask once on a slow line, and return milliseconds. Raises ``FailedError``."""
    context = browser.new_context(viewport={"width": _PHONE["width"], "height": _PHONE["height"]})
    try:
        page = context.new_page()
        page.goto(served.address + address, wait_until="load")
        page.wait_for_timeout(_REST)
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW_LINE)
        return _time(page, field, query)
    finally:
        context.close()


def _time(page: Page, field: Field, text: str) -> float:
    given = [field.field, field.list, field.hit, text, _PATIENCE]
    try:
        found: float = page.evaluate(_ASK, given)
    except BrowserError as fault:
        raise FailedError(f"asking for {text!r} at {page.url}: {fault}") from fault
    return found
