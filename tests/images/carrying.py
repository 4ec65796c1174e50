"""Picture files that say every secret that they can carry."""

from __future__ import annotations

import struct
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin
from tests.support.drawn import SECRETS, drawn, saved

SMALL = drawn(3, (96, 64))
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + b" ".join(SECRETS) + b"</x:xmpmeta>"
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "TIFF": "tif"}


def exif(orientation: int = 1) -> Image.Exif:
    """Return EXIF data with every secret, in the fields of picture, camera and place."""
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010E], found[0x013B] = SECRETS[0].decode(), SECRETS[1].decode()
    found.get_ifd(0x8769)[0xA431] = SECRETS[3].decode()
    place = found.get_ifd(0x8825)
    place[1], place[2] = "N", (55.604981, 1.0, 2.0)
    place[0x1D] = SECRETS[2].decode()
    return found


def with_everything(
    format_: str, image: Image.Image, orientation: int = 1, **options: Any
) -> bytes:
    """Return a file that says every secret in every way that Pillow can write."""
    options |= {"exif": exif(orientation), "icc_profile": PROFILE}
    if format_ == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
        texts.add_text("Comment", SECRETS[0].decode())
        texts.add_text("Raw", SECRETS[1].decode() * 9, zip=True)
        texts.add(b"prVt", SECRETS[3])
        options["pnginfo"] = texts
    elif format_ == "JPEG":
        options |= {"comment": SECRETS[0], "xmp": XMP, "extra": b"\xff\xed\0\x11" + SECRETS[0][:15]}
    else:
        options["xmp"] = XMP
    if format_ == "TIFF":
        options.pop("xmp")
        options["tiffinfo"] = {
            274: orientation,
            700: XMP,
            305: SECRETS[1].decode(),
            33723: SECRETS[3],
        }
    return saved(image, format_, **options)


def tiff_of_48_bits(pixels: bytes, start: int = 8) -> bytes:
    """Return a big-endian TIFF of 8 × 4 pixels, said to begin at a place, with a camera's name."""
    name = SECRETS[0] + b"\0"
    bits_at, name_at = 8 + len(pixels), 8 + len(pixels) + 6
    fields = [
        *((256, 3, 1, 8 << 16), (257, 3, 1, 4 << 16), (258, 3, 3, bits_at), (259, 3, 1, 1 << 16)),
        *(
            (262, 3, 1, 2 << 16),
            (272, 2, len(name), name_at),
            (273, 4, 1, start),
            (277, 3, 1, 3 << 16),
        ),
        *((278, 3, 1, 4 << 16), (279, 4, 1, len(pixels))),
    ]
    end = name_at + len(name) + len(name) % 2
    rows = b"".join(struct.pack(">HHII", *row) for row in fields)
    body = pixels + struct.pack(">3H", 16, 16, 16) + name.ljust(end - name_at, b"\0")
    return (
        struct.pack(">2sHI", b"MM", 42, end)
        + body
        + struct.pack(">H", len(fields))
        + rows
        + bytes(4)
    )
