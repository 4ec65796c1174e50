"""Dates, numbers and spans as Swedish writes them."""

from __future__ import annotations

import datetime as dt
import inspect
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jambanken import swedish

SAYINGS = yaml.safe_load(
    (Path(__file__).parent / "cases" / "swedish" / "sayings.yml").read_text("utf-8")
)


@pytest.mark.parametrize(
    ("function", "arguments", "said"), SAYINGS, ids=lambda value: str(value)[:40]
)
def test_saying(function: str, arguments: list[Any], said: str) -> None:
    """The same words on every machine, whatever its locale."""
    if function == "number":
        arguments = [Decimal(argument) for argument in arguments]
    assert getattr(swedish, function)(*arguments) == said.replace("~", "\N{NO-BREAK SPACE}")


def test_every_function_has_a_case() -> None:
    """Whatever is said in a page is in the table, but for what orders it."""
    functions = {
        name
        for name, value in inspect.getmembers(swedish, inspect.isfunction)
        if value.__module__ == swedish.__name__ and not name.startswith("_")
    }
    assert functions - {"sort_key"} == {function for function, *_ in SAYINGS}


def test_alphabet() -> None:
    """Å, ä and ö come last and apart; case and accents have no weight; figures come first."""
    words = ["Öl", "ärende", "Åsikt", "zon", "élan", "Eka", "eld", "4R", "apa", "Arbete"]
    assert sorted(words, key=swedish.sort_key) == [
        *("4R", "apa", "Arbete", "Eka", "élan", "eld", "zon", "Åsikt", "ärende", "Öl")
    ]


@given(st.text(max_size=20))
def test_any_text_can_be_sorted_and_made_an_address(text: str) -> None:
    """No sign makes either fail, and an address has small letters, figures and single dashes."""
    assert len(swedish.sort_key(text)) >= len(text)
    parts = swedish.slug(text).split("-")
    assert parts == [""] or all(part.isascii() and part.isalnum() for part in parts)


@given(st.dates(), st.dates())
def test_the_months_and_years_of_a_span_are_in_it(one: dt.date, other: dt.date) -> None:
    """A span never hides when something starts or ends."""
    said = swedish.moments(min(one, other).isoformat(), max(one, other).isoformat())
    for date in (one, other):
        assert str(date.day) in said
        assert swedish.MONTHS[date.month - 1] in said
        assert str(date.year) in said
