"""What a rule is, and what it finds.

A rule looks at values and says what is wrong with which of them; where that stands in a file is
worked out afterwards, for all rules together, since each file has to be read again for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from jambanken.bank import Bank, Record
from jambanken.kinds.base import Entry, Status
from jambanken.messages import MODEL_RULES
from jambanken.problems import FieldPath, Level, Mark, Problem
from jambanken.reading.characters import mark_at
from jambanken.salvage import Saved
from jambanken.shared import IdList
from jambanken.source import Source

_Entry = TypeVar("_Entry", bound=Entry)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule has against a value.

    ``place`` is the file the value stands in; a bare name is a file that is no text. ``path`` leads
    to the value, or with ``key`` to its key. ``quote`` is a piece of a long value that the finding is
    about: the place is then its own, where the file has it letter for letter. ``message`` and ``fix``
    are whole Swedish sentences. ``about`` are paths of other values that the finding follows from:
    where one of them cannot be read, nothing is said.
    """

    place: Source | str
    path: FieldPath
    message: str
    fix: str
    key: bool = False
    quote: str = ""
    about: tuple[FieldPath, ...] = ()

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
    ``about_language`` is advice to those who write.
    """

    id: str
    level: Level
    title: str
    guide: str
    bad: str
    good: str
    check: Callable[[Bank], Iterable[Finding]]
    about_language: bool = False

    def problem(self, finding: Finding) -> Problem:
        """Return a finding of this rule as a problem with its place."""
        return Problem(
            finding.file, finding.mark, self.level, self.id, finding.message, finding.fix
        )


@dataclass(frozen=True, slots=True)
class BankWithErrors(Bank):
    """A bank with what can be saved of its files with errors, by file. It is for rules alone."""

    saved: Mapping[str, Saved] = field(default_factory=dict)


def _mark_of(quote: str, text: str, mark: Mark) -> Mark:
    """Return where ``quote`` first stands from ``mark`` on; ``mark`` itself if it does not."""
    start = 0
    for _ in range(mark.line - 1):
        start = text.index("\n", start) + 1
    found = text.find(quote, start + mark.column - 1)
    return mark if found < 0 else mark_at(text, found)


def entries_of(bank: Bank, model: type[_Entry]) -> Iterator[tuple[Source, _Entry]]:
    """Give the entries of one model, each with the file it stands in."""
    for record in bank.records.values():
        if isinstance(record.entry, model):
            yield record.source, record.entry


def is_live(record: Record) -> bool:
    """Tell whether somebody still looks after the entry."""
    return record.entry.status is not Status.ARCHIVED


def live(bank: Bank) -> Iterator[Record]:
    """Give the entries that somebody still looks after, as far as that is known."""
    for record in filter(is_live, bank.records.values()):
        if knows(bank, record.source, ("status",)):
            yield record


def knows(bank: Bank, source: Source, path: FieldPath) -> bool:
    """Tell whether what an entry has at ``path``, or that it has nothing there, can be relied on."""
    saved = bank.saved.get(source.file) if isinstance(bank, BankWithErrors) else None
    return saved is None or saved.knows(path)


def knows_list(bank: Bank, one: IdList) -> bool:
    """Tell whether all ids of a list can be read: else what is not among them is held against nobody."""
    source = bank.shared.get(one.file)
    errors = (problem for problem in bank.problems if problem.level is Level.ERROR)
    if any(error.file == one.file and error.rule not in MODEL_RULES for error in errors):
        return False
    rows = range(len(one.items_in(bank.registry)))
    paths = (one.place, *((*one.place, row, "id") for row in rows))
    return source is None or all(knows(bank, source, path) for path in paths)
