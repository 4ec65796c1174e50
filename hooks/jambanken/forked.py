"""Work shared between processes, where that is safe and pays: many files to read, many pages to render.

A forked process sees all that this one sees, so nothing has to be prepared or handed over but the
results. It is done on Linux alone, while no other thread runs; elsewhere everything is done here.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeVar

if sys.platform == "linux":
    import fcntl

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Below this a process costs more than it saves: some ten milliseconds with a large bank in memory.
WORTH_SHARING = 200
MOST_WORKERS = 8
#: Items in a row that one process does. What stands together in memory is then copied for one.
BLOCK = 32
#: Bytes that a process may be ahead of the one that takes its results.
PIPE_SIZE = 1 << 20


def spread(
    function: Callable[[Item], Result], items: Sequence[Item], *, weight: int = 1
) -> Iterator[Result]:
    """Give ``function(item)`` for every item, in order. Other processes begin at once.

    ``weight`` is how many times the work of one file an item is.

    The function may run in another process: what it changes in memory is lost, and what it returns
    or raises must be picklable. An exception is raised here, at its item; ``ChildProcessError``
    where a process ended before its work was done.
    """
    workers = _workers(len(items), weight)
    if workers < 2:  # noqa: PLR2004  # one is no company
        return map(function, items)
    turns = _turns(len(items), workers, weight)
    shares: list[list[Item]] = [[] for _ in range(workers)]
    for item, worker in zip(items, turns, strict=True):
        shares[worker].append(item)
    others = [_start(function, share) for share in shares[1:]]
    return _gathered(function, zip(items, turns, strict=True), others)


def _turns(items: int, workers: int, weight: int) -> list[int]:
    """Return which process does each item: 0 is this one, which has all results to take care of too.

    It is left out of every third round; the heavier an item is beside the care of its result, the
    more seldom.
    """
    block = BLOCK if items > BLOCK * workers else 1
    rounds = [*range(workers)] * (1 + min(weight, 4)) + [*range(1, workers)]
    return [rounds[index // block % len(rounds)] for index in range(items)]


def _gathered(
    function: Callable[[Item], Result],
    turns: Iterable[tuple[Item, int]],
    others: Sequence[_Worker],
) -> Iterator[Result]:
    try:
        for item, worker in turns:
            yield others[worker - 1].next() if worker else function(item)
    finally:
        for other in others:
            other.stop()


@dataclass(frozen=True, slots=True)
class _Failure:
    exception: Exception


@dataclass(frozen=True, slots=True)
class _Worker:
    process: int
    results: BinaryIO

    def next(self) -> Any:
        try:
            result = pickle.load(self.results)  # noqa: S301  # our own process wrote it
        except EOFError:
            raise ChildProcessError(None, "a process of the build was ended") from None
        if isinstance(result, _Failure):
            raise result.exception
        return result

    def stop(self) -> None:
        """End the process, whether it is done or not."""
        self.results.close()
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def _workers(items: int, weight: int) -> int:
    too_little = items * weight < WORTH_SHARING
    if sys.platform != "linux" or too_little or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), MOST_WORKERS, items)


def _start(function: Callable[[Item], Result], items: Sequence[Item]) -> _Worker:
    reading, writing = os.pipe()
    if sys.platform == "linux":
        with suppress(OSError):
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
    process = os.fork()
    if process:
        os.close(writing)
        return _Worker(process, os.fdopen(reading, "rb", buffering=PIPE_SIZE))
    os.close(reading)
    try:
        gc.freeze()  # going through what is shared would copy it
        with os.fdopen(writing, "wb", buffering=1 << 16) as results:
            for item in items:
                pickle.dump(_result(function, item), results, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)  # never back into the build that this is a copy of


def _result(function: Callable[[Item], Result], item: Item) -> Result | _Failure:
    try:
        return function(item)
    except Exception as exception:  # noqa: BLE001  # it is raised in the process that waits for it
        return _Failure(exception)
