"""Files of content: what is accepted, what is refused, and in which words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.support.reading import TRAPS, read_trap, without_libyaml

from jambanken.problems import stops_build
from jambanken.source import READER_RULES


@pytest.mark.parametrize("case", TRAPS, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    """Each trap an editor can fall into gives these lines, and this data where it can be read."""
    reading = read_trap(case)
    lines = "".join(f"{problem}\n" for problem in reading.problems)
    assert lines == (case / "expected.txt").read_text("utf-8")
    expected = case / "expected.json"
    if reading.source is None:
        assert not expected.exists()
        assert stops_build(reading.problems)
    else:
        assert reading.source.data == json.loads(expected.read_text("utf-8"))


# PyYAML's own parser takes "[chef:, hr]" for a key without a value.
SAME_FOR_BOTH = [case for case in TRAPS if case.name != "colon-in-brackets"]


@pytest.mark.parametrize("case", SAME_FOR_BOTH, ids=lambda case: case.name)
def test_case_without_libyaml(case: Path) -> None:
    """Where PyYAML has no C part, the same files are read and refused in the same words."""
    expected = read_trap(case)
    with without_libyaml():
        assert read_trap(case) == expected


def test_every_rule_is_shown_by_a_case() -> None:
    """No rule is listed in the guide that nothing can set off; size rules have tests of their own."""
    shown = {problem.rule for case in TRAPS for problem in read_trap(case).problems}
    assert shown | {"for-stor-fil", "for-manga-delar"} == set(READER_RULES)


def test_messages_hold_no_hidden_characters() -> None:
    """What is refused in a file is never sent on to a terminal or a page."""
    for case in TRAPS:
        for problem in read_trap(case).problems:
            assert str(problem).isprintable(), case.name
