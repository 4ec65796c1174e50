"""The finished site behind a small server, and one page of each sort in it."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route

from jambanken.groups import GROUPS
from jambanken.kinds import KINDS

#: Opens an address in a window of its own, as `Windows.visit` does.
Visit = Callable[..., Page]
#: What is answered in place of the server, by the addresses asked for.
Routes = Mapping[str | re.Pattern[str], Callable[[Route], object]]
#: One page of each sort, as patterns of folders in the site; the longest page that fits is taken.
SORTS = (
    *("", "om", "tillganglighet", "integritet", "redaktion"),
    *("redaktion/regler", "redaktion/falt", "redaktion/falt/projektplaner", "redaktion/egen-dator"),
    *(kind.name for kind in KINDS),
    *(f"{kind.name}/*" for kind in KINDS),
    *("bildbank/filter/*", "bildbank/balans", "bildbank/aterkallade", "samling", "bestall"),
    *("bilder", "bilder/*", "data", "sok", "nytt", "redaktion/sokord"),
    *("moten", "veckans-tips", "rapport", "medverka"),
    *("teman", "organisationer", *(f"{group.folder}/*" for group in GROUPS)),
)
_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
)


def address(site: Path, sort: str) -> str:
    """Return the address of the longest page of a sort, relative to the site's base."""
    pages = site.glob(f"{sort}/index.html") if sort else [site / "index.html"]
    longest = max(pages, key=lambda path: (path.stat().st_size, path))
    return "".join(f"{part}/" for part in longest.parent.relative_to(site).parts)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine, and give its address."""
    with _Server(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Server(ThreadingHTTPServer):
    request_queue_size = (
        64  # a browser asks for many files at once, and a busy machine is slow to answer
    )

    def handle_error(self, *asked: Any) -> None:
        """Tell what went wrong, but not that a browser hung up because it went elsewhere."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*asked)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: tests tell what matters."""


class Windows:
    """Windows of a browser, each with nothing remembered, and what their pages complain of."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._opened: list[BrowserContext] = []
        self._faults: list[str] = []

    def open(self, *, width: int = 1280, height: int = 800, **options: Any) -> BrowserContext:
        """Open one. The options are those of Playwright's contexts."""
        usual = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce"}
        self._opened.append(self._browser.new_context(**{**usual, **options}))
        return self._opened[-1]

    def visit(self, address: str, routes: Routes | None = None, **options: Any) -> Page:
        """Open an address in a window of its own, and watch its page."""
        context = self.open(**options)
        for asked, answer in (routes or {}).items():
            context.route(asked, answer)
        page = self.watch(context.new_page())
        page.goto(address)
        return page

    def watch(self, page: Page) -> Page:
        """Note what goes wrong in a page's scripts and what is written to its console."""
        page.on("pageerror", lambda error: self._faults.append(str(error)))
        page.on("console", lambda message: self._faults.append(message.text))
        return page

    def close(self) -> None:
        """Close all. Fails where a page that was watched complained of anything but a missing file."""
        for context in self._opened:
            # A picture may still be asked for, and its answer would find no page.
            context.unroute_all(behavior="ignoreErrors")
            context.close()
        assert [fault for fault in self._faults if "404" not in fault] == []


def start(playwright: Playwright) -> Browser:
    """Start the browser that JAMBANKEN_BROWSER names, else Playwright's own."""
    program = os.environ.get("JAMBANKEN_BROWSER") or None
    return playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
