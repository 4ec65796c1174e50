"""How much may stand in memory at once, over all threads, and that it is given back."""

from __future__ import annotations

import contextlib
import ctypes
import threading
from collections.abc import Callable, Iterator
from functools import cache

#: Of glibc's malloc.h: from which size on a block is the system's own, and goes back when it is freed.
_M_MMAP_THRESHOLD = -3
_LARGE_BLOCK = 1024 * 1024


@cache
def give_back() -> None:
    """Let large blocks of memory go back to the system as soon as they are free.

    glibc raises its limit for that when it sees large blocks come and go; then threads that make
    pictures leave holes in memory that nothing fits in. Ten photos of 12 to 24 megapixels on two
    threads took 435 MB, and take 310 MB so (Pillow 13, glibc 2.36). Elsewhere nothing is done.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE_BLOCK)


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
