"""Stripping what is damaged or forged: it is refused, or nothing comes out but the picture."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.images.carrying import ENDINGS, SMALL, tiff_of_48_bits, with_everything
from tests.support.drawn import SECRETS, drawn, saved

from jambanken.images.carriers import avif, png
from jambanken.images.carriers.base import NotUnderstoodError
from jambanken.images.opening import UnusableError, decode
from jambanken.images.strip import strip

FILES = {
    ending: with_everything(format_, drawn(9, (24, 16)), 6) for format_, ending in ENDINGS.items()
}
#: Bytes by place: what was left out seems to be a part of the picture, or of what decodes it.
FORGED = {
    "jpg, camera data for a number of lines": ("jpg", {21: 0xDC}),
    "tif, so many depths that the camera is one": ("tif", {38: 61}),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_is_left_out_cannot_be_made_a_part(name: str) -> None:
    """Where a damaged file would take others' words along, they go all the same, or the file is refused."""
    ending, bytes_ = FORGED[name]
    raw = bytearray(FILES[ending])
    for place, value in bytes_.items():
        raw[place] = value
    try:
        stripped = strip(bytes(raw), f"bild.{ending}").data
    except UnusableError:
        return
    assert not [secret for secret in SECRETS if secret in stripped]


def test_pixels_do_not_lie_over_what_is_left_out() -> None:
    """A strip of a TIFF that begins or ends in what was said of the camera is refused, an honest one not."""
    pixels, name = bytes(range(96)) * 2, SECRETS[0]
    assert name not in strip(tiff_of_48_bits(pixels), "bild.tif").data
    for start in (8 + 6 + 2, 8 + 6 + len(name)):
        with pytest.raises(UnusableError, match="ovanligt uppbyggd"):
            strip(tiff_of_48_bits(pixels, start), "bild.tif")


@settings(deadline=None)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_no_file_breaks_it(ending: str, data: st.DataObject) -> None:
    """A damaged or forged file is refused, or comes out as the same picture without secrets."""
    raw = bytearray(FILES[ending])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(raw), data.draw(st.integers(0, len(raw)))]))
    name = f"bild.{ending}"
    try:
        stripped = strip(bytes(raw[:cut]), name).data
    except UnusableError:
        return
    assert decode(stripped, name).tobytes() == decode(bytes(raw[:cut]), name).tobytes()
    assert not [secret for secret in SECRETS if secret in stripped]


@pytest.mark.parametrize("endless", ["parts", "links"])
def test_lists_that_cost_nothing_to_write_are_not_followed(endless: str) -> None:
    """A few kB can say that items lie in, or belong to, hundreds of millions of others."""
    one = struct.pack(">HHHH", 1, 0, 0, 0xFFFF if endless == "parts" else 0)
    places = _box(b"iloc", struct.pack(">IHH", 0, 0, 4_000) + one[:4] + one[6:] + one * 3_999)
    link = _box(b"auxl", struct.pack(">HH", 2, 0xFFFF) + struct.pack(">H", 9) * 0xFFFF)
    links = _box(b"iref", bytes(4) + link * (2 if endless == "links" else 0))
    items = _box(b"iinf", bytes(6)) + _box(b"pitm", struct.pack(">IH", 0, 1)) + _box(b"iprp", b"")
    data = _box(b"ftyp", b"avif" * 3) + _box(b"meta", bytes(4) + items + places + links)
    with pytest.raises(NotUnderstoodError, match=f"{endless} without end"):
        avif.strip(data, 1)


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


def test_a_profile_that_grows_without_end_is_left_out() -> None:
    """A chunk of some kB can hold gigabytes."""
    bomb = png.Chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(20_000_000)))
    whole = saved(SMALL, "PNG")
    data = whole[:33] + bytes(bomb) + whole[33:]
    assert b"iCCP" not in png.strip(data, 1)
