"""From one picture to its files: decoded once, each size made from the next larger one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from jambanken.images.colour import on_white, upright_srgb
from jambanken.images.embed import encode
from jambanken.images.opening import DAMAGE, UnusableError, decode, quiet, read
from jambanken.images.recipe import Box, Codec, Format, Output, Profile, Use
from jambanken.images.values import PictureFile

#: How many times a picture stands in memory: with its halves, and once only small sizes are left.
_WITH_HALVES, _SMALL = 1.4, 0.25
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

    ``reason`` is a Swedish sentence without its capital.
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
    holds: Callable[[float], None] = lambda times: None,  # noqa: ARG005  # nobody listens
) -> None:
    """Make the ``wanted`` ones of a job's outputs and hand each to ``write``.

    What a file holds depends on the job and never on which outputs are wanted now: a picture whose
    files are half there gets the same bytes as one that is new. (So the quick decoding of a JPEG at
    half its size is not used: the print file needs the whole.) ``holds`` hears how many times the
    picture's pixels stand in memory from now on. Raises `BrokenPictureError`, and whatever
    ``write`` raises.
    """
    sources = _Sources(job, _open(job))
    holds(_WITH_HALVES)
    for output in sorted(wanted, key=sources.place_of):
        image = sources.image(output)
        holds(sources.times)
        write(output, _encoded(job, image, output, output.codec(profile)))


class _Sources:
    """A picture in the sizes that others are made from. Ask in the order of `place_of`."""

    def __init__(self, job: Job, image: Image.Image) -> None:
        self._job = job
        self._with_alpha: Image.Image | None = image if image.mode == "RGBA" else None
        self._halves = [on_white(image)]
        whole = (job.whole.width, job.whole.height)
        self._smaller = iter([size for size in job.sizes if size != whole])
        self._step: Image.Image | None = None

    def place_of(self, output: Output) -> tuple[bool, int, int]:
        """Return where an output stands: what is made from the picture itself, then ever smaller ones.

        So the picture can go before the small ones are made, which take the most time.
        """
        is_small = output.box == self._job.whole and not self._is_whole(output)
        return is_small, -output.width, -output.height

    def image(self, output: Output) -> Image.Image:
        """Return the pixels of an output."""
        if self._is_whole(output):
            return (output.format is Format.PNG and self._with_alpha) or self._halves[0]
        if output.box != self._job.whole:
            return self._scaled(output.box, (output.width, output.height))
        return self._chained((output.width, output.height))

    def _is_whole(self, output: Output) -> bool:
        box = output.box
        return box == self._job.whole and (box.width, box.height) == (output.width, output.height)

    def _scaled(self, box: Box, size: Size) -> Image.Image:
        """Return a part of the picture, from the smallest half that is large enough for it.

        Halves are averages, and serve several outputs: a photo of 24 megapixels is scaled in a
        quarter of the time. Of three detailed photos the finished files were at most 0.5 dB further
        from the picture than if each had been scaled from the whole, and 2 to 4 % smaller.
        """
        # Once where the part is at least twice as large as what is wanted, twice from four times on.
        halvings = min(box.width // size[0], box.height // size[1]).bit_length() - 1
        while len(self._halves) <= halvings:
            self._halves.append(self._halves[-1].reduce(2))
        left, top, right, bottom = (
            side / 2**halvings for side in (box.left, box.top, box.right, box.bottom)
        )
        part = left, top, right, bottom
        return self._halves[halvings].resize(size, Image.Resampling.LANCZOS, box=part)

    @property
    def times(self) -> float:
        """How many times the picture's pixels stand in memory."""
        return _WITH_HALVES if self._halves else _SMALL

    def _chained(self, size: Size) -> Image.Image:
        """Return the whole picture smaller, each size made from the one before it."""
        while self._step is None or self._step.size != size:
            self._step = self._next(self._step, next(self._smaller))
        return self._step

    def _next(self, larger: Image.Image | None, size: Size) -> Image.Image:
        if larger:
            return larger.resize(size, Image.Resampling.LANCZOS)
        first = self._scaled(self._job.whole, size)
        self._halves, self._with_alpha = [], None
        return first


def _open(job: Job) -> Image.Image:
    """Return the picture upright, in sRGB, with nothing beside its pixels."""
    try:
        data = read(job.source)
        if hashlib.sha256(data).hexdigest() != job.file.sha256:
            raise BrokenPictureError(job.source, "filen ändrades medan sajten byggdes.")
        with quiet():
            image = upright_srgb(decode(data, job.source.name))
    except UnusableError as unusable:
        raise BrokenPictureError(job.source, unusable.fault.message) from unusable
    except DAMAGE as fault:
        raise BrokenPictureError(job.source, f"bilden går inte att läsa ({fault}).") from fault
    if image.size != (job.file.width, job.file.height):
        raise BrokenPictureError(job.source, "bilden har andra mått än när den lästes.")
    return image


def _encoded(job: Job, image: Image.Image, output: Output, codec: Codec) -> bytes:
    xmp = job.packet if output.is_download else None
    try:
        return encode(image, output.format, codec, xmp, for_print=output.use is Use.PRINT)
    except MemoryError:
        raise
    except Exception as fault:
        reason = f"{output.name}.{output.format.value} gick inte att göra ({fault})."
        raise BrokenPictureError(job.source, reason) from fault
