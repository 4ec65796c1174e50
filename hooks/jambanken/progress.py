"""How far the making of pictures or print files is, for whoever waits at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

#: Seconds between two lines, so that the terminal is not what takes the time.
_BETWEEN = 0.1


def progress(
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
    what: str = "Bilder",
) -> Callable[[int, int], None]:
    """Return what tells ``stream`` (default stderr) how many of ``what`` are made.

    A terminal gets one line that is written over and over, anything else one line at the end.
    """
    to = stream or sys.stderr
    lively = to.isatty()
    told = -_BETWEEN

    def tell(done: int, of: int) -> None:
        nonlocal told
        ended = done == of
        if not ended and (not lively or clock() - told < _BETWEEN):
            return
        told = clock()
        start, end = "\r" if lively else "", "\n" if ended else ""
        to.write(f"{start}{what}: {done} av {of}{end}")
        to.flush()

    return tell


def unheard(done: int, of: int) -> None:
    """Hear how far the work is, and do nothing."""
