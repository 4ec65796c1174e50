"""A lock on a folder that the operating system lets go of by itself when its holder dies."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}
_PAUSE = 0.05


class FolderLock:
    """A held lock. Made by `try_lock` and `hold`."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        """Let go. More than once does no harm."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    @classmethod
    def try_lock(cls, folder: Path) -> Self | None:
        """Lock a folder that exists; None where another process holds it.

        File systems without locks count as free: to build at all matters more there.
        """
        handle = _open(folder)
        try:
            _lock(handle)
        except OSError as fault:
            if fault.errno in _TAKEN:
                os.close(handle)
                return None
        return cls(handle)


@contextlib.contextmanager
def hold(folder: Path, patience: float = 60.0) -> Iterator[None]:
    """Hold the lock of ``folder`` for a while. Raises ``TimeoutError`` after ``patience`` seconds."""
    deadline = time.monotonic() + patience
    while (lock := FolderLock.try_lock(folder)) is None:
        if time.monotonic() > deadline:
            raise TimeoutError(errno.ETIMEDOUT, "another process holds the folder", str(folder))
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        lock.release()


if sys.platform == "win32":
    import msvcrt

    def _open(folder: Path) -> int:
        # Windows cannot open folders, and nothing within one that is open can be renamed.
        name = hashlib.sha256(os.path.normcase(folder.resolve()).encode()).hexdigest()[:24]
        return os.open(
            Path(tempfile.gettempdir()) / f"jambanken-{name}.lock", os.O_CREAT | os.O_RDWR
        )

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _open(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
