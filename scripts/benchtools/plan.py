"""Which entries a made-up bank has, before any text is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from benchtools.words import ascii_slug, heading, term_names

#: Of a hundred entries. Tips also get what rounding leaves. Pictures are measured on their own.
SHARES: Mapping[str, int] = {
    "tips": 48,
    "exempel": 18,
    "filmer": 10,
    "trycksaker": 10,
    "utbildningar": 5,
    "projektplaner": 4,
    "begrepp": 3,
    "larvagar": 2,
}
FEWEST = 2 * len(SHARES)
#: The day the bank is made for: no entry is a draft, none is due for review.
TODAY = dt.date(2026, 11, 22)
FIRST_DAY = dt.date(2024, 1, 8)


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids that entries may use: those of the project's own shared files."""

    audiences: tuple[str, ...]
    areas: tuple[str, ...]
    themes: tuple[str, ...]
    steering: tuple[str, ...]
    organisations: tuple[str, ...]
    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A bank to be made: its size, its seed and who is in it, before any text is written."""

    seed: int
    ids: Ids
    terms: tuple[str, ...]
    slugs: Mapping[str, tuple[str, ...]]
    #: Words for a long tail, as real texts have: a search has more to do than a page.
    rare: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return sum(map(len, self.slugs.values()))


def plan(size: int, seed: int, ids: Ids) -> Plan:
    """Decide which entries there are. Raises ``ValueError`` for fewer than ``FEWEST``."""
    if size < FEWEST:
        raise ValueError(f"a bank has at least {FEWEST} entries")
    counts = {kind: max(1, size * share // 100) for kind, share in SHARES.items()}
    counts["tips"] += size - sum(counts.values())
    terms = term_names(counts["begrepp"])
    slugs = {
        kind: tuple(
            ascii_slug(terms[at]) if kind == "begrepp" else _slug(seed, kind, at)
            for at in range(count)
        )
        for kind, count in counts.items()
    }
    return Plan(seed, ids, terms, slugs)


def _slug(seed: int, kind: str, at: int) -> str:
    return f"{ascii_slug(heading(Random(f'{seed} {kind} {at}')))}-{at}"  # noqa: S311  # no secret
