"""What a card says in a few words: no more than the entry knows."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.bank import smallest

from jambanken.kinds import KIND_BY_NAME

TIMED = {"rubrik": "Ses", "tid": "75"}
OPEN = {"rubrik": "Webben"}


def facts(kind: str, **fields: Any) -> list[str]:
    """Return the facts of an entry with these fields."""
    made = KIND_BY_NAME[kind]
    return [*made.facts(made.model.model_validate(smallest(kind, **fields)))]


@pytest.mark.parametrize(
    ("sort", "steps", "said"),
    [
        ("lärväg", [TIMED, TIMED], ["2 steg", "2 timmar 30 minuter"]),
        ("lärväg", [TIMED, OPEN], ["2 steg", "minst 1 timme 15 minuter"]),
        ("lärväg", [OPEN], ["1 steg"]),
        ("mötespaket", [OPEN, TIMED, OPEN], ["3 steg", "1 timme 15 minuter"]),
    ],
)
def test_a_path_takes_at_least_what_its_steps_take(
    sort: str, steps: list[dict[str, object]], said: list[str]
) -> None:
    """A step whose time nobody knows is not taken for none; what is around a meeting is no part of it."""
    assert facts("larvagar", typ=sort, steg=steps) == said


@pytest.mark.parametrize(("length", "said"), [("3:00", "längd 3:00"), ("okänd", "längd okänd")])
def test_a_film_has_a_length_or_it_is_unknown(length: str, said: str) -> None:
    """Both are said in the same words."""
    assert facts("filmer", längd=length, textning="okänd") == [said, "textning okänd"]
