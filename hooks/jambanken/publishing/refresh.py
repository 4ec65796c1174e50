"""Brings a preview up to date where it stands: only what has changed is written.

A preview is seen by one editor and made anew at every start, so it need not be swapped in whole as
a site for visitors is (`jambanken.publishing.publish`).
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from jambanken.publishing.files import rename, write_new


class Refresh:
    """The files of a site in a folder.

    ``standing`` says what each was made from when last written; ``others`` are not to be touched.
    """

    def __init__(
        self, folder: Path, standing: Mapping[str, object], others: Iterable[str] = ()
    ) -> None:
        self.folder = folder
        self.made: dict[str, object] = dict.fromkeys(others)
        self._standing = standing
        self._changed: dict[str, Callable[[], bytes | Path]] = {}

    def put(self, address: str, made_from: object, make: Callable[[], bytes | Path]) -> None:
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
            path = self.folder / address
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
            write_new(fresh, make())
            rename(fresh, path)
        for address in self._standing.keys() - self.made.keys():
            path = self.folder / address
            path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # other pages may lie in the folder
                path.parent.rmdir()
