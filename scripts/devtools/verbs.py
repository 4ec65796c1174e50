"""The verbs of ``scripts/dev.py``."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper

from devtools import browser, environment
from devtools.console import SetupError, both, say
from devtools.environment import ROOT, Packages, child_environment

USAGE = """\
python3 scripts/dev.py VERB [ARGUMENTS]

  serve   set up, build the site and serve it with live reload (arguments go to mkdocs serve)
  build   set up and build the site into site/                 (arguments go to mkdocs build)
  check   set up and check the content                         (arguments go to scripts/check.py)
  test    set up with test tools and a browser, then run every check and test
                                                               (arguments go to pytest)

The first run makes .venv and installs the pinned packages; later runs start at once."""


@dataclass(frozen=True, slots=True)
class Check:
    """One of the things that ``test`` runs: arguments to the environment's Python."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a check went, and how long it took in seconds."""

    name: str
    passed: bool
    seconds: float

    def __str__(self) -> str:
        return f"{'ok' if self.passed else 'FAILED':<8}{self.name:<14}{self.seconds:8.1f} s"


def run(arguments: Sequence[str]) -> int:
    """Do what the command line says and return the exit code, as ``dev.main`` has them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a Windows console may lack a letter
    verb = VERBS.get(arguments[0]) if arguments else None
    if verb is None:
        asked = bool(arguments) and arguments[0] in {"-h", "--help", "help"}
        print(USAGE, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        return verb(arguments[1:])
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("\n" + both("Stopped.", "Avbrutet."), file=sys.stderr)
        return 130


def serve(arguments: Sequence[str]) -> int:
    """Serve the site until the person stops it."""
    python = environment.ensure(Packages.SITE).python
    command = [str(python), "-m", "mkdocs", "serve", *arguments]
    env = child_environment(os.environ)
    os.chdir(ROOT)
    if os.name == "posix":
        os.execve(python, command, env)  # noqa: S606 - one process, so that a signal ends it
    return subprocess.run(command, env=env, check=False).returncode


def build(arguments: Sequence[str]) -> int:
    """Build the site; faults of any kind stop it."""
    python = environment.ensure(Packages.SITE).python
    command = [str(python), "-m", "mkdocs", "build", "--strict", *arguments]
    return subprocess.run(
        command, env=child_environment(os.environ), cwd=ROOT, check=False
    ).returncode


def check(arguments: Sequence[str]) -> int:
    """Check the content."""
    python = environment.ensure(Packages.SITE).python
    command = [str(python), "scripts/check.py", *arguments]
    return subprocess.run(
        command, env=child_environment(os.environ), cwd=ROOT, check=False
    ).returncode


def test(arguments: Sequence[str]) -> int:
    """Run every check and test, all of them even where one fails."""
    started = time.monotonic()
    ready = environment.ensure(Packages.TESTS)
    found = browser.ensure(ready)
    say(f"Browser: {found or 'the one that Playwright has downloaded'}")
    env = child_environment(os.environ) | {browser.VARIABLE: found}
    outcomes = [_outcome(str(ready.python), each, env) for each in checks(arguments)]
    say("\nSummary")
    for outcome in outcomes:
        say(f"  {outcome}")
    say(f"  {'':<8}{'in all':<14}{time.monotonic() - started:8.1f} s")
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def checks(pytest_arguments: Sequence[str]) -> tuple[Check, ...]:
    """Return what ``test`` runs, the quickest first."""
    return (
        Check("ruff check", ("-m", "ruff", "check", ".")),
        Check("ruff format", ("-m", "ruff", "format", "--check", "--output-format=concise", ".")),
        Check("mypy", ("-m", "mypy")),
        Check("content", ("scripts/check.py",)),
        # The browser's tests stand together and are long: who is done first takes over from the other.
        Check("pytest", ("-m", "pytest", "-n", "auto", "--dist", "worksteal", *pytest_arguments)),
    )


def _outcome(python: str, each: Check, env: Mapping[str, str]) -> Outcome:
    say(f"\n== {each.name}")
    started = time.monotonic()
    code = subprocess.run([python, *each.arguments], env=env, cwd=ROOT, check=False).returncode
    return Outcome(each.name, code == 0, time.monotonic() - started)


VERBS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "serve": serve,
    "build": build,
    "check": check,
    "test": test,
}
