"""Any picture as the one sort that everything is made from: upright, one frame, 8 bits, sRGB."""

from __future__ import annotations

import contextlib
import io
from functools import lru_cache

from PIL import Image, ImageCms

from jambanken.images.structure import orientation

#: How a picture is turned to stand upright, by EXIF 2.32, table 6, "Orientation". 1 is upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = frozenset({5, 6, 7, 8})
#: The colour space that a profile must be for, by the mode of the picture's colours.
_SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK", "LAB": "Lab"}
#: What a profile may be of: a screen, a camera or scanner, a printer, a colour space.
_CLASSES = frozenset({"mntr", "scnr", "prtr", "spac"})
_SIXTEEN_BITS = frozenset({"I;16", "I;16B", "I;16L", "I;16N"})
#: Whole numbers of 32 bits and floating point numbers: nothing says which of them is white.
MODES_WITHOUT_WHITE = frozenset({"I", "F"})
#: How many times a picture stands in memory while its colours are converted and it is turned.
_CONVERTED = 3.0
_BROKEN_PROFILE = (ImageCms.PyCMSError, OSError, ValueError, TypeError)


def upright_srgb(image: Image.Image) -> Image.Image:
    """Return a picture as RGB or RGBA in sRGB, as a visitor should see it, and with nothing else in it.

    - An animation is its first frame. Call this before going to another.
    - It is turned as the Orientation of its EXIF data says, or the container of an AVIF; an
      Orientation in XMP alone is left out, as browsers do.
    - A colour profile is followed with the relative colorimetric intent and black point
      compensation. One that is broken, or made for another sort of picture, is left out: RGB and
      grey then count as sRGB, and CMYK is turned into RGB by arithmetic alone.
    - Grey of 16 bits is divided by 257. More bits in colour are cut to 8 by Pillow on reading.
    - Where it is fully transparent it is white: no hidden picture leaves with it.

    Raises ``ValueError`` for a mode without white (`MODES_WITHOUT_WHITE`), and what Pillow raises
    where the picture has not been decoded yet and is damaged.
    """
    image.load()
    if image.mode in MODES_WITHOUT_WHITE:
        raise ValueError(f"mode {image.mode} does not say what white is")
    profile = image.info.get("icc_profile")
    colours, alpha = _parts(image)
    shown = _to_srgb(colours, profile if isinstance(profile, bytes) else b"")
    if alpha is not None:
        shown = _on_white(shown, alpha.point(lambda value: 255 if value else 0))
        shown.putalpha(alpha)
    turn = _TURNS.get(_orientation(image))
    if turn is not None:
        shown = shown.transpose(turn)
    shown.info = {}
    return shown


def times_in_memory(image: Image.Image) -> float:
    """Return how many times a picture stands in memory while it is decoded and made `upright_srgb`.

    Once is 4 bytes for each of its pixels. It need not be decoded yet.
    """
    if image.format != "JPEG" or image.mode != "RGB":
        return _CONVERTED
    turned = 1.0 if _orientation(image) in _TURNS else 0.0
    # libjpeg gathers what the scans say, 2 bytes for each colour of a pixel.
    return 1.0 + max(turned, 1.5 if "progressive" in image.info else 0.0)


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Return the width and height that `upright_srgb` gives."""
    return image.size[::-1] if _orientation(image) in _LYING else image.size


def on_white(image: Image.Image) -> Image.Image:
    """Return an RGB or RGBA picture as RGB, its transparent parts on white."""
    if image.mode != "RGBA":
        return image
    return _on_white(image.convert("RGB"), image.getchannel("A"))


def _on_white(colours: Image.Image, alpha: Image.Image) -> Image.Image:
    return Image.composite(colours, Image.new("RGB", colours.size, "white"), alpha)


def _orientation(image: Image.Image) -> int:
    """Return how a picture lies, 1 where it stands upright. Pillow turns a TIFF as it decodes it."""
    raw = image.info.get("exif")
    return orientation(raw) if isinstance(raw, bytes) else 1


def _parts(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """Return a picture's colours without transparency (a mode of `_SPACES`), and its alpha."""
    if image.mode in _SIXTEEN_BITS:
        return image.point(lambda value: value * (1 / 257) + 0.5).convert("L"), None
    if image.mode in {"La", "RGBa"}:
        image = image.convert({"La": "LA", "RGBa": "RGBA"}[image.mode])
    if image.mode == "LA":
        return image.getchannel("L"), image.getchannel("A")
    if image.mode in {"RGBA", "PA"} or "transparency" in image.info:
        full = image.convert("RGBA")
        return full.convert("RGB"), full.getchannel("A")
    if image.mode in _SPACES:
        return image, None
    return image.convert("L" if image.mode == "1" else "RGB"), None


def _to_srgb(colours: Image.Image, profile: bytes) -> Image.Image:
    if profile:
        with contextlib.suppress(*_BROKEN_PROFILE):
            return _followed(colours, profile)
    return colours if _is_bare(colours) else colours.convert("RGB")


def _is_bare(colours: Image.Image) -> bool:
    """Tell whether a picture's own pixels may be used, which for a large photo saves a copy.

    A JPEG's own object is no danger once its info is empty; a TIFF's would keep its tags.
    """
    return colours.mode == "RGB" and colours.format == "JPEG"


def _followed(colours: Image.Image, profile: bytes) -> Image.Image:
    """Return the colours that a profile means. Raises one of ``_BROKEN_PROFILE``."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    space = source.profile.xcolor_space.strip()
    if source.profile.device_class.strip() not in _CLASSES:
        raise ValueError("a profile of something else than a picture")
    if colours.mode == "L" and space == "RGB":
        colours = colours.convert("RGB")
    if _SPACES[colours.mode] != space:
        raise ValueError("a profile for another sort of picture")
    transform = ImageCms.buildTransform(
        source,
        _srgb(),
        colours.mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    in_place = _is_bare(colours)
    followed = ImageCms.applyTransform(colours, transform, inPlace=in_place)
    if in_place:
        return colours
    if followed is None:
        raise ValueError("the profile gives no colours")
    return followed


@lru_cache(maxsize=1)
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
