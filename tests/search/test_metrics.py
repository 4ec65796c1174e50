"""The figures of the measuring are right on cases that can be worked out by hand."""

from __future__ import annotations

import math

import pytest

from evaltools.metrics import Query, scores, summary


def test_a_perfect_answer_has_full_marks() -> None:
    """All that is relevant, the best first."""
    assert scores(["a", "b"], {"a": 3, "b": 1}) == pytest.approx((1.0, 1.0, 1.0, 0.0))


def test_order_counts_in_the_gain() -> None:
    """The lesser one first costs what the formula says."""
    got = (2**1 - 1) / math.log2(2) + (2**3 - 1) / math.log2(3)
    best = (2**3 - 1) / math.log2(2) + (2**1 - 1) / math.log2(3)
    assert scores(["b", "a"], {"a": 3, "b": 1}) == pytest.approx((got / best, 0.5, 1.0, 0.0))


def test_mrr_looks_for_what_is_good() -> None:
    """A grade of 1 is good enough only where there is no better."""
    assert scores(["b"], {"a": 2, "b": 1}).mrr == 0
    assert scores(["b"], {"b": 1}).mrr == 1
    assert scores([*"abcdefghijklmnopqrstu", "x"], {"x": 3}).mrr == 0


def test_recall_is_of_the_first_twenty() -> None:
    """Of thirty that are relevant twenty are all there can be; one that comes twice counts once."""
    grades = {f"d{number}": 1 for number in range(30)}
    assert scores([f"d{number}" for number in range(20)], grades).recall20 == 1
    assert scores(["d1", "d1", "d2"], grades).recall20 == pytest.approx(2 / 20)


def test_nothing_found_is_zero() -> None:
    """An empty answer is told apart from a bad one."""
    assert scores([], {"a": 1}) == (0, 0, 0, 1)
    assert scores(["z"], {"a": 1}) == (0, 0, 0, 0)


def test_means_are_by_stratum_and_nonsense_apart() -> None:
    """Nonsense counts in no mean but its own."""
    queries = [Query("1", "exact", "a"), Query("2", "typo", "b"), Query("3", "negative", "c")]
    found = {"1": ["a"], "2": [], "3": ["x", "y"]}
    figures = summary(queries, found, {"1": {"a": 3}, "2": {"b": 3}})
    assert figures["ALL"] == pytest.approx(
        {"ndcg10": 0.5, "mrr": 0.5, "recall20": 0.5, "zero": 0.5, "n": 2}
    )
    assert figures["typo"]["zero"] == 1
    assert figures["negative"] == {"mean_results": 2, "clean": 0, "n": 1}
