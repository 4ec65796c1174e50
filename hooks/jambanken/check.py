"""Check the content of a bank: the work behind ``scripts/check.py``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path

from jambanken import rules
from jambanken.bank import Memory, load
from jambanken.cache.store import CACHE, Store
from jambanken.darkroom import remembered_looks
from jambanken.problems import Problem, in_order


def check(root: Path, today: dt.date, files: Collection[str] | None = None) -> tuple[Problem, ...]:
    """Return everything that is wrong with the bank below ``root``, sorted by file and place.

    With ``files`` (names relative to ``root``, with forward slashes; a folder stands for all in it)
    the whole bank is read all the same, and what is found elsewhere is left out.
    """
    memory, store = Memory(), Store(root / CACHE if (root / CACHE).exists() else None)
    with remembered_looks(memory, store):
        bank = load(root, today, memory)
    store.close(prune=False)
    problems = in_order([*bank.problems, *rules.run(bank)])
    if files is None:
        return problems
    return tuple(problem for problem in problems if _is_among(problem.file, files))


def _is_among(file: str, names: Collection[str]) -> bool:
    parts = file.split("/")
    return any("/".join(parts[:length]) in names for length in range(len(parts) + 1))
