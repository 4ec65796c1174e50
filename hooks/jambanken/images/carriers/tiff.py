"""TIFF: a directory of fields, and strips or tiles of pixels. TIFF 6.0, section 2.

The first picture is copied into a new file: that keeps 16 bits a channel, which a picture that is
decoded and saved again would lose.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from jambanken.images.carriers.base import NotUnderstoodError, colours_alone
from jambanken.images.carriers.jpeg import strip_part

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_SHORT, _LONG = 3, 4
_COMPRESSION, _JPEG_TABLES, _PROFILE = 259, 347, 34675
#: Places and lengths of strips, and of tiles.
_PARTS = ((273, 279), (324, 325))
#: What decoding needs: size, depth, colours, how the bytes are packed, how the picture is turned.
_KEPT = frozenset(
    {
        *(256, 257, 258, 259, 262, 266, 274, 277, 278, 282, 283, 284, 292, 293, 296, 301, 317, 318),
        *(319, 320, 322, 323, 332, 333, 334, 338, 339, 529, 530, 531, 532, _JPEG_TABLES, _PROFILE),
    }
)
#: None, fax, LZW, JPEG, deflate, pack bits, LZMA, Zstandard. The other ones can hide whole files.
_COMPRESSIONS = frozenset({1, 2, 3, 4, 5, 7, 8, 32773, 32946, 34925, 50000})
_JPEG = 7
_MOST_FIELDS = 1_000
#: 100 megapixels in the smallest tiles, 16 × 16.
_MOST_PARTS = 400_000


class Field(NamedTuple):
    """A field as it is stored. ``data`` has ``length`` values of the type ``sort``."""

    sort: int
    length: int
    data: bytes


class Tiff(NamedTuple):
    """A file and its byte order, ``<`` or ``>``."""

    data: bytes
    order: str

    def number(self, place: int, form: str) -> int:
        """Return the number at a place. Raises `NotUnderstoodError`."""
        try:
            (value,) = struct.unpack_from(self.order + form, self.data, place)
        except struct.error as fault:
            raise NotUnderstoodError("a number lies beyond the end") from fault
        return int(value)

    def slice(self, start: int, size: int) -> bytes:
        """Return bytes of the file. Raises `NotUnderstoodError` where there are fewer."""
        if start + size > len(self.data):
            raise NotUnderstoodError("a part lies beyond the end")
        return self.data[start : start + size]

    def numbers(self, field: Field) -> tuple[int, ...]:
        """Return the whole numbers that a field holds. Raises `NotUnderstoodError`."""
        forms = {_SHORT: "H", _LONG: "I"}
        if field.sort not in forms:
            raise NotUnderstoodError("places are whole numbers")
        return struct.unpack(f"{self.order}{field.length}{forms[field.sort]}", field.data)


def strip(data: bytes, orientation: int) -> bytes:
    """Return the file's first picture in a file of its own."""
    del orientation  # the field for it is kept
    orders = {b"II*\0": "<", b"MM\0*": ">"}
    if data[:4] not in orders:
        raise NotUnderstoodError("no TIFF of the usual sort")
    tiff = Tiff(data, orders[data[:4]])
    fields = _fields(tiff)
    compressions = tiff.numbers(fields[_COMPRESSION]) if _COMPRESSION in fields else (1,)
    if compressions[0] not in _COMPRESSIONS:
        raise NotUnderstoodError("an unusual compression")
    is_jpeg = compressions[0] == _JPEG
    kept = {tag: field for tag, field in fields.items() if tag in _KEPT}
    if _PROFILE in kept:
        colours = colours_alone(kept.pop(_PROFILE).data)
        kept |= {_PROFILE: Field(7, len(colours), colours)} if colours else {}
    if _JPEG_TABLES in kept:
        tables = strip_part(kept[_JPEG_TABLES].data) if is_jpeg else b""
        kept[_JPEG_TABLES] = Field(7, len(tables), tables)
    for places, sizes in _PARTS:
        if places in fields and sizes in fields:
            starts, lengths = tiff.numbers(fields[places]), tiff.numbers(fields[sizes])
            if len(starts) != len(lengths) or sum(lengths) > len(data) or len(starts) > _MOST_PARTS:
                raise NotUnderstoodError("parts overlap, or lack a length")
            parts = [tiff.slice(*pair) for pair in zip(starts, lengths, strict=True)]
            return _write(
                tiff, kept, [strip_part(p) for p in parts] if is_jpeg else parts, (places, sizes)
            )
    raise NotUnderstoodError("no pixels")


def _fields(tiff: Tiff) -> dict[int, Field]:
    start = tiff.number(4, "I")
    fields: dict[int, Field] = {}
    for number in range(min(tiff.number(start, "H"), _MOST_FIELDS)):
        row = start + 2 + 12 * number
        tag, sort, count = (
            tiff.number(row, "H"),
            tiff.number(row + 2, "H"),
            tiff.number(row + 4, "I"),
        )
        size = _SIZES.get(sort, 0) * count
        if size:
            place = row + 8 if size <= 4 else tiff.number(row + 8, "I")  # noqa: PLR2004  # fits in the row
            if tag in _KEPT or any(tag in pair for pair in _PARTS):
                fields[tag] = Field(sort, count, tiff.slice(place, size))
    return fields


def _write(
    tiff: Tiff, fields: dict[int, Field], parts: list[bytes], tags: tuple[int, int]
) -> bytes:
    """Return a file: pixels, then long fields, then the directory."""
    order = tiff.order
    body = bytearray(tiff.data[:4] + bytes(4))
    places: list[int] = []
    for part in parts:
        places.append(len(body))
        body += part + bytes(len(part) % 2)
    for tag, numbers in zip(tags, (places, [len(part) for part in parts]), strict=True):
        fields[tag] = Field(_LONG, len(parts), struct.pack(f"{order}{len(parts)}I", *numbers))
    rows = struct.pack(f"{order}H", len(fields))
    for tag, field in sorted(fields.items()):
        rows += struct.pack(f"{order}HHI", tag, field.sort, field.length)
        if len(field.data) <= 4:  # noqa: PLR2004  # fits in the row
            rows += field.data.ljust(4, b"\0")
        else:
            rows += struct.pack(f"{order}I", len(body))
            body += field.data + bytes(len(field.data) % 2)
    struct.pack_into(f"{order}I", body, 4, len(body))
    return bytes(body + rows + bytes(4))
