"""What all formats share: faults, and the few fields that are written anew."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

UPRIGHT = 1
#: A profile's header, and one row of its table of tags. ICC.1:2022, 7.2 and 7.3.
_PROFILE_HEADER, _TAG_ROW = 128, 12
#: Tags that a conversion of colours reads. Profiles of screens name the screen's owner and number
#: in others (``mmod``, ``dmnd``, ``meta``).
_COLOUR_TAGS = frozenset(
    b"A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 B2D0 B2D1 B2D2 B2D3 D2B0 D2B1 D2B2 D2B3 bTRC bXYZ bkpt chad "
    b"chrm cicp clrt clro cprt desc gTRC gXYZ gamt kTRC lumi rTRC rXYZ wtpt".split()
)


class NotUnderstoodError(ValueError):
    """A file is built in a way that cannot be followed, so nothing is promised of what is in it."""


class Tag(NamedTuple):
    """A part of a colour profile."""

    name: bytes
    data: bytes


def orientation_alone(orientation: int) -> bytes:
    """Return EXIF (TIFF 6.0, section 2) that holds how the camera was turned and nothing else."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    return struct.pack("<2sHIH", b"II", 42, 8, 1) + entry + bytes(4)


def colours_alone(profile: bytes) -> bytes | None:
    """Return a colour profile with the parts that say how colours look, None if it is no profile."""
    if len(profile) < _PROFILE_HEADER + 4 or profile[36:40] != b"acsp":
        return None
    tags = [tag for tag in _tags(profile) if tag.name in _COLOUR_TAGS]
    places: dict[bytes, int] = {}
    body = b""
    start = _PROFILE_HEADER + 4 + _TAG_ROW * len(tags)
    for tag in tags:
        if tag.data not in places:
            places[tag.data] = start + len(body)
            body += tag.data + bytes(-len(tag.data) % 4)
    table = struct.pack(">I", len(tags)) + b"".join(
        tag.name + struct.pack(">II", places[tag.data], len(tag.data)) for tag in tags
    )
    # Bytes 80–99 name who made the profile and sum up what it held before.
    head = struct.pack(">I", start + len(body)) + profile[4:80] + bytes(48)
    return head + table + body


def _tags(profile: bytes) -> Iterator[Tag]:
    (count,) = struct.unpack_from(">I", profile, _PROFILE_HEADER)
    for row in range(min(count, 100)):
        place = _PROFILE_HEADER + 4 + _TAG_ROW * row
        if place + _TAG_ROW > len(profile):
            return
        name, start, size = struct.unpack_from(">4sII", profile, place)
        if start + size <= len(profile):
            yield Tag(name, profile[start : start + size])
