"""Puts documents through the index, and queries through the reader in a browser."""

from __future__ import annotations

import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from jambanken.output import Asset

SCRIPTS = Path("docs/assets/js")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
_PAGE = '<!doctype html><html lang="sv"><meta charset="utf-8"><title>Sök</title>'
_ASK = """async ([queries, limit]) => {
  const { openSearch } = await import(new URL("assets/js/search/reader.js", location));
  const search = openSearch("./");
  const answers = {}, times = [], first = performance.now();
  await search.find(queries[0]?.text ?? "", { limit });
  const cold = performance.now() - first;
  for (const { id, text } of queries) {
    const start = performance.now();
    const answer = await search.find(text, { limit });
    times.push(performance.now() - start);
    answers[id] = { urls: answer.hits.map(({ url }) => url), mended: answer.mended, unknown: answer.unknown };
  }
  return { answers, times, cold };
}"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found, by the query's id, and how long it took, in milliseconds."""

    found: dict[str, list[str]]
    details: dict[str, Any]
    first: float
    median: float
    slowest: float


def lay_out(assets: Sequence[Asset], project: Path, folder: Path) -> None:
    """Write an index and the project's scripts as a site has them."""
    for asset in assets:
        path = folder / asset.address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.read())
    (folder / "index.html").write_text(_PAGE, "utf-8")
    (folder / "assets/js").symlink_to((project / SCRIPTS).resolve())


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine, and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the figures are what matters."""


def ask(folder: Path, queries: Sequence[dict[str, str]], browser: str, limit: int = 20) -> Answers:
    """Ask the reader of a folder, given as ``{"id", "text"}``, in a browser (its path, or "")."""
    with served(folder) as address, sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser or None, args=list(_FLAGS))
        answers = ask_in(started, address, queries, limit)
        started.close()
    return answers


def ask_in(
    browser: Browser, address: str, queries: Sequence[dict[str, str]], limit: int = 20
) -> Answers:
    """Ask the reader at an address, in a browser that has been started."""
    page = browser.new_page()
    page.goto(address)
    told = page.evaluate(_ASK, [list(queries), limit])
    page.close()
    found = {id_: answer["urls"] for id_, answer in told["answers"].items()}
    times = told["times"] or [0.0]
    return Answers(found, told["answers"], told["cold"], statistics.median(times), max(times))
