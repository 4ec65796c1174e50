"""The index of a folder of made files: what each was when it was last known to be whole."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import threading
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

_LINE = re.compile(r"^([^ \n]+) ([0-9]{1,20}) ([0-9]{1,20}) ([0-9a-f]{64})$", re.MULTILINE)


class Seen(NamedTuple):
    """A whole file: its bytes, the time it was changed (ns) and its sum in hexadecimal digits."""

    size: int
    modified: int
    sha256: str


class Sums:
    """Sums by file name, in a text file with a line for each, which several processes may add to.

    Lines that cannot be read are passed over, and of several for one name the last one holds. So a
    damaged or missing index costs time and nothing else.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self.seen = _read(path)

    def add(self, name: str, seen: Seen) -> None:
        """Remember a file. Raises ``OSError`` where the index cannot be written."""
        line = f"\n{name} {seen.size} {seen.modified} {seen.sha256}\n".encode()
        with self._lock:
            self.seen[name] = seen
            handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
            try:
                # One call, so that lines of two processes stay apart.
                os.write(handle, line)
            finally:
                os.close(handle)

    def keep(self, names: Collection[str]) -> None:
        """Forget all files but some. Raises ``OSError`` where the index cannot be written."""
        with self._lock:
            self.seen = {name: seen for name, seen in _read(self._path).items() if name in names}
            lines = [f"{name} {' '.join(map(str, seen))}\n" for name, seen in self.seen.items()]
            new = self._path.with_name(f"{self._path.name}.{os.getpid()}.tmp")
            try:
                new.write_bytes("".join(lines).encode())
                new.replace(self._path)
            except BaseException:
                new.unlink(missing_ok=True)
                raise


def remove(path: Path) -> None:
    """Remove whatever lies at a path, if anything does."""
    with contextlib.suppress(FileNotFoundError):
        if stat.S_ISDIR(path.lstat().st_mode):
            shutil.rmtree(path)
        else:
            path.unlink()


def _read(path: Path) -> dict[str, Seen]:
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(path.lstat().st_mode):
            remove(path)
    try:
        text = path.read_bytes().decode("ascii", "replace")
    except OSError:
        return {}
    return {
        name: Seen(int(size), int(modified), sha256)
        for name, size, modified, sha256 in _LINE.findall(text)
    }
