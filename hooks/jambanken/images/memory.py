"""How much may stand in memory at once, over all threads, and that it is given back."""

from __future__ import annotations

import contextlib
import ctypes
import threading
from collections.abc import Callable, Iterator
from functools import cache

#: Of glibc's malloc.h: from which size on a block is the system's own, and goes back when it is freed;
#: how much that is free at the end of a heap is kept.
_M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -3, -1
_MEGABYTE = 1024 * 1024
#: Pillow takes memory for large pictures in blocks of 16 MB.
_LARGE_BLOCK, _KEPT = 12 * _MEGABYTE, 32 * _MEGABYTE


@cache
def give_back() -> None:
    """Let the blocks of large pictures go back to the system as soon as they are free.

    glibc raises its limit for that when it sees large blocks come and go; then threads that make
    pictures leave holes in memory that nothing fits in. Smaller blocks are kept: to take them from
    the system anew each time costs a twentieth of all work. Twelve photos of 12 to 24 megapixels on
    two threads took 301 MB so and 8.5 s, and as much with a limit of 1 MB, but 9.1 to 9.6 s (Pillow
    13, glibc 2.36). Elsewhere nothing is done.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        allocator = ctypes.CDLL(None)
        allocator.mallopt(_M_MMAP_THRESHOLD, _LARGE_BLOCK)
        allocator.mallopt(_M_TRIM_THRESHOLD, _KEPT)


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
