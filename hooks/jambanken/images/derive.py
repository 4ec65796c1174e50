"""From one picture to its files: decoded once, each size made from the next larger one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from jambanken.images.colour import on_white, upright_srgb
from jambanken.images.embed import encode
from jambanken.images.recipe import Box, Format, Output, Profile
from jambanken.images.values import PictureFile

#: What an original may be. Pillow would otherwise try every format it knows.
_OPENED = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF")
#: Pixels are averaged by whole numbers first, down to this many times the size that is wanted.
#: From 3.0 on the eye sees no difference (Pillow's documentation of ``reducing_gap``).
_GAP = 3.0
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Job:
    """The files wanted of one picture. ``packet`` is the metadata that its downloads carry."""

    source: Path
    file: PictureFile
    outputs: tuple[Output, ...]
    packet: bytes

    @property
    def whole(self) -> Box:
        """The whole upright picture."""
        return Box(0, 0, self.file.width, self.file.height)

    @property
    def sizes(self) -> tuple[Size, ...]:
        """The sizes that the whole picture is scaled to, the largest first.

        Each is made from the one before it, so all of them decide what a file holds.
        """
        sizes = {
            (output.width, output.height) for output in self.outputs if output.box == self.whole
        }
        return tuple(sorted(sizes, reverse=True))


class BrokenPictureError(Exception):
    """A picture that was sound when it was looked at cannot be made into files now.

    ``reason`` is a Swedish clause.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def derive(
    job: Job,
    wanted: Iterable[Output],
    profile: Profile,
    write: Callable[[Output, bytes], None],
    decoded: Callable[[], None] = lambda: None,
) -> None:
    """Make the ``wanted`` ones of a job's outputs and hand each to ``write``.

    What a file holds depends on the job and never on which outputs are wanted now: a picture whose
    files are half there gets the same bytes as one that is new. (So the quick decoding of a JPEG at
    half its size is not used: the print file needs the whole.) ``decoded`` hears when the picture
    stands in memory once. Raises `BrokenPictureError`, and whatever ``write`` raises.
    """
    with_alpha = _open(job)
    flat = on_white(with_alpha)
    decoded()
    scaled = _Chain(flat, job.sizes)
    for output in _in_order(wanted):
        if output.box != job.whole:
            image = _resized(flat, (output.width, output.height), output.box)
        elif output.format is Format.PNG and with_alpha.size == (output.width, output.height):
            image = with_alpha
        else:
            image = scaled.at((output.width, output.height))
        xmp = job.packet if output.is_download else None
        write(output, _encoded(job, image, output, profile, xmp))


def _in_order(wanted: Iterable[Output]) -> Iterator[Output]:
    """Give crops first: they are cut from the picture itself, which may then go."""
    return iter(sorted(wanted, key=lambda output: -output.width * output.height))


class _Chain:
    """The whole picture in sizes that get smaller and smaller."""

    def __init__(self, image: Image.Image, sizes: tuple[Size, ...]) -> None:
        self._sizes = sizes
        self._image = image

    def at(self, size: Size) -> Image.Image:
        """Return the picture in one of the sizes, none that is larger than those asked for before."""
        for step in self._sizes:
            if size <= step < self._image.size:
                self._image = _resized(self._image, step)
        return self._image


def _resized(image: Image.Image, size: Size, box: Box | None = None) -> Image.Image:
    part = (box.left, box.top, box.right, box.bottom) if box else None
    if part is None and image.size == size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, box=part, reducing_gap=_GAP)


def _open(job: Job) -> Image.Image:
    """Return the picture upright, in sRGB, with nothing beside its pixels."""
    try:
        with job.source.open("rb") as opened:
            changed = hashlib.file_digest(opened, "sha256").hexdigest() != job.file.sha256
            opened.seek(0)
            with Image.open(opened, formats=_OPENED) as found:
                found.load()
                image = upright_srgb(found)
    except Exception as fault:  # Pillow has no common exception of its own
        raise BrokenPictureError(job.source, f"filen går inte att läsa ({fault})") from fault
    if changed:
        raise BrokenPictureError(job.source, "filen ändrades medan sajten byggdes")
    if image.size != (job.file.width, job.file.height):
        raise BrokenPictureError(job.source, "bilden har andra mått än när den lästes")
    return image


def _encoded(
    job: Job, image: Image.Image, output: Output, profile: Profile, xmp: bytes | None
) -> bytes:
    try:
        return encode(image, output.format, output.codec(profile), xmp)
    except MemoryError:
        raise
    except Exception as fault:
        reason = f"{output.name}.{output.format.value} gick inte att göra ({fault})"
        raise BrokenPictureError(job.source, reason) from fault
