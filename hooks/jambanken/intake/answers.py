"""What a command answers, and how a command line is read."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TextIO

from jambanken.problems import Level, Mark, Problem
from jambanken.today import today as today_in
from jambanken.values import shorten

OK, ERRORS, WRONG_USAGE = 0, 1, 2


class UsageError(Exception):
    """The command line cannot be followed. The text says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The exit code, the lines for standard output, and the closing words for standard error."""

    code: int
    lines: tuple[str, ...]
    closing: str

    def give(self, out: TextIO, err: TextIO) -> int:
        """Write the answer and return the exit code. Windows' own encoding lacks some of its signs."""
        for stream in (out, err):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8")
        out.writelines(f"{line}\n" for line in self.lines)
        if self.closing:
            err.write(f"{self.closing}\n")
        return self.code


class Parser(ArgumentParser):
    """A parser that refuses in Swedish."""

    def __init__(self) -> None:
        super().__init__(add_help=False, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Say no more than that: the parser's own text is English, and the usage says what it would."""
        del message
        raise UsageError("Kommandot går inte att förstå.")


@dataclass(frozen=True, slots=True)
class Command:
    """A command line for editors.

    ``usage`` is what it says of itself, ``options`` adds what it takes beside ``--root``, and ``do``
    answers what was given (``root`` is then a folder that exists) in an environment. It may raise
    `UsageError`, with what is wrong in Swedish.
    """

    usage: str
    options: Callable[[Parser], None]
    do: Callable[[Namespace, Mapping[str, str]], Answer]

    def run(self, arguments: Sequence[str], default_root: Path, env: Mapping[str, str]) -> Answer:
        """Do what the command line says."""
        if {"-h", "--help"} & set(arguments):
            return Answer(OK, (self.usage,), "")
        parser = Parser()
        self.options(parser)
        parser.add_argument("--root", type=Path, default=default_root)
        try:
            given = parser.parse_intermixed_args(arguments)
            given.root = root_of(given.root)
            return self.do(given, env)
        except UsageError as error:
            return Answer(WRONG_USAGE, (), f"{error}\n\n{self.usage}")

    def main(self, arguments: Sequence[str], root: Path, env: Mapping[str, str]) -> int:
        """Do it, say what came of it, and return the exit code, which is 1 where nobody could hear it."""
        answer = self.run(arguments, root, env)
        try:
            code = answer.give(sys.stdout, sys.stderr)
            sys.stdout.flush()
        except OSError:  # no room, or nobody who listens
            _let_go()
            return max(answer.code, ERRORS)
        return code


def _let_go() -> None:
    """Keep Python from trying, and failing, once more at its end (docs: signal, "Note on SIGPIPE")."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def root_of(given: Path) -> Path:
    """Return the bank's folder. Raises `UsageError` where it does not exist."""
    if not given.is_dir():
        raise UsageError(f'Mappen "{given}" finns inte.')
    return given.resolve()


def day_of(env: Mapping[str, str]) -> dt.date:
    """Return today. Raises `UsageError` where the environment says something impossible."""
    try:
        return today_in(env)
    except ValueError as wrong:
        raise UsageError(str(wrong)) from None


def fault(file: str, rule: str, message: str, fix: str, level: Level = Level.ERROR) -> Problem:
    """Return what is wrong with a whole file, in the form that all problems have."""
    return Problem(printable(file), Mark(), level, rule, message, fix)


def printable(name: str) -> str:
    """Return a file's name on one line; another system's name may hold bytes that are no text."""
    return shorten("".join(char if char.isprintable() else "?" for char in name), 200)
