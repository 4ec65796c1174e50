"""Cases of pictures with what is to be counted in them, for Python's code and the browser's alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.support.models import data_of

from jambanken.counting.headcount import Tally
from jambanken.counting.shortage import Order, needs
from jambanken.counting.values import Measure
from jambanken.counting.words import value_of, verdict_of
from jambanken.kinds.bildbank import Picture

CASES = sorted((Path(__file__).parent.parent / "cases" / "balance").glob("*.yml"))
_PERSON = ("presentation", "åldersgrupp", "roll", "handling", "plan", "blick")
SMALLEST = {
    "fil": "a.png",
    "titel": "En bild",
    "alt": "Illustration: någon gör något.",
    "typ": "illustration",
    "fotograf": "Banken",
    "licens": "CC0-1.0",
}


@dataclass(frozen=True)
class Case:
    """Pictures, what some indicators are to be for them, and every order in its order."""

    pictures: list[Picture]
    indicators: Mapping[str, Mapping[str, Any]]
    orders: list[str]


def read_case(path: Path) -> Case:
    """Read a file of a case."""
    data: Any = data_of(path)
    pictures = [picture for given in data["pictures"] for picture in _pictures(given)]
    return Case(pictures, data["indicators"], data["orders"])


def _pictures(given: dict[str, Any]) -> Iterator[Picture]:
    fields = {key: value for key, value in given.items() if key not in {"times", "personer"}}
    people = [dict(zip(_PERSON, one.split(), strict=True)) for one in given.get("personer", ())]
    if fields.get("igenkännbara") == "ja":
        fields["rättslig_grund"] = {"typ": "avtal"}
    data = {**SMALLEST, **fields, "personer": people}
    yield from [Picture.model_validate(data)] * int(given.get("times", 1))


def plain(measure: Measure) -> dict[str, Any]:
    """Return a measure as a case tells it."""
    found = measure.found
    told = {
        "n": tally(found.base),
        "hits": found.hits and tally(found.hits),
        "part": found.part,
        "of": found.whole,
        "women": fraction(found.women),
        "men": fraction(found.men),
        "value": fraction(measure.value),
        "verdict": str(measure.verdict),
        "said": value_of(measure).replace("\N{NARROW NO-BREAK SPACE}", " "),
        "label": verdict_of(measure).replace("\N{NARROW NO-BREAK SPACE}", " "),
    }
    return {key: str(value) for key, value in told.items() if value is not None}


def needed(measure: Measure) -> list[str]:
    """Return what an indicator needs, as a case tells it."""
    return [f"{need.number} {need.sex or '-'}" for need in needs(measure)]


def ordered(order: Order) -> str:
    """Return an order as a case tells it."""
    young = ", young" if order.young else ""
    cell = f"{order.area} {order.role} {order.sex}"
    return f"{cell}, shown {tally(order.shown)}, helps {order.helps}{young}"


def tally(one: Tally) -> str:
    """Return K, M and Ö."""
    return f"{one.women}/{one.men}/{one.others}"


def fraction(value: Fraction | None) -> str | None:
    """Return a fraction with its denominator, 1 too."""
    return None if value is None else f"{value.numerator}/{value.denominator}"
