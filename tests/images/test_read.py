"""Reading metadata: what an editor need not type again, and nothing that may not be shown."""

from __future__ import annotations

import struct
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin
from tests.support.drawn import drawn, saved, with_secrets

from jambanken.images.phash import distance
from jambanken.images.read import Said, clean, hashes, read_metadata
from jambanken.images.recipe import Box

SMALL = drawn(7, (64, 48))
XMP = (Path(__file__).parents[1] / "cases" / "intake" / "xmp" / "adobe.xmp").read_bytes()
ADOBE = Said(
    title="Fika på jobbet",
    alt="Två personer delar på en bulle.",
    creator="Åsa Öberg",
    credit="Foto: Åsa Öberg / Kommunen",
    licence="https://creativecommons.org/licenses/by/4.0/",
    source_type="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    date="2024-05-06",
    keywords=("fika", "möte & samtal"),
)


def with_exif(fields: dict[int, Any], details: dict[int, Any]) -> Said:
    """Return what is read of a JPEG with these fields of the picture and of the camera."""
    exif = Image.Exif()
    for tag, value in fields.items():
        exif[tag] = value
    exif.get_ifd(0x8769).update(details)
    return read_metadata(saved(SMALL, "JPEG", exif=exif), "bild.jpg")


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_every_format_carries_xmp(format_: str) -> None:
    """Programs for pictures write the same packet in all of them."""
    options: dict[str, Any] = {"xmp": XMP}
    if format_ == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options = {"pnginfo": texts}
    elif format_ == "TIFF":
        options = {"tiffinfo": {700: XMP}}
    ending = {"JPEG": "jpg", "TIFF": "tif"}.get(format_, format_.lower())
    assert read_metadata(saved(SMALL, format_, **options), f"bild.{ending}") == ADOBE


def test_what_a_camera_writes() -> None:
    """Most programs write UTF-8 where the rules of EXIF know no å, ä and ö; Windows has its own."""
    said = with_exif(
        {
            0x010E: "Öppet hus".encode(),
            0x013B: "Åsa Öberg".encode(),
            0x8298: "© Kommunen".encode("cp1252"),
            0x9C9B: "Öppet hus i parken".encode("utf-16-le") + bytes(2),
        },
        {0x9003: "2023:09:10 11:12:13", 0x829A: 0.01, 0xA431: "123456"},
    )
    assert said == Said(
        title="Öppet hus i parken",
        description="Öppet hus",
        creator="Åsa Öberg",
        rights="© Kommunen",
        date="2023-09-10",
        from_camera=True,
        has_serial=True,
    )


@pytest.mark.parametrize("words", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM", "IMG_1234", "   "])
def test_a_camera_s_own_words_describe_nothing(words: str) -> None:
    """They stand in every picture of the camera."""
    assert with_exif({0x010E: words}, {}).description == ""


@pytest.mark.parametrize(
    "date", ["0000:00:00 00:00:00", "    :  :     :  :  ", "2023:13:40", "i går"]
)
def test_a_date_that_is_none_is_none(date: str) -> None:
    """A camera whose clock was never set writes noughts."""
    assert with_exif({}, {0x9003: date}).date == ""


def test_older_programs_write_iptc() -> None:
    """IIM, as press agencies have it."""
    rows = {80: "Åsa Öberg", 5: "Fika", 120: "En bild", 55: "20240506", 25: "mat", 110: "TT"}
    block = b"\x1c\x01\x5a\0\x03\x1b%G"
    for number, text in rows.items():
        raw = text.encode()
        block += struct.pack(">BBBH", 0x1C, 2, number, len(raw)) + raw
    resource = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block
    segment = b"\xff\xed" + struct.pack(">H", len(resource) + 2) + resource
    said = read_metadata(saved(SMALL, "JPEG", extra=segment), "bild.jpg")
    assert said == Said(
        title="Fika",
        description="En bild",
        creator="Åsa Öberg",
        credit="TT",
        date="2024-05-06",
        keywords=("mat",),
    )


def test_a_place_is_noticed_and_not_read() -> None:
    """The editor hears that it was there."""
    said = read_metadata(with_secrets(SMALL), "bild.jpg")
    assert said.has_place
    assert said.has_serial
    assert "55" not in repr(said)


@settings(deadline=None)
@given(st.text())
@example("a\u202eb\u200b\u2028c\x00\x9f\ud7ff\U000e0001")
def test_a_text_loses_what_cannot_be_seen(text: str) -> None:
    """Controls, hidden letters, breaks of lines: none of it reaches a file of content."""
    cleaned = clean(text)
    assert cleaned == " ".join(cleaned.split())
    assert not [char for char in cleaned if unicodedata.category(char)[0] == "C"]


def test_a_part_is_recognised_where_it_is_used_alone() -> None:
    """A crop on a leaflet is compared with the same crop of the withdrawn picture."""
    image = drawn(8, (400, 300))
    box = Box(50, 0, 350, 300)
    whole, part = hashes(saved(image, "PNG"), "bild.png", [Box(0, 0, 400, 300), box])
    used = image.crop((50, 0, 350, 300)).resize((120, 120))
    (found,) = hashes(saved(used, "JPEG", quality=60), "x.jpg", [Box(0, 0, 120, 120)])
    assert distance(found, part) <= 2
    assert distance(found, whole) > 6
