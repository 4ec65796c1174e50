"""PNG: chunks, each with a name, a length and a sum. PNG third edition, section 5."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from jambanken.images.carriers.base import (
    UPRIGHT,
    NotUnderstoodError,
    colours_alone,
    orientation_alone,
)

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"tRNS",
        b"cHRM",
        b"gAMA",
        b"sRGB",
        b"cICP",
        b"sBIT",
        b"pHYs",
        b"IDAT",
        b"IEND",
    }
)
_LARGEST_PROFILE = 4_000_000


class Chunk(NamedTuple):
    """A chunk, without its length and sum."""

    name: bytes
    data: bytes

    def __bytes__(self) -> bytes:
        named = self.name + self.data
        return struct.pack(">I", len(self.data)) + named + struct.pack(">I", zlib.crc32(named))


def strip(data: bytes, orientation: int) -> bytes:
    """Return the file's still picture, with its colours and how it is turned."""
    kept = [SIGNATURE]
    for chunk in read(data):
        if chunk.name in _KEPT:
            kept.append(bytes(chunk))
        elif chunk.name == b"iCCP":
            kept.append(_profile(chunk))
        if chunk.name == b"IHDR" and orientation != UPRIGHT:
            kept.append(bytes(Chunk(b"eXIf", orientation_alone(orientation))))
    return b"".join(kept)


def read(data: bytes) -> Iterator[Chunk]:
    """Give the chunks up to the picture's end. Raises `NotUnderstoodError`."""
    position = len(SIGNATURE)
    while position + 12 <= len(data):
        size, name = struct.unpack_from(">I4s", data, position)
        end = position + 8 + size
        if end + 4 > len(data):
            break
        yield Chunk(name, data[position + 8 : end])
        if name == b"IEND":
            return
        position = end + 4
    raise NotUnderstoodError("the file ends before the picture")


def _profile(chunk: Chunk) -> bytes:
    """Return a colour profile under a name that says nothing; none where it is broken or a bomb."""
    _, _, packed = chunk.data.partition(b"\0")
    unpacking = zlib.decompressobj()
    try:
        profile = unpacking.decompress(packed[1:], _LARGEST_PROFILE)
    except zlib.error:
        return b""
    colours = colours_alone(profile) if unpacking.eof else None
    return bytes(Chunk(b"iCCP", b"ICC\0\0" + zlib.compress(colours, 9))) if colours else b""
