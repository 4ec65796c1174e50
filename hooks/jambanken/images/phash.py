"""Perceptual hashes: the same picture in another size, format or quality has nearly the same one.

The hash follows the "pHash" of Zauner, *Implementation and Benchmarking of Perceptual Image Hash
Functions* (2010), chapter 3.2.1, in whole numbers from step 3 on, so that every program that follows
these steps comes to the same bits:

1. The picture stands upright, in sRGB, with 8 bits for each of red, green and blue. What is
   transparent lies on white: ``value * alpha + 255 * (1 - alpha)``.
2. Each colour is scaled to 32 × 32 by box averaging: a new pixel is the mean of the area of the
   picture that it covers, with pixels that are covered in part counted by that part, rounded to a
   whole number 0–255.
3. A pixel's grey ``g[y][x]`` is ``(19595 * red + 38470 * green + 7471 * blue + 32768) >> 16``.
4. ``k[u][x] = round(4096 * cos((2 * x + 1) * u * pi / 64))`` for ``u`` 0–7 and ``x`` 0–31.
5. ``c[v][u]`` is the sum over all ``x`` and ``y`` of ``k[v][y] * k[u][x] * g[y][x]``: the 64 lowest
   frequencies of a discrete cosine transform (DCT-II). They stay below 2 ** 53.
6. ``m`` is the median of the 63 that are left without ``c[0][0]``: the 32nd in order.
7. The bits are ``c[v][u] > m + 32 * 2 ** 24``, row by row: ``c[0][0]`` is the highest of 64 bits, then
   ``c[0][1]``. They are written as 16 hexadecimal digits in lower case.

The margin in step 7 is the grain that saving in poor quality gives: without it the half of the
frequencies that a symmetrical picture lacks would be chance. Pillow rounds step 2 after each
direction, and may average in two steps; a program that does it in one is within 2 bits.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PIL import Image

from jambanken.images.colour import on_white

#: So many bits apart two pictures are still the same one. Saving in quality 60 and scaling to 320
#: pixels gave at most 2, two portraits in one style 10, a mirrored picture 23 or more.
SAME_WITHIN = 6

_SIDE = 32
_LOW = 8
_FEW = 256
_ONE = 4096
_GRAIN = 32 * _ONE * _ONE
_COSINES = tuple(
    tuple(round(_ONE * math.cos((2 * x + 1) * u * math.pi / (2 * _SIDE))) for x in range(_SIDE))
    for u in range(_LOW)
)


def phash(image: Image.Image) -> str:
    """Return the hash of an upright picture in sRGB (RGB or RGBA) as 16 hexadecimal digits."""
    small = _averaged(on_white(image)).convert("L")
    frequencies = _frequencies(small.tobytes())
    threshold = sorted(frequencies[1:])[_LOW * _LOW // 2 - 1] + _GRAIN
    bits = 0
    for frequency in frequencies:
        bits = bits << 1 | (frequency > threshold)
    return f"{bits:016x}"


def distance(first: str, second: str) -> int:
    """Return in how many of their 64 bits two hashes differ."""
    return (int(first, 16) ^ int(second, 16)).bit_count()


def _averaged(image: Image.Image) -> Image.Image:
    """Return a picture of 32 × 32 by box averaging.

    Pillow counts a pixel wholly for the box that its middle lies in. Only where boxes are of a few
    pixels does that tell: there each pixel is first repeated, so that none lies in two boxes.
    """
    for axis in (0, 1):
        length, size = image.size[axis], list(image.size)
        if length < _FEW:
            size[axis] = length * _SIDE
            image = image.resize((size[0], size[1]), Image.Resampling.NEAREST)
        size[axis] = _SIDE
        image = image.resize((size[0], size[1]), Image.Resampling.BOX)
    return image


def _frequencies(grey: Sequence[int]) -> list[int]:
    """Return the lowest frequencies of 32 × 32 greys, row by row."""
    rows = [grey[start : start + _SIDE] for start in range(0, _SIDE * _SIDE, _SIDE)]
    across = [[_product(cosine, row) for row in rows] for cosine in _COSINES]
    return [_product(cosine, column) for cosine in _COSINES for column in across]


def _product(left: Sequence[int], right: Sequence[int]) -> int:
    return sum(a * b for a, b in zip(left, right, strict=True))
