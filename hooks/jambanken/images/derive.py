"""From one picture to its files: decoded once, each size made from the next larger one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from jambanken.images.colour import on_white, times_in_memory, upright_srgb
from jambanken.images.embed import encode
from jambanken.images.opening import (
    DAMAGE,
    UnusableError,
    decode_opened,
    opened,
    quiet,
    read,
)
from jambanken.images.recipe import Box, Codec, Format, Output, Profile, Use
from jambanken.images.values import PictureFile

#: How many times a picture stands in memory: with its halves, with them alone, and once only small
#: sizes are left.
_WITH_HALVES, _HALVES, _SMALL = 1.4, 0.6, 0.25
_FILTER = Image.Resampling.LANCZOS
#: Where `_Sources` has the smaller sizes of the whole picture.
_STEPS = 2
#: How much larger than an output a smaller size must be, for the output to be scaled from it.
_CLEARLY = 1.15
#: From which size on, of an output's, a picture is slow to scale.
_SLOW = 1.5
Size = tuple[int, int]
#: Waits until a picture may stand in memory so many times. What is given hears of it when less is
#: needed.
Room = Callable[[float], AbstractContextManager[Callable[[float], None]]]


@contextmanager
def _boundless(times: float) -> Iterator[Callable[[float], None]]:  # noqa: ARG001  # all is granted
    yield lambda less: None  # noqa: ARG005  # nobody listens


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
    room: Room = _boundless,
) -> None:
    """Make the ``wanted`` ones of a job's outputs and hand each to ``write``.

    What a file holds depends on the job and never on which outputs are wanted now: a picture whose
    files are half there gets the same bytes as one that is new. (So the quick decoding of a JPEG at
    half its size is not used: the print file needs the whole.) Raises `BrokenPictureError`, and
    whatever ``write`` raises.
    """
    with _faults(job), quiet():
        data = _read(job)
        image = opened(data, job.source.name)
        needed = max(times_in_memory(image), _WITH_HALVES)
    with room(needed) as holds:
        sources = _Sources(job, _decoded(job, image, data))
        del image, data
        for output in sorted(wanted, key=sources.place_of):
            pixels = sources.image(output)
            holds(sources.times)
            write(output, _encoded(job, pixels, output, output.codec(profile)))


class _Sources:
    """A picture in the sizes that others are made from. Ask in the order of `place_of`.

    Each source goes as soon as nothing more is made from it, and the largest goes first: the small
    files, which take the most time, are made when the picture itself is no longer in memory.
    """

    def __init__(self, job: Job, image: Image.Image) -> None:
        self._whole = job.whole
        self._with_alpha: Image.Image | None = image if image.mode == "RGBA" else None
        self._halves: dict[int, Image.Image] = {0: on_white(image)}
        self._sizes = [size for size in job.sizes if size != (image.width, image.height)]
        self._steps: list[Image.Image] = []
        self.times = _WITH_HALVES

    def place_of(self, output: Output) -> tuple[int, int, int]:
        """Return where an output stands: the larger what it is made from, the earlier."""
        return self._source_of(output), -output.width, -output.height

    def image(self, output: Output) -> Image.Image:
        """Return the pixels of an output."""
        source = self._source_of(output)
        self._leave(source)
        size = output.width, output.height
        if _is_all(output, self._whole):
            return (output.format is Format.PNG and self._with_alpha) or self._halves[0]
        if output.box == self._whole:
            return self._step(self._sizes.index(size))
        if source < _STEPS:
            return self._from_half(output.box, size)
        return self._from_step(output.box, size)

    def _source_of(self, output: Output) -> int:
        """Return what an output is made from: 0 the picture, 1 a half of it, 2 a smaller step."""
        if _is_all(output, self._whole):
            return 0
        size = output.width, output.height
        if output.box == self._whole or self._is_in_step(output.box, size):
            return _STEPS
        return min(_halvings(output.box, size), 1)

    def _leave(self, source: int) -> None:
        """Let go what is larger than ``source``, when what is made from it is there."""
        if source == 0 or not self._halves:
            return
        if self._sizes and (source == _STEPS or _halvings(self._whole, self._sizes[0]) == 0):
            self._step(0)
        if source == _STEPS:
            self._halves.clear()
            self.times = _SMALL
        else:
            self._half(1)
            self._halves.pop(0, None)
            self.times = _HALVES
        self._with_alpha = None

    def _half(self, halvings: int) -> Image.Image:
        """Return the picture halved so many times.

        Halves are averages, and serve several outputs: a photo of 24 megapixels is scaled in a
        quarter of the time. Of three detailed photos the finished files were at most 0.5 dB further
        from the picture than if each had been scaled from the whole, and 2 to 4 % smaller.
        """
        if halvings not in self._halves:
            self._halves[halvings] = self._half(halvings - 1).reduce(2)
        return self._halves[halvings]

    def _from_half(self, box: Box, size: Size) -> Image.Image:
        """Return a part of the picture, from the smallest half that is large enough for it.

        The picture itself, nearly twice as large, is what takes longest to scale: it is left to the
        filter of the two that takes two thirds of the time, and is further from Lanczos by less
        (45 dB) than a half is (40 to 50 dB).
        """
        halvings = _halvings(box, size)
        is_slow = halvings == 0 and min(box.width / size[0], box.height / size[1]) >= _SLOW
        scaler = Image.Resampling.BICUBIC if is_slow else _FILTER
        left, top, right, bottom = (
            side / 2**halvings for side in (box.left, box.top, box.right, box.bottom)
        )
        return self._half(halvings).resize(size, scaler, box=(left, top, right, bottom))

    def _step(self, number: int) -> Image.Image:
        """Return the whole picture in one of its smaller sizes, each made from the one before it."""
        while len(self._steps) <= number:
            size = self._sizes[len(self._steps)]
            self._steps.append(
                self._steps[-1].resize(size, _FILTER)
                if self._steps
                else self._from_half(self._whole, size)
            )
        return self._steps[number]

    def _is_in_step(self, box: Box, size: Size) -> bool:
        """Tell whether a part is best made from the first step.

        That is where the step has exactly as much of it, or clearly more but no more than a half.
        Nearly as much would be scaled twice for nothing, which blurs.
        """
        if not self._sizes:
            return False
        left, top, right, bottom = self._in_step(box)
        if _fits(right - left, bottom - top, size):
            return True
        larger = min((right - left) / size[0], (bottom - top) / size[1])
        half = min(box.width / size[0], box.height / size[1]) / (1 << _halvings(box, size))
        return _CLEARLY <= larger <= half

    def _in_step(self, box: Box) -> tuple[float, float, float, float]:
        """Return a part's edges in the first step."""
        across, down = (
            self._sizes[0][0] / self._whole.width,
            self._sizes[0][1] / self._whole.height,
        )
        return box.left * across, box.top * down, box.right * across, box.bottom * down

    def _from_step(self, box: Box, size: Size) -> Image.Image:
        """Return a part of the picture from its first step: cut out to the pixel, where it fits."""
        step = self._step(0)
        left, top, right, bottom = self._in_step(box)
        if not _fits(right - left, bottom - top, size):
            return step.resize(size, _FILTER, box=(left, top, right, bottom))
        x = min(round(left), step.width - size[0])
        y = min(round(top), step.height - size[1])
        return step.crop((x, y, x + size[0], y + size[1]))


def _is_all(output: Output, whole: Box) -> bool:
    """Tell whether an output is the picture as it is."""
    return output.box == whole and (whole.width, whole.height) == (output.width, output.height)


def _halvings(box: Box, size: Size) -> int:
    """Return how often a part can be halved: once where it is at least twice as large as ``size``."""
    return min(box.width // size[0], box.height // size[1]).bit_length() - 1


def _fits(width: float, height: float, size: Size) -> bool:
    return (round(width), round(height)) == size


@contextmanager
def _faults(job: Job) -> Iterator[None]:
    """Say which picture it is that cannot be read."""
    try:
        yield
    except UnusableError as unusable:
        raise BrokenPictureError(job.source, unusable.fault.message) from unusable
    except DAMAGE as fault:
        raise BrokenPictureError(job.source, f"bilden går inte att läsa ({fault}).") from fault


def _read(job: Job) -> bytes:
    """Return the picture's file, which must be the one that was looked at."""
    data = read(job.source)
    if hashlib.sha256(data).hexdigest() != job.file.sha256:
        raise BrokenPictureError(job.source, "filen ändrades medan webbplatsen byggdes.")
    return data


def _decoded(job: Job, image: Image.Image, data: bytes) -> Image.Image:
    """Return the picture upright, in sRGB, with nothing beside its pixels."""
    with _faults(job), quiet():
        decode_opened(image, data)
        image = upright_srgb(image)
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
