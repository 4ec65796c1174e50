"""Where the YAML parser stopped, for the explanations of its errors to look at."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from jambanken.reading.nodes import At, Place, tokens

BULLETS = r" *+(?:- ++)*+"
"""The beginning of a line: indent and dashes. Giving none back keeps a line of dashes from taking a minute."""

KEY = re.compile(rf"{BULLETS}(?P<key>[^\s:#\"'\[{{][^:#]*|\"[^\"]*\"|'[^']*'):(?=\s|$)")
"""A line with a key, up to its colon."""


class Edit(NamedTuple):
    """A line as it should be. ``number`` counts from 0; ``name`` says in Swedish what was at fault."""

    number: int
    line: str
    name: str = "citattecken"


class Cause(NamedTuple):
    """The likely cause of an error, where to mend it and how.

    ``edit`` does what ``fix`` says, where that can be done in one way alone.
    """

    rule: str
    at: Place
    message: str
    fix: str
    edit: Edit | None = None


class Stop(NamedTuple):
    """Where the parser stopped, and what it had read."""

    lines: list[str]
    at: At
    context: At | None  # where the thing began that could not be finished
    saying: str  # PyYAML's own words, context first
    last: yaml.Token | None  # the last token before the stop

    @property
    def line(self) -> str:
        return self.lines[self.at.line]

    @property
    def char(self) -> str:
        return self.line[self.at.column : self.at.column + 1]

    @property
    def suspects(self) -> list[int]:
        """Numbers of the lines that may be at fault: the beginning, the stop, the line with text before it."""
        before = next((n for n in range(self.at.line - 1, -1, -1) if self.lines[n].strip()), None)
        numbers = [self.context.line if self.context else None, self.at.line, before]
        return list(dict.fromkeys(number for number in numbers if number is not None))


def indent_of(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def stop_at(text: str, error: yaml.MarkedYAMLError) -> Stop:
    """Return where and how the parser stopped in ``text``."""
    lines = text.split("\n")
    at = _inside(error.problem_mark, lines) or At(0, 0)
    context = _inside(error.context_mark, lines)
    saying = f"{error.context or ''}: {error.problem or ''}"
    return Stop(lines, at, context, saying, _last_token(text, at))


def _inside(place: Place | None, lines: list[str]) -> At | None:
    """Return a place in the text: the parser's own end lies below a last line without a line feed."""
    if place is None:
        return None
    last = len(lines) - 1
    return At(place.line, place.column) if place.line <= last else At(last, len(lines[last]))


def _last_token(text: str, at: At) -> yaml.Token | None:
    last: yaml.Token | None = None
    for token in tokens(text):
        if (token.start_mark.line, token.start_mark.column) >= at:
            break
        if not isinstance(token, yaml.BlockEndToken | yaml.StreamStartToken):
            last = token
    return last
