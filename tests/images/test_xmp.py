"""Reading XMP: what honest programs write is found, and what an attacker writes does nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jambanken.images.xmp import texts

CASES = Path(__file__).parents[1] / "cases" / "intake" / "xmp"


@pytest.mark.parametrize("case", sorted(CASES.glob("*.xmp")), ids=lambda path: path.stem)
def test_cases(case: Path) -> None:
    """Swedish comes first, names of persons shown are not read, a document type is refused."""
    expected = json.loads(case.with_suffix(".json").read_text("utf-8"))
    assert texts(case.read_bytes()) == expected


DEEP = b"<a>" * 60 + b"</a>" * 60
LONG = b"<a>" + b" " * 1_000_001 + b"</a>"
MANY = (
    b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="http://purl.org/dc/elements/1.1/">'
    b"<d:subject>" + b"<r:li>x</r:li>" * 3_000 + b"</d:subject></r:RDF>"
)


@pytest.mark.parametrize(
    "packet", [DEEP, LONG, MANY, b"\xff\xfe" + bytes(9)], ids=lambda _: "packet"
)
def test_what_no_program_writes_is_nothing(packet: bytes) -> None:
    """Too deep, too long, too much, or no XML at all."""
    assert texts(packet) == {}


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2_000))
def test_nothing_breaks_it(noise: bytes, place: int) -> None:
    """Whatever stands there, texts come out or nothing."""
    honest = (CASES / "adobe.xmp").read_bytes()
    found = texts(honest[:place] + noise + honest[place:])
    assert all(isinstance(text, str) for values in found.values() for text in values)
