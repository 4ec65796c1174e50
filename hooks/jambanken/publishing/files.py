"""Files of a site on disk: finding, copying, and writing those that must not be there yet."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path


def write_new(path: Path, content: bytes | Path) -> None:
    """Write bytes, or what another file holds, in a folder that exists.

    Raises ``FileExistsError`` where ``path`` exists.
    """
    with path.open("xb") as file:
        if isinstance(content, Path):
            with content.open("rb") as source:
                shutil.copyfileobj(source, file)
        else:
            file.write(content)


def files_below(folder: Path) -> list[Path]:
    """Return the files in a folder and the folders in it, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def copy_files(names: Iterable[str], source: Path, target: Path) -> None:
    """Copy files, named relative to ``source``, to the same places below ``target``."""
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target / name)
