"""Leave everything behind that a picture file says of place, person and camera, and keep its pixels.

What is kept is listed, by format: what is not known is not kept. The pixels are not coded anew, so
nothing is lost, and they are compared afterwards.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PIL import Image

from jambanken.images.carriers import avif, jpeg, png, tiff, webp
from jambanken.images.carriers.base import UPRIGHT, NotUnderstoodError
from jambanken.images.opening import UnusableError, decode
from jambanken.images.sorts import ENDINGS, Sort
from jambanken.images.structure import orientation
from jambanken.images.values import PictureFault

_STRIP: Mapping[Sort, Callable[[bytes, int], bytes]] = {
    Sort.JPEG: jpeg.strip,
    Sort.PNG: png.strip,
    Sort.WEBP: webp.strip,
    Sort.AVIF: avif.strip,
    Sort.TIFF: tiff.strip,
}
#: Rows of a picture that are summed up at a time, so that no second copy of it is needed.
_ROWS = 256
_MOST_TURNED = 8

NOT_UNDERSTOOD = PictureFault(
    "filen är ovanligt uppbyggd, och det går inte att ta bort plats och serienummer ur den.",
    "Öppna bilden i ett bildprogram och spara den som en ny PNG eller JPEG.",
)


@dataclass(frozen=True, slots=True)
class Stripped:
    """A picture file with nothing but the picture. ``sort`` is its format."""

    data: bytes
    sort: Sort


def strip(data: bytes, name: str) -> Stripped:
    """Return a picture file without anything but pixels, colours and how it is turned.

    Of a file with several pictures the first one is kept, and nothing after its end. ``name`` is the
    file's own. Raises `UnusableError` where the file cannot be used or followed.
    """
    before = decode(data, name)
    sort = ENDINGS[name.rpartition(".")[2].lower()]
    seen = _seen(before)
    turned = _orientation(before)
    del before  # 100 megapixels take 400 MB
    try:
        stripped = _STRIP[sort](data, turned)
    except (NotUnderstoodError, struct.error, IndexError, ValueError):
        raise UnusableError(NOT_UNDERSTOOD) from None
    if _seen(decode(stripped, name)) != seen:
        raise UnusableError(NOT_UNDERSTOOD)
    return Stripped(stripped, sort)


def _seen(image: Image.Image) -> tuple[str, tuple[int, int], int, str]:
    """Return what a viewer gets to see, in short."""
    sum_ = hashlib.sha256(repr(image.info.get("transparency")).encode())
    sum_.update(bytes(image.getpalette("RGBA") or ()) if image.mode in {"P", "PA"} else b"")
    for top in range(0, image.height, _ROWS):
        rows = image.crop((0, top, image.width, min(top + _ROWS, image.height)))
        sum_.update(rows.tobytes())
    return image.mode, image.size, _orientation(image), sum_.hexdigest()


def _orientation(image: Image.Image) -> int:
    """Return how a viewer turns the picture, 1–8; a TIFF was turned as it was decoded."""
    raw = image.info.get("exif")
    found = orientation(raw) if isinstance(raw, bytes) and image.format != "TIFF" else UPRIGHT
    return found if UPRIGHT <= found <= _MOST_TURNED else UPRIGHT
