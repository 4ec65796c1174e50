"""A visitor who gathers, in the project's own bank or in a small one with pictures."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext
from tests.support.browsing import Visit, Windows
from tests.support.gathering import COPYING, visiting


@pytest.fixture
def context(windows: Windows) -> BrowserContext:
    """A browser with nothing remembered, whose printer is a note that something was printed."""
    made = windows.open(
        height=900, permissions=COPYING, timezone_id="Europe/Stockholm", locale="sv-SE"
    )
    made.add_init_script("window.print = () => { window.isPrinted = true };")
    return made


@pytest.fixture
def visit(context: BrowserContext, base: str) -> Visit:
    """Open an address of the bank; ``holding`` is what the browser kept before that."""
    return visiting(context, base)


@pytest.fixture
def visit_pictures(context: BrowserContext, picture_base: str) -> Visit:
    """Open an address of the small bank with pictures in the same browser."""
    return visiting(context, picture_base)
