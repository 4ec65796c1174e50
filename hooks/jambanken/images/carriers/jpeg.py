"""JPEG: segments, each with a marker, and between them the coded pixels.

ISO/IEC 10918-1, annex B. Files of phones go on after the picture's end, with a second picture, a
film or what an editing program needs to undo a crop.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from jambanken.images.carriers.base import (
    UPRIGHT,
    NotUnderstoodError,
    colours_alone,
    orientation_alone,
)

START, END = b"\xff\xd8", b"\xff\xd9"
_SCAN, _APP0, _APP1, _APP2, _APP14 = 0xDA, 0xE0, 0xE1, 0xE2, 0xEE
#: Tables, frames and scans, all of a form that decoding holds them to. A number of lines that comes
#: afterwards (0xDC) is passed over by libjpeg, whatever it says, and 0xC8 is for what is to come.
_PIXELS = frozenset({*range(0xC0, 0xD0), _SCAN, 0xDB, 0xDD} - {0xC8})
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_END = 0xD9
#: What ends coded pixels: a marker that is neither a stuffed nought nor a restart.
_NEXT = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_PROFILE = b"ICC_PROFILE\0"
_LONGEST_PROFILE_PART = 65_519


class Segment(NamedTuple):
    """A segment, without marker and length, and the coded pixels that follow a scan's head."""

    marker: int
    data: bytes
    pixels: bytes = b""

    def __bytes__(self) -> bytes:
        return struct.pack(">BBH", 0xFF, self.marker, len(self.data) + 2) + self.data + self.pixels


def strip(data: bytes, orientation: int) -> bytes:
    """Return the first picture of the file, with its colours and how it is turned."""
    segments = list(read(data))
    head = [_without_thumbnail(item) for item in segments if _is_jfif(item)][:1]
    if orientation != UPRIGHT:
        head.append(Segment(_APP1, b"Exif\0\0" + orientation_alone(orientation)))
    head += _profile(segments)
    head += [Segment(_APP14, item.data[:12]) for item in segments if _is_adobe(item)][:1]
    return START + b"".join(map(bytes, head)) + b"".join(map(bytes, only_pixels(segments))) + END


def strip_part(data: bytes) -> bytes:
    """Return a strip of a TIFF, a JPEG of its own, with nothing but pixels and tables."""
    segments = list(read(data))
    adobe = [Segment(_APP14, item.data[:12]) for item in segments if _is_adobe(item)][:1]
    return START + b"".join(map(bytes, [*adobe, *only_pixels(segments)])) + END


def only_pixels(segments: list[Segment]) -> list[Segment]:
    """Return the segments without which there is no picture."""
    return [item for item in segments if item.marker in _PIXELS]


def read(data: bytes) -> Iterator[Segment]:
    """Give the segments up to the picture's end. Raises `NotUnderstoodError`."""
    if not data.startswith(START):
        raise NotUnderstoodError("no start of image")
    position = 2
    while found := _NEXT.search(data, position):
        marker, position = data[found.end() - 1], found.end()
        if marker == _END:
            return
        if marker in _ALONE:
            continue
        size = int.from_bytes(data[position : position + 2], "big")
        if size < 2 or position + size > len(data):  # noqa: PLR2004  # the length counts itself
            raise NotUnderstoodError("a segment goes beyond the end")
        body, position = data[position + 2 : position + size], position + size
        if marker == _SCAN:
            after = _NEXT.search(data, position)
            end = after.start() if after else len(data)
            yield Segment(marker, body, data[position:end])
            position = end
        else:
            yield Segment(marker, body)


def _profile(segments: list[Segment]) -> list[Segment]:
    """Return the colour profile cut to pieces anew. ICC.1:2022, annex B.4."""
    parts = {
        item.data[12]: item.data[14:]
        for item in segments
        if item.marker == _APP2
        and item.data.startswith(_PROFILE)
        and len(item.data) > len(_PROFILE) + 1
    }
    profile = colours_alone(b"".join(parts[number] for number in sorted(parts))) or b""
    pieces = [
        profile[start : start + _LONGEST_PROFILE_PART]
        for start in range(0, len(profile), _LONGEST_PROFILE_PART)
    ]
    return [
        Segment(_APP2, _PROFILE + bytes((number, len(pieces))) + piece)
        for number, piece in enumerate(pieces, 1)
    ]


def _is_jfif(item: Segment) -> bool:
    return item.marker == _APP0 and item.data.startswith(b"JFIF\0") and len(item.data) >= 14  # noqa: PLR2004  # its fixed fields


def _is_adobe(item: Segment) -> bool:
    return item.marker == _APP14 and item.data.startswith(b"Adobe")


def _without_thumbnail(item: Segment) -> Segment:
    return Segment(item.marker, item.data[:12] + bytes(2))
