"""Problems as values: where, how bad, what is wrong and what to do about it.

Every check in the package returns problems instead of raising, so that one run
can show all of them. Exceptions are for faults in the program itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

FieldPath: TypeAlias = tuple[str | int, ...]
"""Keys and list indexes from the top of a file of content down to a value."""


class Level(StrEnum):
    """How bad a problem is. An error stops a build, the others never do."""

    ERROR = "fel"
    WARNING = "varning"
    HINT = "tips"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text file. Line and column count characters from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    ``file`` is relative to the project's root, with forward slashes. ``message`` says what is
    wrong and ``fix`` what to do; both are whole Swedish sentences. ``rule`` is the rule's id.
    """

    file: str
    mark: Mark
    level: Level
    rule: str
    message: str
    fix: str = ""

    def __str__(self) -> str:
        """Return the problem as the one line that the contract fixes."""
        text = f"{self.message} {self.fix}".strip()
        return (
            f"{self.file}:{self.mark.line}:{self.mark.column}: {self.level}: {text} [{self.rule}]"
        )

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """By file and place; the rest makes the order total."""
        return (self.file, self.mark.line, self.mark.column, self.rule, self.message)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems sorted by file and line, each of them once."""
    return tuple(sorted(set(problems), key=lambda problem: problem.sort_key))


def stops_build(problems: Iterable[Problem]) -> bool:
    """Tell whether any problem is an error."""
    return any(problem.level is Level.ERROR for problem in problems)
