"""What a newcomer meets first: pinned packages, two commands, one file for the robot to run."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = (ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt")
PIN = re.compile(r"([a-z0-9-]+)==([0-9][\w.]*)(?: ; ([^\\]+?))?((?: --hash=sha256:[0-9a-f]{64})+)")


def entries(lock: Path) -> list[str]:
    """Return the entries of a requirements file, each on one line."""
    text = lock.read_text(encoding="utf-8").replace("\\\n", "")
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def pins(lock: Path) -> set[tuple[str, ...]]:
    """Return name, version, condition and hashes of each entry."""
    return {found.groups("") for line in entries(lock) if (found := PIN.fullmatch(line))}


def wanted(source: Path) -> set[str]:
    """Return the names that a .in file asks for."""
    lines = source.read_text(encoding="utf-8").splitlines()
    found = (re.match(r"[A-Za-z][\w-]*", line) for line in lines)
    return {match[0].lower().replace("_", "-") for match in found if match}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.parent.name)
def test_every_package_is_pinned_with_hashes(lock: Path) -> None:
    """Nothing is installed but what was reviewed, wherever it comes from."""
    unpinned = [line for line in entries(lock) if not PIN.fullmatch(line)]
    assert unpinned == []
    assert "://" not in lock.read_text(encoding="utf-8")
    assert wanted(lock.with_suffix(".in")) <= {pin[0] for pin in pins(lock)}


def test_what_is_tested_is_what_is_published() -> None:
    """The tests run with the site's own packages, to the hash."""
    site, tests = (pins(lock) for lock in LOCKS)
    assert site <= tests


@pytest.mark.skipif(os.name != "posix", reason="the file is a shell script")
def test_robot_runs_the_test_command_and_nothing_else(tmp_path: Path) -> None:
    """What the robot does is what a developer does: one command, from any folder."""
    log = tmp_path / "log.txt"
    fake = tmp_path / "python3"
    fake.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{log}"\nexit 7\n', encoding="utf-8")
    fake.chmod(0o755)
    env = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    done = subprocess.run(["/bin/sh", ROOT / ".ci" / "run"], cwd=tmp_path, env=env, check=False)
    program, *arguments = log.read_text(encoding="utf-8").splitlines()
    assert Path(program).resolve() == ROOT / "scripts" / "dev.py"
    assert arguments == ["test"]
    assert done.returncode == 7


def test_first_screen_says_what_it_is_and_how_to_start() -> None:
    """The README's first screen has a picture and the two commands."""
    screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40]
    text = "\n".join(screen)
    assert "python3 scripts/dev.py serve" in text
    assert "python3 scripts/dev.py test" in text
    assert "](docs/assets/img/skarmbild.png)" in text
