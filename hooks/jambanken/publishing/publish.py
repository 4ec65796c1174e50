"""Puts a finished site in its place: built aside, checked, swapped in by two renames.

Killed at any moment, on a full disk or with two builds at once, the last whole site stands. At
worst it lies beside its place, between the two renames, and the next build puts it back.

Beside ``site`` there can lie, all with the process's own random ending:

* ``site.ny-…``: being built; its builder holds its lock.
* ``site.gammal-…``: the last site, whole, between the renames.
* ``site.skrap-…``: on its way out.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

from jambanken.publishing.files import rename, write_new
from jambanken.publishing.locks import FolderLock, hold

_REASONS = {
    errno.ENOSPC: "Disken är full.",
    errno.EDQUOT: "Disken är full.",
    errno.EFBIG: "Filen är större än vad som får plats.",
    errno.EACCES: "Filen eller mappen får inte ändras.",
    errno.EPERM: "Filen eller mappen får inte ändras.",
    errno.EROFS: "Disken går bara att läsa.",
    errno.ETIMEDOUT: "Ett annat bygge håller mappen. Vänta och försök igen.",
    errno.ENOENT: "Mappen den skulle ligga i finns inte.",
    errno.EXDEV: "Mappen är en egen disk. Bygg till en mapp på den i stället.",
}

_NEW, _OLD, _LITTER = ".ny-", ".gammal-", ".skrap-"


def clear_away(folder: Path) -> None:
    """Remove a folder; what cannot be removed now is left for the next build."""
    shutil.rmtree(folder, ignore_errors=True)


def explain(fault: OSError) -> str:
    """Return in Swedish why files could not be written, as far as the system says."""
    reason = _REASONS.get(fault.errno or 0) or fault.strerror or str(fault)
    return f"{reason} {fault.filename}" if fault.filename else reason


class Staging:
    """A site that is being built beside the place where it is to stand."""

    def __init__(self, target: Path, folder: Path, lock: FolderLock | None) -> None:
        self.target = target
        self.folder = folder
        self._lock = lock
        self._made = {""}
        self._beginning = f"{folder}/"

    @classmethod
    def begin(cls, target: Path) -> Self:
        """Put back a site that lies beside its place, clear away what dead builds left, begin anew.

        Raises ``OSError`` where the folder around ``target`` cannot be written in, and
        ``IsADirectoryError`` where ``target`` is a disk of its own, which no rename can replace.
        """
        target = Path(os.path.realpath(target))
        if os.path.ismount(target):  # Path.is_mount fails on Windows before Python 3.12
            raise IsADirectoryError(errno.EXDEV, "a disk of its own", str(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        with hold(target.parent):
            _put_back(target)
            litter = list(_abandoned(target))
            folder = _beside(target, _NEW)
            folder.mkdir()
            lock = FolderLock.try_lock(folder)
        for left in litter:
            clear_away(left)
        return cls(target, folder, lock)

    def write(self, address: str, content: bytes | Path) -> None:
        """Write bytes, or what another file holds. Raises ``FileExistsError`` where a file is."""
        # As texts: paths took a fifth of the time that it takes to write a page.
        within = address.rpartition("/")[0]
        if within not in self._made:
            (self.folder / within).mkdir(parents=True, exist_ok=True)
            self._made.add(within)
        write_new(f"{self._beginning}{address}", content)

    def put(self, address: str, made_from: object, make: Callable[[], bytes | Path]) -> None:
        """Write what ``make`` gives: a new site remembers nothing of what it is made from."""
        del made_from
        self.write(address, make())

    def publish(self) -> None:
        """Swap the new site in. The old one stands until the new one is in its place."""
        self._keep_hidden()
        old = _beside(self.target, _OLD)
        litter = _beside(self.target, _LITTER)
        with hold(self.target.parent):
            self._unlock()
            if self.target.exists():
                shutil.copymode(self.target, self.folder)
                rename(self.target, old)
            try:
                rename(self.folder, self.target)
            except OSError:
                _put_back(self.target)
                raise
            with contextlib.suppress(OSError):  # the new site stands; the next build clears away
                rename(old, litter)
        clear_away(litter)

    def abandon(self) -> None:
        """Remove what was built. More than once does no harm."""
        self._unlock()
        clear_away(self.folder)

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _keep_hidden(self) -> None:
        """Take over hidden files, as MkDocs leaves them alone: a site may be a checked-out branch."""
        if not self.target.is_dir():
            return
        for item in self.target.iterdir():
            if item.name.startswith(".") and not (self.folder / item.name).exists():
                if item.is_dir() and not item.is_symlink():
                    shutil.copytree(item, self.folder / item.name, symlinks=True)
                else:
                    shutil.copy2(item, self.folder / item.name, follow_symlinks=False)


def faults(
    folder: Path, pages: int, wanted: tuple[str, ...], beginning: bytes, *, within: int = 600
) -> list[str]:
    """Return what is wrong with a built site, as Swedish sentences: empty if nothing is.

    There must be exactly ``pages`` HTML files, the files ``wanted`` among them, none of them
    empty, each with ``beginning`` among its first ``within`` bytes.
    """
    found = [f"{name} saknas." for name in wanted if not (folder / name).is_file()]
    count = 0
    for path in _html_files(folder):
        count += 1
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - 10,000 paths cost half a second
            start = file.read(within)
        if beginning not in start:
            name = Path(path).relative_to(folder).as_posix()
            found.append(f"{name} är tom eller saknar sidans säkerhetsregler.")
    if count != pages:
        found.append(f"Det blev {count} sidor, men det skulle bli {pages}.")
    return sorted(found)


def _html_files(folder: Path) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (f"{parent}{os.sep}{name}" for name in files if name.endswith(".html"))


def _beside(target: Path, part: str) -> Path:
    return target.with_name(f"{target.name}{part}{secrets.token_hex(4)}")


def _lying_beside(target: Path, part: str) -> list[Path]:
    start = target.name + part
    return sorted(
        (path for path in target.parent.iterdir() if path.name.startswith(start) and path.is_dir()),
        key=lambda path: path.stat().st_mtime,
    )


def _put_back(target: Path) -> None:
    """Undo a swap that stopped between its renames."""
    if target.exists():
        return
    if whole := _lying_beside(target, _OLD):
        rename(whole[-1], target)


def _abandoned(target: Path) -> Iterator[Path]:
    """Give the folders that no living build uses. To be called with the swap's lock held."""
    for whole in _lying_beside(target, _OLD):
        # Half removed it must not look like a site that can be put back.
        rename(whole, _beside(target, _LITTER))
    yield from _lying_beside(target, _LITTER)
    for folder in _lying_beside(target, _NEW):
        lock = FolderLock.try_lock(folder)
        if lock is not None:
            lock.release()
            yield folder
