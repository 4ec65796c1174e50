"""The command line of ``scripts/fix.py``."""

from __future__ import annotations

import codecs
import difflib
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jambanken.disk import reason
from jambanken.folder import ContentFile, read_file, scan
from jambanken.intake.answers import (
    ERRORS,
    OK,
    Answer,
    Command,
    Parser,
    UsageError,
    fault,
    printable,
)
from jambanken.intake.writing import replace
from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.kinds.bildbank import Picture
from jambanken.mending.mend import Mended, mend
from jambanken.mending.order import order_of
from jambanken.parse import parse
from jambanken.problems import Level, Problem, in_order, stops_build
from jambanken.report import as_text
from jambanken.settings import SETTINGS_FILE, Settings
from jambanken.shared import SHARED_FILES
from jambanken.swedish import and_list, counted

USAGE = """\
Så här gör du: python scripts/fix.py [FILER] [--check] [--root MAPP]

Rättar det i YAML-filer som går att rätta utan att ändra vad de säger: kodning, radbrytningar,
tabbar, hårda blanksteg, dolda tecken, citattecken, mellanslag och fältens ordning. Visar varje
ändring och rör inga kommentarer. Utan FILER gås alla filer i banken igenom.
  FILER     YAML-filer, eller mappar med sådana
  --check   visa bara vad som skulle ändras, och skriv ingenting
  --root    mappen med banken, om den är en annan än den här

Svarar 0 om inget fel är kvar, 1 om något är kvar att göra, 2 om kommandot är fel."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file, what it should hold, and how its keys should be ordered."""

    item: ContentFile
    target: Any = None
    order: tuple[str, ...] = ()


def _options(parser: Parser) -> None:
    parser.add_argument("files", nargs="*")
    parser.add_argument("--check", action="store_true")


def _do(given: Namespace, env: Mapping[str, str]) -> Answer:
    del env
    files = list(_chosen(given.root, given.files) if given.files else _all(given.root))
    return _answer(files, only_look=given.check)


def _answer(files: Sequence[_File], *, only_look: bool) -> Answer:
    lines: list[str] = []
    left: list[Problem] = []
    changed = 0
    for file in files:
        raw = read_file(file.item)
        if isinstance(raw, Problem):
            left.append(raw)
            continue
        found = mend(raw, file.item.file, file.target, file.order)
        left += (problem for problem in found.left if problem.level is Level.ERROR)
        if found.raw == raw:
            continue
        written = None if only_look else _write(file.item, found.raw)
        if written is not None:
            left.append(written)
            continue
        changed += 1
        lines += _told(file.item.file, raw, found, only_look=only_look)
    problems = in_order(left)
    lines += filter(None, [as_text(problems)])
    waits = stops_build(problems) or (only_look and changed)
    closing = _closing(changed, len(files), len(problems), only_look=only_look)
    return Answer(ERRORS if waits else OK, tuple(lines), closing)


def _write(item: ContentFile, content: bytes) -> Problem | None:
    try:
        replace(item.path, content)
    except OSError as error:
        message = f"filen går inte att skriva ({reason(error)})."
        return fault(item.file, "olasbar-fil", message, "Kontrollera att du får ändra den.")
    return None


def _told(name: str, raw: bytes, found: Mended, *, only_look: bool) -> Iterator[str]:
    """Give what was done with a file: in words, and line by line where that shows."""
    words = "Kan rättas" if only_look else "Rättat"
    yield f"{words} i {name}: {and_list(found.done)}."
    before, after = _lines(raw), _lines(found.raw)
    yield from difflib.unified_diff(before, after, name, f"{name} (rättad)", n=1, lineterm="")


def _lines(raw: bytes) -> list[str]:
    """Return a file's lines as they can be shown; line ends and encoding are told in words."""
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in raw[:4]
    codings = ("utf-32", "utf-16", "utf-8") if wide else ("utf-8", "cp1252")
    text = next((one for coding in codings if (one := _decoded(raw, coding))), "")
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return ["".join(map(_shown, line)) for line in plain.split("\n")]


def _decoded(raw: bytes, coding: str) -> str:
    try:
        return raw.decode(coding)
    except UnicodeDecodeError:
        return ""


def _shown(char: str) -> str:
    return char if char.isprintable() else f"<U+{ord(char):04X}>"


def _closing(changed: int, seen: int, left: int, *, only_look: bool) -> str:
    if only_look:
        parts = [f"{counted(changed, 'fil', 'filer')} av {seen} kan rättas. Inget är skrivet."]
    else:
        parts = [f"{counted(changed, 'fil', 'filer')} av {seen} rättades."]
    if left:
        parts.append(f"{counted(left, 'fel', 'fel')} är kvar som du behöver rätta själv.")
    return " ".join(parts)


def _all(root: Path) -> Iterator[_File]:
    """Give every YAML file of the bank."""
    shared = [(file, target) for file, target, _ in SHARED_FILES]
    for file, target in ((SETTINGS_FILE, Settings), *shared):
        if (root / file).exists():
            yield _File(ContentFile(root / file, file), target)
    for kind in KINDS:
        for item in scan(root, kind, _second_folder(root, kind)).entries:
            yield _File(item, kind.model, order_of(kind))


def _second_folder(root: Path, kind: Kind) -> Path | None:
    raw = read_file(ContentFile(root / SETTINGS_FILE, SETTINGS_FILE))
    if kind.model is not Picture or isinstance(raw, Problem):
        return None
    settings = parse(raw, SETTINGS_FILE, Settings).value
    chosen = settings.second_picture_folder if settings else None
    return root / chosen if chosen else None


def _chosen(root: Path, names: Sequence[str]) -> Iterator[_File]:
    """Give the files of a command line; what one should hold is known by the folder it lies in."""
    known = {file.item.path: file for file in _all(root)}
    for name in names:
        path = next((one for one in (Path(name), root / name) if one.exists()), None)
        if path is None:
            raise UsageError(f'Filen "{printable(name)}" finns inte.')
        place = (
            path.parent.resolve() / path.name
            if path.name not in {"", ".", ".."}
            else path.resolve()
        )
        if place.is_dir():
            yield from (file for one, file in known.items() if one.is_relative_to(place))
        elif place.suffix.lower() not in {".yml", ".yaml"}:
            raise UsageError(f'"{printable(name)}" är ingen YAML-fil.')
        else:
            yield known.get(place) or _File(ContentFile(place, printable(_short(root, place))))


def _short(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


COMMAND = Command(USAGE, _options, _do)
run = COMMAND.run
main = COMMAND.main
