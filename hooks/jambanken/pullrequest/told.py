"""What one job tells another of a change: nothing but data, in limits, and read with distrust.

The job that checks a change sees strangers' files and may not write; the one that answers may write
and sees this. Whoever can change the first can put any text here, so the second shows it as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jambanken.problems import Level, Mark, Problem
from jambanken.pullrequest.change import Action, Change, Standing, standing_of
from jambanken.pullrequest.verdict import Verdict

#: Bytes of the file, more than the limits below can fill.
LARGEST = 1_000_000
MOST_PROBLEMS = 100
MOST_CHANGES = 500
MOST_HOSTS = 50
_LONGEST_TEXT = 600
_REGULAR = "100644"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


_Text = Annotated[str, Field(max_length=_LONGEST_TEXT)]
_Path = Annotated[str, Field(min_length=1, max_length=300)]
_Place = Annotated[int, Field(ge=1, le=1_000_000)]
_Count = Annotated[int, Field(ge=0, le=1_000_000)]


class ToldProblem(_Data):
    """A problem, as the contract's JSON has it."""

    file: _Path
    line: _Place
    column: _Place
    level: Literal["fel", "varning", "tips"]
    rule: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]
    message: _Text
    fix: _Text


class ToldChange(_Data):
    """A file and what becomes of it."""

    path: _Path
    action: Literal["ny", "ändrad", "borttagen"]


class ToldLink(_Data):
    """An address that did not answer well."""

    url: Annotated[str, Field(max_length=2_000)]
    fault: _Text


class Told(_Data):
    """All that is told of a change. ``errors`` and the like count what is new, also what has no room."""

    version: Literal[1] = 1
    changes: Annotated[tuple[ToldChange, ...], Field(max_length=MOST_CHANGES, strict=False)]
    problems: Annotated[tuple[ToldProblem, ...], Field(max_length=MOST_PROBLEMS, strict=False)]
    errors: _Count
    warnings: _Count
    hints: _Count
    known: _Count
    hosts: Annotated[
        tuple[Annotated[str, Field(max_length=253)], ...],
        Field(max_length=MOST_HOSTS, strict=False),
    ]
    dead: Annotated[tuple[ToldLink, ...], Field(max_length=MOST_HOSTS, strict=False)]


class MadeFile(_Data):
    """A file of an entry that was made of an issue; its content in base64."""

    path: _Path
    content: Annotated[str, Field(max_length=40_000_000)]


class Made(_Data):
    """What was made of an issue: files and what is wrong with them, or why there are none."""

    version: Literal[1] = 1
    refused: _Text = ""
    title: Annotated[str, Field(max_length=200)] = ""
    files: Annotated[tuple[MadeFile, ...], Field(max_length=2, strict=False)] = ()
    problems: Annotated[tuple[ToldProblem, ...], Field(max_length=MOST_PROBLEMS, strict=False)] = ()
    notes: Annotated[tuple[_Text, ...], Field(max_length=20, strict=False)] = ()


class NotToldError(ValueError):
    """The file holds something else than what the other job tells."""


def tell(verdict: Verdict) -> str:
    """Return a verdict as JSON, as much of it as has room."""
    problems = [problem for problem in verdict.problems if problem.level is not Level.HINT]
    hints = [problem for problem in verdict.problems if problem.level is Level.HINT]
    told = Told(
        changes=tuple(
            ToldChange(path=change.path[:300], action=change.action.value)
            for change in verdict.changes[:MOST_CHANGES]
        ),
        problems=problems_told([*problems, *hints]),
        errors=_count(verdict, Level.ERROR),
        warnings=_count(verdict, Level.WARNING),
        hints=len(hints),
        known=len(verdict.known),
        hosts=verdict.hosts[:MOST_HOSTS],
        dead=tuple(
            ToldLink(url=answer.url, fault=(answer.fault or "")[:_LONGEST_TEXT])
            for answer in verdict.dead[:MOST_HOSTS]
        ),
    )
    return told.model_dump_json(indent=1)


def read_told(raw: bytes) -> Told:
    """Return what the file of another job holds. Raises `NotToldError`."""
    if len(raw) > LARGEST:
        raise NotToldError("too large")
    try:
        return Told.model_validate_json(raw)
    except (ValidationError, RecursionError) as fault:
        raise NotToldError("not what was agreed") from fault


def read_made(raw: bytes) -> Made:
    """Return what another job made of an issue. Raises `NotToldError`, also where a file is no content."""
    try:
        made = Made.model_validate_json(raw)
    except (ValidationError, RecursionError) as fault:
        raise NotToldError("not what was agreed") from fault
    standings = {standing_of(file.path, _REGULAR) for file in made.files}
    if standings - {Standing.CONTENT} or bool(made.refused) is bool(made.files):
        raise NotToldError("not what was agreed")
    return made


def problems_told(problems: Sequence[Problem]) -> tuple[ToldProblem, ...]:
    """Return as many problems as have room."""
    return tuple(_told(problem) for problem in problems[:MOST_PROBLEMS])


def changes_in(told: Told) -> tuple[Change, ...]:
    """Return the changes, as far as words about them need."""
    return tuple(
        Change(one.path, Action(one.action), standing_of(one.path, _REGULAR))
        for one in told.changes
    )


def problems_in(told: Told | Made) -> tuple[Problem, ...]:
    """Return the problems that had room."""
    return tuple(
        Problem(
            one.file, Mark(one.line, one.column), Level(one.level), one.rule, one.message, one.fix
        )
        for one in told.problems
    )


def _told(problem: Problem) -> ToldProblem:
    return ToldProblem(
        file=problem.file[:300],
        line=problem.mark.line,
        column=problem.mark.column,
        level=problem.level.value,
        rule=problem.rule,
        message=problem.message[:_LONGEST_TEXT],
        fix=problem.fix[:_LONGEST_TEXT],
    )


def _count(verdict: Verdict, level: Level) -> int:
    return sum(problem.level is level for problem in verdict.problems)
