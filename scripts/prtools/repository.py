"""A change in a clone of git: which files, what they hold, and laying them over a bank.

Files are read from git's own store, never from a work tree, so no link is followed and no
attribute of a stranger's is obeyed.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from jambanken.pullrequest.change import MOST_FILES, Change, Standing, read_diff

_PATIENCE = 120


class CannotLayError(Exception):
    """A change cannot be looked at. The text says why, in Swedish."""


def changes_between(clone: Path, before: str, after: str) -> tuple[Change, ...]:
    """Return what changed from one commit to another. Raises `CannotLayError`."""
    way = ("--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv")
    changes = read_diff(_git(clone, "diff", *way, before, after, "--"))
    if len(changes) > MOST_FILES:
        raise CannotLayError(
            f"Förslaget ändrar {len(changes)} filer. Dela upp det: högst {MOST_FILES} åt gången."
        )
    return changes


def contents(clone: Path, changes: Iterable[Change], side: str) -> dict[str, bytes | None]:
    """Return what the content files of a change hold, None for one that is not there.

    ``side`` is "before" or "after". Raises `CannotLayError` for a file that is too large.
    """
    found: dict[str, bytes | None] = {}
    for change in changes:
        if change.standing is not Standing.CONTENT:
            continue
        name = change.before if side == "before" else change.after
        found[change.path] = _blob(clone, name, change) if name else None
    return found


def lay(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files below ``root``, and remove those that are None.

    Raises `CannotLayError` where a folder on the way is a link, or a file stands in the way.
    """
    for path, held in files.items():
        target = root / path
        if any((root / part).is_symlink() for part in Path(path).parents) or target.is_symlink():
            raise CannotLayError(f"{path}: vägen dit är en genväg.")
        try:
            if held is None:
                target.unlink(missing_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(held)
        except OSError:
            raise CannotLayError(f"{path}: filen går inte att skriva.") from None


def _blob(clone: Path, name: str, change: Change) -> bytes:
    size = int(_git(clone, "cat-file", "-s", name))
    if size > change.largest:
        raise CannotLayError(
            f"{change.path}: filen är {size} byte. Den får vara högst {change.largest}."
        )
    return _git(clone, "cat-file", "blob", name)


def _git(clone: Path, *words: str) -> bytes:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-c", "core.fsmonitor=false", *words]
    try:
        done = subprocess.run(
            command, cwd=clone, env=kept, capture_output=True, timeout=_PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError):
        raise CannotLayError("Git kan inte läsa förslaget.") from None
    return done.stdout
