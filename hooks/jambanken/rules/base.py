"""What a rule is, and what it finds.

A rule looks at values and says what is wrong with which of them; where that stands in a file is
worked out afterwards, for all rules together, since each file has to be read again for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from jambanken.bank import Bank, Record
from jambanken.kinds.base import Path
from jambanken.problems import Level, Mark, Problem
from jambanken.source import Source


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule has against a value.

    ``place`` is the file the value stands in; a bare name is a file that is no text. ``path`` leads
    to the value, or with ``key`` to its key. ``quote`` is a piece of a long value that the finding is
    about: the place is then its own, where the file has it letter for letter. ``message`` and ``fix``
    are whole Swedish sentences.
    """

    place: Source | str
    path: Path
    message: str
    fix: str
    key: bool = False
    quote: str = ""

    @property
    def file(self) -> str:
        """The file's name, relative to the project's root."""
        return self.place if isinstance(self.place, str) else self.place.file

    @property
    def mark(self) -> Mark:
        """Where in the file it is."""
        if isinstance(self.place, str):
            return Mark()
        mark = self.place.locate(self.path, key=self.key)
        return _mark_of(self.quote, self.place.text, mark) if self.quote else mark


@dataclass(frozen=True, slots=True)
class Rule:
    """A check of the content, with its text in the editors' guide.

    ``title`` says in a few words what the rule is about, ``guide`` in a sentence or two why and what
    to do. ``bad`` and ``good`` are excerpts of YAML, before and after. All but ``id`` is Swedish prose.
    """

    id: str
    level: Level
    title: str
    guide: str
    bad: str
    good: str
    check: Callable[[Bank], Iterable[Finding]]

    def problem(self, finding: Finding) -> Problem:
        """Return a finding of this rule as a problem with its place."""
        return Problem(
            finding.file, finding.mark, self.level, self.id, finding.message, finding.fix
        )


def _mark_of(quote: str, text: str, mark: Mark) -> Mark:
    """Return where ``quote`` first stands from ``mark`` on; ``mark`` itself if it does not."""
    start = 0
    for _ in range(mark.line - 1):
        start = text.index("\n", start) + 1
    found = text.find(quote, start + mark.column - 1)
    if found < 0:
        return mark
    line_start = text.rfind("\n", 0, found) + 1
    return Mark(text.count("\n", 0, found) + 1, found - line_start + 1)


def records_of(bank: Bank, model: type[BaseModel]) -> Iterator[Record]:
    """Give the records of one kind of entry."""
    return (record for record in bank.records.values() if isinstance(record.entry, model))


def values_of(part: Any, sort: type[str], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Walk the values of one type in a part of an entry, each with its path in the YAML file.

    Looks only into fields that are declared to hold such values, which most are not.
    """
    if isinstance(part, BaseModel):
        for name, alias in _fields_with(type(part), sort):
            yield from values_of(getattr(part, name), sort, (*path, alias))
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from values_of(item, sort, (*path, index))
    elif isinstance(part, sort):
        yield path, part


@cache
def _fields_with(model: type[BaseModel], sort: type[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if _may_hold(field.annotation, sort)
    )


def _may_hold(annotation: Any, sort: type[str]) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_fields_with(annotation, sort))
    if isinstance(annotation, type) and issubclass(annotation, sort):
        return True
    return any(_may_hold(part, sort) for part in getattr(annotation, "__args__", ()))
