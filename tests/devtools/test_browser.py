"""A browser is found where each system keeps it."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools import browser
from devtools.browser import Machine, installed
from devtools.console import CommandError, SetupError
from devtools.environment import Environment


def put(path: Path) -> Path:
    """Make an empty file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def linux(*programs: Path, answers: bool = True, env: dict[str, str] | None = None) -> Machine:
    """Return a Linux machine with these programs on its path."""
    by_name = {program.name: str(program) for program in programs}
    return Machine(
        platform="linux",
        env=env or {},
        which=lambda name: by_name.get(Path(name).name),
        answers=lambda _: answers,
        is_root=False,
    )


def test_linux_prefers_chrome(tmp_path: Path) -> None:
    """Chrome comes before Chromium, and Edge last."""
    programs = [put(tmp_path / name) for name in ("microsoft-edge", "chromium", "google-chrome")]
    assert installed(linux(*programs)) == tmp_path / "google-chrome"
    assert installed(linux(*programs[:2])) == tmp_path / "chromium"
    assert installed(linux(programs[0])) == tmp_path / "microsoft-edge"
    assert installed(linux()) is None


def test_program_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    """A chromium-browser that only tells how to install one is no browser."""
    assert installed(linux(put(tmp_path / "chromium-browser"), answers=False)) is None


def test_snap_is_passed_over(tmp_path: Path) -> None:
    """A snap cannot see the profiles that the tests make."""
    link = tmp_path / "chromium"
    link.symlink_to(put(tmp_path / "bin" / "snap"))
    assert installed(linux(link)) is None
    assert installed(linux(Path("/snap/bin/chromium"))) is None


@pytest.mark.parametrize("name", ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"])
def test_windows_is_searched_where_browsers_install(name: str, tmp_path: Path) -> None:
    """Chrome is found in every folder its installer uses, and comes before Edge."""
    machine = Machine(platform="win32", env={name: str(tmp_path)})
    edge = put(tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe")
    assert installed(machine) == edge
    chrome = put(tmp_path / "Google" / "Chrome" / "Application" / "chrome.exe")
    assert installed(machine) == chrome


def test_macos_is_searched_for_all_and_for_one(tmp_path: Path) -> None:
    """A browser in a person's own Applications counts too."""
    machine = Machine(platform="darwin", env={}, applications=(tmp_path / "all", tmp_path / "own"))
    assert installed(machine) is None
    app = tmp_path / "own" / "Google Chrome.app" / "Contents" / "MacOS" / "Google Chrome"
    put(app)
    assert installed(machine) == app


def test_named_browser_wins(tmp_path: Path) -> None:
    """JAMBANKEN_BROWSER decides, and a wrong one is said rather than passed over."""
    mine, theirs = put(tmp_path / "mine"), put(tmp_path / "chromium")
    named = {"JAMBANKEN_BROWSER": str(mine)}
    assert installed(linux(mine, theirs, env=named)) == mine
    with pytest.raises(SetupError, match="som inte finns"):
        installed(linux(theirs, env=named))


def test_without_any_browser_playwrights_own_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root gets the system's package first; what cannot be had ends in plain words."""
    tried: list[str] = []

    def refuse(label: str, command: tuple[str | Path, ...], *_: object) -> None:
        tried.append(Path(command[0]).name)
        raise CommandError(label, "no network")

    monkeypatch.setattr(browser, "run_step", refuse)
    machine = Machine(
        platform="linux",
        env={},
        which=lambda name: name if name == "apt-get" else None,
        is_root=True,
    )
    with pytest.raises(SetupError, match="Installera Chrome"):
        browser.ensure(Environment(tmp_path, windows=False), machine)
    assert tried == ["apt-get", "apt-get", "python"]
