"""What a change does is said in right Swedish, and only content counts as content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jambanken.kinds import KINDS
from jambanken.pullrequest.change import (
    Standing,
    UnreadableDiffError,
    in_words,
    read_diff,
    standing_of,
)
from jambanken.pullrequest.labels import MANAGED, labels_for

CASES = Path(__file__).parents[1] / "cases" / "github" / "changes.yml"
_A, _B, _NONE = "a" * 40, "b" * 40, "0" * 40
_MODES = {"A": ("000000", "100644"), "M": ("100644", "100644"), "D": ("100644", "000000")}


def diff(files: list[str], mode: str = "") -> bytes:
    """Return git's raw output for "STATUS PATH" lines."""
    rows = []
    for status, _, path in (file.partition(" ") for file in files):
        old, new = _MODES[status]
        names = (_NONE if status == "A" else _A, _NONE if status == "D" else _B)
        new = mode or new
        rows.append(f":{old} {new} {names[0]} {names[1]} {status}\0{path}\0")
    return "".join(rows).encode()


@pytest.mark.parametrize("case", yaml.safe_load(CASES.read_text("utf-8")), ids=lambda c: c["words"])
def test_words_and_labels(case: dict[str, Any]) -> None:
    """Number, gender and label are right for every sort of change, and outside is outside."""
    changes = read_diff(diff(case["files"]))
    assert in_words(changes) == case["words"]
    assert labels_for(changes) == set(case["labels"]) <= MANAGED


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_its_words(kind: Any) -> None:
    """A new kind is counted and labelled by what its module says, with nothing added elsewhere."""
    changes = read_diff(diff([f"A {kind.folder}/a.yml"]))
    article = "nytt" if kind.neuter else "ny"
    assert in_words(changes) == f"1 {article} {kind.singular.lower()}."
    assert labels_for(changes) == {kind.singular.lower()}


@pytest.mark.parametrize("mode", ["120000", "160000", "040000"])
def test_links_and_modules_are_refused(mode: str) -> None:
    """A link, which could lead to any file of the machine that checks, is not laid over the bank."""
    change = read_diff(diff(["A tipsbank/tips/lank.yml"], mode))[0]
    assert (change.standing, change.after) == (Standing.REFUSED, "")


@pytest.mark.parametrize("raw", [b"x", b"\0", b":1 2 3\0a\0", b"a\0b", diff(["M a"])[:-1]])
def test_what_is_no_diff_is_no_change(raw: bytes) -> None:
    """Output of another form is a fault that is said, not a change without files."""
    with pytest.raises(UnreadableDiffError):
        read_diff(raw)


@given(st.text(max_size=80), st.sampled_from(["tipsbank/", "bildbank/", ""]))
def test_content_stays_in_its_folder(rest: str, top: str) -> None:
    """Whatever a file is called, content is a plain path below the two folders."""
    path = top + rest
    if standing_of(path, "100644") is Standing.CONTENT:
        parts = Path(path).parts
        assert parts[0] in {"tipsbank", "bildbank"}
        assert "/".join(parts) == path
        assert not any(part.startswith(".") for part in parts)
        assert path.isprintable()
