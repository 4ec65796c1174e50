"""The picture files that a command line names: files, folders, patterns."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from jambanken.folder import PICTURE_ENDINGS
from jambanken.intake.answers import UsageError

#: Pictures that are refused are told of as well; what is something else in a folder is passed over.
_ENDINGS = frozenset(
    {
        *PICTURE_ENDINGS,
        ".heif",
        ".bmp",
        ".cr2",
        ".cr3",
        ".nef",
        ".arw",
        ".dng",
        ".raf",
        ".orf",
        ".rw2",
    }
)


def pictures_among(given: Iterable[str]) -> tuple[Path, ...]:
    """Return the files that are named, each once; a folder stands for the pictures right in it.

    A name that matches nothing is returned as it is, to be told of with the others. Raises
    `UsageError` where nothing is named, or a folder has no pictures.
    """
    found = tuple(dict.fromkeys(path for name in given for path in _named(name)))
    if not found:
        raise UsageError("Skriv vilka bilder som ska in i banken.")
    return found


def _named(name: str) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        inside = sorted(item for item in path.iterdir() if _is_picture(item))
        if not inside:
            raise UsageError(f'I mappen "{name}" finns inga bilder.')
        yield from inside
    elif path.exists() or path.is_symlink():
        yield path
    else:
        # Windows leaves patterns to the program.
        matches = sorted(glob.glob(name)) if glob.has_magic(name) else []  # noqa: PTH207  # may be absolute
        yield from map(Path, matches or [name])


def _is_picture(path: Path) -> bool:
    return path.suffix.lower() in _ENDINGS and not path.name.startswith(".")
