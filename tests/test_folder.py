"""Which files are read: what lies elsewhere, is missing or cannot be read is said, in Swedish."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from tests.support.bank import TODAY, write

from jambanken.bank import Memory, load
from jambanken.disk import reason


@pytest.mark.parametrize("name", ["bank.yml", "tipsbank/vokabular.yml"])
def test_a_folder_in_the_place_of_a_file_is_told_in_swedish(tmp_path: Path, name: str) -> None:
    """No words of the operating system's own stand in a message."""
    root = write(tmp_path, {})
    (root / name).unlink()
    (root / name).mkdir()
    (problem,) = load(root, TODAY, Memory()).problems
    assert (problem.file, problem.rule) == (name, "olasbar-fil")
    assert "irectory" not in str(problem)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (errno.EISDIR, "det är en mapp"),
        (errno.EACCES, "åtkomst nekas"),
        (errno.ENOSPC, "disken är full"),
        (9_999, "fel 9999 från systemet"),
        (None, "fel utan nummer från systemet"),
    ],
)
def test_why_the_system_refuses_is_told_in_swedish(code: int | None, why: str) -> None:
    """What the system says in English is never passed on."""
    assert reason(OSError(code, "English words")) == why
