"""The scripts for editors find the packages by themselves, whatever Python they are started with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ("add_image.py", "withdraw.py", "check.py", "new.py", "fix.py", "report.py")
#: A Python that has no packages.
BARE = [sys.executable, "-I", "-S"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the programs alone."""
    for name in ("scripts", "hooks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def has_environment(project: Path, python: list[str]) -> None:
    """Put something that runs ``python`` where the environment's own is."""
    own = project / ".venv" / "bin" / "python"
    own.parent.mkdir(parents=True)
    own.write_text(f'#!/bin/sh\nexec {" ".join(python)} "$@"\n', encoding="utf-8")
    own.chmod(0o755)


def run(project: Path, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start a script as somebody does who has installed nothing."""
    command = [*BARE, str(project / "scripts" / script), *arguments]
    return subprocess.run(
        command, cwd=project, capture_output=True, encoding="utf-8", check=False, timeout=60
    )


@pytest.mark.parametrize("script", SCRIPTS)
def test_without_packages_a_script_says_what_to_run(project: Path, script: str) -> None:
    """One line in Swedish and no traceback."""
    done = run(project, script)
    assert (done.returncode, done.stdout) == (2, "")
    assert "python3 scripts/dev.py check" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for an environment is a shell script")
@pytest.mark.parametrize("script", ["add_image.py", "withdraw.py", "check.py"])
def test_the_packages_that_were_installed_are_found(project: Path, script: str) -> None:
    """Who has run ``dev.py`` once types ``python`` and gets what was asked for, the exit code too."""
    has_environment(project, [sys.executable])
    asked = run(project, script, "--help")
    assert (asked.returncode, asked.stderr) == (0, "")
    assert asked.stdout.startswith("Så här gör du: python scripts/")
    wrong = run(project, script, "--vad-är-det-här")
    assert wrong.returncode == 2
    assert "Så här gör du: python scripts/" in wrong.stderr


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for an environment is a shell script")
def test_an_environment_without_packages_is_tried_once(project: Path) -> None:
    """One that was left half made is told of, rather than started again and again."""
    has_environment(project, BARE)
    done = run(project, "check.py")
    assert done.returncode == 2
    assert "python3 scripts/dev.py check" in done.stderr
