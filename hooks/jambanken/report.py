"""Problems as text for people, as annotations on GitHub and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from jambanken.problems import Level, Problem

Formatter: TypeAlias = Callable[[Sequence[Problem]], str]


def as_text(problems: Sequence[Problem]) -> str:
    """Return one line for each problem; empty if there are none."""
    return "\n".join(str(problem) for problem in problems)


def as_github(problems: Sequence[Problem]) -> str:
    """Return one workflow command for each problem, which GitHub shows at its line."""
    return "\n".join(_annotation(problem) for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """Return the list of problems in the form that the contract fixes."""
    return json.dumps([_as_dict(problem) for problem in problems], ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Formatter] = MappingProxyType(
    {"text": as_text, "github": as_github, "json": as_json}
)
"""Every format by the name it has on a command line."""


def pick_format(env: Mapping[str, str], *, isatty: bool) -> str:
    """Return the format that suits the surroundings: annotations where GitHub runs us unwatched."""
    return "github" if env.get("GITHUB_ACTIONS") == "true" and not isatty else "text"


def summary(problems: Sequence[Problem]) -> str:
    """Return how many problems there are of each level, as one Swedish sentence."""
    if not problems:
        return "Inga fel, varningar eller tips."
    errors, warnings, hints = (
        sum(problem.level is level for problem in problems)
        for level in (Level.ERROR, Level.WARNING, Level.HINT)
    )
    parts = (
        _count(errors, "inga fel", "fel", "fel"),
        _count(warnings, "inga varningar", "varning", "varningar"),
        _count(hints, "inga tips", "tips", "tips"),
    )
    line = f"{parts[0]}, {parts[1]} och {parts[2]}."
    return line[0].upper() + line[1:]


def _count(number: int, none: str, one: str, many: str) -> str:
    if number == 0:
        return none
    # Swedish groups thousands with a space, which must not end a line.
    return f"{number:,}".replace(",", "\u00a0") + f" {one if number == 1 else many}"


_COMMANDS = MappingProxyType({Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"})


def _annotation(problem: Problem) -> str:
    properties = {
        "file": problem.file,
        "line": str(problem.mark.line),
        "col": str(problem.mark.column),
        "title": problem.rule,
    }
    given = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    text = f"{problem.message} {problem.fix}".strip()
    return f"::{_COMMANDS[problem.level]} {given}::{_escape_message(text)}"


def _escape_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_message(text).replace(":", "%3A").replace(",", "%2C")


def _as_dict(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.file,
        "line": problem.mark.line,
        "column": problem.mark.column,
        "level": str(problem.level),
        "rule": problem.rule,
        "message": problem.message,
        "fix": problem.fix,
    }
