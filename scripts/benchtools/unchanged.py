"""How long a build takes to see that no picture has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from PIL import Image

from jambanken.images.inspect import Known, dump, inspect, inspect_all, load
from jambanken.images.recipe import Profile, Wish, outputs
from jambanken.images.shelf import Job, Shelf, names_of
from jambanken.images.sums import Seen, Sums
from jambanken.images.values import PictureFile

FILES = 10_000
_TIMES = 7


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Seconds, each time: to look at ``FILES`` pictures, and to find ``FILES`` files made of them."""

    pictures: tuple[float, ...]
    made: tuple[float, ...]

    @classmethod
    def measured(cls, folder: Path) -> Unchanged:
        """Make the files and measure. They are small: what is in them is not looked at."""
        return cls(_pictures(folder / "many"), _made(folder / "kept"))

    def medians(self) -> Iterator[tuple[str, float]]:
        """Give what was looked at, and how long it took."""
        yield "pictures", median(self.pictures)
        yield "made files", median(self.made)


def _timed(do: Callable[[], None]) -> tuple[float, ...]:
    def once() -> float:
        started = time.perf_counter()
        do()
        return time.perf_counter() - started

    return tuple(once() for _ in range(_TIMES))


def _pictures(folder: Path) -> tuple[float, ...]:
    folder.mkdir()
    first, found = _picture(folder)
    paths = [folder / f"{number:05}.png" for number in range(FILES)]
    content = first.read_bytes()
    known = {}
    for path in paths:
        path.write_bytes(content)
        seen = path.stat()
        known[os.fspath(path)] = Known(seen.st_mtime_ns, seen.st_size, found.sha256, found)
    blob = dump(known)

    def check() -> None:
        if inspect_all(paths, load(blob)) != known:
            raise AssertionError("a picture was taken for changed")

    return _timed(check)


def _made(folder: Path) -> tuple[float, ...]:
    folder.mkdir()
    source, found = _picture(folder)
    # As many files of each as a photo has.
    wanted = outputs(6000, 4000, Wish())
    place = folder / Profile.DRAFT.value
    place.mkdir()
    sums = Sums(place / "index.txt")
    jobs = []
    for number in range(FILES // len(wanted)):
        file = PictureFile(f"{number:064x}", found.phash, 6000, 4000, found.colour)
        job = Job(source, file, wanted, b"")
        for name in names_of(job, Profile.DRAFT):
            path = place / name
            path.write_bytes(b"x")
            sums.add(path.name, Seen(1, path.stat().st_mtime_ns, "0" * 64))
        jobs.append(job)

    def check() -> None:
        Shelf(folder, Profile.DRAFT).files(jobs, _refuse)

    return _timed(check)


def _refuse(_done: int, _of: int) -> None:
    raise AssertionError("a file was made again")


def _picture(folder: Path) -> tuple[Path, PictureFile]:
    path = folder / "first.png"
    Image.new("RGB", (16, 16), "teal").save(path)
    found = inspect(path)
    if isinstance(found, PictureFile):
        return path, found
    raise AssertionError(found)
