"""An id or a reference stands once in its list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import get_args, get_origin

from jambanken.bank import Bank
from jambanken.kinds.base import Entry
from jambanken.kinds.larvagar import LearningPath
from jambanken.problems import FieldPath, Level
from jambanken.rules.base import Finding, Rule
from jambanken.values import Id, Ref


def check(bank: Bank) -> Iterator[Finding]:
    """Find what stands twice in a list of ids or references: the page would show it twice."""
    for record in bank.records.values():
        for path, listed in _lists(record.entry):
            if len(listed) > 1 and len(set(listed)) < len(listed):
                for index, value in enumerate(listed):
                    if value in listed[:index]:
                        yield Finding(
                            record.source,
                            (*path, index),
                            f'"{value}" står redan i listan.',
                            "Ta bort det ena.",
                        )


def _lists(entry: Entry) -> Iterator[tuple[FieldPath, tuple[str, ...]]]:
    values = vars(entry)
    for name, alias in _listing(type(entry)):
        yield (alias,), values[name]
    if isinstance(entry, LearningPath):
        for index, step in enumerate(entry.steps):
            yield ("steg", index, "poster"), step.entries


@cache
def _listing(model: type[Entry]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a model that are lists of ids or references, with their keys."""
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is tuple
        and isinstance(sort := get_args(field.annotation)[0], type)
        and issubclass(sort, Id | Ref)
    )


RULE = Rule(
    id="dubbel-rad",
    level=Level.WARNING,
    title="Samma värde två gånger i en lista",
    guide="Det som står två gånger i en lista visas två gånger på sidan. Ta bort det ena.",
    bad="teman: [moten, rekrytering, moten]",
    good="teman: [moten, rekrytering]",
    check=check,
)
