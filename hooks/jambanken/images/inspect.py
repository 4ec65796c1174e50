"""Look at picture files: what they hold, or why they cannot be used; unchanged ones are not opened."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import PIL
from PIL import Image

from jambanken.images.colour import on_white, upright_size, upright_srgb
from jambanken.images.opening import (
    DAMAGE,
    DAMAGED,
    TOO_MANY_PIXELS,
    UnusableError,
    decode_opened,
    opened,
    quiet,
    read,
)
from jambanken.images.phash import phash
from jambanken.images.values import PictureFault, PictureFile
from jambanken.processors import processors

#: Raise it when the same file gives another result than before.
VERSION = 2
#: A file that was written so lately may yet be written in the same tick of the disk's clock.
_RACY_NS = 2_000_000_000
#: A picture is averaged to so many pixels each way before its colours are looked at: 8 by 8 of them
#: are then one of those that the perceptual hash averages to.
_SMALL = 256
#: The first, quick step of averaging by whole numbers leaves so many times as many.
_GAP = 4.0
#: Pictures with more pixels than this are decoded one at a time: each may take 400 MB and more.
_LARGE = 30_000_000
_ONE_LARGE = threading.Lock()
#: Modes that Pillow averages as they are.
_AVERAGED = frozenset({"L", "LA", "RGB", "RGBA", "CMYK"})


@dataclass(frozen=True, slots=True)
class Known:
    """What was found in a file that had this time (ns) and size (bytes).

    ``sha256`` is its sum, empty where it was not read. A time of 0 is never a file's own: the file
    is read again, but not decoded where its sum is the same.
    """

    mtime_ns: int
    size: int
    sha256: str
    result: PictureFile | PictureFault


def inspect(path: Path) -> PictureFile | PictureFault:
    """Return what a picture file holds, or why it cannot be used. Raises nothing, whatever the file."""
    try:
        data = read(path)
        return _looked_at(data, hashlib.sha256(data).hexdigest(), path.name)
    except UnusableError as unusable:
        return unusable.fault


def inspect_all(files: Sequence[Path], known: Mapping[str, Known]) -> dict[str, Known]:
    """Look at many files, several at a time, by their paths as text.

    ``known`` is what this function returned before: a file of the same time and size is not opened,
    and one of the same sum is not decoded.
    """
    found: dict[str, Known] = {}
    changed: list[str] = []
    for path in map(os.fspath, files):
        before = known.get(path)
        try:
            now = os.lstat(path)
        except (OSError, ValueError):
            before = None
        if before and before.mtime_ns == now.st_mtime_ns and before.size == now.st_size:
            found[path] = before
        else:
            changed.append(path)
    if changed:
        with quiet(), ThreadPoolExecutor(processors()) as pool:
            earlier = (known.get(path) for path in changed)
            found.update(zip(changed, pool.map(_find_out, changed, earlier), strict=True))
    return found


def dump(known: Mapping[str, Known]) -> bytes:
    """Return what is known as one blob, to be kept."""
    rows = {path: _row(entry) for path, entry in known.items()}
    return json.dumps([_MADE_BY, rows], ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogateescape"
    )


def load(blob: bytes | None) -> dict[str, Known]:
    """Return what is known from a blob; nothing from one that is damaged or of another version."""
    try:
        made_by, rows = json.loads((blob or b"").decode("utf-8", "surrogateescape"))
        if made_by != _MADE_BY:
            return {}
        return {path: _entry(row) for path, row in rows.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


_MADE_BY = f"{VERSION} {PIL.__version__}"
_TYPES_OF_FAULT = (int, int, str, str, str)
_TYPES_OF_FILE = (*_TYPES_OF_FAULT, int, int)


def _row(entry: Known) -> list[str | int]:
    base: list[str | int] = [entry.mtime_ns, entry.size, entry.sha256]
    result = entry.result
    if isinstance(result, PictureFault):
        return [*base, result.message, result.fix]
    return [*base, result.phash, result.colour, result.width, result.height]


def _entry(row: list[Any]) -> Known:
    """Return an entry from its row. Raises ``ValueError`` or ``TypeError`` where it is none."""
    types = tuple(map(type, row))
    if types == _TYPES_OF_FAULT:
        mtime_ns, size, sha256, message, fix = row
        return Known(mtime_ns, size, sha256, PictureFault(message, fix))
    if types != _TYPES_OF_FILE:
        raise ValueError("no row of ours")
    mtime_ns, size, sha256, phash, colour, width, height = row
    return Known(mtime_ns, size, sha256, PictureFile(sha256, phash, width, height, colour))


def _find_out(path: str, earlier: Known | None) -> Known:
    before = _stat(path)
    sha256 = ""
    result: PictureFile | PictureFault
    try:
        data = read(Path(path))
        sha256 = hashlib.sha256(data).hexdigest()
        if earlier is not None and earlier.sha256 == sha256:
            result = earlier.result
        else:
            result = _looked_at(data, sha256, Path(path).name)
    except UnusableError as unusable:
        result = unusable.fault
    after = _stat(path)
    # What could not be read may be readable at the same time and size: somebody gave us the right to.
    settled = bool(sha256) and before == after and after[0] < time.time_ns() - _RACY_NS
    return Known(after[0] if settled else 0, after[1], sha256, result)


def _stat(path: str) -> tuple[int, int]:
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return (0, 0)
    return found.st_mtime_ns, found.st_size


def _looked_at(data: bytes, sha256: str, name: str) -> PictureFile:
    """Return what a file's bytes hold. Raises `UnusableError`."""
    image = opened(data, name)
    with _ONE_LARGE if image.width * image.height > _LARGE else contextlib.nullcontext(), quiet():
        decode_opened(image, data)
        try:
            width, height = upright_size(image)
            small = on_white(_small(image))
            colour = small.resize((1, 1), Image.Resampling.BOX).tobytes().hex()
            return PictureFile(sha256, phash(small), width, height, f"#{colour}")
        except MemoryError:
            raise UnusableError(TOO_MANY_PIXELS) from None
        except DAMAGE:
            raise UnusableError(DAMAGED) from None


def _small(image: Image.Image) -> Image.Image:
    """Return a picture upright and in sRGB, averaged to a size that is quick to look at."""
    if image.mode not in _AVERAGED or "transparency" in image.info:
        image = upright_srgb(image)
    size = min(image.width, _SMALL), min(image.height, _SMALL)
    return upright_srgb(image.resize(size, Image.Resampling.BOX, reducing_gap=_GAP))
