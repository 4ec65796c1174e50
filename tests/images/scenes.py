"""Small pictures drawn by a rule, each unlike the others, to look at in tests."""

from __future__ import annotations

import random

from PIL import Image, ImageDraw, ImageFilter

SIZE = (480, 320)


def scene(number: int, size: tuple[int, int] = SIZE) -> Image.Image:
    """Return a picture with shapes and shades in RGB: the same for a number, on any machine."""
    chance = random.Random(number)  # noqa: S311  # pictures, no secrets
    image = Image.new("RGB", SIZE, _colour(chance))
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        left, top = chance.randrange(-40, SIZE[0]), chance.randrange(-40, SIZE[1])
        box = (left, top, left + chance.randrange(30, 220), top + chance.randrange(30, 220))
        shape = draw.ellipse if chance.random() < 0.5 else draw.rectangle
        shape(box, fill=_colour(chance))
    return image.filter(ImageFilter.GaussianBlur(2)).resize(size, Image.Resampling.BICUBIC)


def _colour(chance: random.Random) -> tuple[int, int, int]:
    return chance.randrange(256), chance.randrange(256), chance.randrange(256)
