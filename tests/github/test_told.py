"""What a check tells the job that may write is data in limits; anything else is not read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jambanken.pullrequest.reply import LARGEST as LONGEST_COMMENT
from jambanken.pullrequest.reply import MARK, editing, reply, unfinished
from jambanken.pullrequest.told import LARGEST, NotToldError, Told, problems_in, read_told
from jambanken.report import as_json

PROBLEM = {
    "file": "tipsbank/tips/a.yml",
    "line": 12,
    "column": 1,
    "level": "fel",
    "rule": "okant-falt",
    "message": '"malgrupper" är inget fält.',
    "fix": 'Menade du "målgrupper"?',
}
GOOD: dict[str, Any] = {
    "version": 1,
    "changes": [{"path": "tipsbank/tips/a.yml", "action": "ny"}],
    "problems": [PROBLEM],
    "errors": 1,
    "warnings": 0,
    "hints": 0,
    "known": 0,
    "hosts": ["scb.se"],
    "dead": [],
}
EDIT = editing("en/gaffel", "patch-1")
RUN = "https://github.com/a/b/actions/runs/1"


def told(**other: Any) -> Told:
    """Return what is told, with other values."""
    return read_told(json.dumps({**GOOD, **other}).encode())


def test_problems_come_through_as_they_were() -> None:
    """Nothing is lost on the way between the two jobs."""
    assert json.loads(as_json(problems_in(told()))) == [PROBLEM]


@pytest.mark.parametrize(
    "other",
    [
        {"version": 2},
        {"pull": 17},
        {"errors": -1},
        {"errors": "1"},
        {"changes": [{"path": "a", "action": "allt"}]},
        {"changes": [{"path": "a", "action": "ny"}] * 501},
        {"problems": [{**PROBLEM, "rule": "<b>"}]},
        {"problems": [{**PROBLEM, "line": 0}]},
        {"problems": [{**PROBLEM, "message": "x" * 601}]},
        {"problems": [PROBLEM] * 101},
        {"hosts": ["x" * 254]},
        {"hosts": None},
    ],
)
def test_what_is_outside_the_limits_is_not_read(other: dict[str, Any]) -> None:
    """A file with more, less or other than agreed is as none."""
    with pytest.raises(NotToldError):
        told(**other)


@given(st.binary(max_size=200) | st.just(b"[" * 100_000) | st.just(b" " * (LARGEST + 1)))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    """Whatever the other job leaves, the answer is one fault."""
    with pytest.raises(NotToldError):
        read_told(raw)


def test_a_comment_says_thanks_what_and_where() -> None:
    """The editor is led to the line in his own branch, in GitHub's editor."""
    text = reply(told(), [], RUN, EDIT)
    assert text.startswith(MARK)
    assert "Tack! **1 sak behöver rättas** innan förslaget kan publiceras." in text
    assert "Förslaget innehåller: 1 nytt tips." in text
    assert '<a href="https://github.com/en/gaffel/edit/patch-1/tipsbank/tips/a.yml#L12">' in text
    assert "Menade du &#34;målgrupper&#34;?" in text
    assert "<code>scb.se</code>" in text
    assert "ansvarig" not in text


def test_a_sound_change_needs_nothing() -> None:
    """Where all is well the first line says so, and a hint is folded in."""
    hint = {**PROBLEM, "level": "tips"}
    text = reply(told(errors=0, hints=1, problems=[hint]), ["docs/om.md"], RUN, EDIT)
    assert "**inget behöver rättas**" in text
    assert (
        "<details><summary>Det här stoppar inte förslaget, men titta gärna på det (1)</summary>"
        in text
    )
    assert "Behöver en ansvarig." in text
    assert "<code>docs/om.md</code>" in text


def test_a_hostile_file_is_text_in_the_comment() -> None:
    """A run of a stranger's own making can put text here; it calls for nobody and leads nowhere."""
    evil = "@alla <img src=x> [x](https://evil.example) </ul>\n\n# Rubrik #1"
    problem = {**PROBLEM, "file": 'a"><script>/@x.yml', "message": evil, "fix": evil}
    text = reply(told(problems=[problem] * 100, errors=100, hosts=[evil]), [evil], RUN, EDIT)
    assert len(text) <= LONGEST_COMMENT
    assert "@a" not in text
    assert "<img" not in text
    assert "<script" not in text
    assert 'evil.example"' not in text
    assert "\n# Rubrik" not in text
    assert "… och 75 till." in text


def test_the_longest_comment_fits() -> None:
    """At the limits of all fields the comment is cut short rather than refused by GitHub."""
    problem = {**PROBLEM, "message": 'å"<' * 200, "fix": "<>&" * 200, "file": "ö" * 300}
    most = told(
        problems=[problem] * 100,
        errors=100,
        hosts=["&" * 253] * 50,
        dead=[{"url": "<" * 2000, "fault": "x"}] * 50,
    )
    text = reply(most, ["<" * 300] * 100, RUN, EDIT)
    assert text.startswith(MARK)
    assert "100 saker behöver" in text
    assert len(text) <= LONGEST_COMMENT


def test_a_check_that_did_not_end_is_told_of() -> None:
    """Who waits for somebody's button gets to know that, and who met our fault that it is ours."""
    assert "någon av oss startar kontrollen" in unfinished(RUN, waits=True)
    assert "kunde inte köras klart" in unfinished(RUN, waits=False)


def test_branch_names_cannot_leave_the_address() -> None:
    """A branch may be called nearly anything."""
    assert (
        editing("a/b", 'x"><i>/ä')("f.yml", 1)
        == "https://github.com/a/b/edit/x%22%3E%3Ci%3E/%C3%A4/f.yml#L1"
    )
