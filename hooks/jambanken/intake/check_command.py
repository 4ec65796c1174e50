"""The command line of ``scripts/check.py``."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from jambanken.check import check
from jambanken.intake.answers import ERRORS, OK, Answer, Command, Parser, UsageError, day_of
from jambanken.problems import stops_build
from jambanken.report import FORMATS, pick_format, summary

USAGE = """\
Så här gör du: python scripts/check.py [FILER] [--format text|github|json] [--root MAPP]

Kontrollerar allt innehåll i banken. Med FILER (eller mappar) visas bara det som gäller dem.
  --format  text för människor, github för rader i en pull request, json för program
  --root    mappen med banken, om den är en annan än den här

Svarar 0 om inget är fel (varningar och tips får finnas), 1 om något är fel, 2 om kommandot är fel."""

#: Rules whose faults `jambanken.mending` can often mend.
MENDABLE = frozenset(
    {
        *("dolt-tecken", "hart-blanksteg", "inte-en-lista", "kodning", "liststreck", "styrtecken"),
        *("kolon-i-text", "tabb", "typografiska-citattecken", "yaml-ankare", "yaml-syntax"),
    }
)
MEND = "En del av det kan rättas åt dig: python scripts/fix.py"


def _options(parser: Parser) -> None:
    parser.add_argument("files", nargs="*")
    parser.add_argument("--format")


def _do(given: Namespace, env: Mapping[str, str]) -> Answer:
    format_ = pick_format(env, isatty=sys.stdout.isatty()) if given.format is None else given.format
    if format_ not in FORMATS:
        raise UsageError(f'Formatet "{format_}" finns inte. Välj text, github eller json.')
    files = frozenset(_name(given.root, name) for name in given.files) if given.files else None
    problems = check(given.root, day_of(env), files)
    closing = []
    if format_ == "text":
        closing = [summary(problems)]
        closing += [MEND] * any(problem.rule in MENDABLE for problem in problems)
    said = FORMATS[format_](problems)
    return Answer(
        ERRORS if stops_build(problems) else OK, (said,) if said else (), "\n".join(closing)
    )


def _name(root: Path, given: str) -> str:
    """Return how problems name a file that was given from the current folder, or from ``root``."""
    there = [_placed(path) for path in (Path(given), root / given) if os.path.lexists(path)]
    if not there:
        raise UsageError(f'Filen "{given}" finns inte.')
    inside = next((path for path in there if path.is_relative_to(root)), None)
    if inside is not None:
        name = inside.relative_to(root).as_posix()
        return "" if name == "." else name
    # A second picture folder lies outside the root; its files go by the folder's own name.
    return f"{there[0].parent.name}/{there[0].name}"


def _placed(path: Path) -> Path:
    """Return where a path lies; a link is what is asked about, not what it leads to."""
    return path.parent.resolve() / path.name if path.is_symlink() else path.resolve()


main = Command(USAGE, _options, _do).main
