"""Pictures that are the same one are found, however many there are."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from jambanken.images.alike import alike
from jambanken.images.phash import SAME_WITHIN, distance

hashes = st.integers(0, 2**64 - 1)
#: Some hashes, and the bits in which others differ from them.
families = st.lists(
    st.tuples(hashes, st.lists(st.sets(st.integers(0, 63), max_size=9), max_size=5)), max_size=4
)


@given(families, st.randoms(use_true_random=False))
def test_the_same_as_comparing_all_with_all(
    drawn: list[tuple[int, list[set[int]]]], chance: random.Random
) -> None:
    """The short way finds what the long way finds, none less and none more."""
    found = [
        f"{bits ^ sum(1 << place for place in others):016x}"
        for bits, children in drawn
        for others in [set(), *children]
    ]
    chance.shuffle(found)
    named = {f"bild-{number}": value for number, value in enumerate(found)}
    expected = {}
    for number, (name, value) in enumerate(named.items()):
        earlier = [
            other
            for other, written in list(named.items())[:number]
            if distance(value, written) <= SAME_WITHIN
        ]
        if earlier:
            expected[name] = earlier[0]
    assert alike(named) == expected


def test_as_far_apart_as_it_may_be() -> None:
    """Six bits apart is the same picture, seven is not, wherever they are."""
    for start in range(58):
        near = sum(1 << start + step for step in range(6))
        assert alike({"a": "0" * 16, "b": f"{near:016x}"}) == {"b": "a"}
        assert alike({"a": "0" * 16, "b": f"{near | 1 << (start + 6) % 64:016x}"}) == {}
