"""Files that are no sound pictures, made here so that none of them lies in the repository."""

from __future__ import annotations

import functools
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from tests.images.scenes import scene

BOMB = 100_000_000
_PNG = b"\x89PNG\r\n\x1a\n"


def saved(format_: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """Return a picture as a file of a format."""
    file = io.BytesIO()
    (image or _scene()).save(file, format_, **options)
    return file.getvalue()


@functools.cache
def _scene() -> Image.Image:
    return scene(1)


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG with its right checksum."""
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def png(width: int, height: int, *chunks: bytes, pixels: bytes = b"") -> bytes:
    """Return a PNG in RGB of any width and height, whatever there is in it."""
    head = chunk(b"IHDR", struct.pack(">II5B", width, height, 8, 2, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(pixels))
    return _PNG + head + b"".join(chunks) + data + chunk(b"IEND", b"")


def small_png(*chunks: bytes) -> bytes:
    """Return a sound PNG of four pixels, with more chunks in it."""
    return png(2, 2, *chunks, pixels=bytes(14))


def segment(marker: int, content: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg_with(*segments: bytes) -> bytes:
    """Return a sound JPEG with more segments in it."""
    sound = saved("JPEG")
    return sound[:2] + b"".join(segments) + sound[2:]


@functools.cache
def _deflated(size: int) -> bytes:
    packer = zlib.compressobj(1)
    empty = bytes(1_000_000)
    return b"".join(packer.compress(empty) for _ in range(size // len(empty))) + packer.flush()


def _wrong_checksum() -> bytes:
    data = bytearray(saved("PNG"))
    at = data.index(b"IDAT") + 40
    data[at] ^= 1
    return bytes(data)


def _huge_jpeg() -> bytes:
    data = saved("JPEG")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", 60_000, 60_000) + data[at + 4 :]


def _many_scans() -> bytes:
    data = saved("JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * 500 + data[-2:]


def _greedy_tiff(entries: int, size: int) -> bytes:
    """Return a TIFF whose every entry says that the whole file is its value."""
    rows = b"".join(struct.pack("<HHII", tag, 7, size - 16, 8) for tag in range(entries))
    body = struct.pack("<H", entries) + rows + bytes(4)
    return (b"II*\0" + struct.pack("<I", 8) + body).ljust(size, b"\0")


def _endless_tiff() -> bytes:
    entries = 2_000_000
    entry = struct.pack("<HHQQ", 270, 3, 1, 1)
    return b"II+\0" + struct.pack("<HHQQ", 8, 0, 16, entries) + entry * entries


def _rubbish_in_tiff() -> bytes:
    data = saved("TIFF", compression="tiff_adobe_deflate")
    return data[:8] + bytes(500) + data[508:]


def _channels_in_tiff() -> bytes:
    entry = struct.pack("<HHI", 277, 3, 1)
    return saved("TIFF").replace(entry + b"\3\0", entry + b"\x80\0")


def _raw_in_tiff() -> bytes:
    return saved("TIFF", tiffinfo={50706: b"\1\4\0\0"})


def _archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<xml/>")
    return file.getvalue()


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


#: What is in a file, by its name.
FILES: dict[str, Callable[[], bytes]] = {
    # Not whole.
    "tom.jpg": lambda: b"",
    "halv.jpg": lambda: _half(saved("JPEG")),
    "halv-progressiv.jpg": lambda: _half(saved("JPEG", progressive=True)),
    "halv-med-slut.jpg": lambda: _half(saved("JPEG")) + b"\xff\xd9",
    "halv-med-nollor.jpg": lambda: _half(saved("JPEG")).ljust(len(saved("JPEG")), b"\0"),
    "halv-ink.jpg": lambda: _half(saved("JPEG", scene(1).convert("CMYK"))) + b"\xff\xd9",
    "bara-huvud.jpg": lambda: saved("JPEG")[:100],
    "halv.png": lambda: _half(saved("PNG")),
    "utan-slut.png": lambda: saved("PNG")[:-12],
    "fel-summa.png": _wrong_checksum,
    "utan-bild.png": lambda: png(20, 20),
    "halv.webp": lambda: _half(saved("WEBP")),
    "halv.avif": lambda: _half(saved("AVIF")),
    "halv.tif": lambda: _half(saved("TIFF")),
    "halv-packad.tif": lambda: _half(saved("TIFF", compression="tiff_lzw")),
    "skrap-packad.tif": _rubbish_in_tiff,
    "manga-kanaler.tif": _channels_in_tiff,
    # Without end.
    "stor-fil.png": lambda: small_png() + bytes(60_000_000),
    "stor-text.png": lambda: small_png(chunk(b"zTXt", b"Comment\0\0" + _deflated(BOMB))),
    "stor-itext.png": lambda: small_png(
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + _deflated(BOMB))
    ),
    "stor-profil.png": lambda: small_png(chunk(b"iCCP", b"icc\0\0" + _deflated(BOMB))),
    "bomb.png": lambda: png(20_000, 20_000, pixels=bytes(1000)),
    "tusen-miljarder.png": lambda: png(2**31 - 1, 2**31 - 1),
    "nagra-for-manga.png": lambda: png(10_001, 10_000),
    "bomb.jpg": _huge_jpeg,
    "lang.png": lambda: png(70_000, 1, pixels=bytes(210_001)),
    "noll.png": lambda: png(0, 0),
    "noll-hog.png": lambda: png(10, 0),
    "manga-delar.png": lambda: small_png(*[chunk(b"teSt", b"")] * 200_000),
    "manga-delar.jpg": lambda: jpeg_with(b"\xff\xe5\0\2" * 1_000_000),
    "bara-utfyllnad.jpg": lambda: jpeg_with(b"\xff" * 5_000_000),
    "manga-varv.jpg": _many_scans,
    "girig.tif": lambda: _greedy_tiff(60_000, 5_000_000),
    "utan-botten.tif": _endless_tiff,
    # Broken facts.
    "exif-skrap.jpg": lambda: jpeg_with(segment(0xE1, b"Exif\0\0" + b"skrap" * 9)),
    "exif-kapad.jpg": lambda: jpeg_with(segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\xff\x01")),
    "exif-utanfor.png": lambda: small_png(chunk(b"eXIf", b"MM\0*\xff\xff\xff\xff")),
    "exif-skrap.webp": lambda: saved("WEBP", exif=b"Exif\0\0" + b"skrap" * 9),
    "xmp-skrap.jpg": lambda: jpeg_with(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta")),
    "xmp-vaxer.png": lambda: small_png(
        chunk(
            b"iTXt",
            b'XML:com.adobe.xmp\0\0\0\0\0<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        )
    ),
    "xmp-skrap.webp": lambda: saved("WEBP", xmp=b"\xff\xfe\xfd"),
    "xmp-skrap.avif": lambda: saved("AVIF", xmp=b"<a><b></a>"),
    "flyttal.tif": lambda: saved("TIFF", Image.new("F", (9, 9))),
    "heltal.tif": lambda: saved("TIFF", Image.new("I", (9, 9))),
    # Another sort than the name says.
    "png.jpg": lambda: saved("PNG"),
    "jpeg.png": lambda: saved("JPEG"),
    "webp.jpeg": lambda: saved("WEBP"),
    "avif.webp": lambda: saved("AVIF"),
    "tiff.png": lambda: saved("TIFF"),
    "jpeg.gif": lambda: saved("JPEG"),
    "jpeg.heic": lambda: saved("JPEG"),
    "jpeg": lambda: saved("JPEG"),
    # Sorts that are not taken, under their own name and another.
    "bild.gif": lambda: saved("GIF"),
    "gif.jpg": lambda: saved("GIF"),
    "bild.bmp": lambda: saved("BMP"),
    "bild.ico": lambda: saved("ICO"),
    "bild.heic": lambda: b"\0\0\0\x24ftypheic\0\0\0\0mif1heic" + bytes(99),
    "mif.heif": lambda: b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + bytes(99),
    "heic.jpg": lambda: b"\0\0\0\x24ftypheic\0\0\0\0mif1heic" + bytes(99),
    "kamera.nef": lambda: saved("TIFF"),
    "kamera.cr2": lambda: b"II*\0\x10\0\0\0CR\2\0" + bytes(99),
    "kamera.cr3": lambda: b"\0\0\0\x18ftypcrx \0\0\0\1" + bytes(99),
    "cr3.jpg": lambda: b"\0\0\0\x18ftypcrx \0\0\0\1" + bytes(99),
    "raf.jpg": lambda: b"FUJIFILMCCD-RAW 0201" + bytes(99),
    "dng.tif": _raw_in_tiff,
    "bild.svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "svg.png": lambda: (
        b'<?xml version="1.0"?>\n<!-- hej -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'
    ),
    "bild.psd": lambda: b"8BPS\0\1" + bytes(99),
    "bild.pdf": lambda: b"%PDF-1.7\n" + bytes(99),
    "bild.eps": lambda: saved("EPS"),
    "eps.jpg": lambda: saved("EPS"),
    "eps-dos.jpg": lambda: b"\xc5\xd0\xd3\xc6" + bytes(99),
    "bild.jxl": lambda: b"\xff\x0a" + bytes(99),
    "bild.jp2": lambda: saved("JPEG2000"),
    "film.jpg": lambda: b"\0\0\0\x18ftypmp42\0\0\0\0" + bytes(99),
    "dokument.jpg": _archive,
    "sida.jpg": lambda: b"<!DOCTYPE html><script>alert(1)</script>",
    "lfs.jpg": lambda: b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
    "skrap.jpg": lambda: bytes(range(7, 200)) * 9,
    "text.jpg": "Det här är ingen bild.".encode,
}


def make(folder: Path) -> None:
    """Write all of them into a folder, and what is no file at all."""
    for name, content in FILES.items():
        (folder / name).write_bytes(content())
    (folder / "mapp.jpg").mkdir()
    (folder / "genvag.jpg").symlink_to(folder / "png.jpg")
    (folder / "genvag-ut.jpg").symlink_to("/etc/hostname")
    (folder / "genvag-ingenstans.jpg").symlink_to(folder / "borta")
    os.mkfifo(folder / "ror.jpg")
