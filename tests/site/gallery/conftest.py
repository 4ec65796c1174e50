"""Galleries of made-up pictures, served once for all tests of a process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Route
from tests.support.browsing import Visit, Windows
from tests.support.galleries import ServedGallery, served_gallery

#: The smallest sound picture: what is asked for under any name of a picture.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedGallery]:
    """A gallery on one page. Look, do not touch."""
    with served_gallery(tmp_path_factory.mktemp("few-pictures"), 60) as gallery:
        yield gallery


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedGallery]:
    """A gallery on three pages. Look, do not touch."""
    with served_gallery(tmp_path_factory.mktemp("many-pictures"), 250) as gallery:
        yield gallery


@pytest.fixture
def visit(windows: Windows) -> Visit:
    """Open an address in a window of its own. Every picture is one pixel; no error is overlooked."""

    def pixel(route: Route) -> None:
        route.fulfill(body=PIXEL, content_type="image/png")

    return partial(windows.visit, routes={re.compile(r"\.(avif|webp|jpg)$"): pixel})
