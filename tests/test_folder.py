"""Which files are read: what lies elsewhere, is missing or cannot be read is said, in Swedish."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from tests.support.bank import TODAY, write

from jambanken.astray import astray
from jambanken.bank import Memory, load
from jambanken.disk import reason
from jambanken.problems import in_order

CASES = Path(__file__).parent / "cases" / "folder"


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


def test_no_yaml_file_vanishes_without_a_word(tmp_path: Path) -> None:
    """Each file an editor may have meant for the bank is named, where it lies and with its cure."""
    root = write(tmp_path, {"tips/a": {}})
    lines = (CASES / "astray.txt").read_text("utf-8").splitlines()
    for name in (line.partition(":1:1: ")[0] for line in lines):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("titel: x\n", "utf-8")
    assert [str(problem) for problem in in_order(load(root, TODAY, Memory()).problems)] == lines


def test_what_is_no_yaml_may_lie_where_it_likes(tmp_path: Path) -> None:
    """Who keeps notes, pictures or settings of other tools beside the bank hears nothing of it."""
    root = write(tmp_path, {"tips/a": {}, "bildbank/b": {"fil": "b.yml.jpg"}})
    names = (CASES / "not-astray.txt").read_text("utf-8").splitlines()
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    assert load(root, TODAY, Memory()).problems == ()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_no_link_is_followed_in_search_of_files(tmp_path: Path) -> None:
    """What lies elsewhere on the machine is neither listed nor named."""
    root = write(tmp_path / "bank", {"tips/a": {}})
    (tmp_path / "hemligt").mkdir()
    (tmp_path / "hemligt" / "namn.yml").touch()
    for name in ("annat", "film", "hej.yml"):
        (root / "tipsbank" / name).symlink_to(tmp_path / "hemligt")
    lines = [str(problem) for problem in astray(root)]
    assert [line.partition(":")[0] for line in lines] == ["tipsbank/film", "tipsbank/hej.yml"]
    assert all("[genvag]" in line for line in lines)
