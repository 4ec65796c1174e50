"""How good ranked answers are, by graded judgements.

nDCG after Järvelin and Kekäläinen (2002, https://doi.org/10.1145/582415.582418) with the gain
``2 ** grade - 1`` and the discount ``log2(rank + 1)``, over the first ten.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

#: The stratum of queries that nothing should be found for.
NEGATIVE = "negative"
_DEPTH, _LONG_DEPTH = 10, 20
_GOOD = 2


class Query(NamedTuple):
    """What somebody types, and what sort of query it is."""

    id: str
    stratum: str
    text: str


class Scores(NamedTuple):
    """What one answer is worth, each figure from 0 to 1. ``zero`` is 1 where nothing was found."""

    ndcg10: float
    mrr: float
    recall20: float
    zero: float


def scores(found: Sequence[str], grades: Mapping[str, int]) -> Scores:
    """Return what an answer is worth. A document counts where it first stands.

    MRR looks for a grade of 2 or more (of 1 where the query has no better), recall for 1 or more.
    """
    ids = list(dict.fromkeys(found))
    ideal = _gain(sorted(grades.values(), reverse=True)[:_DEPTH])
    got = _gain([grades.get(id_, 0) for id_ in ids[:_DEPTH]])
    good = _GOOD if max(grades.values(), default=0) >= _GOOD else 1
    places = (rank for rank, id_ in enumerate(ids[:_LONG_DEPTH], 1) if grades.get(id_, 0) >= good)
    first = next(places, 0)
    relevant = sum(grades.get(id_, 0) >= 1 for id_ in ids[:_LONG_DEPTH])
    return Scores(
        ndcg10=got / ideal if ideal else 0.0,
        mrr=1 / first if first else 0.0,
        recall20=relevant / min(len(grades), _LONG_DEPTH) if grades else 0.0,
        zero=float(not ids),
    )


def summary(
    queries: Iterable[Query],
    found: Mapping[str, Sequence[str]],
    grades: Mapping[str, Mapping[str, int]],
) -> dict[str, dict[str, float]]:
    """Return the means over all queries and over each stratum; how many hits the negative ones have."""
    by_stratum: dict[str, list[Scores]] = defaultdict(list)
    negative: list[int] = []
    for query in queries:
        answer = found.get(query.id, ())
        if query.stratum == NEGATIVE:
            negative.append(len(answer))
            continue
        for stratum in ("ALL", query.stratum):
            by_stratum[stratum].append(scores(answer, grades.get(query.id, {})))
    result = {stratum: _means(values) for stratum, values in by_stratum.items()}
    if negative:
        result[NEGATIVE] = {
            "mean_results": sum(negative) / len(negative),
            "clean": sum(not count for count in negative) / len(negative),
            "n": len(negative),
        }
    return result


def _gain(grades: Sequence[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def _means(values: Sequence[Scores]) -> dict[str, float]:
    means = {
        name: math.fsum(getattr(value, name) for value in values) / len(values)
        for name in Scores._fields
    }
    return {**means, "n": len(values)}
