"""Files of a site on disk: finding, copying, and writing those that must not be there yet."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

# Antivirus and indexing services on Windows hold files for moments.
_RENAME_ATTEMPTS = 20
_RENAME_PAUSE = 0.1


def write_new(path: Path | str, content: bytes | Path) -> None:
    """Write bytes, or what another file holds, in a folder that exists.

    Raises ``FileExistsError`` where ``path`` exists.
    """
    with open(path, "xb") as file:  # noqa: PTH123  # 10,000 paths cost half a second
        if isinstance(content, Path):
            with content.open("rb") as source:
                shutil.copyfileobj(source, file)
        else:
            file.write(content)


def files_below(folder: Path) -> list[Path]:
    """Return the files in a folder and the folders in it, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def stamps(paths: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """Return what tells whether files have changed: name, time of change (ns) and size (bytes)."""
    found = ((str(path), path.stat()) for path in paths)
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)


def rename(source: Path, target: Path) -> None:
    """Rename a file or folder. A file at ``target`` is replaced. Raises ``OSError``."""
    for attempt in range(_RENAME_ATTEMPTS):
        try:
            source.replace(target)
        except PermissionError:
            if os.name != "nt" or attempt == _RENAME_ATTEMPTS - 1:
                raise
            time.sleep(_RENAME_PAUSE)
        else:
            return
