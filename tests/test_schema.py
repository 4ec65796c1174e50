"""The schemas of the kinds: what the model takes, they take, and they refuse what is foreign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.support.models import CASES, data_of, fields

from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.schema import YAML, type_schema

ROOT = Path(__file__).parent.parent
KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def loaded(path: Path) -> Any:
    """Return what a file holds to other programs: numbers, where a text looks like one."""
    return _numbers(data_of(path))


def _numbers(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _numbers(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_numbers(item) for item in data]
    if isinstance(data, str) and re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]+)?", data):
        return float(data) if "." in data else int(data)
    return data


def entries(kind: Kind) -> Iterator[Path]:
    """Give the bank's own files of a kind, and the good cases."""
    yield from sorted((ROOT / kind.folder).glob("*.yml"))
    yield from sorted((CASES / kind.name / "good").glob("*.yml"))


@KIND
def test_what_is_written_in_the_bank_fits(kind: Kind) -> None:
    """An editor's program underlines nothing that the bank takes."""
    schema = type_schema(kind.model, YAML)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    files = list(entries(kind))
    assert files
    found = [f"{path}: {fault.message}" for path in files for fault in _faults(validator, path)]
    assert found == []


def _faults(validator: Any, path: Path) -> list[Any]:
    return list(validator.iter_errors(loaded(path)))


@KIND
def test_every_field_is_explained(kind: Kind) -> None:
    """Each field of the model has its place, a title and a help text in Swedish."""
    schema = type_schema(kind.model, YAML)
    for field in fields(kind.model):
        here: Any = schema
        for key in field.path:
            here = here.get("items", here)["properties"][key]
        assert here["title"]
        assert here["description"]
        if field.choices:
            words = here.get("items", here)["enum"]
            assert set(field.choices) <= set(words)


@KIND
def test_what_is_foreign_does_not_fit(kind: Kind) -> None:
    """An unknown key, a lost field, a wrong word and a bad date are seen while they are written."""
    validator = Draft202012Validator(type_schema(kind.model, YAML))
    whole = loaded(CASES / kind.name / "good" / "fullest.yml")
    assert validator.is_valid(whole)
    wrong: tuple[dict[str, Any], ...] = (
        {"malgrupper": ["chef"]},
        {"titel": "x"},
        {"status": "klar"},
        {"publicerad": "22 november"},
        {"relaterat": ["mat-talartiden"]},
        {"källor": [{"utgivare": "SKR"}]},
        {"bild": "tips/mat-talartiden"},
    )
    for change in wrong:
        assert not validator.is_valid({**whole, **change}), change
    for key in type_schema(kind.model, YAML)["required"]:
        assert not validator.is_valid({name: whole[name] for name in whole if name != key}), key
