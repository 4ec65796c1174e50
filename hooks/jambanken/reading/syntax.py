"""Errors of the YAML parser in plain Swedish, with their likely cause.

The parser says where it stopped, which is often after the place to mend. Each cause below looks
at the lines around and answers None where it is not the one; the first answer counts.
"""

from __future__ import annotations

from collections.abc import Callable

import yaml

from jambanken.problems import Problem
from jambanken.reading import line_causes, value_causes
from jambanken.reading.faults import fault, quoted
from jambanken.reading.nodes import mark
from jambanken.reading.stop import Cause, Stop, stop_at

_CAUSES: tuple[Callable[[Stop], Cause | None], ...] = (
    line_causes.tab,
    line_causes.hard_space,
    value_causes.endless_quote,
    value_causes.text_after_quote,
    value_causes.backslash,
    line_causes.directive,
    value_causes.first_sign,
    value_causes.list_on_key_line,
    value_causes.colon_in_value,
    value_causes.sign_in_brackets,
    line_causes.not_a_field,
    value_causes.unclosed_bracket,
    value_causes.after_comment,
    line_causes.second_document,
    value_causes.stray_bracket,
    line_causes.missing_key,
    line_causes.indented_too_much,
    line_causes.left_of_all,
    line_causes.block_text,
    line_causes.between_groups,
)


def cause_of(text: str, error: yaml.MarkedYAMLError) -> Cause:
    """Return the likely cause of the parser's error."""
    stop = stop_at(text, error)
    for find in _CAUSES:
        cause = find(stop)
        if cause:
            return cause
    message = f"Filen går inte att läsa som YAML härifrån: {quoted(stop.line)}."
    fix = "Jämför med en annan post: indrag, kolon, streck och citattecken."
    return Cause("yaml-syntax", stop.at, message, fix)


def explain(text: str, error: yaml.MarkedYAMLError, file: str) -> Problem:
    """Return the parser's error as a problem that says what to do."""
    cause = cause_of(text, error)
    return fault(cause.rule, file, mark(cause.at), cause.message, cause.fix)
