"""Pictures that are known already: those of the bank, and those that were withdrawn from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jambanken.bank import Bank, Memory, load
from jambanken.cache.store import CACHE, Store
from jambanken.darkroom import remembered_looks
from jambanken.images.inspect import inspect_all
from jambanken.images.phash import SAME_WITHIN, distance
from jambanken.images.values import PictureFile
from jambanken.kinds.bildbank import Picture


@dataclass(frozen=True, slots=True)
class Entry:
    """A picture's entry: its slug, its YAML and the picture file that belongs beside it."""

    slug: str
    text: Path
    picture: Picture

    @property
    def file(self) -> Path | None:
        return self.text.with_name(str(self.picture.file)) if self.picture.file else None


@dataclass(slots=True)
class Known:
    """Pictures by what messages call them, and entries by their picture files."""

    entries: tuple[Entry, ...]
    files: dict[str, PictureFile] = field(default_factory=dict)

    @classmethod
    def of(cls, bank: Bank) -> Known:
        """Look at all pictures of a bank. Those that cannot be used are nobody's twins."""
        known = cls(tuple(_entries(bank)))
        owned = {entry.file for entry in known.entries}
        names = {item.path: item.file for item in bank.folders["bildbank"].others}
        found = {path: bank.pictures[slug] for slug, path in bank.picture_paths.items()}
        others = [path for path in names if path in owned and path not in found]
        found |= {Path(path): seen.result for path, seen in inspect_all(others, {}).items()}
        known.files = {
            names[path]: result for path, result in found.items() if isinstance(result, PictureFile)
        }
        return known

    def add(self, name: str, file: PictureFile) -> None:
        """Remember a picture for those that come after it."""
        self.files[name] = file

    def same(self, sha256: str) -> str | None:
        """Return the picture that has this very sum."""
        return next((name for name, file in self.files.items() if file.sha256 == sha256), None)

    def alike(self, phash: str) -> tuple[str, ...]:
        """Return the pictures that are probably the same one."""
        return tuple(
            name for name, file in self.files.items() if distance(file.phash, phash) <= SAME_WITHIN
        )

    def withdrawn(self, sums: frozenset[str], phash: str) -> Entry | None:
        """Return the withdrawn picture that this is, by its sum or by what it looks like."""
        for entry in self.entries:
            known = entry.picture.checksums
            if known is None or entry.picture.withdrawn is None:
                continue
            if sums & set(known.sha256):
                return entry
            if any(distance(one, phash) <= SAME_WITHIN for one in known.phash):
                return entry
        return None

    def owner(self, file: Path) -> Entry | None:
        """Return the entry that a picture file belongs to."""
        return next((entry for entry in self.entries if entry.file == file), None)

    def waiting(self, slug: str) -> Entry | None:
        """Return the entry of this name, where its picture lacks."""
        return next((entry for entry in self.entries if entry.slug == slug and _waits(entry)), None)


def read_bank(root: Path, today: dt.date) -> Bank:
    """Read a bank, with what is remembered of its pictures."""
    memory, store = Memory(), Store(root / CACHE if (root / CACHE).exists() else None)
    with remembered_looks(memory, store):
        bank = load(root, today, memory)
    store.close(prune=False)
    return bank


def _waits(entry: Entry) -> bool:
    return entry.picture.withdrawn is None and entry.file is not None and not entry.file.exists()


def _entries(bank: Bank) -> Iterator[Entry]:
    """Give the entries that can be read, those with errors too."""
    read = {f"bildbank/{slug}": picture for slug, picture in _readable(bank)}
    for item in bank.folders["bildbank"].entries:
        picture = read.get(f"bildbank/{item.slug}")
        if picture is not None:
            yield Entry(item.slug, item.path, picture)


def _readable(bank: Bank) -> Iterator[tuple[str, Picture]]:
    for record in bank.records.values():
        if isinstance(record.entry, Picture):
            yield record.slug, record.entry
    for broken in bank.broken:
        if isinstance(broken.partial, Picture):
            yield broken.slug, broken.partial
