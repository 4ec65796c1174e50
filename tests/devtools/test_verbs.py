"""The one command does the job, all of it, and says how it went."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import dev
from devtools import browser, environment, verbs
from devtools.console import SetupError
from devtools.environment import Environment
from devtools.verbs import Check


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Pretend that the set-up is done, with this very Python."""

    class Ready(Environment):
        @property
        def python(self) -> Path:
            return Path(sys.executable)

    monkeypatch.setattr(environment, "ensure", lambda _: Ready(tmp_path))
    monkeypatch.setattr(browser, "ensure", lambda _: "/a/browser")


@pytest.mark.usefixtures("ready")
def test_every_check_runs_and_one_failure_fails_all(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A failed check does not hide what comes after it, and the exit code tells."""
    browser_named = "import os; raise SystemExit(os.environ['JAMBANKEN_BROWSER'] != '/a/browser')"
    good, bad = ("-c", browser_named), ("-c", "raise SystemExit(3)")
    monkeypatch.setattr(verbs, "checks", lambda _: (Check("one", bad), Check("two", good)))
    assert verbs.run(["test"]) == 1
    summary = capfd.readouterr().out.partition("Summary")[2]
    assert [line.split()[:2] for line in summary.splitlines()[1:3]] == [
        ["FAILED", "one"],
        ["ok", "two"],
    ]
    monkeypatch.setattr(verbs, "checks", lambda _: (Check("two", good),))
    assert verbs.run(["test"]) == 0


def test_test_runs_everything_and_passes_arguments_on() -> None:
    """Style, types, content and tests are all looked at; arguments reach pytest."""
    runs = [" ".join(check.arguments) for check in verbs.checks(["-k", "dates"])]
    for tool in ("ruff check", "ruff format --check", "mypy", "scripts/check.py"):
        assert any(tool in line for line in runs), tool
    assert runs[-1].endswith("pytest -n auto --dist worksteal -k dates")


def test_wrong_usage_is_answered_with_the_right_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody who guesses learns the verbs: exit code 2, or 0 where help was asked for."""
    assert verbs.run(["servera"]) == 2
    assert "serve" in capsys.readouterr().err
    assert verbs.run([]) == 2
    assert verbs.run(["--help"]) == 0


def test_failed_set_up_ends_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stops the set-up is said without a traceback, with an exit code of its own."""

    def fail(_: object) -> Environment:
        message = "no network"
        raise SetupError(message)

    monkeypatch.setattr(environment, "ensure", fail)
    assert verbs.run(["build"]) == 3
    assert capsys.readouterr().err.strip() == "no network"


def test_old_python_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python before 3.11 can read the file, and gets a sentence in both languages."""
    ast.parse(Path(dev.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert dev.main() == 3
    said = capsys.readouterr().err
    assert "needs Python 3.11 or later" in said
    assert "Det behövs Python 3.11" in said
    assert "3.9" in said
