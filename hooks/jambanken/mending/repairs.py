"""What makes a file readable again, or say what it was meant to: one repair for each trap.

Each does what the message about the trap says to do, and none is made where the message leaves a
choice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from jambanken.mending.encoding import once
from jambanken.parse import parse
from jambanken.problems import Level, Problem
from jambanken.reading.characters import HARD_SPACES, TWICE_ENCODED, mask, refused
from jambanken.reading.line_causes import with_plain_spaces, with_spaces_for_tabs
from jambanken.reading.nodes import compose
from jambanken.reading.syntax import cause_of
from jambanken.source import read
from jambanken.values import SLUG

#: So many repairs of syntax at the most, and so many characters read for them: a file of commas must
#: not take a minute.
_MOST_ROUNDS, _MOST_CHARACTERS = 200, 3_000_000
_MOST_PROBLEMS = 50
#: Characters that show nothing and may go: controls, marks of direction, soft hyphens, what has no
#: width. Not hidden line breaks, which part words, nor signs that some fonts draw.
_REMOVABLE = frozenset({"Cc", "Cf", "Mn"})

_HARD_DASH = re.compile(rf"\s*-[{HARD_SPACES}]")
_DASH = re.compile(r"( *)(?:-(?=[^\s-])|[–—•·] ?)(.+)")
#: An item of a list that is one text, as far as its line goes.
_ITEM = re.compile(r"( *+(?:- ++)++)([^\s\"'#\\](?:(?!\s#)[^\"\\])*?)\s*")
_CURLY = "“”„‟«»\u2018\u2019\u201a\u2039\u203a"
_NAMED = rf"(?:[a-z]+/)?{SLUG}"
_NAMES_AS_TEXT = re.compile(
    rf"(?P<key> *+(?:- ++)*+[a-zåäö_]+: +)(?P<items>{_NAMED}(?: *, *{_NAMED})*) *"
)


class Repair(NamedTuple):
    """A text after a repair, and what the repair is called in Swedish."""

    text: str
    name: str


def readable(text: str) -> list[Repair]:
    """Return the steps that take a text towards one that can be read; the last is as far as it goes."""
    steps: list[Repair] = []
    for _ in range(min(_MOST_ROUNDS, 1 + _MOST_CHARACTERS // (len(text) + 1))):
        step = _without_hidden(text) or _next_syntax(text)
        if step is None:
            break
        steps.append(step)
        text = step.text
    return steps


def meant(text: str, file: str, target: Any) -> list[Repair]:
    """Return the steps that make a readable text say what it was meant to.

    ``target`` is what the file should hold, None where that is not known.
    """
    steps: list[Repair] = []
    for repair in (_hard_spaces, _twice_encoded, _curly_quotes, _dashes, _lists, _colons):
        step = repair(text, file, target)
        if step is not None and step.text != text:
            steps.append(step)
            text = step.text
    return steps


def _without_hidden(text: str) -> Repair | None:
    found = {index for index in refused(text) if unicodedata.category(text[index]) in _REMOVABLE}
    if not found:
        return None
    kept = "".join(char for index, char in enumerate(text) if index not in found)
    return Repair(kept, "dolda tecken")


def _next_syntax(text: str) -> Repair | None:
    error = compose(mask(text, refused(text)), "").error
    if error is None:
        return None
    cause = cause_of(text, error)
    if cause.edit is None:
        return None
    lines = text.split("\n")
    before = lines[cause.edit.number]
    if cause.rule == "tabb":  # one tab in an indent, and all of them go
        lines = [with_spaces_for_tabs(line) for line in lines]
    lines[cause.edit.number] = with_spaces_for_tabs(cause.edit.line)
    new = "\n".join(lines)
    if lines[cause.edit.number] == before or _stops_before(new, cause.at.line):
        return None
    return Repair(new, cause.edit.name)


def _stops_before(text: str, line: int) -> bool:
    """Tell whether the parser now stops above a line that it had come to."""
    error = compose(mask(text, refused(text)), "").error
    return error is not None and error.problem_mark is not None and error.problem_mark.line < line


def _hard_spaces(text: str, file: str, _: Any) -> Repair | None:
    flagged = _flagged(text, file, "hart-blanksteg")
    lines = text.split("\n")
    for problem in flagged:
        number = problem.mark.line - 1
        lines[number] = with_plain_spaces(lines[number])
        while number + 1 < len(lines) and _HARD_DASH.match(lines[number + 1]):
            number += 1  # to YAML these belong to the text above, so nobody has said it of them
            lines[number] = with_plain_spaces(lines[number])
    return _proven(text, "\n".join(lines), file, flagged, "hårda blanksteg")


def _twice_encoded(text: str, _: str, __: Any) -> Repair | None:
    return Repair(once(text), "felkodade bokstäver") if TWICE_ENCODED.search(text) else None


def _curly_quotes(text: str, file: str, _: Any) -> Repair | None:
    flagged = _flagged(text, file, "typografiska-citattecken")
    lines = text.split("\n")
    for problem in reversed(flagged):  # what stands to the left keeps its place
        number, start = problem.mark.line - 1, problem.mark.column - 1
        match = re.match(rf'[{_CURLY}]([^{_CURLY}"\\]+)[{_CURLY}]', lines[number][start:])
        if match:
            after = lines[number][start + match.end() :]
            lines[number] = f'{lines[number][:start]}"{match[1]}"{after}'
    return _proven(text, "\n".join(lines), file, flagged, "böjda citattecken")


def _flagged(text: str, file: str, rule: str) -> list[Problem]:
    return [problem for problem in read(text.encode(), file).problems if problem.rule == rule]


def _proven(text: str, new: str, file: str, flagged: Sequence[Problem], name: str) -> Repair | None:
    """Return the repair if it leaves fewer problems of its sort, and none that was not there."""
    if not flagged or new == text:
        return None
    rule = flagged[0].rule
    before, after = _rules(text, file), _rules(new, file)
    is_better = after.count(rule) < before.count(rule) and set(after) <= set(before)
    return Repair(new, name) if is_better else None


def _rules(text: str, file: str) -> list[str]:
    return [problem.rule for problem in read(text.encode(), file).problems]


def _dashes(text: str, file: str, target: Any) -> Repair | None:
    """Make lines with a dash, dot or bullet a list, where the model wants one."""
    return _if_model_agrees(text, file, target, ("liststreck", _dashed, "streck i listor"))


def _lists(text: str, file: str, target: Any) -> Repair | None:
    """Put brackets around ids with commas between them, where the model wants a list."""
    return _if_model_agrees(
        text, file, target, ("inte-en-lista", _bracketed, "klamrar runt listor")
    )


def _colons(text: str, file: str, target: Any) -> Repair | None:
    """Put quotes around a text that its colon cuts, where the model wants a text."""
    return _if_model_agrees(text, file, target, ("kolon-i-text", _in_quotes, "citattecken"))


_Change = tuple[str, Callable[[list[str], int], None], str]


def _if_model_agrees(text: str, file: str, target: Any, change: _Change) -> Repair | None:
    rule, change_line, name = change
    if target is None:
        return None
    best, found = text, parse(text.encode(), file, target).problems
    errors = _errors(found)
    for problem in [problem for problem in found if problem.rule == rule][:_MOST_PROBLEMS]:
        lines = best.split("\n")
        change_line(lines, problem.mark.line - 1)
        new = "\n".join(lines)
        left = _errors(parse(new.encode(), file, target).problems) if new != best else errors
        if left < errors:
            best, errors = new, left
    return Repair(best, name) if best != text else None


def _errors(problems: Sequence[Problem]) -> int:
    return sum(problem.level is Level.ERROR for problem in problems)


def _dashed(lines: list[str], number: int) -> None:
    """Give a line and those below it that look the same a dash and a space."""
    first = _DASH.fullmatch(lines[number])
    while first and number < len(lines):
        match = _DASH.fullmatch(lines[number])
        if not match or match[1] != first[1]:
            return
        lines[number] = f"{match[1]}- {match[2]}"
        number += 1


def _in_quotes(lines: list[str], number: int) -> None:
    match = _ITEM.fullmatch(lines[number])
    if match:
        lines[number] = f'{match[1]}"{match[2]}"'


def _bracketed(lines: list[str], number: int) -> None:
    match = _NAMES_AS_TEXT.fullmatch(lines[number])
    if match:
        items = ", ".join(item.strip() for item in match["items"].split(","))
        lines[number] = f"{match['key']}[{items}]"
