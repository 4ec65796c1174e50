"""How much may stand in memory at once, over all threads, and that it is given back."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

from PIL import _imaging

#: Pillow's own blocks, and how many it keeps when there is nothing special to do.
_USUAL = 16 * 1024 * 1024, 0
_THRIFTY = 4 * 1024 * 1024, 15


@contextlib.contextmanager
def thrifty() -> Iterator[None]:
    """Let Pillow use small blocks of memory again rather than ask the system for new large ones.

    Threads that make large pictures otherwise leave holes in memory that nothing fits in: ten photos
    of 12 to 24 megapixels on two threads took 435 MB, and take 362 MB so (Pillow 13, glibc 2.36).
    """
    _set_blocks(*_THRIFTY)
    try:
        yield
    finally:
        _set_blocks(*_USUAL)


def _set_blocks(size: int, kept: int) -> None:
    # Pillow documents these under "Block allocator", as the settings of its environment.
    _imaging.set_block_size(size)
    _imaging.set_blocks_max(kept)


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
