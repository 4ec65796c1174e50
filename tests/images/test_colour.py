"""Whatever a picture is made of, visitors see it upright and in its own colours."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin
from tests.images import profiles
from tests.images.scenes import scene

from jambanken.images.colour import on_white, times_in_memory, upright_size, upright_srgb

CASES = Path(__file__).parent.parent / "cases" / "pictures"
PROFILES = {
    "none": b"",
    "grey 1.0": profiles.grey(1.0),
    "press": profiles.cmyk((50, -30, -40)),
    "broken": b"no profile at all" * 20,
    "cut": profiles.rgb("ProPhoto")[:300],
    **{space: profiles.rgb(space) for space in ("Display P3", "Adobe RGB", "ProPhoto")},
}
ORIENTATION = 0x0112
#: Where the four corners of a picture stand for each Orientation: EXIF 2.32, table 6.
CORNERS = {1: "abcd", 2: "badc", 3: "dcba", 4: "cdab", 5: "acbd", 6: "cadb", 7: "dbca", 8: "bdac"}
COLOURS = {"a": (250, 0, 0), "b": (0, 250, 0), "c": (0, 0, 250), "d": (250, 250, 0)}


def cases() -> Iterator[tuple[str, str, tuple[int, ...], tuple[int, ...]]]:
    """Give the rows of the table."""
    for line in (CASES / "colours.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            mode, profile, value, seen = line.split("; ")
            yield mode, profile, _numbers(value), _numbers(seen)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split())


@pytest.mark.parametrize(("mode", "profile", "value", "seen"), [*cases()])
def test_colour(
    mode: str, profile: str, value: tuple[int, ...], seen: tuple[int, ...], tmp_path: Path
) -> None:
    """A value of the file is seen as the table says, give or take the rounding to 8 bits."""
    image = Image.new(mode, (3, 2), value if len(value) > 1 else value[0])
    image.info["icc_profile"] = PROFILES[profile]
    shown = upright_srgb(image)
    assert shown.mode == ("RGBA" if len(seen) == len("RGBA") else "RGB")
    pixel = shown.getpixel((2, 1))
    assert isinstance(pixel, tuple)
    exact = profile in {"none", "broken", "cut"}
    assert all(abs(a - b) <= (0 if exact else 4) for a, b in zip(pixel, seen, strict=True)), pixel
    shown.save(tmp_path / "shown.png")
    with Image.open(tmp_path / "shown.png") as saved:
        assert not saved.info


@pytest.mark.parametrize("profile", ["Display P3", "grey 1.0", "broken"])
def test_photo_has_the_colours_of_any_other_file(profile: str, tmp_path: Path) -> None:
    """The pixels of a JPEG are changed in their place. They become what those of a copy become."""
    scene(4).save(tmp_path / "a.jpg", quality=95, icc_profile=PROFILES[profile])
    with Image.open(tmp_path / "a.jpg") as photo:
        photo.load()
        copy = Image.new("RGB", photo.size)
        copy.paste(photo)
        copy.info["icc_profile"] = photo.info["icc_profile"]
        shown, expected = upright_srgb(photo), upright_srgb(copy)
    assert shown.tobytes() == expected.tobytes()
    assert not shown.info


@pytest.mark.parametrize(
    ("format_", "mode", "options", "times"),
    [
        ("JPEG", "RGB", {}, 1),
        ("JPEG", "RGB", {"icc_profile": PROFILES["Display P3"]}, 1),
        ("JPEG", "RGB", {"orientation": 6}, 2),
        ("JPEG", "RGB", {"progressive": True}, 2.5),
        ("JPEG", "RGB", {"progressive": True, "orientation": 3}, 2.5),
        ("JPEG", "L", {}, 3),
        ("JPEG", "CMYK", {}, 3),
        ("PNG", "RGB", {}, 3),
    ],
)
def test_room_that_a_picture_needs(
    format_: str, mode: str, options: dict[str, Any], times: float, tmp_path: Path
) -> None:
    """Photos straight from a camera are made side by side; what takes more memory waits for it."""
    exif = Image.Exif()
    exif[ORIENTATION] = options.get("orientation", 1)
    Image.new(mode, (20, 10)).save(tmp_path / "a", format_, exif=exif, **options)
    with Image.open(tmp_path / "a") as image:
        assert times_in_memory(image) == times


@pytest.mark.parametrize("mode", ["I", "F"])
def test_numbers_without_white_are_no_picture(mode: str) -> None:
    """Nobody can say how light they are."""
    with pytest.raises(ValueError, match="white"):
        upright_srgb(Image.new(mode, (2, 2)))


def four_corners() -> Image.Image:
    """Return a picture, 48 × 32, whose corners are told apart."""
    image = Image.new("RGB", (48, 32))
    for place, letter in zip([(0, 0), (24, 0), (0, 16), (24, 16)], "abcd", strict=True):
        image.paste(COLOURS[letter], (*place, place[0] + 24, place[1] + 16))
    return image


def corners(image: Image.Image) -> str:
    """Return which corners stand where, from the upper left, row by row."""
    found = ""
    width, height = image.size
    for place in [(4, 4), (width - 5, 4), (4, height - 5), (width - 5, height - 5)]:
        pixel = image.getpixel(place)
        assert isinstance(pixel, tuple)
        found += min(
            COLOURS,
            key=lambda letter: sum(
                abs(a - b) for a, b in zip(COLOURS[letter], pixel, strict=False)
            ),
        )
    return found


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("orientation", [*CORNERS, 0, 9, 65535])
def test_orientation(orientation: int, format_: str) -> None:
    """A picture is turned as its EXIF data say, in every format; what no standard knows is left."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    file = io.BytesIO()
    four_corners().save(file, format_, exif=exif)
    image = Image.open(file)
    image.load()
    size = upright_size(image)
    shown = upright_srgb(image)
    assert corners(shown) == CORNERS.get(orientation, "abcd")
    assert shown.size == size == ((32, 48) if 5 <= orientation <= 8 else (48, 32))


def test_broken_exif_turns_nothing() -> None:
    """The picture is shown as it lies."""
    image = four_corners()
    for raw in (
        b"",
        b"Exif\0\0",
        b"II*\0\xff\xff\xff\xff",
        b"II*\0" + b"\x08\0\0\0\xff\xff",
        b"MM",
    ):
        image.info["exif"] = raw
        assert corners(upright_srgb(image)) == "abcd"


def test_xmp_alone_turns_nothing() -> None:
    """Browsers do not follow an Orientation in XMP, so an editor has never seen it turned."""
    file = io.BytesIO()
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" tiff:Orientation="6"/>'
    four_corners().save(file, "JPEG", xmp=xmp)
    assert corners(upright_srgb(Image.open(file))) == "abcd"


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "AVIF", "TIFF"])
def test_first_frame(format_: str) -> None:
    """Of an animation, and of a file with several pages, the first one is the picture."""
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("#fa0000", "#00fa00", "#0000fa")]
    file = io.BytesIO()
    frames[0].save(file, format_, save_all=True, append_images=frames[1:])
    image = Image.open(file)
    assert getattr(image, "n_frames", 1) == 3
    red, green, blue = upright_srgb(image).convert("RGB").tobytes()[:3]
    assert red > 240
    assert green < 10
    assert blue < 10


def test_transparent_colours_of_a_palette() -> None:
    """A palette's transparent colour becomes transparency, and hides nothing."""
    image = Image.new("P", (2, 1))
    image.putpalette([10, 20, 30, 40, 50, 60])
    image.putpixel((1, 0), 1)
    file = io.BytesIO()
    image.save(file, "PNG", transparency=0)
    shown = upright_srgb(Image.open(file))
    assert [shown.getpixel((x, 0)) for x in range(2)] == [(255, 255, 255, 0), (40, 50, 60, 255)]
    image.save(file := io.BytesIO(), "PNG")
    assert upright_srgb(Image.open(file)).getpixel((0, 0)) == (10, 20, 30)


@pytest.mark.parametrize(("mode", "see_through"), [("RGB", (10, 20, 30)), ("L", 10), ("1", 0)])
def test_one_transparent_colour(mode: str, see_through: tuple[int, int, int] | int) -> None:
    """So does the one transparent colour of a PNG without a palette."""
    image = Image.new(mode, (2, 1), see_through)
    image.putpixel((1, 0), 255 if mode != "RGB" else (1, 2, 3))
    file = io.BytesIO()
    image.save(file, "PNG", transparency=see_through)
    shown = upright_srgb(Image.open(file))
    assert shown.getpixel((0, 0)) == (255, 255, 255, 0)
    alpha = shown.getchannel("A").getpixel((1, 0))
    assert alpha == 255


def test_sixteen_bits_from_a_file() -> None:
    """Pillow's own conversion makes all of it white."""
    greys = struct.pack("<4H", 0, 257, 32896, 65535)
    for format_ in ("PNG", "TIFF"):
        file = io.BytesIO()
        Image.frombytes("I;16", (4, 1), greys).save(file, format_)
        shown = upright_srgb(Image.open(file))
        assert shown.getchannel("R").tobytes() == bytes((0, 1, 128, 255))


def test_ink_in_a_jpeg_is_not_turned_inside_out() -> None:
    """Photoshop writes CMYK the other way round in JPEG, and so does everybody after it."""
    file = io.BytesIO()
    Image.new("CMYK", (16, 16), (0, 255, 255, 0)).save(file, "JPEG", quality=100)
    assert b"Adobe" in file.getvalue()[:200]
    red, green, blue = upright_srgb(Image.open(file)).tobytes()[:3]
    assert (red > 250, green < 5, blue < 5) == (True, True, True)


def test_on_white() -> None:
    """What lies half over white is mixed with it; a picture without transparency is itself."""
    assert on_white(Image.new("RGBA", (1, 1), (0, 0, 0, 128))).getpixel((0, 0)) == (127, 127, 127)
    opaque = Image.new("RGB", (1, 1))
    assert on_white(opaque) is opaque


def test_nothing_else_comes_along() -> None:
    """Not the text, not the place, not the profile: only pixels."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "Storgatan 1")
    exif = Image.Exif()
    exif[0x010E] = "Storgatan 1"
    file = io.BytesIO()
    four_corners().save(file, "PNG", pnginfo=info, exif=exif, icc_profile=profiles.rgb("ProPhoto"))
    assert upright_srgb(Image.open(file)).info == {}
