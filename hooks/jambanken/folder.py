"""Which files of content there are, found without following links or trusting names."""

from __future__ import annotations

import datetime as dt
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jambanken.disk import reason
from jambanken.kinds.base import Entry, Kind
from jambanken.kinds.bildbank import Picture
from jambanken.problems import Level, Mark, Problem
from jambanken.reading.decoding import MAX_BYTES, too_large
from jambanken.values import LONGEST_SLUG, SLUG, shorten

PICTURE_ENDINGS = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff", ".gif", ".heic", ".svg", ".psd"}
)
_SLUG = re.compile(SLUG)
#: YAML by its ending, with what may stand after that.
_YAML_ENDING = re.compile(r"\.ya?ml(?:\.([^.]+))?$", re.IGNORECASE)
#: One such name, and nobody on Windows can check out the repository. "?" also stands for what
#: cannot be printed.
_NOT_ON_WINDOWS = re.compile(
    r"(?i)^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)|[<>:\"|?*\\]|[. ]$"
)

#: Rules about files and folders, with their text in the editors' guide.
FOLDER_RULES = {
    "filnamn": "En fils namn är postens adress. Det har bara små bokstäver a–z, siffror och bindestreck.",
    "fel-plats": "En YAML-fil ligger i en mapp som banken inte läser.",
    "krock": "Två filer får samma adress, eller skiljer bara i stora och små bokstäver.",
    "genvag": "En fil i banken är en genväg till en annan plats. Den läses inte.",
    "olasbar-fil": "En fil eller mapp går inte att läsa från disken.",
}


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file in a content folder. ``file`` is the name shown in messages."""

    path: Path
    file: str

    @property
    def slug(self) -> str:
        return self.path.stem


@dataclass(frozen=True, slots=True)
class KindFolder:
    """The files of a kind: YAML files by slug, and everything else that lies there."""

    entries: tuple[ContentFile, ...]
    others: tuple[ContentFile, ...]
    problems: tuple[Problem, ...]


def scan(root: Path, kind: Kind, second: Path | None = None) -> KindFolder:
    """List the files of a kind below the project's ``root``, and in a ``second`` folder if there is one.

    Files that are links, or whose names cannot be addresses, are left out with a problem.
    """
    if any((root / part).is_symlink() for part in (kind.folder, Path(kind.folder).parent)):
        return KindFolder((), (), (link(kind.folder, "mappen"),))
    found: list[tuple[ContentFile, os.DirEntry[str]]] = []
    problems: list[Problem] = []
    places = [(root / kind.folder, kind.folder)]
    if second is not None:
        places.append((second, shorten(second.name)))
    for folder, shown_as in places:
        try:
            found += _files(folder, shown_as)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as fault:
            problems.append(_unreadable(shown_as, "mappen", fault))
    entries: dict[str, ContentFile] = {}
    others: list[ContentFile] = []
    for item, listed in sorted(found, key=lambda pair: pair[0].file):
        problem = _fault_of(item, listed) or _clash(item, entries)
        if problem:
            problems.append(problem)
        elif item.path.suffix == ".yml":
            entries[item.slug] = item
        else:
            others.append(item)
    return KindFolder(tuple(entries.values()), tuple(others), tuple(problems))


def read_file(item: ContentFile) -> bytes | Problem:
    """Return a file's bytes, or the problem that it is a link, too large or cannot be read."""
    try:
        found = item.path.lstat()
        if stat.S_ISLNK(found.st_mode):
            return link(item.file, "filen")
        if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for without end
            return problem_of(item.file, "olasbar-fil", "det är ingen vanlig fil.", "Ta bort den.")
        if found.st_size > MAX_BYTES:
            return too_large(found.st_size, item.file)
        return item.path.read_bytes()
    except OSError as fault:
        return _unreadable(item.file, "filen", fault)


def picture_paths(
    entries: Iterable[tuple[str, Entry]], folder: KindFolder, today: dt.date
) -> Mapping[str, Path]:
    """Return where the files of the pictures among ``entries`` lie that may be shown, by slug.

    Nothing is to be known of the others, not even in a cache.
    """
    beside = {item.path.name: item.path for item in folder.others}
    return {
        slug: beside[entry.file]
        for slug, entry in entries
        if isinstance(entry, Picture) and entry.may_be_shown(today) and entry.file in beside
    }


def _files(folder: Path, shown_as: str) -> Iterator[tuple[ContentFile, os.DirEntry[str]]]:
    with os.scandir(folder) as found:
        for one in found:
            if not one.name.startswith("."):
                yield ContentFile(folder / one.name, f"{shown_as}/{printable(one.name)}"), one


def is_yaml(name: str) -> bool:
    """Tell whether a file by its name is meant to be YAML, however it ends: ``a.YAML``, ``a.yml.txt``."""
    found = _YAML_ENDING.search(name)
    return found is not None and f".{found[1]}".lower() not in PICTURE_ENDINGS


def misnamed(file: str) -> Problem | None:
    """Return what is wrong with a YAML file that does not end in ``.yml``, None for any other file.

    Windows hides the ending that Notepad adds. Copies that tools leave behind are no more than a warning.
    """
    name = file.rpartition("/")[2]
    found = _YAML_ENDING.search(name)
    if found is None or found[0] == ".yml" or not is_yaml(name):
        return None
    message = f'filen slutar på "{shorten(found[0])}".'
    name = f'"{shorten(name[: found.start()])}.yml"'
    if (found[1] or "txt").lower() == "txt":
        return problem_of(file, "filnamn", message, f"Döp om den till {name}.")
    fix = f"Ta bort den, eller döp om den till {name}."
    return replace(problem_of(file, "filnamn", message, fix), level=Level.WARNING)


def printable(name: str) -> str:
    """Return a name as it can be shown.

    One from another system may hold bytes that are no text, or a line feed.
    """
    return "".join(char if char.isprintable() else "?" for char in name)


def _fault_of(item: ContentFile, listed: os.DirEntry[str]) -> Problem | None:
    if listed.is_symlink():
        return link(item.file, "filen")
    if listed.is_dir(follow_symlinks=False):
        return problem_of(
            item.file,
            "filnamn",
            "här ligger en mapp, och banken läser inga undermappar.",
            "Flytta filerna hit.",
        )
    return _fault_of_name(item)


def _fault_of_name(item: ContentFile) -> Problem | None:
    name, suffix = shorten(item.file.rpartition("/")[2]), item.path.suffix
    other = misnamed(item.file) if suffix != ".yml" else None
    if other:
        return other
    if suffix == ".yml" and not _SLUG.fullmatch(item.slug):
        return problem_of(
            item.file,
            "filnamn",
            f'"{name}" kan inte bli en adress.',
            "Använd bara små bokstäver a–z, siffror och enkla bindestreck, till exempel mat-talartiden.yml.",
        )
    if suffix == ".yml" and len(item.slug) > LONGEST_SLUG:
        return problem_of(
            item.file,
            "filnamn",
            f"namnet är {len(item.slug)} tecken.",
            f"Korta det till högst {LONGEST_SLUG}, utan .yml.",
        )
    if _NOT_ON_WINDOWS.search(name):
        return problem_of(
            item.file,
            "filnamn",
            f'en fil kan inte heta "{name}" på Windows.',
            "Döp om den. Annars kan ingen hämta banken till en sådan dator.",
        )
    return None


def _clash(item: ContentFile, entries: dict[str, ContentFile]) -> Problem | None:
    other = entries.get(item.slug)
    if item.path.suffix != ".yml" or other is None:
        return None
    return problem_of(
        item.file, "krock", f"posten finns redan i {other.file}.", "Ta bort eller döp om en av dem."
    )


def link(file: str, what: str) -> Problem:
    """Return the problem that a file or a folder is a link."""
    return problem_of(
        file,
        "genvag",
        f"{what} är en genväg och läses inte.",
        f"Lägg själva {what} här i stället.",
    )


def _unreadable(file: str, what: str, fault: OSError) -> Problem:
    return problem_of(
        file,
        "olasbar-fil",
        f"{what} går inte att läsa ({reason(fault)}).",
        "Kontrollera att den finns och att du får läsa den.",
    )


def problem_of(file: str, rule: str, message: str, fix: str) -> Problem:
    """Return an error in a file as a whole, under one of `FOLDER_RULES`."""
    return Problem(file, Mark(), Level.ERROR, rule, message, fix)
