"""Stripping: of a picture file nothing is left but the picture, and of the picture nothing is lost."""

from __future__ import annotations

import io
import json
import random
import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageSequence
from tests.images import profiles
from tests.images.carrying import ENDINGS, PROFILE, SMALL, tiff_of_48_bits, with_everything
from tests.support.drawn import SECRETS, drawn, saved, with_secrets

from jambanken.images.carriers.base import colours_alone
from jambanken.images.colour import upright_srgb
from jambanken.images.inspect import inspect
from jambanken.images.opening import decode
from jambanken.images.strip import strip
from jambanken.images.values import PictureFile

EXIFTOOL = shutil.which("exiftool")


def cases() -> Iterator[Any]:
    """Give files of all formats in the modes that people have, each with its name."""
    see_through = SMALL.convert("RGBA")
    see_through.putalpha(SMALL.convert("L"))
    sorts: list[tuple[str, str, Image.Image, dict[str, Any]]] = [
        ("jpeg", "JPEG", SMALL, {}),
        ("jpeg progressive", "JPEG", SMALL, {"progressive": True, "quality": 95}),
        ("jpeg restarts", "JPEG", SMALL, {"restart_marker_blocks": 2}),
        ("jpeg grey", "JPEG", SMALL.convert("L"), {}),
        ("jpeg cmyk", "JPEG", SMALL.convert("CMYK"), {}),
        ("png", "PNG", SMALL, {}),
        ("png alpha", "PNG", see_through, {}),
        ("png palette", "PNG", SMALL.quantize(16), {"transparency": 3}),
        ("png 16 bits", "PNG", SMALL.convert("I;16"), {}),
        ("webp", "WEBP", SMALL, {}),
        ("webp alpha", "WEBP", see_through, {}),
        ("webp lossless", "WEBP", SMALL, {"lossless": True}),
        ("avif", "AVIF", SMALL, {"speed": 10}),
        ("avif alpha", "AVIF", see_through, {"speed": 10}),
        ("tiff", "TIFF", SMALL, {}),
        ("tiff lzw", "TIFF", see_through, {"compression": "tiff_lzw"}),
        ("tiff deflate", "TIFF", SMALL, {"compression": "tiff_adobe_deflate"}),
        ("tiff jpeg", "TIFF", SMALL, {"compression": "jpeg"}),
        ("tiff cmyk", "TIFF", SMALL.convert("CMYK"), {}),
        ("tiff 16 bits", "TIFF", SMALL.convert("I;16"), {}),
    ]
    for name, format_, image, options in sorts:
        yield pytest.param(format_, image, options, id=name)


@pytest.mark.parametrize("orientation", [1, 6, 7])
@pytest.mark.parametrize(("format_", "image", "options"), list(cases()))
def test_nothing_is_left_and_nothing_is_lost(
    format_: str, image: Image.Image, options: dict[str, Any], orientation: int
) -> None:
    """No secret stays in any format, and the picture looks the same, colours and turning included."""
    name = f"bild.{ENDINGS[format_]}"
    data = with_everything(format_, image, orientation, **options)
    assert sum(secret in data for secret in SECRETS) >= 2, "the test says nothing"
    stripped = strip(data, name).data
    assert not [secret for secret in SECRETS if secret in stripped]
    before, after = decode(data, name), decode(stripped, name)
    assert (before.mode, before.size, before.tobytes()) == (after.mode, after.size, after.tobytes())
    assert upright_srgb(before).tobytes() == upright_srgb(after).tobytes()
    assert strip(stripped, name).data == stripped, "stripped once more it is the same"


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
@pytest.mark.parametrize("format_", ENDINGS)
def test_another_program_finds_nothing(format_: str, tmp_path: Path) -> None:
    """What exiftool still reads is how the picture is made and turned."""
    file = tmp_path / f"bild.{ENDINGS[format_]}"
    file.write_bytes(strip(with_everything(format_, SMALL, 6), file.name).data)
    said = subprocess.run(
        [str(EXIFTOOL), "-j", "-G1", "-a", "-u", str(file)],
        capture_output=True,
        check=True,
        text=True,
    )
    groups = {key.partition(":")[0] for key in json.loads(said.stdout)[0]}
    assert not groups & {
        "GPS",
        "IPTC",
        "ExifIFD",
        "IFD1",
        "Photoshop",
        "XMP-x",
        "XMP-dc",
        "XMP-exif",
    }
    assert not [secret for secret in SECRETS if secret.decode() in said.stdout]
    assert "Warning" not in said.stdout


def test_a_camera_s_picture_in_a_picture_is_gone() -> None:
    """A small copy in the file shows what was cropped away."""
    data = with_secrets(SMALL)
    assert data.count(b"\xff\xd8\xff") > 1
    stripped = strip(data, "bild.jpg").data
    assert stripped.count(b"\xff\xd8\xff") == 1
    assert not [secret for secret in SECRETS if secret in stripped]


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "tif"])
def test_what_follows_the_picture_is_gone(ending: str) -> None:
    """Telephones put a film there, and others an archive."""
    format_ = next(name for name, known in ENDINGS.items() if known == ending)
    data = saved(SMALL, format_)
    tail = b"PK\x03\x04" + SECRETS[0] * 50
    assert strip(data + tail, f"bild.{ending}").data == strip(data, f"bild.{ending}").data


def test_an_avif_keeps_its_length_but_not_its_rest() -> None:
    """Places in it count from its start, so what is not needed is noughts."""
    data = saved(SMALL, "AVIF", speed=10)
    tail = struct.pack(">I4s", 8 + len(SECRETS[0]), b"uuid") + SECRETS[0]
    stripped = strip(data + tail, "bild.avif").data
    assert len(stripped) == len(data + tail)
    assert stripped.endswith(bytes(len(SECRETS[0])))


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "AVIF", "TIFF"])
def test_of_several_pictures_the_first_is_kept(format_: str) -> None:
    """What is published is the first, so no other lies in the bank."""
    others = [drawn(seed, SMALL.size) for seed in (4, 5)]
    data = saved(SMALL, format_, save_all=True, append_images=others)
    name = f"bild.{ENDINGS[format_]}"
    stripped = strip(data, name).data
    assert len(list(ImageSequence.Iterator(Image.open(io.BytesIO(data))))) == 3
    assert len(list(ImageSequence.Iterator(Image.open(io.BytesIO(stripped))))) == 1
    assert decode(stripped, name).tobytes() == decode(data, name).tobytes()


def test_the_second_picture_of_a_telephone_is_gone() -> None:
    """An MPO holds the picture before a portrait's background was blurred, or the other eye's."""
    data = saved(SMALL, "MPO", save_all=True, append_images=[drawn(4, SMALL.size)])
    stripped = strip(data, "bild.jpg").data
    assert Image.open(io.BytesIO(stripped)).format == "JPEG"
    assert len(stripped) < len(data) * 2 / 3


def test_sixteen_bits_of_colour_are_kept() -> None:
    """Pillow would read eight of them, so its pixels alone do not show it."""
    chance = random.Random(1)  # noqa: S311  # no secret
    pixels = chance.randbytes(8 * 4 * 6)
    data = tiff_of_48_bits(pixels)
    stripped = strip(data, "bild.tif").data
    assert pixels in stripped
    assert SECRETS[0] in data
    assert SECRETS[0] not in stripped


@pytest.mark.parametrize("space", ["Display P3", "Adobe RGB"])
@pytest.mark.parametrize("format_", ENDINGS)
def test_colours_stay_and_the_screen_s_number_goes(space: str, format_: str) -> None:
    """A profile of a screen says whose it is, in parts that no colour is worked out by."""
    profile = _with_tag(profiles.rgb(space), b"mmod", SECRETS[0] + bytes(1))
    data = saved(SMALL, format_, icc_profile=profile)
    name = f"bild.{ENDINGS[format_]}"
    stripped = strip(data, name).data
    before, after = upright_srgb(decode(data, name)), upright_srgb(decode(stripped, name))
    assert before.tobytes() == after.tobytes()
    assert before.tobytes() != decode(data, name).convert("RGB").tobytes(), (
        "the profile does nothing"
    )
    kept = Image.open(io.BytesIO(stripped)).info["icc_profile"]
    assert (SECRETS[0] in kept) == (format_ == "AVIF"), "in an AVIF it cannot be shortened"


def _with_tag(profile: bytes, name: bytes, data: bytes) -> bytes:
    (count,) = struct.unpack_from(">I", profile, 128)
    table, rest = profile[132 : 132 + 12 * count], profile[132 + 12 * count :]
    moved = b"".join(
        row[:4] + struct.pack(">I", int.from_bytes(row[4:8], "big") + 12) + row[8:]
        for row in (table[start : start + 12] for start in range(0, len(table), 12))
    )
    at = 132 + 12 * (count + 1) + len(rest)
    size = struct.pack(">I", at + len(data))
    own = struct.pack(">4sII", name, at, len(data))
    return size + profile[4:128] + struct.pack(">I", count + 1) + moved + own + rest + data


@pytest.mark.parametrize("profile", [b"", b"acsp", bytes(200), PROFILE[:150]])
def test_what_is_no_profile_is_left_out(profile: bytes) -> None:
    """It says nothing of colours, and might say something else."""
    kept = colours_alone(profile)
    assert kept is None or len(kept) == 132


def test_a_stripped_picture_is_one_that_the_bank_takes(tmp_path: Path) -> None:
    """What is put into the bank passes the check that the build makes."""
    for format_, ending in ENDINGS.items():
        file = tmp_path / f"bild.{ending}"
        file.write_bytes(strip(with_everything(format_, SMALL, 6), file.name).data)
        found = inspect(file)
        assert isinstance(found, PictureFile), format_
        assert (found.width, found.height) == SMALL.size[::-1]
