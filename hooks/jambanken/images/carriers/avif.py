"""AVIF: boxes within boxes, and items whose bytes lie anywhere in the file.

ISO/IEC 14496-12, section 8.11, and 23008-12. Places in the file are counted from its start, so
nothing is moved: everything that is not known to be needed is overwritten with noughts.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from jambanken.images.carriers.base import NotUnderstoodError

_PROPERTIES = frozenset(
    b"ispe pixi colr av1C irot imir clap pasp auxC a1op lsel a1lx clli mdcv cclv amve".split()
)
_PIXELS = frozenset({b"av01", b"grid", b"iovl"})
#: A box that readers pass over.
_NOTHING = b"free"
_HANDLER_FIELDS = 24
_IN_FILE, _IN_BOX = 0, 1
_MOST_ITEMS = 4_000
#: Parts that items lie in, and links between items: both can be listed without end in a few bytes.
_MOST_PARTS = 100_000


class Box(NamedTuple):
    """A box: its name, where it starts, where its content starts and where it ends."""

    name: bytes
    start: int
    body: int
    end: int


class _Reader:
    """Reads numbers one after the other. Raises `NotUnderstoodError` beyond the end."""

    def __init__(self, data: bytes, place: int, end: int) -> None:
        self._data, self.place, self._end = data, place, end

    def take(self, size: int) -> int:
        """Return a whole number of ``size`` bytes."""
        start, self.place = self.place, self.place + size
        if self.place > self._end:
            raise NotUnderstoodError("a box is too short")
        return int.from_bytes(self._data[start : self.place], "big")


def strip(data: bytes, orientation: int) -> bytes:
    """Return the file with its picture, its transparency and its colours, and noughts for the rest."""
    del orientation  # a property of the picture, which is kept
    boxes = list(_boxes(data, 0, len(data)))
    found = [box for box in boxes if box.name == b"meta"]
    if len(found) != 1 or boxes[0].name != b"ftyp":
        raise NotUnderstoodError("no picture")
    cleared = bytearray(boxes[-1].end)
    for box in boxes:
        _copy_head(
            cleared, data, box, box.name if box.name in {b"ftyp", b"meta", b"mdat"} else _NOTHING
        )
    first = boxes[0]
    # A film's first frame is the picture; without its other frames it is no film.
    cleared[first.body : first.end] = data[first.body : first.end].replace(b"avis", b"avif")
    _Meta(data, found[0]).copy_to(cleared)
    return bytes(cleared)


class _Meta:
    """The box that says which items there are, and where."""

    def __init__(self, data: bytes, box: Box) -> None:
        self._data, self._box = data, box
        self._boxes = {inner.name: inner for inner in _boxes(data, box.body + 4, box.end)}
        if not {b"pitm", b"iloc", b"iinf", b"iprp"} <= self._boxes.keys():
            raise NotUnderstoodError("no items")
        self._types = {number: name for number, name, _ in self._entries()}
        self._kept = self._needed()

    def copy_to(self, cleared: bytearray) -> None:
        """Copy what is needed of the box, and the bytes of the items it keeps."""
        data = self._data
        cleared[self._box.body : self._box.body + 4] = data[self._box.body : self._box.body + 4]
        whole = {b"pitm", b"iloc", b"iref"}
        known = whole | {b"hdlr", b"iinf", b"iprp", b"idat"}
        for box in _boxes(data, self._box.body + 4, self._box.end):
            _copy_head(cleared, data, box, box.name if box.name in known else _NOTHING)
            if box.name in whole:
                cleared[box.body : box.end] = data[box.body : box.end]
            elif box.name == b"hdlr":
                end = min(box.body + _HANDLER_FIELDS, box.end)
                cleared[box.body : end] = data[box.body : end]
            elif box.name == b"iprp":
                self._copy_properties(cleared, box)
        self._copy_entries(cleared)
        for start, end in self._extents():
            cleared[start:end] = data[start:end]

    def _entries(self) -> Iterator[tuple[int, bytes, Box]]:
        """Give each item's number, type and box."""
        box = self._boxes[b"iinf"]
        for entry in _boxes(self._data, self._after_count(box), box.end):
            version = self._data[entry.body]
            reader = _Reader(self._data, entry.body + 4, entry.end)
            if version not in {2, 3}:
                raise NotUnderstoodError("an old list of items")
            number = reader.take(2 if version == 2 else 4)  # noqa: PLR2004  # as the version has it
            reader.take(2)
            yield number, reader.take(4).to_bytes(4, "big"), entry

    def _after_count(self, box: Box) -> int:
        return box.body + 4 + (2 if self._data[box.body] == 0 else 4)

    def _copy_entries(self, cleared: bytearray) -> None:
        """Copy the list of items without their names; those that are not kept are nothing."""
        data, box = self._data, self._boxes[b"iinf"]
        end = self._after_count(box)
        cleared[box.body : end] = data[box.body : end]
        for number, _, entry in self._entries():
            _copy_head(cleared, data, entry, entry.name)
            name_at = entry.body + 4 + (2 if data[entry.body] == 2 else 4) + 2  # noqa: PLR2004  # as above
            cleared[entry.body : name_at + 4] = data[entry.body : name_at + 4]
            if number not in self._kept:
                cleared[name_at : name_at + 4] = _NOTHING

    def _copy_properties(self, cleared: bytearray, box: Box) -> None:
        data = self._data
        for inner in _boxes(data, box.body, box.end):
            _copy_head(
                cleared, data, inner, inner.name if inner.name in {b"ipco", b"ipma"} else _NOTHING
            )
            if inner.name == b"ipma":
                cleared[inner.body : inner.end] = data[inner.body : inner.end]
            elif inner.name == b"ipco":
                for one in _boxes(data, inner.body, inner.end):
                    known = one.name in _PROPERTIES
                    _copy_head(cleared, data, one, one.name if known else _NOTHING)
                    if known:
                        cleared[one.body : one.end] = data[one.body : one.end]

    def _needed(self) -> frozenset[int]:
        """Return the picture's own items: its tiles and what makes it transparent."""
        box = self._boxes[b"pitm"]
        reader = _Reader(self._data, box.body + 4, box.end)
        kept = {reader.take(2 if self._data[box.body] == 0 else 4)}
        links = list(self._links())
        size = 0
        while size != len(kept):
            size = len(kept)
            for name, source, target in links:
                if name == b"dimg" and source in kept:
                    kept.add(target)
                elif name == b"auxl" and target in kept:
                    kept.add(source)
        return frozenset(number for number in kept if self._types.get(number) in _PIXELS)

    def _links(self) -> Iterator[tuple[bytes, int, int]]:
        box = self._boxes.get(b"iref")
        if box is None:
            return
        size = 2 if self._data[box.body] == 0 else 4
        count = 0
        for link in _boxes(self._data, box.body + 4, box.end):
            reader = _Reader(self._data, link.body, link.end)
            source, targets = reader.take(size), reader.take(2)
            count += targets
            if count > _MOST_PARTS:
                raise NotUnderstoodError("links without end")
            for _ in range(targets):
                yield link.name, source, reader.take(size)

    def _extents(self) -> Iterator[tuple[int, int]]:
        """Give where the bytes of the kept items start and end."""
        box = self._boxes[b"iloc"]
        version = self._data[box.body]
        reader = _Reader(self._data, box.body + 4, box.end)
        sizes = reader.take(2)
        offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
        wide = 2 if version < 2 else 4  # noqa: PLR2004  # as the version has it
        count = 0
        for _ in range(min(reader.take(wide), _MOST_ITEMS)):
            number = reader.take(wide)
            method = reader.take(2) & 15 if version else _IN_FILE
            reader.take(2)
            start, parts = reader.take(base), reader.take(2)
            count += parts
            if count > _MOST_PARTS:
                raise NotUnderstoodError("parts without end")
            for _ in range(parts):
                reader.take(index if version else 0)
                place, size = start + reader.take(offset), reader.take(length)
                if number in self._kept:
                    yield self._extent(method, place, size)

    def _extent(self, method: int, place: int, size: int) -> tuple[int, int]:
        box = self._boxes.get(b"idat") if method == _IN_BOX else None
        if method != _IN_FILE and box is None:
            raise NotUnderstoodError("bytes of an item lie in another item")
        start = place + (box.body if box else 0)
        if not size or start + size > (box.end if box else len(self._data)):
            raise NotUnderstoodError("bytes of an item lie beyond the end")
        return start, start + size


def _boxes(data: bytes, place: int, end: int) -> Iterator[Box]:
    """Give the boxes that lie one after the other. Raises `NotUnderstoodError`."""
    count = 0
    while place + 8 <= end and (count := count + 1) <= _MOST_ITEMS:
        size, name = struct.unpack_from(">I4s", data, place)
        body = place + 8
        if size == 1 and body + 8 <= end:
            (size,) = struct.unpack_from(">Q", data, body)
            body += 8
        stop = place + size if size else end
        if stop < body or stop > end:
            raise NotUnderstoodError("a box goes beyond the end")
        yield Box(name, place, body, stop)
        place = stop


def _copy_head(cleared: bytearray, data: bytes, box: Box, name: bytes) -> None:
    cleared[box.start : box.body] = data[box.start : box.body]
    cleared[box.start + 4 : box.start + 8] = name
