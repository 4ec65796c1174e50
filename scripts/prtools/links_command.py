"""The work behind ``scripts/check_links.py``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jambanken.bank import Memory, load
from jambanken.pullrequest.outside import ANSWERS_FILE, answers_json, outside_links
from jambanken.settings import Settings
from jambanken.swedish import counted
from jambanken.today import today
from prtools.links import Ask, Manners, ask_the_web, check_links

USAGE = """\
Så här gör du: python scripts/check_links.py [FIL]

Frågar varje webbadress som banken länkar till om den finns, och skriver svaren till
docs/rapport/lankar.json eller till FIL. Det tar några minuter. Rapporten visar svaren.

Svarar 0 också när länkar är trasiga: det stoppar inget, men någon behöver rätta dem."""


def main(
    arguments: Sequence[str],
    root: Path,
    env: Mapping[str, str],
    ask: Ask | None = None,
    manners: Manners | None = None,
) -> int:
    """Ask all outside addresses of the bank, write the answers and print those that are at fault."""
    if {"-h", "--help"} & set(arguments):
        print(USAGE)
        return 0
    if len(arguments) > 1 or any(word.startswith("-") for word in arguments):
        print(USAGE)
        return 2
    day = today(env)
    bank = load(root, day, Memory())
    links = outside_links(bank)
    found = check_links(list(links), ask or _in_name_of(bank.settings, env), manners)
    target = Path(arguments[0]) if arguments else root / ANSWERS_FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(answers_json(found, day), encoding="utf-8", newline="\n")
    faults = [answer for answer in found if answer.fault]
    for answer in faults:
        print(f"{links[answer.url][0]}: {answer.url}: {answer.fault}")
    print(f"{counted(len(found), 'länk', 'länkar')}, {counted(len(faults), 'trasig', 'trasiga')}.")
    return 0


def _in_name_of(settings: Settings, env: Mapping[str, str]) -> Ask:
    named = settings.repository.name if settings.repository else "jambanken/jambanken"
    return ask_the_web(env.get("GITHUB_REPOSITORY") or named)
