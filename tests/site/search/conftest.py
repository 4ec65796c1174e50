"""Where the project's own bank is searched."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.support.browsing import Visit, Windows


@pytest.fixture
def visit(windows: Windows, base: str) -> Visit:
    """Open an address of the site in a window of its own; no error in it is overlooked."""

    def open_(address: str = "", **options: Any) -> Page:
        return windows.visit(base + address, **options)

    return open_
