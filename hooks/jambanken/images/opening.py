"""Open a picture file that anybody may have sent: within limits, wholly decoded, or not at all."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import stat
import struct
import threading
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from PIL import (
    AvifImagePlugin,
    Image,
    ImageChops,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from jambanken.disk import reason
from jambanken.images.colour import MODES_WITHOUT_WHITE
from jambanken.images.sorts import ENOUGH, RAW, Sort, sort_of
from jambanken.images.structure import (
    is_sound_exif,
    is_sound_tiff,
    is_sound_xmp,
    is_whole_jpeg,
    is_whole_png,
    with_more_to_read,
)
from jambanken.images.values import PictureFault

MAX_BYTES = 60_000_000
MAX_PIXELS = 100_000_000
#: A JPEG can be no longer (``JPEG_MAX_DIMENSION`` of libjpeg), and print files are JPEG.
MAX_SIDE = 65_500
#: The readers in use. Pillow loads them when they are first needed, and then some 40 others too.
_READERS = (AvifImagePlugin, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
#: What Pillow's readers were seen to raise for damaged files, by `tests/images`, by the threads about
#: them, and by reading them. All of ArithmeticError and LookupError: their arithmetic is the file's.
DAMAGE = (
    *(OSError, EOFError, SyntaxError, ValueError, TypeError, AttributeError, AssertionError),
    *(ArithmeticError, LookupError, BufferError, RuntimeError, SystemError, MemoryError),
    *(struct.error, zlib.error, Image.DecompressionBombError),
)
# Pillow logs some damage, and what nobody handles would be printed.
logging.getLogger("PIL").addHandler(logging.NullHandler())
_STANDARD_ERROR = 2
_ONE_SILENCE = threading.Lock()
_DNG_VERSION, _SUBFILE_TYPE = 50706, 254

TOO_MANY_BYTES = PictureFault(
    f"filen är större än {MAX_BYTES // 1_000_000} MB.",
    "Spara den som JPEG i högsta kvalitet, eller gör den mindre.",
)
TOO_MANY_PIXELS = PictureFault(
    f"bilden har mer än {MAX_PIXELS // 1_000_000} miljoner bildpunkter.",
    "Gör den mindre i ett bildprogram. 6000 bildpunkter på långsidan räcker till tryck.",
)
TOO_LONG = PictureFault(
    f"bilden är längre än {MAX_SIDE} bildpunkter.", "Gör den mindre i ett bildprogram."
)
DAMAGED = PictureFault(
    "bilden är skadad eller inte hel.",
    "Hämta originalet igen och lägg hit det på nytt.",
)
BLOATED = PictureFault(
    "filen har orimligt mycket annat än bilden i sig.",
    "Öppna den i ett bildprogram och spara den på nytt.",
)
BROKEN_EXIF = PictureFault(
    "uppgifterna i bilden (EXIF) är skadade.",
    "Öppna den i ett bildprogram och spara den på nytt.",
)
BROKEN_XMP = PictureFault(
    "uppgifterna i bilden (XMP) är skadade.", "Öppna den i ett bildprogram och spara den på nytt."
)
NO_WHITE = PictureFault(
    "bilden har 32 bitar per färg, och det framgår inte vad som är vitt.",
    "Spara den med 8 eller 16 bitar per färg.",
)
LINK = PictureFault("filen är en genväg.", "Lägg själva bilden här i stället.")
NO_FILE = PictureFault("det som ligger här är ingen fil.", "Ta bort det, och lägg dit bilden.")
MISSING = PictureFault("filen finns inte.", "Lägg den bredvid YAML-filen, eller rätta namnet.")


class UnusableError(Exception):
    """A picture file that cannot be used. ``fault`` says why and what to do."""

    def __init__(self, fault: PictureFault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def read(path: Path) -> bytes:
    """Return the bytes of a picture file. Never follows a link, never waits for a pipe.

    Raises `UnusableError`.
    """
    flags = os.O_RDONLY | sum(
        getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
    )
    try:
        if os.path.islink(path):  # noqa: PTH114  # is_symlink raises for names that are too long
            raise UnusableError(LINK)
        with os.fdopen(os.open(path, flags), "rb") as opened:
            found = os.fstat(opened.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise UnusableError(NO_FILE)
            data = opened.read(MAX_BYTES + 1) if found.st_size <= MAX_BYTES else None
    except FileNotFoundError:
        raise UnusableError(MISSING) from None
    except IsADirectoryError:
        raise UnusableError(NO_FILE) from None
    except (OSError, ValueError) as fault:
        raise UnusableError(_unreadable(path, fault)) from None
    if data is None or len(data) > MAX_BYTES:
        raise UnusableError(TOO_MANY_BYTES)
    return data


def decode(data: bytes, name: str) -> Image.Image:
    """Return the first frame of a picture, wholly decoded, as Pillow has it; ``name`` is the file's.

    Raises `UnusableError`.
    """
    image = opened(data, name)
    decode_opened(image, data)
    return image


def opened(data: bytes, name: str) -> Image.Image:
    """Return a picture that may be decoded: of a sort and a size that the bank takes.

    Raises `UnusableError`.
    """
    sort = sort_of(data[:ENOUGH], name.rpartition(".")[2] if "." in name else "")
    if isinstance(sort, PictureFault):
        raise UnusableError(sort)
    with _faults():
        if not _WHOLE.get(sort, _unchecked)(data):
            raise UnusableError(DAMAGED)
        image = Image.open(io.BytesIO(data), formats=[sort.value])
        fault = _fault_of(image)
    if fault is not None:
        raise UnusableError(fault)
    return image


def decode_opened(image: Image.Image, data: bytes) -> None:
    """Decode a picture that was `opened` from ``data``. Raises `UnusableError`."""
    with _faults(), _silence() if image.format == Sort.TIFF else contextlib.nullcontext():
        image.load()
        if image.format == Sort.JPEG and _ends_grey(image) and not _is_full(image, data):
            raise UnusableError(DAMAGED)
        exif, xmp = image.info.get("exif"), image.info.get("xmp")
        if isinstance(exif, bytes) and not is_sound_exif(exif):
            raise UnusableError(BROKEN_EXIF)
        if isinstance(xmp, bytes) and not is_sound_xmp(xmp):
            raise UnusableError(BROKEN_XMP)


@contextlib.contextmanager
def _faults() -> Iterator[None]:
    """Turn whatever Pillow raises into what an editor can mend, and keep its warnings back."""
    with quiet():
        try:
            yield
        except (Image.DecompressionBombError, MemoryError):
            raise UnusableError(TOO_MANY_PIXELS) from None
        except DAMAGE as damage:
            # What Pillow says of compressed text or profiles of more than 1 MB in a PNG.
            is_bloated = "too large" in str(damage)
            raise UnusableError(BLOATED if is_bloated else DAMAGED) from None


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep libtiff's own words about damage off the terminal; Pillow silences its warnings alone.

    They go to the process's second file, so nobody else is heard there for as long as it takes.
    """
    with _ONE_SILENCE:
        try:
            terminal = os.dup(_STANDARD_ERROR)
        except OSError:  # there is none
            yield
            return
        try:
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), _STANDARD_ERROR)
            yield
        finally:
            os.dup2(terminal, _STANDARD_ERROR)
            os.close(terminal)


def _unchecked(_data: bytes) -> bool:
    return True


#: What Pillow itself does not look at, or not in time.
_WHOLE: Mapping[Sort, Callable[[bytes], bool]] = {
    Sort.JPEG: is_whole_jpeg,
    Sort.PNG: is_whole_png,
    Sort.TIFF: is_sound_tiff,
}


def _fault_of(image: Image.Image) -> PictureFault | None:
    """Return what speaks against decoding a picture."""
    if min(image.size) < 1:
        return DAMAGED
    if image.width * image.height > MAX_PIXELS:
        return TOO_MANY_PIXELS
    if max(image.size) > MAX_SIDE:
        return TOO_LONG
    if image.mode in MODES_WITHOUT_WHITE:
        return NO_WHITE
    if isinstance(image, TiffImagePlugin.TiffImageFile) and _is_raw(image.tag_v2):
        return RAW
    return None


def _ends_grey(image: Image.Image) -> bool:
    """Tell whether a JPEG ends as libjpeg fills up what the file lacks: in the middle grey."""
    width, height = image.size
    corner = image.crop((max(0, width - 8), max(0, height - 8), width, height))
    return all(least >= 127 and most <= 129 for least, most in map(_span, corner.split()))  # noqa: PLR2004  # grey


def _span(band: Image.Image) -> tuple[int, int]:
    least, most = band.getextrema()
    assert isinstance(least, int | float)  # noqa: S101  # a band has one pair
    assert isinstance(most, int | float)  # noqa: S101  # a band has one pair
    return int(least), int(most)


def _is_full(image: Image.Image, data: bytes) -> bool:
    """Tell whether a JPEG's data fill the whole picture: then more of them change nothing."""
    again = Image.open(io.BytesIO(with_more_to_read(data)), formats=[Sort.JPEG.value])
    again.load()
    return ImageChops.difference(image, again).getbbox() is None


def _is_raw(tags: Any) -> bool:
    """Tell a camera's own file from other TIFF: its first picture is but a small preview."""
    kind = tags.get(_SUBFILE_TYPE, 0)
    return _DNG_VERSION in tags or (isinstance(kind, int) and bool(kind & 1))


def _unreadable(path: Path, fault: Exception) -> PictureFault:
    if os.path.islink(path):  # noqa: PTH114  # is_symlink raises for names that are too long
        return LINK
    why = reason(fault) if isinstance(fault, OSError) and fault.errno else "okänt fel"
    return PictureFault(
        f"filen går inte att läsa ({why}).", "Kontrollera att den finns och att du får läsa den."
    )


_quiet_lock = threading.Lock()
_quiet_now: list[contextlib.AbstractContextManager[Any]] = []
_quiet_depth = 0


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep Pillow's warnings to ourselves while any thread is within: they belong to the process.

    ``warnings.catch_warnings`` alone is for one thread: the one that ends last would put back what
    the other had set.
    """
    global _quiet_depth  # noqa: PLW0603  # warnings are the process's own, and so is this count
    with _quiet_lock:
        _quiet_depth += 1
        if _quiet_depth == 1:
            caught = warnings.catch_warnings()
            caught.__enter__()
            warnings.simplefilter("ignore")
            _quiet_now.append(caught)
    try:
        yield
    finally:
        with _quiet_lock:
            _quiet_depth -= 1
            if _quiet_depth == 0:
                _quiet_now.pop().__exit__(None, None, None)
