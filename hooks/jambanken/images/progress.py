"""Tells an editor who waits how far the pictures are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO


def progress(what: str, stream: TextIO | None = None) -> Callable[[int, int], None]:
    """Return what is to be told how many are done of how many.

    A terminal gets one line that is written over; where nobody watches there is one line at the end.
    """
    out = stream or sys.stderr

    def tell(done: int, of: int) -> None:
        line, is_last = f"{what}: {done} av {of}", done == of
        if out.isatty():
            out.write(f"\r{line}" + ("\n" if is_last else ""))
        elif is_last:
            out.write(f"{line}\n")
        out.flush()

    return tell
