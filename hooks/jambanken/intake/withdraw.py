"""Withdraw a picture: its file is gone, and what it is recognised by is written into its YAML."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jambanken.bank import Bank
from jambanken.folder import ContentFile, read_file
from jambanken.images.inspect import inspect
from jambanken.images.opening import UnusableError, read
from jambanken.images.read import hashes
from jambanken.images.recipe import Use, Wish, outputs
from jambanken.images.values import PictureFile
from jambanken.intake import traces
from jambanken.intake.editing import NotEditableError, set_keys
from jambanken.intake.known import read_bank
from jambanken.intake.writing import replace
from jambanken.kinds.bildbank import Picture
from jambanken.parse import parse
from jambanken.pictures import PerceptualHash, PictureType, Sha256
from jambanken.problems import Problem, stops_build
from jambanken.source import Source
from jambanken.source import read as read_text
from jambanken.values import FileName

#: What may say something of those who are shown, and where.
_ABOUT_PEOPLE = (
    *("titel", "sammanfattning", "alt", "bildtext", "beskrivning", "plats", "miljö", "aktivitet"),
    *("taggar", "nyckelord", "personer", "antal", "rättslig_grund", "fil"),
)
_MOST_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Unknown:
    """No picture has that name. ``near`` are names like it."""

    slug: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hindered:
    """Nothing was done: what has to be mended first, or the lines to write by hand."""

    file: str
    problems: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A picture that is withdrawn.

    ``file`` and ``picture`` are the names of its YAML and its picture in messages; ``picture`` is
    empty where none is known. ``removed`` and ``left`` are files that are gone, and that would not go.
    ``about_people`` are fields to look through, with their lines, and ``used_by`` entries that show it.
    """

    slug: str
    file: str
    picture: str
    date: str
    is_inside: bool
    is_changed: bool
    removed: int
    left: tuple[str, ...]
    sums: int
    about_people: tuple[tuple[str, int], ...]
    used_by: tuple[str, ...]


def withdraw(
    root: Path, today: dt.date, slug: str, date: dt.date | None = None
) -> Withdrawn | Unknown | Hindered:
    """Withdraw the picture ``slug`` of the bank below ``root``, as of ``date``, else ``today``.

    The YAML is written before anything is removed. Done twice it finds nothing to do. Raises
    ``OSError`` where the YAML cannot be written.
    """
    bank = read_bank(root, today)
    item = next((item for item in bank.folders["bildbank"].entries if item.slug == slug), None)
    if item is None:
        known = [item.slug for item in bank.folders["bildbank"].entries]
        return Unknown(slug, tuple(difflib.get_close_matches(slug, known, _MOST_SUGGESTIONS, 0.5)))
    raw = read_file(item)
    if isinstance(raw, Problem):
        return Hindered(item.file, (raw,))
    reading = read_text(raw, item.file)
    source = reading.source
    if source is None or not isinstance(source.data, dict) or stops_build(reading.problems):
        return Hindered(item.file, reading.problems)
    return _Withdrawal(bank, item, raw, source, source.data).do(date)


@dataclass(frozen=True)
class _Withdrawal:
    """One picture on its way out."""

    bank: Bank
    item: ContentFile
    raw: bytes
    source: Source
    data: Mapping[str, object]

    def do(self, date: dt.date | None) -> Withdrawn | Hindered:
        """Write into the YAML, then remove the files."""
        path = self._picture_path()
        sha256, phash = self._sums(path)
        lines = self._lines(date, sha256, phash)
        try:
            text = set_keys(self.raw, lines)
        except NotEditableError:
            return Hindered(
                self.item.file, (), tuple(line for row in lines.values() for line in row)
            )
        is_changed = text != self.raw
        if is_changed:
            replace(self.item.path, text)
        originals = [path] if path is not None and (path.exists() or path.is_symlink()) else []
        files = [*originals, *self._made(sha256)]
        left = traces.remove(files)
        return Withdrawn(
            slug=self.item.slug,
            file=self.item.file,
            picture=f"{self.item.file.rpartition('/')[0]}/{path.name}" if path else "",
            date=lines["återkallad"][0].partition(": ")[2],
            is_inside=self.item.path.parent == self.bank.root / "bildbank",
            is_changed=is_changed,
            removed=len(files) - len(left),
            left=tuple(str(file) for file in left),
            sums=len(sha256) + len(phash),
            about_people=self._about_people(),
            used_by=tuple(
                ref
                for ref, record in self.bank.records.items()
                if f"bildbank/{self.item.slug}" in record.refs
            ),
        )

    def _picture_path(self) -> Path | None:
        name = self.data.get("fil")
        if isinstance(name, str) and FileName.form.fullmatch(name.strip()):
            return self.item.path.with_name(name.strip())
        return None

    def _made(self, sha256: Iterable[str]) -> tuple[Path, ...]:
        return (
            *traces.published(self.bank.root, self.item.slug),
            *traces.on_shelf(self.bank.root, sha256),
        )

    def _sums(self, path: Path | None) -> tuple[list[str], list[str]]:
        """Return the sums of the picture and all that was made of it, and how it and its parts look."""
        old = self.data.get("kontrollsummor")
        known = old if isinstance(old, dict) else {}
        sha256 = [text for text in _texts(known.get("sha256")) if Sha256.form.fullmatch(text)]
        phash = [text for text in _texts(known.get("phash")) if PerceptualHash.form.fullmatch(text)]
        if path is not None:
            sha256 += filter(None, [traces.sum_of(path)])
            phash += self._looks(path)
        sha256 += traces.sums_of(self._made(sha256))
        return list(dict.fromkeys(sha256)), list(dict.fromkeys(phash))

    def _looks(self, path: Path) -> tuple[str, ...]:
        found = inspect(path)
        if not isinstance(found, PictureFile):
            return ()
        boxes = {
            output.box: None
            for output in outputs(found.width, found.height, self._wish())
            if output.use is Use.CROP
        }
        try:
            return (found.phash, *hashes(read(path), path.name, boxes))
        except UnusableError:
            return (found.phash,)

    def _wish(self) -> Wish:
        """Return how the picture was cropped; crops that were withheld count as well."""
        parsed = parse(self.raw, self.item.file, Picture)
        picture = parsed.value or parsed.partial
        focus = picture.focus if picture else None
        return Wish((float(focus.x), float(focus.y))) if focus else Wish()

    def _lines(
        self, date: dt.date | None, sha256: list[str], phash: list[str]
    ) -> dict[str, list[str]]:
        there = self.data.get("återkallad")
        day = (
            there
            if isinstance(there, str) and there and date is None
            else str(date or self.bank.today)
        )
        sums = ["kontrollsummor:"]
        for name, values in (("sha256", sha256), ("phash", phash)):
            if values:
                sums += [f"  {name}:", *(f'    - "{value}"' for value in values)]
        return {
            "återkallad": [f"återkallad: {day}"],
            **({"kontrollsummor": sums} if len(sums) > 1 else {}),
        }

    def _about_people(self) -> tuple[tuple[str, int], ...]:
        if (
            self.data.get("typ") == PictureType.ILLUSTRATION
            and self.data.get("igenkännbara") != "ja"
        ):
            return ()
        there = [key for key in _ABOUT_PEOPLE if self.data.get(key)]
        return tuple((key, self.source.locate((key,), key=True).line) for key in there)


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
