"""What is known of a picture file, once it has been looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A sound picture file, as a visitor would see it: upright, its first frame, in sRGB.

    ``sha256`` is the file's own sum and ``phash`` its perceptual hash, both in hexadecimal digits.
    ``width`` and ``height`` are in pixels, ``colour`` (``#rrggbb``) is its mean colour.
    """

    sha256: str
    phash: str
    width: int
    height: int
    colour: str

    @property
    def is_portrait(self) -> bool:
        """Tell whether it is higher than wide."""
        return self.height > self.width


@dataclass(frozen=True, slots=True)
class PictureFault:
    """Why a picture file cannot be used, and what to do about it, in Swedish."""

    message: str
    fix: str
