"""The work behind ``scripts/editor_files.py``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping

from jambanken.editors import editor_files
from jambanken.intake.answers import OK, Answer, Command, Parser
from jambanken.intake.new import known_words
from jambanken.pullrequest.forms import form_files

USAGE = """\
Så här gör du: python scripts/editor_files.py [--root MAPP]

Skriver det som hjälper redaktörer medan de skriver: scheman i .vscode/ och formulären för ärenden i
.github/. Behövs när en modell eller en ordlista har ändrats.
  --root    mappen med banken, om den är en annan än den här"""


def _options(_: Parser) -> None:
    """It takes nothing else."""


def _do(given: Namespace, _: Mapping[str, str]) -> Answer:
    known = known_words(given.root)
    files = {**editor_files(known.known_ids()), **form_files(known, given.root)}
    for name, text in files.items():
        path = given.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return Answer(OK, tuple(files), "")


main = Command(USAGE, _options, _do).main
