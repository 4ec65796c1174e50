"""What a visitor has gathered, as the browser keeps it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page

KEY = "jambanken.samling"
COPYING = ["clipboard-read", "clipboard-write"]
Visit = Callable[..., Page]


def visiting(context: BrowserContext, base: str) -> Visit:
    """Return what opens an address of a site; ``holding`` is what the browser kept before that."""

    def open_(address: str = "samling/", holding: Any = None) -> Page:
        page = context.new_page()
        if holding is not None:
            page.goto(f"{base}404.html")
            page.evaluate("([k, v]) => localStorage.setItem(k, v)", [KEY, as_json(holding)])
        page.goto(base + address)
        return page

    return open_


def as_json(data: object) -> str:
    """Return data as the script writes it."""
    return json.dumps(data, separators=(",", ":"))


def holds(page: Page, refs: list[str]) -> None:
    """Wait until the browser keeps these references, in this order; earlier versions kept a bare list."""
    reads = """([key, text]) => {
      const kept = JSON.parse(localStorage.getItem(key));
      return JSON.stringify(kept?.refs ?? kept) === text;
    }"""
    page.wait_for_function(reads, arg=[KEY, as_json(refs)], timeout=5000)
