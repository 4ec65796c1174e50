"""Whether a PDF has tags is seen in the file itself, however it is packed."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jambanken.pdf import MOST_UNPACKED, is_tagged

CATALOGUE = b"<< /Type /Catalog /MarkInfo << /Marked true >> /StructTreeRoot 5 0 R >>"


def packed(inside: bytes, more: bytes = b"") -> bytes:
    """Return a PDF whose catalogue lies in an object stream, as most programs write it now."""
    stream = zlib.compress(inside)
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode "
        + b"/Length %d >>\nstream\n" % len(stream)
        + stream
        + b"\nendstream\nendobj\n"
        + more
    )


@pytest.mark.parametrize(
    ("content", "tagged"),
    [
        (b"%PDF-1.4\n1 0 obj\n" + CATALOGUE, True),
        (packed(CATALOGUE), True),
        (packed(b"<< /Type /Catalog >>"), False),
        (b"%PDF-1.4\n<< /MarkInfo << /Marked false >> /StructTreeRoot 5 0 R >>", False),
        (b"%PDF-1.4\n<< /MarkInfo << /Marked true >> >>", False),
        (packed(CATALOGUE).replace(b"/ObjStm", b"/XObject"), False),
        (packed(b"<< /Type /Catalog >>", b"trailer << /Encrypt 9 0 R >>"), None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_tags_are_seen(content: bytes, tagged: bool | None) -> None:
    """Marks and their tree are both needed; what cannot be read is not said to lack them."""
    assert is_tagged(content) is tagged


def test_what_unpacks_without_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that swells when unpacked takes no more memory than is set apart for it."""
    monkeypatch.setattr("jambanken.pdf.MOST_UNPACKED", 1_000)
    assert is_tagged(packed(b" " * 1_001 + CATALOGUE)) is False
    assert MOST_UNPACKED < 100_000_000


@given(st.binary(), st.binary(max_size=40))
def test_no_file_is_too_strange(inside: bytes, around: bytes) -> None:
    """Whatever a file holds, the answer is one of three."""
    for content in (around, b"%PDF-" + around + packed(inside), packed(inside)[: len(around) + 60]):
        assert is_tagged(content) in {True, False, None}
