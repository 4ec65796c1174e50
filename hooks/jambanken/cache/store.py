"""A cache on disk: what took time to make, by a key that names everything it was made from.

It only ever saves time. A cache that is damaged, cannot be written or is held by another build is
done without; entries that a build did not ask for are removed when it ends, so that nothing that
has left the site stays behind.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import sqlite3
from pathlib import Path

#: Where a project keeps it.
CACHE = Path(".cache/jambanken/cache.sqlite")

log = logging.getLogger(__name__)

_LAYOUT = 2
_PATIENCE = 2.0
#: SQLite tells of some damage in words that are damaged too, and Python fails to decode them.
_FAULTS = (sqlite3.Error, UnicodeDecodeError)
_BATCH = 100
_PASSING = {
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN),
}
_TABLE = "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, digest BLOB, value BLOB)"


class Store:
    """Values by key, in a file or (without one) nowhere. Call `close` to keep what was made."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._asked: set[str] = set()
        self._new: dict[str, bytes] = {}
        #: Whether a build has asked for all it needs, so that what it did not ask for can go.
        self.is_complete = False
        self._base = None if file is None else _open(file)

    def get(self, key: str) -> bytes | None:
        """Return the value of a key, None where there is none that is whole."""
        self._asked.add(key)
        if key in self._new:
            return self._new[key]
        if self._base is None:
            return None
        try:
            row = self._base.execute(
                "SELECT digest, value FROM kept WHERE key = ?", (key,)
            ).fetchone()
        except _FAULTS as fault:
            self._give_up(fault)
            return None
        if row is None or not isinstance(row[1], bytes) or _digest(key, row[1]) != row[0]:
            return None
        return row[1]

    def is_empty(self) -> bool:
        """Tell whether nothing is kept from an earlier build."""
        if self._base is None:
            return True
        try:
            row = self._base.execute("SELECT 1 FROM kept LIMIT 1").fetchone()
        except _FAULTS as fault:
            self._give_up(fault)
            return True
        return row is None

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a value, which may yet turn out to be damaged; it counts as asked for."""
        self._asked.add(key)
        if key in self._new:
            return True
        if self._base is None:
            return False
        try:
            row = self._base.execute("SELECT 1 FROM kept WHERE key = ?", (key,)).fetchone()
        except _FAULTS as fault:
            self._give_up(fault)
            return False
        return row is not None

    def put(self, key: str, value: bytes) -> None:
        """Keep a value, from now for this process, from `close` at the latest for later ones."""
        self._asked.add(key)
        self._new[key] = value
        if len(self._new) >= _BATCH:
            self._write()

    def close(self, *, prune: bool = True) -> None:
        """Write what is new; ``prune`` removes what was not asked for."""
        self._write(prune=prune)
        if self._base is not None:
            self._base.close()
            self._base = None

    def _write(self, *, prune: bool = False) -> None:
        new, self._new = self._new, {}
        if self._base is None:
            return
        rows = ((key, _digest(key, value), value) for key, value in sorted(new.items()))
        try:
            with self._base:
                self._base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
                if prune:
                    kept = {row[0] for row in self._base.execute("SELECT key FROM kept")}
                    stale = [(key,) for key in sorted(kept - self._asked)]
                    self._base.executemany("DELETE FROM kept WHERE key = ?", stale)
        except _FAULTS as fault:
            self._give_up(fault)

    def _give_up(self, fault: Exception) -> None:
        log.info("cache %s is left out: %s", self._file, fault)
        if self._base is not None:
            self._base.close()
            self._base = None
        if self._file is not None and _is_damage(fault):
            _remove(self._file)


def _open(file: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        try:
            return _connect(file)
        except (OSError, *_FAULTS) as fault:
            log.info("cache %s cannot be used: %s", file, fault)
            if not _is_damage(fault):
                return None
            _remove(file)
    return None


def _is_damage(fault: Exception) -> bool:
    """Tell damage, which a new file cures, from a full disk or a file that another build holds."""
    code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    return isinstance(fault, _FAULTS) and code not in _PASSING


def _connect(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        base.execute("PRAGMA synchronous = OFF")  # losing power costs the cache, not the site
        base.execute("PRAGMA journal_mode = MEMORY")  # a build that is killed costs it too
        base.execute("PRAGMA secure_delete = ON")  # what leaves the bank leaves the file too
        (layout,) = base.execute("PRAGMA user_version").fetchone()
        if layout not in {0, _LAYOUT}:
            raise sqlite3.DatabaseError("another layout")
        base.execute(_TABLE)
        base.execute(f"PRAGMA user_version = {_LAYOUT}")
        base.execute("SELECT count(*) FROM kept").fetchone()
    except _FAULTS:
        base.close()
        raise
    return base


def _remove(file: Path) -> None:
    for name in (file.name, f"{file.name}-journal", f"{file.name}-wal"):
        with contextlib.suppress(OSError):
            file.with_name(name).unlink(missing_ok=True)


def _digest(key: str, value: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + value).digest()
