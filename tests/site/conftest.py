"""The project's own bank in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.support.browsing import served

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def base(built_site: Path) -> Iterator[str]:
    """The address of the finished site."""
    with served(built_site) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, base: str) -> Iterator[OpenPage]:
    """Open an address of the site in a browser of its own, with nothing remembered.

    The options are those of Playwright's contexts; ``width`` stands for the window's width.
    """
    contexts = []

    def open_(address: str = "", *, width: int = 1280, **options: Any) -> Page:
        options.setdefault("reduced_motion", "reduce")
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(base + address)
        return page

    yield open_
    for context in contexts:
        context.close()
