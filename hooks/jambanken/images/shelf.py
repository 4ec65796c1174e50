"""Made pictures on disk, by what they are made from and how.

A file's name begins with the sum of its picture and goes on with a sum of everything else that
decides its bytes, so a file that is there needs not be made. Beside the files lies an index of
their sums: what has been damaged since is found and made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import PIL
from PIL import features

from jambanken.images.derive import BrokenPictureError, Job, derive
from jambanken.images.memory import Room, give_back
from jambanken.images.recipe import VERSION, Output, Profile, Use
from jambanken.images.sums import Seen, Sums, remove
from jambanken.processors import processors
from jambanken.progress import unheard

__all__ = ["BrokenPictureError", "Job", "Kept", "Shelf"]

#: Letters of a picture's sum in the names of its files.
_SOURCE = 32
_INDEX = "index.txt"
_UNFINISHED = ".tmp"
#: Seconds that a file which another process seems to be writing is left alone.
_PATIENCE = 3_600
#: Megapixels in memory at once, over all threads. Pillow takes 4 bytes for a pixel.
_ROOM = 80.0
_MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A made file: where it lies, and how many bytes it has."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class _Task:
    """A picture some of whose files lack, by name."""

    job: Job
    lacking: dict[str, Output]

    @property
    def megapixels(self) -> float:
        return self.job.file.width * self.job.file.height / _MEGA


class Shelf:
    """A folder of made pictures. It only ever saves time; a damaged file in it is made anew."""

    def __init__(self, folder: Path, profile: Profile) -> None:
        self.folder = folder
        self.profile = profile
        self._place = folder / profile.value
        self._asked: set[str] = set()
        self._room = Room(_ROOM)
        self._stopped = threading.Event()

    def files(
        self, jobs: Sequence[Job], tell: Callable[[int, int], None] = unheard
    ) -> list[tuple[Kept, ...]]:
        """Return every job's files in the order of its outputs, those that lack made now, in parallel.

        ``tell(done, of)`` hears of each picture that had to be made. Raises ``OSError`` where the
        folder cannot be written in, and ``BrokenPictureError`` where a source changed meanwhile.
        """
        self._place.mkdir(parents=True, exist_ok=True)
        named = [names_of(job, self.profile) for job in jobs]
        self._asked.update(*named)
        sums = Sums(self._place / _INDEX)
        whole = self._whole(sums, {name for names in named for name in names})
        tasks: list[_Task] = []
        known = set(whole)
        for job, names in zip(jobs, named, strict=True):
            lacking = {
                name: output
                for name, output in zip(names, job.outputs, strict=True)
                if name not in known
            }
            known.update(lacking)
            if lacking:
                tasks.append(_Task(job, lacking))
        if tasks:
            give_back()
            self._make(tasks, sums, tell)
        return [
            tuple(Kept(self._place / name, sums.seen[name].size) for name in names)
            for names in named
        ]

    def prune(self) -> None:
        """Remove what `files` was not asked for, and all of pictures that it was not asked for.

        Raises ``OSError`` where something cannot be removed: a picture that may no longer be shown
        must not stay behind unseen.
        """
        pictures = {name[:_SOURCE] for name in self._asked}
        for profile in Profile:
            place = self.folder / profile.value
            asked = self._asked if profile is self.profile else None
            found = set(_listed(place))
            stale = {name for name in found if _is_stale(place / name, pictures, asked)}
            for name in stale:
                remove(place / name)
            if found:
                Sums(place / _INDEX).keep(found - stale)

    def _whole(self, sums: Sums, asked: Iterable[str]) -> set[str]:
        """Return the names of files that are there and hold what they did when they were made."""
        found = _listed(self._place)
        whole = set()
        doubtful = []
        for name in asked:
            seen, now = sums.seen.get(name), found.get(name)
            if seen is None or now is None or not stat.S_ISREG(now.st_mode):
                continue
            if (seen.size, seen.modified) == (now.st_size, now.st_mtime_ns):
                whole.add(name)
            elif seen.size == now.st_size:
                doubtful.append(name)
        for name in doubtful:
            seen = sums.seen[name]
            with contextlib.suppress(OSError):
                if _sum(self._place / name) == seen.sha256:
                    sums.add(name, seen._replace(modified=found[name].st_mtime_ns))
                    whole.add(name)
        return whole

    def _make(self, tasks: Sequence[_Task], sums: Sums, tell: Callable[[int, int], None]) -> None:
        # The largest first, so that none of them is left for the end, when the other cores idle.
        in_order = sorted(tasks, key=lambda task: -task.megapixels)
        with ThreadPoolExecutor(processors(), thread_name_prefix="picture") as pool:
            made = [pool.submit(self._make_one, task, sums) for task in in_order]
            try:
                for number, one in enumerate(as_completed(made), start=1):
                    one.result()
                    tell(number, len(tasks))
            except BaseException:
                self._stopped.set()
                pool.shutdown(cancel_futures=True)
                raise
            finally:
                self._stopped.clear()

    def _make_one(self, task: _Task, sums: Sums) -> None:
        names = {output: name for name, output in task.lacking.items()}

        def write(output: Output, content: bytes) -> None:
            if self._stopped.is_set():
                raise InterruptedError
            name = names[output]
            sums.add(name, _write(self._place / name, content))

        @contextlib.contextmanager
        def room(times: float) -> Iterator[Callable[[float], None]]:
            with self._room.holding(times * task.megapixels) as keep:
                yield lambda less: keep(less * task.megapixels)

        derive(task.job, task.lacking.values(), self.profile, write, room)


def names_of(job: Job, profile: Profile) -> list[str]:
    """Return the names of a job's files: the picture's sum, and that of all else that decides."""
    made_by = f"{VERSION} {_software()} {job.file.sha256}"
    sizes, packet = str(job.sizes), hashlib.sha256(job.packet).hexdigest()
    whole = job.whole
    return [
        _name(
            job.file.sha256,
            output,
            made_by,
            output.codec(profile).text,
            sizes if output.box == whole or output.use is Use.CROP else "",
            packet if output.is_download else "",
        )
        for output in job.outputs
    ]


def _name(source: str, output: Output, *decisive: str) -> str:
    box, ending = output.box, output.format.value
    said = (
        f"{box.left} {box.top} {box.right} {box.bottom} {output.width} {output.height} {ending}",
        f"print {output.use is Use.PRINT}",
        *decisive,
    )
    rest = hashlib.sha256("\0".join(said).encode()).hexdigest()
    return f"{source[:_SOURCE]}-{rest[:32]}.{ending}"


@cache
def _software() -> str:
    """Return the versions of everything that turns pixels into bytes."""
    names = ("jpg", "libjpeg_turbo", "zlib", "zlib_ng", "libtiff", "webp", "avif", "littlecms2")
    return " ".join([PIL.__version__, *(f"{name} {features.version(name)}" for name in names)])


def _listed(folder: Path) -> dict[str, os.stat_result]:
    """Return what lies in a folder, by name, and nothing where there is no folder."""
    listed: dict[str, os.stat_result] = {}
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as found:
        for entry in found:
            try:
                listed[entry.name] = entry.stat(follow_symlinks=False)
            except FileNotFoundError:  # another process has just finished this file
                continue
    return listed


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, content: bytes) -> Seen:
    """Write a file in one step: whoever looks sees the whole of it or nothing."""
    new = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}{_UNFINISHED}")
    try:
        new.write_bytes(content)
        written = new.stat()
        try:
            new.replace(path)
        except OSError:  # a folder in its place
            remove(path)
            new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return Seen(written.st_size, written.st_mtime_ns, hashlib.sha256(content).hexdigest())


def _is_stale(path: Path, pictures: Collection[str], asked: Collection[str] | None) -> bool:
    """Tell whether a file is to go; ``asked`` is None where all files of the pictures may stay."""
    if path.name == _INDEX:
        return False
    if path.name.startswith(_INDEX):
        return not _in_the_making(path)
    if path.name[:_SOURCE] not in pictures:
        return True
    if path.name.endswith(_UNFINISHED):
        return not _in_the_making(path)
    return asked is not None and path.name not in asked


def _in_the_making(path: Path) -> bool:
    """Tell whether another process may still be writing a file."""
    with contextlib.suppress(FileNotFoundError):
        return time.time() - path.lstat().st_mtime < _PATIENCE
    return False
