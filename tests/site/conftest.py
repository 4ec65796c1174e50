"""The project's own bank in a browser, and a small one with pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.support.browsing import served
from tests.support.builds import built
from tests.support.picture_bank import picture_bank

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def base(built_site: Path) -> Iterator[str]:
    """The address of the finished site."""
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def picture_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small bank with pictures as a finished site. Look, do not touch."""
    folder = tmp_path_factory.mktemp("pictures")
    return built(picture_bank(folder / "bank"), folder / "site")


@pytest.fixture(scope="session")
def picture_base(picture_site: Path) -> Iterator[str]:
    """The address of the small site with pictures."""
    with served(picture_site) as address:
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
