"""One press for all tests of print: its processes take half a second to start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jambanken.printing.press import Press


@pytest.fixture(scope="package")
def press() -> Iterator[Press]:
    """The processes that set files."""
    made = Press()
    yield made
    made.close()
