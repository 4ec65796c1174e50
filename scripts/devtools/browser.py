"""The browser for the tests: an installed one, else the system's package, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from devtools.console import CommandError, SetupError, both, run_step
from devtools.environment import ROOT, Environment, child_environment

VARIABLE = "JAMBANKEN_BROWSER"

_LINUX = (
    *("google-chrome-stable", "google-chrome", "chromium", "chromium-browser"),
    *("microsoft-edge-stable", "microsoft-edge"),
)
_MACOS = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)


def _answers(program: Path) -> bool:
    """Tell whether a program starts: Ubuntu has a chromium-browser that only gives advice."""
    try:
        answer = subprocess.run(
            [program, "--version"], capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


@dataclass(frozen=True, slots=True)
class Machine:
    """What the search asks of a machine; ``which`` finds a program by its name."""

    platform: str = sys.platform
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    applications: tuple[Path, ...] = (Path("/Applications"), Path.home() / "Applications")
    which: Callable[[str], str | None] = shutil.which
    answers: Callable[[Path], bool] = _answers
    is_root: bool = hasattr(os, "geteuid") and os.geteuid() == 0


def installed(machine: Machine) -> Path | None:
    """Return the browser that the variable names, else the first one found.

    Raises SetupError where the variable names a browser that is not there.
    """
    named = machine.env.get(VARIABLE, "")
    if not named:
        return next(_found(machine), None)
    program = machine.which(named)
    if program is None:
        raise SetupError(
            both(
                f"{VARIABLE} names a browser that is not there: {named}",
                f"{VARIABLE} anger en webbläsare som inte finns: {named}",
            )
        )
    return Path(program)


def _found(machine: Machine) -> Iterator[Path]:
    if machine.platform == "win32":
        folders = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        bases = [Path(machine.env[name]) for name in folders if machine.env.get(name)]
        yield from (path for end in _WINDOWS for base in bases if (path := base / end).is_file())
    elif machine.platform == "darwin":
        ends = [f"{name}.app/Contents/MacOS/{name}" for name in _MACOS]
        bases = list(machine.applications)
        yield from (path for end in ends for base in bases if (path := base / end).is_file())
    else:
        programs = (Path(found) for name in _LINUX if (found := machine.which(name)))
        yield from (path for path in programs if not _is_snap(path) and machine.answers(path))


def _is_snap(program: Path) -> bool:
    """Tell a snap, which has a /tmp of its own and so never sees the tests' profiles."""
    return program.is_relative_to("/snap") or program.resolve().name == "snap"


def ensure(environment: Environment, machine: Machine | None = None) -> str:
    """Return the path of a browser, or "" for the one that Playwright has downloaded."""
    machine = machine or Machine()
    if browser := installed(machine) or _from_package(machine):
        return str(browser)
    _download(environment, machine)
    return ""


def _from_package(machine: Machine) -> Path | None:
    """Install the system's own browser where that needs no password."""
    if not (machine.is_root and machine.which("apt-get")):
        return None
    env = child_environment(machine.env) | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")
    with suppress(CommandError):  # one dead source among many fails it; the rest may do
        run_step("Reading the system's list of packages", ("apt-get", "update"), env, ROOT)
    try:
        run_step("Installing the system's Chromium", install, env, ROOT)
    except CommandError:
        return None  # Ubuntu has no such package; Playwright's own is next
    return installed(machine)


def _download(environment: Environment, machine: Machine) -> None:
    with_deps = ("--with-deps",) if machine.is_root and machine.which("apt-get") else ()
    command = (environment.python, "-m", "playwright", "install", *with_deps, "--only-shell")
    try:
        run_step(
            "Making sure of Playwright's Chromium",
            (*command, "chromium"),
            child_environment(machine.env),
            ROOT,
        )
    except CommandError as error:
        tail = "\n".join(error.output.splitlines()[-10:])
        raise SetupError(
            f"{tail}\n\n"
            + both(
                "The tests need a browser. Install Chrome or Chromium, "
                f"or set {VARIABLE} to the path of one.",
                "Testerna behöver en webbläsare. Installera Chrome eller Chromium, "
                f"eller ange sökvägen till en i {VARIABLE}.",
            )
        ) from error
