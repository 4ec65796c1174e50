"""How much work something may be."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def bounded(seconds: float = 5) -> Iterator[None]:
    """Hold what is done inside to so many seconds of this process's own time.

    A clock on the wall would count what else the machine is busy with: among nineteen processes on two
    cores, 0.2 seconds of work took ten.
    """
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds
