"""What is searched in, and what for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from benchtools.plan import Ids, Plan, plan
from jambanken.search.compounds import dictionary

#: Letters of the words that make the long tail.
_SHORTEST, _LONGEST = 5, 14
#: Where in the long tail, of the most common first, the words lie that are asked for.
_RANKS = (30, 3, 200, 12, 90, 500)
#: What is in the texts of every made-up bank.
_COMMON = (
    "talartiden",
    "statistiken ledningsgruppen",
    "gatubelysningen",
    "hur mäter rektorn friskvården",
)
#: What somebody on a phone asks, each to be answered before a second is over.
SLOW_QUERIES = (
    *("hur får vi alla att prata på mötet", "jamstalld snorojning", "dagis"),
    *("könsuppdelade siffror", "affish", "CEMR"),
)


def searched(size: int, seed: int, ids: Ids) -> Plan:
    """Return a bank whose texts have a long tail of words, those of a Swedish dictionary."""
    words = sorted(word for word in dictionary() if _SHORTEST <= len(word) <= _LONGEST)
    Random(seed).shuffle(words)  # noqa: S311  # no secret
    return replace(plan(size, seed, ids), rare=tuple(words))


def queries(made: Plan) -> Sequence[str]:
    """Return what is asked: words that a third of the entries have, and words that few have."""
    rare = [made.rare[rank] for rank in _RANKS if rank < len(made.rare)]
    mixed = [query for pair in zip(_COMMON, rare, strict=False) for query in pair]
    return [*mixed, *rare[len(_COMMON) :]]
