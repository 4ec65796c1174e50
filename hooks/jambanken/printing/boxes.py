"""The page boxes that a printing house looks for, and how many pages there are.

Typst 0.15 writes the paper (MediaBox) and the cut (TrimBox), not how far colour reaches past the
cut: marks stand outside that, so the paper is no answer. It is added as an incremental update
(ISO 32000-1, 7.5.6): what Typst wrote stands untouched, tags and all.
"""

from __future__ import annotations

import re

_OBJECT_START = re.compile(rb"\d+ 0 obj\s")
_PAGE = re.compile(
    rb"(\d+) 0 obj\s<</Type/Page/(?:.(?!endobj))*?/TrimBox\[([\d. ]+)\](?:.(?!endobj))*?>>\s(?=endobj)",
    re.DOTALL,
)
_COUNT = re.compile(rb"/Type/Pages/Count (\d+)")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY = 20
_MM = 72 / 25.4


class UnknownPdfError(Exception):
    """The file is not built as Typst 0.15 builds its files."""


def pages(pdf: bytes) -> int:
    """Return how many pages there are. Raises `UnknownPdfError`."""
    found = _COUNT.search(pdf)
    if found is None:
        raise UnknownPdfError("no page tree")
    return int(found[1])


def with_bleed(pdf: bytes, bleed: float) -> bytes:
    """Return the file with a BleedBox ``bleed`` millimetres outside every page's TrimBox.

    Raises `UnknownPdfError`.
    """
    table_at = int(_last(rb"startxref\s+(\d+)", pdf))
    table = _TABLE.match(pdf, table_at)
    if table is None:
        raise UnknownPdfError("no cross-reference table")
    fresh = bytearray()
    places: list[tuple[int, int]] = []
    for at in _objects(pdf, table):
        page = _PAGE.match(pdf, at)
        if page:
            places.append((int(page[1]), len(pdf) + 1 + len(fresh)))
            fresh += page[0][:-1].rstrip()[:-2] + _box(page[2], bleed) + b">>\nendobj\n"
    if len(places) != pages(pdf):
        raise UnknownPdfError(f"{len(places)} pages of {pages(pdf)}")
    rows = "".join(f"{number} 1\n{at:010} 00000 n\r\n" for number, at in sorted(places)).encode()
    trailer = _last(rb"trailer\s+<<(.*?)>>\s+startxref", pdf)
    end = len(pdf) + 1 + len(fresh)
    return b"%b\n%bxref\n%btrailer\n<<%b/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        *(pdf, bytes(fresh), rows, trailer),
        *(table_at, end),
    )


def _objects(pdf: bytes, table: re.Match[bytes]) -> list[int]:
    """Return where the objects in use begin, by the table."""
    start = table.end()
    rows = (pdf[at : at + _ENTRY] for at in range(start, start + _ENTRY * int(table[1]), _ENTRY))
    found = [int(row[:10]) for row in rows if row[17:18] == b"n"]
    if not all(_OBJECT_START.match(pdf, at) for at in found):
        raise UnknownPdfError("the table leads astray")
    return found


def _box(trim: bytes, bleed: float) -> bytes:
    left, lower, right, upper = (float(part) for part in trim.split())
    out = bleed * _MM
    sides = (left - out, lower - out, right + out, upper + out)
    return f"/BleedBox[{' '.join(f'{side:.4f}' for side in sides)}]".encode()


def _last(pattern: bytes, pdf: bytes) -> bytes:
    found = list(re.finditer(pattern, pdf[-4_000:], re.DOTALL))
    if not found:
        raise UnknownPdfError(pattern.decode())
    return found[-1][1]
