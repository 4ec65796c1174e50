"""What has been made from a picture and lies on this machine: in the built site, and on the shelf."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

_SITE, _SHELF = "site", Path(".cache/jambanken/bilder")
_PAGE_FOLDER = Path("assets/bilder")
#: The shelf names files by so much of their picture's sum (`jambanken.images.shelf`).
_SUM_IN_NAME = 32
_PICTURES = frozenset({".jpg", ".png", ".webp", ".avif", ".tif"})


def published(root: Path, slug: str) -> tuple[Path, ...]:
    """Return the files of a picture in the built site, and in those that a build left beside it."""
    made_for_pages = re.compile(rf"{re.escape(slug)}-[a-z0-9]+-[0-9a-f]{{12}}\.[a-z]{{3,4}}")
    found: list[Path] = []
    for site in sorted(root.glob(f"{_SITE}*")):
        if site.name != _SITE and not site.name.startswith(f"{_SITE}."):
            continue
        found += _inside(site / "bildbank" / slug)
        found += [
            path for path in _inside(site / _PAGE_FOLDER) if made_for_pages.fullmatch(path.name)
        ]
    return tuple(found)


def on_shelf(root: Path, sums: Iterable[str]) -> tuple[Path, ...]:
    """Return the files that were made from pictures with certain sums."""
    beginnings = tuple(sha256[:_SUM_IN_NAME] for sha256 in sums)
    folders = sorted((root / _SHELF).glob("*"))
    return tuple(
        path for folder in folders for path in _inside(folder) if path.name.startswith(beginnings)
    )


def sums_of(files: Iterable[Path]) -> tuple[str, ...]:
    """Return the sums of those files that are pictures, each once."""
    pictures = (path for path in files if path.suffix in _PICTURES)
    return tuple(dict.fromkeys(sha256 for path in pictures for sha256 in [sum_of(path)] if sha256))


def sum_of(path: Path) -> str:
    """Return a file's SHA-256; empty where it is a link, a pipe, or cannot be read."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def remove(files: Iterable[Path]) -> tuple[Path, ...]:
    """Remove files, and the folders that are empty then. Return those that could not be removed."""
    left = []
    for path in files:
        try:
            path.unlink(missing_ok=True)
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
        except OSError:
            left.append(path)
    return tuple(left)


def _inside(folder: Path) -> Iterator[Path]:
    """Give the files right in a folder, which is none itself where it is a link."""
    if folder.is_symlink() or not folder.is_dir():
        return
    yield from sorted(path for path in folder.iterdir() if path.is_symlink() or path.is_file())
