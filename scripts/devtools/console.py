"""Running other programs, and telling the person at the terminal how it goes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path


class SetupError(Exception):
    """The set-up cannot go on. The message is for the person at the terminal."""


class CommandError(Exception):
    """A program failed; ``output`` is what it printed."""

    def __init__(self, label: str, output: str) -> None:
        super().__init__(label)
        self.label = label
        self.output = output


def both(english: str, swedish: str) -> str:
    """Return a message in both languages: developers read one, editors the other."""
    return f"{english}\n{swedish}"


def say(text: str) -> None:
    """Print at once, so that the lines of a program started next come after."""
    print(text, flush=True)


def run_step(label: str, command: Sequence[str | Path], env: Mapping[str, str], cwd: Path) -> None:
    """Run a program in silence and show how long it takes, in seconds.

    Raises CommandError with what it printed where its exit code is not 0.
    """
    started = time.monotonic()
    lively = sys.stdout.isatty()
    if not lively:
        say(f"  {label} ...")
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(
            [str(part) for part in command],
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        while _is_running(process):
            if lively:
                print(f"\r  {label} ... {time.monotonic() - started:.0f} s", end="", flush=True)
        took = f"{time.monotonic() - started:.1f} s"
        if lively:
            print("\r", end="")
        if process.returncode:
            say(f"  {label}: failed after {took}")
            printed.seek(0)
            raise CommandError(label, printed.read().decode("utf-8", errors="replace"))
        say(f"  {label}: {took}")


def _is_running(process: subprocess.Popen[bytes]) -> bool:
    """Wait a fifth of a second for the end; leave no process behind when interrupted."""
    try:
        process.wait(timeout=0.2)
    except subprocess.TimeoutExpired:
        return True
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    return False
