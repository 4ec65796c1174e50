"""The command line of ``scripts/new.py``."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from jambanken.disk import reason
from jambanken.intake.answers import (
    ERRORS,
    OK,
    Answer,
    Command,
    Parser,
    UsageError,
    day_of,
    fault,
    printable,
)
from jambanken.intake.blank import FILL_IN
from jambanken.intake.new import (
    faults_of_title,
    free_name,
    is_taken,
    known_words,
    name_of,
    text_of,
)
from jambanken.intake.writing import write_together
from jambanken.kinds import KIND_BY_NAME
from jambanken.kinds.base import Kind
from jambanken.kinds.bildbank import Picture
from jambanken.nearest import listing, nearest
from jambanken.problems import Problem
from jambanken.report import as_text
from jambanken.swedish import and_list
from jambanken.values import LONGEST_SLUG, SLUG

USAGE = f"""\
Så här gör du: python scripts/new.py SORT "TITEL" [--namn NAMN] [--root MAPP]

Skriver en ny post att fylla i, med alla fält förklarade. Ingenting skrivs över.
  SORT      {listing(KIND_BY_NAME)}
  TITEL     postens titel; filens namn görs av den
  --namn    ett annat namn på filen, utan .yml
  --root    mappen med banken, om den är en annan än den här

Svarar 0 om posten är skriven, 1 om den inte kunde skrivas, 2 om kommandot är fel."""
_PICTURE = (
    "Bilder tas lättast in med python scripts/add_image.py BILD. Då tas plats och annat bort ur "
    "filen, och det som filen säger om sig själv fylls i."
)


def _options(parser: Parser) -> None:
    parser.add_argument("kind")
    parser.add_argument("title")
    parser.add_argument("--namn", default="")


def _do(given: Namespace, env: Mapping[str, str]) -> Answer:
    kind, root = _kind(given.kind), given.root
    name = _name(given.namn) or name_of(kind, given.title)
    text = text_of(kind, name or kind.name, given.title, day_of(env), known_words(root))
    file = f"{kind.folder}/{name}.yml"
    problem = _hindrance(root, kind, name, file)
    problems = [problem] if problem else faults_of_title(kind, given.title, text)
    problems = problems or _write(root / file, text, file)
    if problems:
        return Answer(ERRORS, (as_text([replace(one, file=file) for one in problems]),), "")
    return Answer(OK, (f"{file} är skriven.",), _closing(kind, file, text))


def _kind(given: str) -> Kind:
    kind = KIND_BY_NAME.get(given)
    if kind is not None:
        return kind
    near = nearest(given, KIND_BY_NAME)
    hint = f'Menade du "{near}"?' if near else f"Välj {listing(KIND_BY_NAME)}."
    raise UsageError(f'"{printable(given)}" är ingen sort. {hint}')


def _name(given: str) -> str:
    name = given.removesuffix(".yml")
    if not name or (re.fullmatch(SLUG, name) and len(name) <= LONGEST_SLUG):
        return name
    raise UsageError(
        f'"{printable(given)}" kan inte bli en adress. Använd bara små bokstäver a–z, siffror och '
        f"enkla bindestreck, högst {LONGEST_SLUG} tecken."
    )


def _hindrance(root: Path, kind: Kind, name: str, file: str) -> Problem | None:
    """Return what stands in the way of a file, None where nothing does."""
    if not name:
        message, fix = (
            "titeln ger inget filnamn.",
            "Ange ett med --namn, till exempel --namn ny-post.",
        )
        return fault(file, "filnamn", message, fix)
    if is_taken(root, kind, name):
        free = free_name(root, kind, name)
        fix = f"Ändra i den, eller ange ett annat namn: --namn {free}"
        return fault(file, "krock", "namnet är upptaget, och ingenting skrivs över.", fix)
    folders = [root / part for part in (kind.folder, Path(kind.folder).parent)]
    if any(folder.is_symlink() for folder in folders):
        return fault(file, "genvag", "mappen är en genväg.", "Lägg själva mappen här i stället.")
    return None


def _write(path: Path, text: str, file: str) -> list[Problem]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_together([(path, text.encode())])
    except OSError as error:
        message = f"filen går inte att skriva ({reason(error)})."
        return [
            fault(
                file,
                "olasbar-fil",
                message,
                "Kontrollera att mappen finns och att du får skriva i den.",
            )
        ]
    return []


def _closing(kind: Kind, file: str, text: str) -> str:
    words = (
        f"Fyll i {and_list(_marked(text))}. Kontrollera sedan med python scripts/check.py {file}"
    )
    return f"{words}\n{_PICTURE}" if kind.model is Picture else words


def _marked(text: str) -> list[str]:
    """Return the top keys of a text that have something to fill in, in order."""
    keys: list[str] = []
    top = ""
    for line in text.split("\n"):
        if match := re.match(r"([^\s#:]+):", line):
            top = match[1]
        if FILL_IN in line and not line.startswith("#") and top not in keys:
            keys.append(top)
    return keys


COMMAND = Command(USAGE, _options, _do)
run = COMMAND.run
main = COMMAND.main
