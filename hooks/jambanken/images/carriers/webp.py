"""WebP: a RIFF file of chunks. RFC 9649, section 2."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jambanken.images.carriers.base import (
    UPRIGHT,
    NotUnderstoodError,
    colours_alone,
    orientation_alone,
)

_PIXELS = frozenset({b"ALPH", b"VP8 ", b"VP8L"})
_PROFILE_FLAG, _EXIF_FLAG, _XMP_FLAG = 0x20, 0x08, 0x04
#: A frame's place, size, time and how it is drawn, before its own chunks.
_FRAME_HEAD = 16


class Chunk(NamedTuple):
    """A chunk, without its length."""

    name: bytes
    data: bytes

    def __bytes__(self) -> bytes:
        return self.name + struct.pack("<I", len(self.data)) + self.data + bytes(len(self.data) % 2)


def strip(data: bytes, orientation: int) -> bytes:
    """Return the picture, or the first frame, with its colours and how it is turned."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise NotUnderstoodError("no WebP")
    end = 8 + int.from_bytes(data[4:8], "little")
    chunks = list(read(data[12:end]))
    kept: list[Chunk] = []
    for chunk in chunks:
        if chunk.name in _PIXELS or chunk.name == b"ANIM":
            kept.append(chunk)
        elif chunk.name == b"ICCP":
            kept += [Chunk(b"ICCP", colours) for colours in [colours_alone(chunk.data)] if colours]
        elif chunk.name == b"ANMF" and not any(other.name == b"ANMF" for other in kept):
            kept.append(_frame(chunk))
    turned = orientation != UPRIGHT
    if turned:
        kept.append(Chunk(b"EXIF", orientation_alone(orientation)))
    head = [
        _flags(chunk, turned=turned, coloured=any(other.name == b"ICCP" for other in kept))
        for chunk in chunks[:1]
        if chunk.name == b"VP8X"
    ]
    body = b"WEBP" + _joined([*head, *kept])
    return b"RIFF" + struct.pack("<I", len(body)) + body


def read(data: bytes) -> Iterator[Chunk]:
    """Give the chunks. Raises `NotUnderstoodError`."""
    position = 0
    while position + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, position)
        end = position + 8 + size
        if end > len(data):
            raise NotUnderstoodError("a chunk goes beyond the end")
        yield Chunk(name, data[position + 8 : end])
        position = end + size % 2


def _frame(chunk: Chunk) -> Chunk:
    inner = [part for part in read(chunk.data[_FRAME_HEAD:]) if part.name in _PIXELS]
    return Chunk(b"ANMF", chunk.data[:_FRAME_HEAD] + _joined(inner))


def _flags(chunk: Chunk, *, turned: bool, coloured: bool) -> Chunk:
    flags = chunk.data[0] & ~(_PROFILE_FLAG | _EXIF_FLAG | _XMP_FLAG)
    flags |= _EXIF_FLAG * turned | _PROFILE_FLAG * coloured
    return Chunk(b"VP8X", bytes((flags,)) + chunk.data[1:10])


def _joined(chunks: Iterable[Chunk]) -> bytes:
    return b"".join(map(bytes, chunks))
