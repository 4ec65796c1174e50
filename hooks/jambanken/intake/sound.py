"""A picture file that was given, once it has been looked at, and the YAML that came with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from jambanken.folder import ContentFile, read_file
from jambanken.images.inspect import inspect
from jambanken.images.opening import UnusableError, read
from jambanken.images.read import Said, read_metadata
from jambanken.images.sorts import ENDINGS, Sort
from jambanken.images.strip import strip
from jambanken.images.values import PictureFault, PictureFile
from jambanken.intake.draft import kind_of
from jambanken.kinds.bildbank import Picture
from jambanken.parse import parse
from jambanken.pictures import PictureType
from jambanken.problems import Problem


class RefusedError(Exception):
    """A picture is not taken in: by which rule, why, and what to do, in Swedish."""

    def __init__(self, rule: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.fix = rule, message, fix


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound picture: as its file was, as it will be, and what it said."""

    path: Path
    original: bytes
    stripped: bytes
    sort: Sort
    said: Said
    file: PictureFile

    @property
    def stripped_sum(self) -> str:
        return hashlib.sha256(self.stripped).hexdigest()

    @property
    def left_out(self) -> tuple[str, ...]:
        """What the file gave away, in words."""
        if self.original == self.stripped:
            return ()
        found = [(self.said.has_place, "plats"), (self.said.has_serial, "kamerans nummer")]
        words = tuple(word for is_there, word in found if is_there)
        return (*words, "andra uppgifter" if words else "uppgifter som inte hör till bilden")


@dataclass(frozen=True, slots=True)
class Words:
    """A YAML file and what can be read of it."""

    path: Path
    raw: bytes
    picture: Picture | None

    def picture_name(self, sort: Sort) -> str | None:
        """Return what it calls its picture file, None where that is no name for such a file."""
        name = self.picture.file if self.picture else None
        return str(name) if name and ENDINGS.get(name.rpartition(".")[2]) is sort else None


def look_at(path: Path) -> Sound:
    """Return a picture file that can be used. Raises `RefusedError`."""
    found = inspect(path)
    if isinstance(found, PictureFault):
        raise RefusedError("bildfil", found.message, found.fix)
    try:
        original = read(path)
        stripped = strip(original, path.name)
        said = read_metadata(original, path.name)
    except UnusableError as unusable:
        raise RefusedError("bildfil", unusable.fault.message, unusable.fault.fix) from None
    return Sound(path, original, stripped.data, stripped.sort, said, found)


def words_beside(path: Path) -> Words | None:
    """Return the YAML file of a picture's name beside it, None where there is none.

    Raises `RefusedError` where it cannot be read.
    """
    beside = path.with_suffix(".yml")
    if not beside.is_symlink() and not beside.exists():
        return None
    raw = read_file(ContentFile(beside, beside.name))
    if isinstance(raw, Problem):
        raise RefusedError(raw.rule, f"YAML-filen bredvid kan inte tas med: {raw.message}", raw.fix)
    parsed = parse(raw, beside.name, Picture)
    return Words(beside, raw, parsed.value or parsed.partial)


def shows_people(words: Words | None, said: Said) -> bool | None:
    """Tell whether real people can be recognised, None where nobody has said so."""
    picture = words.picture if words else None
    if picture is not None and picture.recognisable is not None:
        return picture.recognisable
    kind = picture.picture_type if picture is not None else kind_of(said)
    return False if kind is PictureType.ILLUSTRATION else None
