"""Which pictures are made from a picture: arithmetic alone, no pixels and no files.

Raise `VERSION` when the same wish gives other pixels or bytes than before; the pictures in the
cache are named by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

VERSION = 5


class Format(StrEnum):
    """A file format that pictures are made in. The value is the ending of the file's name."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpg"
    PNG = "png"
    TIFF = "tif"

    @property
    def media_type(self) -> str:
        """The format's name in markup."""
        return f"image/{_MEDIA_TYPES.get(self, self.value)}"


_MEDIA_TYPES = {Format.JPEG: "jpeg", Format.TIFF: "tiff"}


class Profile(StrEnum):
    """How much work is put into small files: little while an editor waits, more for visitors."""

    DRAFT = "utkast"
    PUBLISH = "publicering"


@dataclass(frozen=True, slots=True)
class Codec:
    """The settings of one format: ``quality`` 0–100, ``effort`` as the format's own library has it.

    For AVIF the effort is its speed (10 is quickest), for WebP its method (6 is slowest), for JPEG
    1 looks for the shortest codes and 2 is progressive too, for PNG it is the level of deflate (9
    is slowest), TIFF has none. ``full_colour`` keeps every pixel's colour rather than one for four.
    """

    quality: int
    effort: int
    full_colour: bool = False

    @property
    def text(self) -> str:
        """All of it, to tell it from others by."""
        return f"{self.quality} {self.effort} {self.full_colour}"


#: Chosen so that no file is larger than what Pillow's own settings give (JPEG 75, WebP 80, AVIF 75
#: at speed 6). Of a photo, AVIF at speed 9 takes an eighth of the time of speed 6 for a few percent
#: more bytes. While an editor waits, WebP at method 1 takes a quarter less time than at 2; then some
#: files are up to a sixth larger than Pillow's own.
_CODECS: dict[Profile, dict[Format, Codec]] = {
    Profile.DRAFT: {
        Format.AVIF: Codec(62, 9),
        Format.WEBP: Codec(76, 1),
        Format.JPEG: Codec(75, 1),
        Format.PNG: Codec(100, 3),
        Format.TIFF: Codec(100, 0),
    },
    Profile.PUBLISH: {
        Format.AVIF: Codec(62, 6),
        Format.WEBP: Codec(78, 5),
        Format.JPEG: Codec(75, 2),
        Format.PNG: Codec(100, 9),
        Format.TIFF: Codec(100, 0),
    },
}
#: Of a drawing, speed 9 leaves coloured specks beside its lines and gives two thirds more bytes than
#: speed 8. Every pixel's own colour costs 4 % and brings 3.6 dB where flat colours meet. (In JPEG it
#: costs 28 %, and lossless WebP is 3.6 times as large.)
_DRAWN = {
    Profile.DRAFT: Codec(58, 8, full_colour=True),
    Profile.PUBLISH: Codec(62, 6, full_colour=True),
}
#: A picture for print keeps what the eye sees only on paper. Finding the shortest codes would save
#: 12 % of its bytes, and take 6 bytes of memory for each of its pixels.
_PRINT = Codec(92, 0, full_colour=True)


class Use(StrEnum):
    """What a made picture is for."""

    PAGE = "sida"
    WEB = "webb"
    PRINT = "tryck"
    CROP = "beskärning"


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the upright picture, in its pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Output:
    """One file to make: the part ``box`` of the picture, at ``width`` by ``height`` pixels.

    ``name`` tells it from the picture's other outputs: ``640``, ``webb``, ``tryck``, ``1x1``.
    ``flat`` is of a drawing.
    """

    name: str
    use: Use
    format: Format
    width: int
    height: int
    box: Box
    flat: bool = False

    @property
    def is_download(self) -> bool:
        """Tell whether visitors take it away; then it carries the picture's metadata."""
        return self.use is not Use.PAGE

    def codec(self, profile: Profile) -> Codec:
        """Return the settings that the file is made with."""
        if self.use is Use.PRINT and self.format is Format.JPEG:
            return _PRINT
        if self.flat and self.format is Format.AVIF:
            return _DRAWN[profile]
        return _CODECS[profile][self.format]


@dataclass(frozen=True, slots=True)
class Wish:
    """What an editor asks of a picture.

    ``focus`` is the main person's place, as shares of width and height from the upper left.
    ``withheld`` names crops that would harm it. ``flat`` is a drawing, which is printed lossless.
    """

    focus: tuple[float, float] = (0.5, 0.5)
    withheld: frozenset[str] = frozenset()
    flat: bool = False


PAGE_WIDTHS = {Format.AVIF: (320, 640, 1280), Format.WEBP: (640, 1280), Format.JPEG: (640,)}
WEB_LONG_SIDE = 1920
#: What social services show, in pixels.
CROPS: dict[str, tuple[int, int]] = {
    "1x1": (1080, 1080),
    "4x5": (1080, 1350),
    "16x9": (1920, 1080),
    "9x16": (1080, 1920),
    "1200x630": (1200, 630),
}


def outputs(width: int, height: int, wish: Wish) -> tuple[Output, ...]:
    """Return everything to make from a picture of ``width`` by ``height`` pixels.

    Nothing is scaled up: widths and crops that the picture is too small for are left out.
    """
    whole = Box(0, 0, width, height)
    web = fit(width, height, WEB_LONG_SIDE)
    made = [
        Output(str(wide), Use.PAGE, format_, wide, scaled(height, wide, width), whole, wish.flat)
        for format_, widths in PAGE_WIDTHS.items()
        for wide in widths
        if wide < web[0]
    ]
    made += [
        Output("webb", Use.WEB, format_, *web, whole, wish.flat)
        for format_ in (Format.JPEG, Format.WEBP, Format.AVIF)
    ]
    for_print = (Format.PNG, Format.TIFF) if wish.flat else (Format.JPEG,)
    made += [
        Output("tryck", Use.PRINT, format_, width, height, whole, wish.flat)
        for format_ in for_print
    ]
    for name, (wide, high) in CROPS.items():
        box = crop(width, height, wide, high, wish.focus)
        if name not in wish.withheld and box.width >= wide and box.height >= high:
            made.append(Output(name, Use.CROP, Format.JPEG, wide, high, box, wish.flat))
    return tuple(made)


def fit(width: int, height: int, long_side: int) -> tuple[int, int]:
    """Return the size with at most ``long_side`` pixels along the longer side, never larger."""
    longest = max(width, height)
    if longest <= long_side:
        return width, height
    return scaled(width, long_side, longest), scaled(height, long_side, longest)


def scaled(length: int, to: int, of: int) -> int:
    """Return ``length`` times ``to / of``, rounded half up, at least one pixel."""
    return max(1, (2 * length * to + of) // (2 * of))


def crop(width: int, height: int, wide: int, high: int, focus: tuple[float, float]) -> Box:
    """Return the largest part of the picture in the proportions ``wide`` to ``high``.

    Its middle is as near the focus point as the picture's edges allow.
    """
    is_wider = width * high > height * wide
    size = (scaled(height, wide, high), height) if is_wider else (width, scaled(width, high, wide))
    left, top = (
        _start(whole, part, share)
        for whole, part, share in zip((width, height), size, focus, strict=True)
    )
    return Box(left, top, left + size[0], top + size[1])


def _start(whole: int, part: int, share: float) -> int:
    return min(max(round(whole * share - part / 2), 0), whole - part)
