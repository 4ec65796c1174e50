"""How much can be done at the same time."""

from __future__ import annotations

import os


def processors() -> int:
    """Return how many processors this process may use: a container or a shared machine grants fewer."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
