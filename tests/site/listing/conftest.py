"""Listings of made-up tips, served once for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.support.browsing import Visit, Windows
from tests.support.listings import ServedListing, served_listing


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedListing]:
    """A listing on one page. Look, do not touch."""
    with served_listing(tmp_path_factory.mktemp("few-tips"), 50) as listing:
        yield listing


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedListing]:
    """A listing on three pages. Look, do not touch."""
    with served_listing(tmp_path_factory.mktemp("many-tips"), 290) as listing:
        yield listing


@pytest.fixture
def visit(windows: Windows) -> Visit:
    """Open an address in a window of its own; no error is overlooked."""
    return windows.visit
