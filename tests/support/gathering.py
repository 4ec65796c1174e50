"""What a visitor has gathered, as the browser keeps it and the page of the collection shows it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.support.browsing import Visit

KEY = "jambanken.samling"
COPYING = ["clipboard-read", "clipboard-write"]

#: One thing of the project's own bank of each sort that a collection treats in its own way.
TIP, FILM, TERM, PICTURE = (
    "tips/mat-talartiden",
    "filmer/karlskoga-jamstalld-snorojning",
    "begrepp/genus",
    "bildbank/buss",
)
ALL = [TIP, FILM, TERM, PICTURE]


def ref(slug: str) -> str:
    """Return a picture's reference."""
    return f"bildbank/{slug}"


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
    page.wait_for_function(reads, arg=[KEY, as_json(refs)])


def kept(page: Page) -> int:
    """Return how many texts the browser keeps for a site, of whatever kind."""
    count: int = page.evaluate("localStorage.length + sessionStorage.length")
    return count


def is_drawn(page: Page) -> None:
    """Wait until the page of the collection has found out what there is, and shows it."""
    parts = (f"[data-part={name}]:visible" for name in ("filled", "empty", "missing"))
    expect(page.locator(", ".join(parts)).first).to_be_visible()


def shows(page: Page, refs: list[str]) -> None:
    """Wait until the list has these things, in this order."""
    is_drawn(page)
    rows = page.locator(".jb-pick")
    expect(rows).to_have_count(len(refs))
    for place, ref_ in enumerate(refs):
        expect(rows.nth(place)).to_have_attribute("data-ref", ref_)


def row(page: Page, of: str) -> Locator:
    """Return the list's row of a thing."""
    return page.locator(f".jb-pick[data-ref='{of}']")


def copied_link(page: Page) -> str:
    """Press the button that copies the link, and return what was copied."""
    page.get_by_role("button", name="Kopiera länken").click()
    # The browser answers when the text is there.
    expect(page.get_by_role("status").filter(has_text="Länken är kopierad.")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


def printed(page: Page, name: str) -> None:
    """Press a button that prints, and wait for the printer (tests/site/collection/conftest.py)."""
    page.get_by_role("button", name=name).click()
    page.wait_for_function("() => window.isPrinted")


def taken(page: Page, name: str) -> bytes:
    """Press a button and return the file that comes."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path()).read_bytes()
