"""The gallery or a listing narrowed, as a visitor does it and sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from playwright.sync_api import Locator, Page, expect

_TITLES = ".jb-card:visible .jb-card__title, .jb-shot:visible .jb-shot__title"


def titles(page: Page) -> Locator:
    """Return the titles of the cards that are to be seen, entries' or pictures'."""
    return page.locator(_TITLES)


def expect_shown(page: Page, wanted: Sequence[str]) -> None:
    """Wait until just the cards with these titles are to be seen, in this order."""
    expect(titles(page)).to_have_text(wanted)


def word(
    page: Page, side: str, name: str, role: Literal["checkbox", "radio"] = "checkbox"
) -> Locator:
    """Return the box of a word, which has its number beside it. Its side is opened."""
    group = page.get_by_role("group", name=side, exact=True)
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    return group.get_by_role(role, name=re.compile(rf"^{name} \d"))
