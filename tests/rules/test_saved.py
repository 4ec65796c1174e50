"""An error hides no other, and nothing is said that follows from one."""

from __future__ import annotations

import copy
import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.bank import write
from tests.support.models import data_of

from jambanken import rules
from jambanken.bank import Bank, Memory, load
from jambanken.check import check
from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.problems import FieldPath, Level, Problem
from jambanken.rules import RULES
from jambanken.source import Plain

CASES = Path(__file__).parent.parent / "cases"
TODAY = dt.date(2026, 11, 22)
#: Nothing that a field could hold, and nothing that it could be mistaken for.
UNREADABLE = {"qqqq": "zzzz"}

each_case = pytest.mark.parametrize(
    "case", [CASES / "rules" / rule.id for rule in RULES], ids=lambda case: case.name
)


def problems_of(root: Path, memory: Memory) -> tuple[Bank, tuple[Problem, ...]]:
    """Return a bank, and what the rules that do not read prose have against it."""
    bank = load(root, TODAY, memory)
    return bank, rules.run(bank, language=False)


def written(case: Path, sort: str, root: Path) -> list[Path]:
    """Write the bank of a case and return its YAML files."""
    if (case / sort).exists():
        shutil.copytree(case / sort, root, dirs_exist_ok=True)
    listed = case / f"{sort}-files.txt"
    for name in listed.read_text("utf-8").splitlines() if listed.exists() else []:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return sorted(path for path in root.rglob("*.yml") if path.stat().st_size)


@pytest.mark.parametrize(
    "case", sorted((CASES / "faults").iterdir()), ids=lambda case: str(case.name)
)
def test_all_faults_are_told_in_one_run(case: Path) -> None:
    """Each fault of a bank gives its line, and none a second one."""
    found = "".join(f"{problem}\n" for problem in check(case / "bank", TODAY))
    assert found == (case / "expected.txt").read_text("utf-8")


@each_case
def test_errors_hide_nothing(case: Path, tmp_path: Path) -> None:
    """A field that does not exist and a day that is none leave all that the rules say, to the letter."""
    expected = (case / "expected.txt").read_text("utf-8").splitlines()
    for path in written(case, "bad", tmp_path):
        text = path.read_text("utf-8")
        if text.startswith(("-", "[", "#")):
            continue
        lines = "qqqq: x\n" if "uppdaterad:" in text else "qqqq: x\nuppdaterad: i dag\n"
        path.write_text(f"{text.rstrip()}\n{lines}", "utf-8")
    found = [str(problem) for problem in rules.run(load(tmp_path, TODAY, Memory()))]
    assert [line for line in expected if line not in found] == []


@each_case
def test_nothing_follows_from_an_error(case: Path, tmp_path: Path) -> None:
    """Whichever value of a sound bank cannot be read, that is said once, and nothing else is new."""
    memory = Memory()
    files = written(case, "good", tmp_path)
    before = {(one.file, one.rule) for one in problems_of(tmp_path, memory)[1]}
    for path in files:
        raw = path.read_bytes()
        for place, data in broken(data_of(path)):
            path.write_text(json.dumps(data), "utf-8")
            bank, found = problems_of(tmp_path, memory)
            errors = [str(one) for one in bank.problems if one.level is Level.ERROR]
            assert len(errors) == 1, (path.name, place, errors)
            new = [str(one) for one in found if (one.file, one.rule) not in before]
            assert not new, (path.name, place)
        path.write_bytes(raw)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_whatever_cannot_be_read_the_rules_go_on(kind: Kind, tmp_path: Path) -> None:
    """One value after the other of an entry with every field, then all of them at once."""
    data = data_of(CASES / "kinds" / kind.name / "good" / "fullest.yml")
    root, memory = write(tmp_path, {}), Memory()
    file = root / kind.folder / "a.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data), "utf-8")
    before = {(one.file, one.rule) for one in problems_of(root, memory)[1]}
    for place, changed in broken(data):
        file.write_text(json.dumps(changed), "utf-8")
        new = [
            str(one) for one in problems_of(root, memory)[1] if (one.file, one.rule) not in before
        ]
        assert not new, place
    file.write_text(json.dumps(unreadable(data)), "utf-8")
    bank, found = problems_of(root, memory)
    assert [one.ref for one in bank.broken] == [f"{kind.name}/a"]
    assert not [str(one) for one in found if one.level is Level.ERROR]


def unreadable(data: Plain) -> Any:
    """Return the data with none of its texts left."""
    if isinstance(data, dict):
        return {key: unreadable(value) for key, value in data.items()}
    return [*map(unreadable, data)] if isinstance(data, list) else UNREADABLE


def broken(data: Plain) -> Iterator[tuple[FieldPath, Plain]]:
    """Give the data with each of its values in turn as something that cannot be read."""
    for place in places(data):
        changed: Any = copy.deepcopy(data)
        inner = changed
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = UNREADABLE
        yield place, changed


def places(data: Plain, path: FieldPath = ()) -> Iterator[FieldPath]:
    """Give the paths of the texts in the data."""
    if isinstance(data, str):
        yield path
    pairs = data.items() if isinstance(data, dict) else enumerate(data or ())
    for key, value in () if isinstance(data, str) else pairs:
        yield from places(value, (*path, key))
