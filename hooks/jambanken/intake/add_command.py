"""The command line of ``scripts/add_image.py``."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from jambanken.intake.add import Outcome, Taken, Way, add
from jambanken.intake.answers import (
    ERRORS,
    OK,
    Answer,
    Command,
    Parser,
    day_of,
)
from jambanken.intake.sources import pictures_among
from jambanken.problems import Problem
from jambanken.progress import progress, unheard
from jambanken.report import as_text
from jambanken.swedish import and_list, counted

USAGE = """\
Så här gör du: python scripts/add_image.py BILDER [--till MAPP] [--ja] [--root MAPP]

Tar in bilder i bildbanken: JPEG, PNG, WebP, AVIF och TIFF. Plats, serienummer och annat som inte
hör till bilden tas bort, och en YAML-fil att fylla i skrivs bredvid. Ligger det redan en YAML-fil
med samma namn bredvid bilden följer den med som den är. Ingenting skrivs över.
  BILDER    bildfiler, eller mappar med bildfiler
  --till    bildbank, eller den andra bildmappen (bildmapp i bank.yml)
  --ja      ta in också bilder som liknar återkallade
  --root    mappen med banken, om den är en annan än den här

Svarar 0 om alla bilder togs in, 1 om någon inte gjorde det, 2 om kommandot är fel."""
#: Of so many new YAML files, every blank is told with its line.
_FEW = 3
_BLANK = "saknat-falt"


def _options(parser: Parser) -> None:
    parser.add_argument("files", nargs="*")
    parser.add_argument("--till", type=Path)
    parser.add_argument("--ja", action="store_true")


def _do(given: Namespace, env: Mapping[str, str]) -> Answer:
    files = pictures_among(given.files)
    tell = progress() if sys.stderr.isatty() else unheard
    outcome = add(given.root, day_of(env), files, Way(given.till, given.ja, tell))
    return Answer(OK if outcome.is_sound else ERRORS, tuple(_lines(outcome)), _closing(outcome))


def _lines(outcome: Outcome) -> list[str]:
    lines = [_line(taken) for taken in outcome.taken]
    lines += [text for text in (as_text(outcome.said), as_text(_problems_to_show(outcome))) if text]
    return lines


def _problems_to_show(outcome: Outcome) -> list[Problem]:
    """Return what to mend; where many files are new, without the blanks that are marked in them."""
    new = {taken.words for taken in outcome.taken if taken.is_draft}
    if len(new) <= _FEW:
        return list(outcome.to_mend)
    return [
        problem
        for problem in outcome.to_mend
        if not (problem.file in new and problem.rule == _BLANK)
    ]


def _line(taken: Taken) -> str:
    """Return what was done with a picture, in one line."""
    if not taken.is_new:
        return f"{taken.picture} finns redan i banken."
    words = f"Fyll i {taken.words}." if taken.is_draft else f"Uppgifterna står i {taken.words}."
    left_out = f"Borttaget ur filen: {and_list(taken.left_out)}." if taken.left_out else ""
    return " ".join(filter(None, (f"{taken.picture} är intagen.", words, left_out, taken.remark)))


def _closing(outcome: Outcome) -> str:
    new = sum(taken.is_new for taken in outcome.taken)
    there = len(outcome.taken) - new
    drafts = sum(taken.is_draft for taken in outcome.taken)
    parts = [f"{counted(new, 'bild', 'bilder')} togs in."]
    if there:
        parts.append(f"{counted(there, 'bild', 'bilder')} fanns redan.")
    if outcome.refused:
        parts.append(
            f"{counted(outcome.refused, 'bild', 'bilder')} togs inte in: se raderna med fel."
        )
    if drafts:
        files = "YAML-filen" if drafts == 1 else "YAML-filerna"
        parts.append(f"Fyll i {files} och kontrollera med python scripts/check.py.")
    return " ".join(parts)


COMMAND = Command(USAGE, _options, _do)
run = COMMAND.run
main = COMMAND.main
