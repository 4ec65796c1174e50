"""How much may stand in memory at once, over all threads."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator


class Room:
    """So many of something, shared by threads. What is larger than all of it has it to itself."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._free = size
        self._changed = threading.Condition()

    @contextlib.contextmanager
    def holding(self, wanted: float) -> Iterator[Callable[[float], None]]:
        """Wait for room and hold it. What is given can be called to hold less from then on."""
        held = min(wanted, self._size)
        with self._changed:
            self._changed.wait_for(lambda: self._free >= held)
            self._free -= held

        def keep(less: float) -> None:
            nonlocal held
            with self._changed:
                self._free += held - min(less, held)
                held = min(less, held)
                self._changed.notify_all()

        try:
            yield keep
        finally:
            keep(0)
