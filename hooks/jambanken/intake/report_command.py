"""The command line of ``scripts/report.py``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping

from jambanken.bank import Memory, load
from jambanken.cache.store import CACHE, Store
from jambanken.catalogue import catalogue
from jambanken.coordination.formats import FORMATS
from jambanken.coordination.report import Coordination
from jambanken.history import history
from jambanken.intake.answers import (
    OK,
    Answer,
    Command,
    Parser,
    UsageError,
    day_of,
    printable,
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


def _options(parser: Parser) -> None:
    parser.add_argument("--format", default="text")


def _do(given: Namespace, env: Mapping[str, str]) -> Answer:
    format_, root, today = _format(given.format), given.root, day_of(env)
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


COMMAND = Command(USAGE, _options, _do)
run = COMMAND.run
main = COMMAND.main
