"""The same picture has nearly the same hash, another picture has another."""

from __future__ import annotations

import io
import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps
from tests.images.scenes import scene

from jambanken.images.colour import on_white
from jambanken.images.phash import SAME_WITHIN, distance, phash

SCENES = range(12)
each_scene = pytest.mark.parametrize("number", SCENES)
hashes = st.integers(0, 2**64 - 1).map(lambda bits: f"{bits:016x}")


def saved(image: Image.Image, format_: str, quality: int) -> Image.Image:
    """Return a picture as it comes back from a file."""
    file = io.BytesIO()
    image.save(file, format_, quality=quality)
    return Image.open(file).convert("RGB")


def to_the_letter(image: Image.Image) -> str:
    """Return the hash as the docstring of the module says it, step by step, in exact fractions."""
    flat = on_white(image)
    width, height = flat.size
    pixels = flat.tobytes()
    bands = [
        [[pixels[3 * (width * y + x) + band] for x in range(width)] for y in range(height)]
        for band in range(3)
    ]
    red, green, blue = (
        [[_mean(band, x, y) for x in range(32)] for y in range(32)] for band in bands
    )
    g = [
        [
            (19595 * red[y][x] + 38470 * green[y][x] + 7471 * blue[y][x] + 32768) >> 16
            for x in range(32)
        ]
        for y in range(32)
    ]
    k = [
        [round(4096 * math.cos((2 * x + 1) * u * math.pi / 64)) for x in range(32)]
        for u in range(8)
    ]
    c = [
        sum(k[v][y] * k[u][x] * g[y][x] for y in range(32) for x in range(32))
        for v in range(8)
        for u in range(8)
    ]
    assert max(abs(value) for value in c) < 2**53
    m = sorted(c[1:])[31]
    return f"{int(''.join(str(int(value > m + 32 * 2**24)) for value in c), 2):016x}"


def _mean(band: list[list[int]], x: int, y: int) -> int:
    across, down = _shares(x, len(band[0])), _shares(y, len(band))
    total = sum(a * d * band[j][i] for i, a in across for j, d in down)
    area = Fraction(len(band[0]) * len(band), 32 * 32)
    return math.floor(total / area + Fraction(1, 2))


def _shares(place: int, length: int) -> list[tuple[int, Fraction]]:
    """Return the pixels that a new one covers, each with the part of it that is covered."""
    start, end = Fraction(place * length, 32), Fraction((place + 1) * length, 32)
    covered = range(math.floor(start), math.ceil(end))
    return [
        (pixel, min(end, Fraction(pixel + 1)) - max(start, Fraction(pixel))) for pixel in covered
    ]


@pytest.mark.parametrize("number", SCENES[:4])
@pytest.mark.parametrize("size", [(90, 71), (300, 257), (20, 33)])
def test_the_docstring_is_a_recipe(number: int, size: tuple[int, int]) -> None:
    """Whoever follows it to the letter comes within the 2 bits that it promises."""
    image = scene(number, size)
    assert distance(to_the_letter(image), phash(image)) <= 2


@each_scene
@pytest.mark.parametrize(
    ("format_", "quality"), [("JPEG", 60), ("JPEG", 30), ("WEBP", 60), ("AVIF", 50)]
)
def test_saving_in_poor_quality_changes_next_to_nothing(
    number: int, format_: str, quality: int
) -> None:
    """A picture that was sent around is still known."""
    image = scene(number)
    assert distance(phash(image), phash(saved(image, format_, quality))) <= 2


@each_scene
@pytest.mark.parametrize("size", [(960, 640), (320, 213), (160, 107)])
def test_scaling_changes_next_to_nothing(number: int, size: tuple[int, int]) -> None:
    """Nor does another size."""
    image = scene(number)
    scaled = image.resize(size, Image.Resampling.LANCZOS)
    assert distance(phash(image), phash(scaled)) <= 2


@each_scene
def test_mirroring_gives_another_picture(number: int) -> None:
    """Who looks to the left does not look to the right."""
    image = scene(number)
    assert distance(phash(image), phash(ImageOps.mirror(image))) >= 20


def test_different_pictures_are_far_apart() -> None:
    """None of the pairs would be taken for one picture, with room to spare."""
    found = [phash(scene(number)) for number in SCENES]
    apart = [distance(a, b) for place, a in enumerate(found) for b in found[:place]]
    assert min(apart) > 2 * SAME_WITHIN


@each_scene
def test_a_symmetrical_picture_has_no_bits_by_chance(number: int) -> None:
    """It lacks half of the frequencies, and grain must not decide about them."""
    half = scene(number)
    image = Image.new("RGB", (960, 320))
    image.paste(half)
    image.paste(ImageOps.mirror(half), (480, 0))
    assert distance(phash(image), phash(saved(image, "JPEG", 30))) <= 2


def test_transparent_is_white() -> None:
    """The same drawing without a background is the same drawing."""
    image = scene(1).convert("RGBA")
    image.paste((9, 9, 9, 0), (0, 0, 240, 320))
    assert phash(image) == phash(on_white(image))


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("black", "0" * 16), ("white", "8" + "0" * 15), ("#808080", "8" + "0" * 15)],
)
def test_a_picture_of_nothing(colour: str, expected: str) -> None:
    """One colour has no frequencies but the first."""
    for size in ((1, 1), (31, 500), (640, 480)):
        assert phash(Image.new("RGB", size, colour)) == expected


@given(hashes, hashes, hashes)
def test_distance_is_a_distance(a: str, b: str, c: str) -> None:
    """None to itself, the same both ways, and no shorter by a detour."""
    assert distance(a, a) == 0
    assert distance(a, b) == distance(b, a) <= 64
    assert distance(a, c) <= distance(a, b) + distance(b, c)
