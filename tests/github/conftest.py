"""What the tests of the automation share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.github.fake import Fake, running


@pytest.fixture
def fake() -> Iterator[Fake]:
    """A GitHub of the test's own."""
    with running() as found:
        yield found
