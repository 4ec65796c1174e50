"""Made print files on disk, by what they are made from.

A file's name is its key. Beside the files lies an index of their sums, pages and pictures: what has
been damaged since is made anew, and what holds a picture that may no longer be shown is removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_INDEX = "index.json"
_ENDING = ".pdf"


@dataclass(frozen=True, slots=True)
class Kept:
    """A made file: pages, size in bytes, time of change in ns, sum, pictures and missing signs."""

    pages: int
    size: int
    modified: int
    sha256: str
    pictures: tuple[str, ...]
    unset: tuple[str, ...]


class PrintShelf:
    """A folder of print files. It only ever saves time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept = _read(folder / _INDEX)
        self._is_changed = False

    def path(self, key: str) -> Path:
        """Return where the file of a key lies, or is to lie."""
        return self.folder / f"{key}{_ENDING}"

    def fresh(self, key: str) -> Path:
        """Return a name to write a file under before `keep` puts it in its place."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder / f"{key}.{secrets.token_hex(4)}.ny"

    def find(self, key: str) -> Kept | None:
        """Return a file that is there and holds what it did when it was made."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        path = self.path(key)
        try:
            now = path.lstat()
            if (now.st_size, now.st_mtime_ns) != (kept.size, kept.modified):
                content = path.read_bytes()
                if hashlib.sha256(content).hexdigest() != kept.sha256:
                    return None
        except OSError:
            return None
        return kept

    def keep(
        self, key: str, made: Path, pages: int, pictures: tuple[str, ...], unset: tuple[str, ...]
    ) -> Kept:
        """Put a made file in its place. Raises ``OSError``."""
        content = made.read_bytes()
        path = self.path(key)
        made.replace(path)
        stat = path.stat()
        digest = hashlib.sha256(content).hexdigest()
        kept = Kept(pages, stat.st_size, stat.st_mtime_ns, digest, pictures, unset)
        self._kept[key] = kept
        self._is_changed = True
        return kept

    def prune(self, wanted: Collection[str] | None, pictures: Collection[str]) -> None:
        """Remove files that are not wanted (None: all may stay), and those with other pictures.

        Raises ``OSError`` where something cannot be removed: a picture that may no longer be shown
        must not stay behind unseen.
        """
        for name in _listed(self.folder):
            key = name.removesuffix(_ENDING)
            kept = self._kept.get(key)
            if name == _INDEX:
                continue
            is_wanted = wanted is None or key in wanted
            if kept is None or not is_wanted or not set(kept.pictures) <= set(pictures):
                (self.folder / name).unlink(missing_ok=True)
                self._is_changed |= self._kept.pop(key, None) is not None

    def save(self) -> None:
        """Write the index where something has changed. Raises ``OSError``."""
        if not self._is_changed or not self.folder.is_dir():
            return
        rows = {key: asdict(kept) for key, kept in sorted(self._kept.items())}
        fresh = self.folder / f"{_INDEX}.{secrets.token_hex(4)}.ny"
        fresh.write_text(json.dumps(rows), encoding="utf-8")
        fresh.replace(self.folder / _INDEX)
        self._is_changed = False


def _read(path: Path) -> dict[str, Kept]:
    try:
        rows: dict[str, Any] = json.loads(path.read_bytes())
        return {
            key: Kept(
                int(row["pages"]),
                int(row["size"]),
                int(row["modified"]),
                str(row["sha256"]),
                tuple(row["pictures"]),
                tuple(row["unset"]),
            )
            for key, row in rows.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _listed(folder: Path) -> list[str]:
    with contextlib.suppress(OSError):
        return sorted(os.listdir(folder))  # noqa: PTH208  # names alone, of some ten thousand files
    return []
