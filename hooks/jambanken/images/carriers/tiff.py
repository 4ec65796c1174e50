"""TIFF: a directory of fields, and strips or tiles of pixels. TIFF 6.0, section 2.

The first picture is copied into a new file: that keeps 16 bits a channel, which a picture that is
decoded and saved again would lose.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from jambanken.images.carriers.base import NotUnderstoodError, colours_alone
from jambanken.images.carriers.jpeg import strip_part
from jambanken.images.carriers.tiff_file import LONG, RATIONAL, SHORT, Row, Span, Tiff, is_mixed

_BYTES = 7
_COMPRESSION, _JPEG_TABLES, _PROFILE = 259, 347, 34675
#: Places and lengths of strips, and of tiles.
_PARTS = ((273, 279), (324, 325))
#: What decoding needs: size, depth, colours, how the bytes are packed, how the picture is turned.
_NUMBERS = frozenset(
    {
        *(256, 257, 258, 259, 262, 266, 274, 277, 278, 282, 283, 284, 292, 293, 296, 317, 318, 319),
        *(320, 322, 323, 332, 334, 338, 339, 529, 530, 531, 532),
    }
)
#: None, fax, LZW, JPEG, deflate, pack bits, LZMA, Zstandard. The other ones can hide whole files.
_COMPRESSIONS = frozenset({1, 2, 3, 4, 5, 7, 8, 32773, 32946, 34925, 50000})
_JPEG = 7
#: 100 megapixels in the smallest tiles, 16 × 16.
_MOST_PARTS = 400_000


class Field(NamedTuple):
    """A field as it is stored. ``data`` has ``length`` values of the type ``sort``."""

    sort: int
    length: int
    data: bytes


def strip(data: bytes, orientation: int) -> bytes:
    """Return the file's first picture in a file of its own."""
    del orientation  # the field for it is kept
    orders = {b"II*\0": "<", b"MM\0*": ">"}
    if data[:4] not in orders:
        raise NotUnderstoodError("no TIFF of the usual sort")
    tiff = Tiff(data, orders[data[:4]])
    rows = tiff.rows(tiff.first)
    compression = tiff.numbers(rows[_COMPRESSION])[0] if _COMPRESSION in rows else 1
    if compression not in _COMPRESSIONS:
        raise NotUnderstoodError("an unusual compression")
    tags, places = _parts(tiff, rows)
    kept = [row for row in rows.values() if _is_kept(row)]
    _hold_apart(tiff, [*kept, *(rows[tag] for tag in tags)], places)
    fields = {row.tag: Field(row.sort, row.length, tiff.slice(row.place, row.size)) for row in kept}
    parts = [tiff.slice(*place) for place in places]
    if _PROFILE in fields:
        colours = colours_alone(fields.pop(_PROFILE).data)
        fields |= {_PROFILE: Field(_BYTES, len(colours), colours)} if colours else {}
    if _JPEG_TABLES in fields:
        tables = strip_part(fields[_JPEG_TABLES].data) if compression == _JPEG else b""
        fields[_JPEG_TABLES] = Field(_BYTES, len(tables), tables)
    if compression == _JPEG:
        parts = [strip_part(part) for part in parts]
    return _write(tiff, fields, parts, tags)


def _is_kept(row: Row) -> bool:
    """Tell whether a row says how to decode the picture, in numbers where the standard has numbers."""
    is_number = row.tag in _NUMBERS and row.sort in {SHORT, LONG, RATIONAL}
    return is_number or row.tag in {_JPEG_TABLES, _PROFILE}


def _parts(tiff: Tiff, rows: dict[int, Row]) -> tuple[tuple[int, int], list[tuple[int, int]]]:
    """Return the tags that say where the pixels lie, and place and length of each part."""
    for places, sizes in _PARTS:
        if places in rows and sizes in rows:
            starts, lengths = tiff.numbers(rows[places]), tiff.numbers(rows[sizes])
            if len(starts) != len(lengths) or sum(lengths) > len(tiff.data):
                raise NotUnderstoodError("parts overlap, or lack a length")
            if len(starts) > _MOST_PARTS:
                raise NotUnderstoodError("parts without end")
            return (places, sizes), list(zip(starts, lengths, strict=True))
    raise NotUnderstoodError("no pixels")


def _hold_apart(tiff: Tiff, kept: list[Row], parts: list[tuple[int, int]]) -> None:
    """Refuse a file whose damaged places or lengths make what is left out a part of the picture."""
    spans = [Span(*part, is_kept=True) for part in parts]
    spans += [Span(row.place, row.size, is_kept=True) for row in kept if row.is_beside]
    if is_mixed([*spans, *tiff.left_out(kept)]):
        raise NotUnderstoodError("the picture lies over what is left out")


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
        fields[tag] = Field(LONG, len(parts), struct.pack(f"{order}{len(parts)}I", *numbers))
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
