"""Problems in the forms that people, GitHub and programs read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jambanken.problems import Level, Mark, Problem
from jambanken.report import FORMATS, as_github, as_json, as_text, pick_format, summary

ERROR = Problem(
    "tipsbank/tips/a.yml",
    Mark(12, 1),
    Level.ERROR,
    "okant-falt",
    '"malgrupper" är inget fält.',
    'Menade du "målgrupper"?',
)
WARNING = Problem("bildbank/fika.yml", Mark(9, 16), Level.WARNING, "samtycke", "Det gick ut.")
HINT = Problem("bank.yml", Mark(), Level.HINT, "lang-text", "Texten är lång.")


def test_text_is_the_line_of_the_contract() -> None:
    """One problem is one line: where, level, what, what to do, rule."""
    assert as_text([ERROR, WARNING]) == (
        'tipsbank/tips/a.yml:12:1: fel: "malgrupper" är inget fält. '
        'Menade du "målgrupper"? [okant-falt]\n'
        "bildbank/fika.yml:9:16: varning: Det gick ut. [samtycke]"
    )


def test_github_shows_each_level_at_its_line() -> None:
    """Errors, warnings and hints become GitHub's own three levels."""
    assert as_github([ERROR, WARNING, HINT]).splitlines() == [
        "::error file=tipsbank/tips/a.yml,line=12,col=1,title=okant-falt::"
        + ERROR.message
        + ' Menade du "målgrupper"?',
        "::warning file=bildbank/fika.yml,line=9,col=16,title=samtycke::Det gick ut.",
        "::notice file=bank.yml,line=1,col=1,title=lang-text::Texten är lång.",
    ]


def test_github_escapes_what_would_end_a_property_or_a_command() -> None:
    """Neither a file name nor a message can forge a second command or another property."""
    problem = Problem(
        "a,line=9:b%.yml", Mark(), Level.ERROR, "regel", "50 %\r\n::error::påhittat, ja"
    )
    assert as_github([problem]) == (
        "::error file=a%2Cline=9%3Ab%25.yml,line=1,col=1,title=regel"
        "::50 %25%0D%0A::error::påhittat, ja"
    )


@given(st.text(), st.text())
@settings(deadline=None)
def test_github_writes_one_line_whatever_the_text(file: str, message: str) -> None:
    """Whatever a problem says, it is one command."""
    line = as_github([Problem(file, Mark(), Level.ERROR, "regel", message)])
    assert "\n" not in line
    assert "\r" not in line
    assert line.startswith("::error file=")


def test_json_has_the_keys_of_the_contract() -> None:
    """Other programs read these keys, in Swedish letters as they are."""
    text = as_json([ERROR, WARNING])
    assert json.loads(text) == [
        {
            "file": "tipsbank/tips/a.yml",
            "line": 12,
            "column": 1,
            "level": "fel",
            "rule": "okant-falt",
            "message": '"malgrupper" är inget fält.',
            "fix": 'Menade du "målgrupper"?',
        },
        {
            "file": "bildbank/fika.yml",
            "line": 9,
            "column": 16,
            "level": "varning",
            "rule": "samtycke",
            "message": "Det gick ut.",
            "fix": "",
        },
    ]
    assert "fält" in text


@pytest.mark.parametrize("name", FORMATS)
def test_no_problems_is_valid_in_every_format(name: str) -> None:
    """A clean bank gives nothing to read, and in JSON an empty list."""
    assert FORMATS[name]([]) == ("[]" if name == "json" else "")


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ([], "Inga fel, varningar eller tips."),
        ([ERROR], "1 fel, inga varningar och inga tips."),
        ([ERROR, ERROR, WARNING], "2 fel, 1 varning och inga tips."),
        ([WARNING, WARNING, HINT], "Inga fel, 2 varningar och 1 tips."),
        ([HINT] * 1234, "Inga fel, inga varningar och 1\u00a0234 tips."),
    ],
)
def test_summary_is_natural_swedish(problems: list[Problem], expected: str) -> None:
    """The last line of a run says how it went, with the right plural."""
    assert summary(problems) == expected


@pytest.mark.parametrize(
    ("env", "isatty", "expected"),
    [
        ({}, True, "text"),
        ({}, False, "text"),
        ({"GITHUB_ACTIONS": "true"}, False, "github"),
        ({"GITHUB_ACTIONS": "false"}, False, "text"),
        ({"GITHUB_ACTIONS": "true"}, True, "text"),
    ],
)
def test_format_picks_itself(env: dict[str, str], *, isatty: bool, expected: str) -> None:
    """Annotations on GitHub, lines for a person."""
    assert pick_format(env, isatty=isatty) == expected
