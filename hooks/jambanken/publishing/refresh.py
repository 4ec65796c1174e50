"""Brings a preview up to date where it stands: only what has changed is written.

A preview is seen by one editor and made anew at every start, so it need not be swapped in whole as
a site for visitors is (`jambanken.publishing.publish`). A file that was left for later and changes is
made when the editor asks for it.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import Lock

from jambanken.output import Asset, Later
from jambanken.publishing.files import rename, write_new

Make = Callable[[], bytes | Path]


class Waiting:
    """Files that are made when somebody asks for them, by address: one thread changes, others ask."""

    def __init__(self) -> None:
        self._makes: dict[str, Make] = {}
        self._turn = Lock()

    def __contains__(self, address: object) -> bool:
        return address in self._makes

    def put(self, address: str, make: Make) -> None:
        """Leave a file for later. What waited at its address is forgotten."""
        with self._turn:
            self._makes[address] = make

    def drop(self, address: str) -> None:
        """Leave no file there for later."""
        with self._turn:
            self._makes.pop(address, None)

    def bring(self, folder: Path, address: str) -> None:
        """Write the file that waits at an address, if one does. It waits on where that fails."""
        with self._turn:
            if address in self._makes:
                write(folder / address, self._makes[address])
                del self._makes[address]


class Refresh:
    """The files of a site in a folder.

    ``standing`` says what each was made from when last written; ``others`` are not to be touched.
    ``waiting`` has what makes the files that nobody has asked for since they changed.
    """

    def __init__(
        self,
        folder: Path,
        standing: Mapping[str, object],
        others: Iterable[str],
        waiting: Waiting,
    ) -> None:
        self.folder = folder
        self._waiting = waiting
        self.made: dict[str, object] = dict.fromkeys(others)
        self._standing = standing
        self._changed: dict[str, Make] = {}

    def put(self, address: str, made_from: object, make: Make) -> None:
        """Want a file there; ``make`` is asked for its content if ``made_from`` is another than before.

        Raises ``FileExistsError`` where another file is wanted at the same address.
        """
        if address in self.made:
            raise FileExistsError(address)
        self.made[address] = made_from
        if self._standing.get(address, self) != made_from:
            self._changed[address] = make

    def finish(self) -> None:
        """Write what has changed, and remove what is no longer wanted. Raises ``OSError``."""
        for address, make in self._changed.items():
            if self._standing and _is_for_later(self.made[address]):
                self._waiting.put(address, make)
                (self.folder / address).unlink(missing_ok=True)
            else:
                self._waiting.drop(address)
                write(self.folder / address, make)
        for address in self._standing.keys() - self.made.keys():
            self._waiting.drop(address)
            path = self.folder / address
            path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # other pages may lie in the folder
                path.parent.rmdir()


def write(path: Path, make: Make) -> None:
    """Write a file whole, whatever stood there. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    write_new(fresh, make())
    # ext4 waits for the disk where a rename takes a file's place: a tenth of the time of an edit.
    path.unlink(missing_ok=True)
    rename(fresh, path)


def _is_for_later(made_from: object) -> bool:
    return isinstance(made_from, Asset) and isinstance(made_from.content, Later)
