"""The virtual environment is made once, is whole, and mends itself."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import yaml

from devtools import environment
from devtools.console import CommandError, SetupError, run_step
from devtools.environment import Environment, Packages, child_environment, explain, fingerprint

CASES = Path(__file__).parents[1] / "cases" / "setup"
PIP_FAILURES = yaml.safe_load((CASES / "pip-failures.yml").read_text(encoding="utf-8"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project that needs no package, in a folder with a space and a Swedish letter."""
    root = tmp_path / "min bänk"
    (root / "tests").mkdir(parents=True)
    for packages in Packages:
        (root / packages.value).write_text("# no packages\n", encoding="utf-8")
    return root


@pytest.fixture
def finished(tmp_path: Path) -> Environment:
    """Return something that looks like a finished environment."""
    made = Environment(tmp_path / ".venv", windows=False)
    made.python.parent.mkdir(parents=True)
    made.python.touch()
    made.stamp.write_text("wanted\n", encoding="utf-8")
    return made


def test_fingerprint_sees_what_matters() -> None:
    """Another package or Python means a new installation; another line end does not."""
    one = fingerprint(b"mkdocs==1.6.1\n", (3, 11))
    assert fingerprint(b"mkdocs==1.6.1\r\n", (3, 11)) == one
    assert fingerprint(b"mkdocs==1.6.2\n", (3, 11)) != one
    assert fingerprint(b"mkdocs==1.6.1\n", (3, 12)) != one


def test_finished_environment_is_trusted(finished: Environment) -> None:
    """What was installed last counts as installed, and nothing else does."""
    assert finished.has("wanted")
    assert not finished.has("another")


@pytest.mark.parametrize(
    "harm",
    [
        lambda made: made.unfinished.touch(),
        lambda made: made.stamp.unlink(),
        lambda made: made.python.unlink(),
    ],
    ids=["interrupted", "no stamp", "Python gone"],
)
def test_broken_environment_is_not_trusted(
    finished: Environment, harm: Callable[[Environment], None]
) -> None:
    """An environment that may not be whole is never taken for a finished one."""
    harm(finished)
    assert not finished.has("wanted")


def test_windows_keeps_its_programs_elsewhere(tmp_path: Path) -> None:
    """Python is looked for where each system puts it."""
    assert Environment(tmp_path, windows=True).python == tmp_path / "Scripts" / "python.exe"
    assert Environment(tmp_path, windows=False).python == tmp_path / "bin" / "python"


def test_second_run_starts_nothing_and_interrupted_run_is_mended(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second run does no work; one that was cut off is started over."""
    steps: list[str] = []

    def spy(label: str, command: Sequence[str | Path], env: Mapping[str, str], cwd: Path) -> None:
        steps.append(label.partition(" ")[0])
        run_step(label, command, env, cwd)

    monkeypatch.setattr(environment, "run_step", spy)
    made = environment.ensure(Packages.SITE, root)
    assert made.python.exists()
    assert steps == ["Making", "Installing"]

    environment.ensure(Packages.SITE, root)
    assert steps == ["Making", "Installing"]

    (root / "requirements.txt").write_text("# still none\n", encoding="utf-8")
    environment.ensure(Packages.SITE, root)
    assert steps == ["Making", "Installing", "Installing"]

    made.unfinished.touch()
    environment.ensure(Packages.TESTS, root)
    environment.ensure(Packages.SITE, root)  # the tests' packages hold the site's
    assert steps[3:] == ["Making", "Installing"]


def test_foreign_folder_is_left_alone(root: Path) -> None:
    """A folder called .venv that is something else is never removed."""
    keepsake = root / ".venv" / "keepsake.txt"
    keepsake.parent.mkdir()
    keepsake.touch()
    with pytest.raises(SetupError, match="ingen virtuell miljö"):
        environment.ensure(Packages.SITE, root)
    assert keepsake.exists()


def test_missing_venv_module_is_explained(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's Python without python3-venv gets the cure, not a traceback."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(SetupError, match="apt install python3-venv"):
        environment.ensure(Packages.SITE, root)


def test_missing_package_is_explained_and_tried_again(root: Path) -> None:
    """A failed installation says why, and is not taken for a finished one."""
    requirements = root / "requirements.txt"
    requirements.write_text("--no-index\njambanken-nowhere==1 --hash=sha256:" + "0" * 64)
    with pytest.raises(SetupError, match="proxy"):
        environment.ensure(Packages.SITE, root)
    requirements.write_text("# no packages\n", encoding="utf-8")
    assert environment.ensure(Packages.SITE, root).python.exists()


@pytest.mark.parametrize("case", PIP_FAILURES, ids=lambda case: case["case"])
def test_failures_are_put_in_plain_words(case: dict[str, str]) -> None:
    """What pip says is turned into what to do, in both languages."""
    explanation = explain(case["output"])
    assert all(word in explanation for word in case["says"])


def test_programs_start_undisturbed() -> None:
    """A shell's own Python settings lead our programs nowhere else; the rest is passed on."""
    started = child_environment({"PYTHONPATH": "/elsewhere", "PIP_USER": "1", "HOME": "/home/a"})
    assert "PYTHONPATH" not in started
    assert started["PIP_USER"] == "0"
    assert started["HOME"] == "/home/a"
    assert started["NO_MKDOCS_2_WARNING"] == "1"


def test_failed_step_brings_its_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A step is silent but for its name and time; what it printed comes with its failure."""
    command = (sys.executable, "-c", "print('the reason'); raise SystemExit(4)")
    with pytest.raises(CommandError) as failure:
        run_step("Trying", command, {}, tmp_path)
    assert "the reason" in failure.value.output
    assert "the reason" not in capsys.readouterr().out
