"""How a TIFF is laid out: directories of rows, and values that lie beside them. TIFF 6.0, section 2."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jambanken.images.carriers.base import NotUnderstoodError

SHORT, LONG, RATIONAL, DIRECTORY = 3, 4, 5, 13
_SIZES = {1: 1, 2: 1, SHORT: 2, LONG: 4, RATIONAL: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_SIZES |= {DIRECTORY: 4}
_WHOLE = {SHORT: "H", LONG: "I", DIRECTORY: "I"}
#: Rows whose values are places of other directories: smaller copies, camera, GPS, its relations.
_LEADS = frozenset({330, 34665, 34853, 40965})
_IN_ROW = 4
_MOST_FIELDS = 1_000
_MOST_DIRECTORIES = 100


class Row(NamedTuple):
    """A row of a directory: ``length`` values of the type ``sort``, ``size`` bytes from ``place``."""

    tag: int
    sort: int
    length: int
    place: int
    size: int

    @property
    def is_beside(self) -> bool:
        """Tell whether the values lie elsewhere than in the row."""
        return self.size > _IN_ROW


class Span(NamedTuple):
    """Bytes of a file, and whether they are kept."""

    start: int
    size: int
    is_kept: bool


class Tiff(NamedTuple):
    """A file and its byte order, ``<`` or ``>``."""

    data: bytes
    order: str

    @property
    def first(self) -> int:
        """The place of the first picture's directory. Raises `NotUnderstoodError`."""
        return self.number(4, "I")

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

    def numbers(self, row: Row) -> tuple[int, ...]:
        """Return the whole numbers that a row has. Raises `NotUnderstoodError`."""
        if row.sort not in _WHOLE:
            raise NotUnderstoodError("places are whole numbers")
        form = f"{self.order}{row.length}{_WHOLE[row.sort]}"
        return struct.unpack(form, self.slice(row.place, row.size))

    def rows(self, start: int) -> dict[int, Row]:
        """Return the rows, by tag, of the directory at a place that have values of a known type.

        Raises `NotUnderstoodError` where it, or what it says of them, is not whole.
        """
        found = {}
        for number in range(min(self.number(start, "H"), _MOST_FIELDS)):
            at = start + 2 + 12 * number
            tag, sort = self.number(at, "H"), self.number(at + 2, "H")
            length = self.number(at + 4, "I")
            size = _SIZES.get(sort, 0) * length
            if size:
                place = at + 8 if size <= _IN_ROW else self.number(at + 8, "I")
                found[tag] = Row(tag, sort, length, place, size)
        return found

    def left_out(self, kept: Iterable[Row]) -> Iterator[Span]:
        """Give where the directories lie, and all that they say but ``kept``.

        That is what the file says of other pictures, of camera and place, too. Where a directory is
        not whole, no reader finds what it would have said.
        """
        known = {(row.place, row.size) for row in kept}
        seen, waiting = set[int](), [self.first]
        while waiting and len(seen) < _MOST_DIRECTORIES:
            start = waiting.pop()
            if start in seen or start == 0:
                continue
            seen.add(start)
            try:
                rows = self.rows(start).values()
                end = start + 2 + 12 * self.number(start, "H")
                waiting += [at for row in rows if row.tag in _LEADS for at in self.numbers(row)]
                waiting.append(self.number(end, "I"))
            except NotUnderstoodError:
                continue
            yield Span(start, end - start, is_kept=False)
            for row in rows:
                if row.is_beside and (row.place, row.size) not in known:
                    yield Span(row.place, row.size, is_kept=False)


def is_mixed(spans: Iterable[Span]) -> bool:
    """Tell whether bytes that are kept are also among those that are not."""
    ends = {True: 0, False: 0}
    for span in sorted(span for span in spans if span.size):
        if span.start < ends[not span.is_kept]:
            return True
        ends[span.is_kept] = max(ends[span.is_kept], span.start + span.size)
    return False
