"""Every kind of file: what is taken, what is refused, where, and in which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from tests.support.models import CASES, TARGETS, FieldOf, choices, data_of, fields

from jambanken.parse import parse
from jambanken.problems import in_order
from jambanken.source import Plain

GOOD = sorted(CASES.glob("*/good/*.yml"))
BAD = sorted(CASES.glob("*/bad/*.yml"))
CONTRACT: Mapping[str, Any] = yaml.safe_load((CASES / "contract.yml").read_text("utf-8"))

#: Limits of the fields that every entry has are broken in the cases of tips alone.
OF_EVERY_ENTRY = {(key.rstrip("!"),) for key in CONTRACT["every entry"]} - {("titel",)}


def name_of(case: Path) -> str:
    """Return a case's folder and name."""
    return case.relative_to(CASES).with_suffix("").as_posix()


@pytest.mark.parametrize("case", GOOD, ids=name_of)
def test_good(case: Path) -> None:
    """What the contract allows is read without a word."""
    parsed = parse(case.read_bytes(), case.name, TARGETS[case.parts[-3]])
    assert parsed.problems == ()
    assert parsed.value is not None


@pytest.mark.parametrize("case", BAD, ids=name_of)
def test_bad(case: Path) -> None:
    """What the contract forbids gives these lines, all of them in one run."""
    parsed = parse(case.read_bytes(), case.name, TARGETS[case.parts[-3]])
    lines = "".join(f"{problem}\n" for problem in in_order(parsed.problems))
    assert lines == case.with_suffix(".txt").read_text("utf-8")
    assert parsed.value is None


def test_the_contract_s_own_line() -> None:
    """The contract fixes this line to the letter."""
    case = CASES / "tips" / "bad" / "byt-plats.yml"
    (problem,) = parse(case.read_bytes(), "tipsbank/tips/byt-plats.yml", TARGETS["tips"]).problems
    assert str(problem) == (
        'tipsbank/tips/byt-plats.yml:12:1: fel: "malgrupper" är inget fält. '
        'Menade du "målgrupper"? [okant-falt]'
    )


def contract_of(name: str) -> Iterator[FieldOf]:
    """Give the fields that the contract lists for a kind or a shared file."""
    common = CONTRACT["every entry"] if "." not in name else {}
    listed = dict(CONTRACT[name])
    if name == "bildbank":
        common = {key.rstrip("!"): value for key, value in common.items() if key != "titel!"}
        common = {"titel!": None, **common}
        common.pop("licens")
    return _listed({**common, **listed})


def _listed(group: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[FieldOf]:
    for key, below in group.items():
        here = (*path, key.rstrip("!"))
        choices = tuple(map(str, below)) if isinstance(below, list) else ()
        yield FieldOf(here, key.endswith("!"), choices)
        if isinstance(below, dict):
            yield from _listed(below, here)


@pytest.mark.parametrize("name", sorted(set(CONTRACT) - {"every entry"}))
def test_the_model_has_the_fields_of_the_contract(name: str) -> None:
    """Names, what must be there and what can be chosen are those that editors were promised."""
    assert sorted(fields(TARGETS[name])) == sorted(contract_of(name))


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_every_field_is_in_a_good_case(name: str) -> None:
    """No field can be lost or renamed without a case that fails."""
    seen = {path for case in GOOD if case.parts[-3] == name for path in _paths(data_of(case))}
    assert {field.path for field in fields(TARGETS[name])} <= seen


def _paths(data: Plain, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if value is not None:
                yield (*path, key)
            yield from _paths(value, (*path, key))
    elif isinstance(data, list):
        for item in data:
            yield from _paths(item, path)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_every_limit_is_in_a_bad_case(name: str) -> None:
    """Every required field is left out somewhere, every list of choices and every limit broken."""
    broken = {
        (tuple(part for part in error["loc"] if isinstance(part, str)), error["type"])
        for case in BAD
        if case.parts[-3] == name
        for error in _errors(data_of(case), TARGETS[name])
    }
    missed = set(_limits(TARGETS[name])) - broken
    if name not in {"tips", "bank.yml"}:
        missed = {limit for limit in missed if limit[0][:1] not in OF_EVERY_ENTRY}
    assert missed == set()


def _errors(data: Plain, target: Any) -> list[Any]:
    try:
        TypeAdapter(target).validate_python(data)
    except ValidationError as fault:
        return list(fault.errors())
    return []


def _limits(target: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give the ways in which each field can be wrong, as the model's types of errors."""
    if isinstance(target, type) and issubclass(target, BaseModel):
        for name, field in target.model_fields.items():
            here = (*path, field.alias or name)
            if field.is_required():
                yield here, "missing"
            yield from ((here, sort) for sort in _sorts(field.annotation, field.metadata))
            yield from _limits(field.annotation, here)
    else:
        for arg in getattr(target, "__args__", ()):
            yield from _limits(arg, path)


def _sorts(annotation: Any, metadata: Any) -> Iterator[str]:
    """Give the types of errors that a field's own type can have."""
    described = [*metadata, *getattr(annotation, "__metadata__", ())]
    for limit in described:
        if getattr(limit, "ge", None) is not None:
            yield "greater_than_equal"
        if getattr(limit, "le", None) is not None:
            yield "less_than_equal"
    origin = getattr(annotation, "__origin__", annotation)
    if origin is tuple:
        yield "tuple_type"
        if any(getattr(limit, "min_length", None) for limit in described):
            yield "too_short"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield "model_type"
    if any(choices(annotation)):
        yield "enum"
    for arg in getattr(annotation, "__args__", ()):
        yield from (sort for sort in _sorts(arg, ()) if sort != "enum")
