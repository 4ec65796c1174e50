"""Pictures for tests: each its own, the same in every run, with secrets in the file where wanted."""

from __future__ import annotations

import io
import random
import struct
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageDraw

#: What cameras write about where and with what a picture was taken, and what nobody may find again.
SECRETS = (b"SERIENR-7721904", b"Tallvagen 7 Smastad", b"55.604981", b"KAMERA-HEMLIG")
LATITUDE = struct.pack("<6I", 55, 1, 36, 1, 1793, 100)
_ASCII, _SHORT, _LONG, _RATIONAL = 2, 3, 4, 5
_Field = tuple[int, int, int, bytes]


def drawn(seed: int, size: tuple[int, int] = (900, 600)) -> Image.Image:
    """Return a picture of large shapes with grain, as photographs have."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    image = Image.new("RGB", size, _colour(chance))
    draw = ImageDraw.Draw(image)
    for _ in range(25):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        wide = chance.randrange(size[0] // 20, size[0] // 2)
        shape = draw.ellipse if chance.random() < 0.5 else draw.rectangle
        shape((x - wide, y - wide // 2, x + wide, y + wide // 2), fill=_colour(chance))
    grain = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    return Image.blend(image, grain.convert("RGB"), 0.06)


def _colour(chance: random.Random) -> tuple[int, int, int]:
    return chance.randrange(256), chance.randrange(256), chance.randrange(256)


def saved(image: Image.Image, format_: str, **options: Any) -> bytes:
    """Return a picture as a file."""
    file = io.BytesIO()
    image.save(file, format_, **options)
    return file.getvalue()


def with_secrets(image: Image.Image) -> bytes:
    """Return a JPEG that holds its place and camera, and a small copy of itself, in every way it can."""
    return saved(
        image,
        "JPEG",
        quality=90,
        exif=b"Exif\0\0" + _exif(thumbnail(image)),
        comment=SECRETS[1],
        xmp=b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="'
        + SECRETS[2]
        + b'" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" aux:SerialNumber="'
        + SECRETS[0]
        + b'"/></rdf:RDF></x:xmpmeta>',
    )


def thumbnail(image: Image.Image) -> bytes:
    """Return the small copy that `with_secrets` hides in the file."""
    return saved(image.resize((160, 160)), "JPEG", quality=70)


def _exif(small: bytes) -> bytes:
    """Return EXIF data (EXIF 2.32, 4.6) with a place, serial numbers and a thumbnail."""
    head = 8
    camera = [
        (0x010F, _ASCII, *_text(SECRETS[3])),
        (0x8769, _LONG, 1, b""),
        (0x8825, _LONG, 1, b""),
    ]
    serial = [(0xA431, _ASCII, *_text(SECRETS[0]))]
    place = [(1, _ASCII, 2, b"N\0"), (2, _RATIONAL, 3, LATITUDE)]
    # Every block is made twice: its length does not depend on where the others begin.
    serial_at = head + len(_block(camera, head, 0))
    place_at = serial_at + len(_block(serial, serial_at, 0))
    second_at = place_at + len(_block(place, place_at, 0))
    camera[1:] = [
        (0x8769, _LONG, 1, struct.pack("<I", serial_at)),
        (0x8825, _LONG, 1, struct.pack("<I", place_at)),
    ]
    small_at = second_at + len(_block([(0, _LONG, 1, b"")] * 3, second_at, 0))
    second = [
        (0x0103, _SHORT, 1, struct.pack("<I", 6)),
        (0x0201, _LONG, 1, struct.pack("<I", small_at)),
        (0x0202, _LONG, 1, struct.pack("<I", len(small))),
    ]
    return b"".join(
        (
            b"II*\0" + struct.pack("<I", head),
            _block(camera, head, second_at),
            _block(serial, serial_at, 0),
            _block(place, place_at, 0),
            _block(second, second_at, 0),
            small,
        )
    )


def _text(words: bytes) -> tuple[int, bytes]:
    return len(words) + 1, words + b"\0"


def _block(fields: Sequence[_Field], at: int, following: int) -> bytes:
    """Return a directory of TIFF 6.0 that begins at ``at``, and after it what does not fit in it."""
    rest = b""
    start = at + 2 + 12 * len(fields) + 4
    lines = b""
    for tag, type_, count, value in fields:
        held = value.ljust(4, b"\0")
        if len(held) > 4:  # a field's own place
            held, rest = (
                struct.pack("<I", start + len(rest)),
                rest + value + b"\0" * (len(value) % 2),
            )
        lines += struct.pack("<HHI", tag, type_, count) + held
    return struct.pack("<H", len(fields)) + lines + struct.pack("<I", following) + rest
