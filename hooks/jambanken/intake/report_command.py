"""The command line of ``scripts/report.py``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jambanken.bank import Memory, load
from jambanken.cache.store import CACHE, Store
from jambanken.catalogue import catalogue
from jambanken.coordination.formats import FORMATS
from jambanken.coordination.report import Coordination
from jambanken.history import history
from jambanken.intake.answers import (
    OK,
    WRONG_USAGE,
    Answer,
    Parser,
    UsageError,
    day_of,
    is_asking_for_help,
    printable,
    root_of,
)
from jambanken.nearest import listing
from jambanken.problems import Level
from jambanken.swedish import counted

USAGE = f"""\
Så här gör du: python scripts/report.py [--format {"|".join(FORMATS)}] [--root MAPP]

Visar vad i banken som behöver ses över: granskningsdagar, samtycken, filmer, PDF:er, länkar, bilder,
balans, deltagande och vad som har kommit till. Samma uppgifter finns på sidan /rapport/.
  --format  text för människor, json för program, csv för Excel
  --root    mappen med banken, om den är en annan än den här

Svarar 0, eller 2 om kommandot är fel."""


def run(arguments: Sequence[str], default_root: Path, env: Mapping[str, str]) -> Answer:
    """Do what the command line says."""
    if is_asking_for_help(arguments):
        return Answer(OK, (USAGE,), "")
    parser = Parser()
    parser.add_argument("--format", default="text")
    parser.add_argument("--root", type=Path, default=default_root)
    try:
        given = parser.parse_args(arguments)
        format_, root, today = _format(given.format), root_of(given.root), day_of(env)
    except UsageError as error:
        return Answer(WRONG_USAGE, (), f"{error}\n\n{USAGE}")
    store = Store(root / CACHE if (root / CACHE).exists() else None)
    bank = load(root, today, Memory())
    shown = catalogue(bank, history=history(root, store))
    store.close(prune=False)
    answer = FORMATS[format_](Coordination(bank, shown).report, bank.settings)
    faults = len({problem.file for problem in bank.problems if problem.level is Level.ERROR})
    closing = (
        f"{counted(faults, 'fil har', 'filer har')} fel och är inte med. Se python scripts/check.py"
        if faults
        else ""
    )
    return Answer(OK, (answer,), closing)


def _format(given: str) -> str:
    if given in FORMATS:
        return given
    raise UsageError(f'Formatet "{printable(given)}" finns inte. Välj {listing(FORMATS)}.')
