"""New files, all of them or none, and never one in another's place."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


def write_together(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write new files in folders that exist: all of them or none, each whole or not at all.

    Raises ``FileExistsError`` where one is there, and ``OSError`` where it cannot be written.
    """
    written: list[Path] = []
    try:
        for path, content in files:
            _write_new(path, content)
            written.append(path)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def replace(path: Path, content: bytes) -> None:
    """Put new content in a file's place in one step. Raises ``OSError``."""
    aside = _aside(path)
    try:
        _write_through(aside, content)
        aside.chmod(path.stat().st_mode & 0o777)
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _write_new(path: Path, content: bytes) -> None:
    aside = _aside(path)
    try:
        _write_through(aside, content)
        try:
            os.link(aside, path)  # refuses where something is there, which a rename does not
        except FileExistsError:
            raise
        except OSError:  # a disk without hard links, such as a memory stick's
            with path.open("xb"):
                pass
            aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _aside(path: Path) -> Path:
    """Return a name beside a file that no bank reads, since it begins with a dot."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def _write_through(path: Path, content: bytes) -> None:
    with suppress(FileNotFoundError):
        path.unlink()
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
