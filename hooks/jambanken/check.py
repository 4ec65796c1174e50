"""Check the content of a bank, and say what is wrong: the work behind ``scripts/check.py``."""

from __future__ import annotations

import datetime as dt
import sys
from argparse import ArgumentParser
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from jambanken import rules
from jambanken.bank import Memory, load
from jambanken.cache.store import CACHE, Store
from jambanken.darkroom import remembered_looks
from jambanken.problems import Problem, in_order, stops_build
from jambanken.report import FORMATS, pick_format, summary
from jambanken.today import today as today_in

USAGE = """\
Så här gör du: python scripts/check.py [FILER] [--format text|github|json] [--root MAPP]

Kontrollerar allt innehåll i banken. Med FILER (eller mappar) visas bara det som gäller dem.
  --format  text för människor, github för rader i en pull request, json för program
  --root    mappen med banken, om den är en annan än den här

Svarar 0 om inget är fel (varningar och tips får finnas), 1 om något är fel, 2 om kommandot är fel."""

OK, ERRORS, WRONG_USAGE = 0, 1, 2
#: Rules whose faults `jambanken.mending` can often mend.
MENDABLE = frozenset(
    {
        *("dolt-tecken", "hart-blanksteg", "inte-en-lista", "kodning", "liststreck", "styrtecken"),
        *("tabb", "typografiska-citattecken", "yaml-ankare", "yaml-syntax"),
    }
)
MEND = "En del av det kan rättas åt dig: python scripts/fix.py"


class UsageError(Exception):
    """The command line cannot be followed. The text says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for. ``files`` are relative to ``root``; None is all of them."""

    root: Path
    format: str
    files: frozenset[str] | None


def check(root: Path, today: dt.date, files: Collection[str] | None = None) -> tuple[Problem, ...]:
    """Return everything that is wrong with the bank below ``root``, sorted by file and place.

    With ``files`` (names relative to ``root``, with forward slashes; a folder stands for all in it)
    the whole bank is read all the same, and what is found elsewhere is left out.
    """
    memory, store = Memory(), Store(root / CACHE if (root / CACHE).exists() else None)
    with remembered_looks(memory, store):
        bank = load(root, today, memory)
    store.close(prune=False)
    problems = in_order([*bank.problems, *rules.run(bank)])
    if files is None:
        return problems
    return tuple(problem for problem in problems if _is_among(problem.file, files))


def main(arguments: Sequence[str], default_root: Path, env: Mapping[str, str]) -> int:
    """Do what the command line says, print the answer and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    if {"-h", "--help"} & set(arguments):
        print(USAGE)  # noqa: T201  # a program's answer
        return OK
    try:
        request = _request(arguments, default_root, env)
        day = _today(env)
    except UsageError as error:
        print(f"{error}\n\n{USAGE}", file=sys.stderr)  # noqa: T201
        return WRONG_USAGE
    problems = check(request.root, day, request.files)
    answer = FORMATS[request.format](problems)
    if answer:
        print(answer)  # noqa: T201
    if request.format == "text":
        print(summary(problems), file=sys.stderr)  # noqa: T201
        if any(problem.rule in MENDABLE for problem in problems):
            print(MEND, file=sys.stderr)  # noqa: T201
    return ERRORS if stops_build(problems) else OK


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Refuse in Swedish. The parser's own text is English, and the usage says what it would."""
        del message
        raise UsageError("Kommandot går inte att förstå.")


def _request(arguments: Sequence[str], default_root: Path, env: Mapping[str, str]) -> Request:
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--format", default=pick_format(env, isatty=sys.stdout.isatty()))
    parser.add_argument("--root", type=Path, default=default_root)
    given = parser.parse_intermixed_args(arguments)
    if given.format not in FORMATS:
        raise UsageError(f'Formatet "{given.format}" finns inte. Välj text, github eller json.')
    if not given.root.is_dir():
        raise UsageError(f'Mappen "{given.root}" finns inte.')
    root = given.root.resolve()
    files = frozenset(_name(root, name) for name in given.files) if given.files else None
    return Request(root, given.format, files)


def _name(root: Path, given: str) -> str:
    """Return how problems name a file that was given from the current folder, or from ``root``."""
    there = [path.resolve() for path in (Path(given), root / given) if path.exists()]
    if not there:
        raise UsageError(f'Filen "{given}" finns inte.')
    inside = next((path for path in there if path.is_relative_to(root)), None)
    if inside is not None:
        name = inside.relative_to(root).as_posix()
        return "" if name == "." else name
    # A second picture folder lies outside the root; its files go by the folder's own name.
    return f"{there[0].parent.name}/{there[0].name}"


def _is_among(file: str, names: Collection[str]) -> bool:
    parts = file.split("/")
    return any("/".join(parts[:length]) in names for length in range(len(parts) + 1))


def _today(env: Mapping[str, str]) -> dt.date:
    try:
        return today_in(env)
    except ValueError as wrong:
        raise UsageError(str(wrong)) from None
