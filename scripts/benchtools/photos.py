"""Photos of 12 to 24 megapixels to measure with: from a folder of pictures, or made of noise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageFilter, ImageOps

from benchtools.measure import FailedError

#: What cameras and telephones give, in pixels.
SIZES = ((4000, 3000), (4608, 3456), (5472, 3648), (6000, 4000))
_READ = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff"}
#: Of 255. Without grain a picture that was scaled up would be far easier to compress than a photo.
_GRAIN = 2.5
_TILE = 256
_MADE_UP = (3000, 2000)
#: How coarse the layers of light in a made-up picture are (pixels across the whole), and how strong.
_LIGHT = ((5, 55.0), (24, 30.0), (120, 14.0), (600, 6.0), (1500, 3.0))
_COLOUR = ((7, 16.0), (60, 5.0))


def make(folder: Path, count: int, seed: int, given: Path | None) -> list[Path]:
    """Write ``count`` JPEG photos; the same ones for a seed. Every fourth one stands.

    Those of the folder ``given`` are cropped, scaled and mirrored, no two alike. Raises
    ``FailedError`` where it holds no picture.
    """
    chance = Random(seed)  # noqa: S311  # pictures, no secrets
    made = []
    for number, motif in enumerate(islice(_motifs(given, chance), count)):
        width, height = SIZES[number % len(SIZES)]
        size = (height, width) if number % len(SIZES) == 1 else (width, height)
        path = folder / f"photo-{number:03}.jpg"
        _grained(ImageOps.fit(motif, size, Image.Resampling.BICUBIC), chance).save(
            path, quality=92, subsampling=0
        )
        made.append(path)
    return made


def _motifs(given: Path | None, chance: Random) -> Iterator[Image.Image]:
    if given is None:
        while True:
            yield _made_up(chance)
    files = sorted(path for path in given.iterdir() if path.suffix.lower() in _READ)
    if not files:
        raise FailedError(f"no pictures in {given}")
    for number, file in enumerate(cycle(files)):
        with Image.open(file) as opened:
            picture = opened.convert("RGB")
        if number >= len(files):
            margin = chance.uniform(0.02, 0.2)
            picture = ImageOps.crop(picture, round(margin * min(picture.size)))
        yield ImageOps.mirror(picture) if number // len(files) % 2 else picture


def _made_up(chance: Random) -> Image.Image:
    """Return clouds of noise from coarse to fine, with edges as of things that stand before others."""
    light = _clouds(_LIGHT, chance)
    bands = [ImageChops.add(light, _clouds(_COLOUR, chance), offset=-128) for _ in range(3)]
    picture = Image.merge("RGB", bands)
    before = _clouds(((12, 80.0),), chance).point(lambda value: 255 if value > 150 else 0)  # noqa: PLR2004  # a third
    near = ImageOps.mirror(picture).filter(ImageFilter.UnsharpMask(3, 100, 0))
    return Image.composite(near, picture, before)


def _clouds(layers: Iterable[tuple[int, float]], chance: Random) -> Image.Image:
    clouds = Image.new("L", _MADE_UP, 128)
    for across, sigma in layers:
        small = _noise((across, max(1, across * 2 // 3)), sigma, chance)
        layer = small.resize(_MADE_UP, Image.Resampling.BICUBIC)
        clouds = ImageChops.add(clouds, layer, offset=-128)
    return clouds


def _noise(size: tuple[int, int], sigma: float, chance: Random) -> Image.Image:
    """Return noise around 128 that a seed decides, which Pillow's own does not."""
    values = bytes(
        min(255, max(0, round(chance.gauss(128, sigma)))) for _ in range(size[0] * size[1])
    )
    return Image.frombytes("L", size, values)


def _grained(picture: Image.Image, chance: Random) -> Image.Image:
    tile = _noise((_TILE, _TILE), _GRAIN, chance)
    grain = Image.new("L", picture.size)
    for top in range(0, picture.height, tile.height):
        for left in range(0, picture.width, tile.width):
            turned = tile.rotate(90 * chance.randrange(4))
            grain.paste(turned, (left, top))
    layer = Image.merge("RGB", [grain] * 3)
    return ImageChops.add(picture, layer, offset=-128)
