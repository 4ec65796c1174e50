"""The project's own bank in a browser, and a small one with pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.support.browsing import Windows, served

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def base(built_site: Path) -> Iterator[str]:
    """The address of the finished site."""
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def picture_base(picture_site: Path) -> Iterator[str]:
    """The address of the small site with pictures."""
    with served(picture_site) as address:
        yield address


@pytest.fixture
def open_page(windows: Windows, base: str) -> OpenPage:
    """Open an address of the site in a window of its own; the options are those of `Windows.open`."""

    def open_(address: str = "", **options: Any) -> Page:
        page = windows.open(**options).new_page()
        page.goto(base + address)
        return page

    return open_
