"""The command line of ``scripts/check_links.py``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from jambanken.bank import Memory, load
from jambanken.intake.answers import ERRORS, OK, Answer, Command, Parser, day_of
from jambanken.publishing.publish import explain
from jambanken.pullrequest.outside import ANSWERS_FILE, answers_json, outside_links
from jambanken.settings import Settings
from jambanken.swedish import counted
from prtools.links import Ask, Manners, ask_the_web, check_links

USAGE = """\
Så här gör du: python scripts/check_links.py [FIL] [--root MAPP]

Frågar varje webbadress som banken länkar till om den finns, och skriver svaren till
docs/rapport/lankar.json eller till FIL. Det tar några minuter. Rapporten visar svaren.
  --root    mappen med banken, om den är en annan än den här

Svarar 0 också när länkar är trasiga: det stoppar inget, men någon behöver rätta dem. Svarar 1 om
filen inte kunde skrivas, 2 om kommandot är fel."""


def command(ask: Ask | None = None, manners: Manners | None = None) -> Command:
    """Return the command; ``ask`` and ``manners`` are how the web is asked."""

    def do(given: Namespace, env: Mapping[str, str]) -> Answer:
        day = day_of(env)
        bank = load(given.root, day, Memory())
        links = outside_links(bank)
        found = check_links(list(links), ask or _in_name_of(bank.settings, env), manners)
        target = given.file or given.root / ANSWERS_FILE
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(answers_json(found, day), encoding="utf-8", newline="\n")
        except OSError as fault:
            said = f'Filen "{target}" gick inte att skriva. {explain(fault)}'
            return Answer(ERRORS, (), said)
        faults = [answer for answer in found if answer.fault]
        lines = [f"{links[it.url][0]}: {it.url}: {it.fault}" for it in faults]
        lines.append(
            f"{counted(len(found), 'länk', 'länkar')}, {counted(len(faults), 'trasig', 'trasiga')}."
        )
        return Answer(OK, tuple(lines), "")

    return Command(USAGE, _options, do)


def _options(parser: Parser) -> None:
    parser.add_argument("file", nargs="?", type=Path)


def _in_name_of(settings: Settings, env: Mapping[str, str]) -> Ask:
    named = settings.repository.name if settings.repository else "jambanken/jambanken"
    return ask_the_web(env.get("GITHUB_REPOSITORY") or named)


main = command().main
