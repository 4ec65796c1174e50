"""What is looked at in a picture file's bytes, because its decoder does not or would take too long.

Pillow takes a JPEG that ends half way with an end marker, and a PNG with wrong checksums, for whole
ones; it spends 20 seconds and 2 GB on 60 MB of empty JPEG segments.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from xml.parsers import expat

#: A file has some tens of segments, some thousands of chunks, some ten scans.
_MOST_SEGMENTS = 10_000
_MOST_CHUNKS = 100_000
_MOST_SCANS = 64
_MOST_ENTRIES = 1_000
_LONGEST_PADDING = 4096
_SCAN, _END = 0xDA, 0xD9
#: Markers that stand alone, without a length: TEM, RST0–7, SOI.
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_EXIF = b"Exif\0\0"
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_ORIENTATION = 0x0112
#: The types of EXIF 2.32, section 4.6.2, that writers use for it, as `struct` names them.
_WHOLE_NUMBERS = {1: "B", 3: "H", 4: "I"}
#: Bytes that mean something in any Huffman coded scan. See `with_more_to_read`.
_MORE = b"\xa5\x5a\x3c\xc3\x96\x69\x0f\xf0" * 512


def is_whole_jpeg(data: bytes) -> bool:
    """Tell whether a JPEG's segments are in order, up to an end after its last scan.

    What follows the end is left alone: telephones put films there, and it is never published.
    """
    scan = _first_scan(data)
    if scan is None:
        return False
    return data.rfind(b"\xff\xd9", scan) > 0 and data.count(b"\xff\xda", scan) <= _MOST_SCANS


def with_more_to_read(data: bytes) -> bytes:
    """Return a JPEG with more picture before its end.

    A decoder stops when the picture is full, so a whole file gives the same picture with it. One
    that ends too soon, and is grey from there on, gives another.
    """
    scan = _first_scan(data) or 0
    end = data.find(b"\xff\xd9", data.rfind(b"\xff\xda", 0, data.find(b"\xff\xd9", scan)))
    return data[:end] + _MORE + data[end:]


def is_whole_png(data: bytes) -> bool:
    """Tell whether a PNG's chunks are whole up to the last, each with its right checksum."""
    for number, (kind, start, end) in enumerate(_chunks(data)):
        if number > _MOST_CHUNKS or end + 4 > len(data):
            return False
        if zlib.crc32(memoryview(data)[start - 4 : end]) != int.from_bytes(data[end : end + 4]):
            return False
        if kind == b"IEND":
            return True
    return False


def is_sound_tiff(data: bytes) -> bool:
    """Tell whether a TIFF or BigTIFF lists what it holds (TIFF 6.0, section 2), and within reason."""
    order = {b"II": "<", b"MM": ">"}[data[:2]]
    big = data[2:4] in {b"+\0", b"\0+"}
    at, offset, count, entry = (8, "Q", "Q", 20) if big else (4, "I", "H", 12)
    try:
        (start,) = struct.unpack_from(order + offset, data, at)
        (entries,) = struct.unpack_from(order + count, data, start)
    except (struct.error, OverflowError):
        return False
    end = start + struct.calcsize(count) + entry * entries
    return bool(entries <= _MOST_ENTRIES and end <= len(data))


def is_sound_exif(raw: bytes) -> bool:
    """Tell whether EXIF data, which are a TIFF without a picture, list what they hold; none do too."""
    body = raw.removeprefix(_EXIF)
    return not body.strip(b"\0") or (body[:4] in _ORDERS and is_sound_tiff(body))


def orientation(raw: bytes) -> int:
    """Return the Orientation of EXIF data: 1 (upright) where they are broken or do not say."""
    body = raw.removeprefix(_EXIF)
    if body[:4] not in _ORDERS or not is_sound_tiff(body):
        return 1
    order = _ORDERS[body[:4]]
    (start,) = struct.unpack_from(order + "I", body, 4)
    (count,) = struct.unpack_from(order + "H", body, start)
    entries = memoryview(body)[start + 2 : start + 2 + 12 * count]
    for tag, kind, _, value in struct.iter_unpack(order + "HHI4s", entries):
        if tag == _ORIENTATION and kind in _WHOLE_NUMBERS:
            return int(struct.unpack_from(order + _WHOLE_NUMBERS[kind], value)[0])
    return 1


def is_sound_xmp(raw: bytes) -> bool:
    """Tell whether XMP is well-formed XML. Own entities, which can grow without end, are not."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise ValueError

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(raw.strip(b"\0 \t\r\n"), True)  # noqa: FBT003  # expat knows no keywords
    except (expat.ExpatError, ValueError):
        return False
    return True


def _first_scan(data: bytes) -> int | None:
    """Return where a JPEG's first scan begins, None where it has none or its segments are broken."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        marker = data.find(b"\xff", at)
        while marker >= 0 and data[marker + 1 : marker + 2] == b"\xff":
            marker += 1
            if marker - at > _LONGEST_PADDING:
                return None
        kind = data[marker + 1] if 0 <= marker < len(data) - 1 else _END
        if kind == _SCAN:
            return marker
        if kind == _END:
            return None
        length = 0 if kind in _ALONE else int.from_bytes(data[marker + 2 : marker + 4])
        at = marker + 2 + length
    return None


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Give the chunks of a PNG: kind, and where what it holds begins and ends."""
    at = 8
    while at + 8 <= len(data):
        start = at + 8
        end = start + int.from_bytes(data[at : at + 4])
        yield data[at + 4 : start], start, end
        at = end + 4
