"""Work shared between processes, where that is safe and pays: many files to read, many pages to render.

A forked process sees all that this one sees, so nothing has to be prepared or handed over but the
results. Each takes the next turn, some items in a row, when it is done with its last. It is done on
Linux alone, while no other thread runs; elsewhere everything is done here.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

if sys.platform == "linux":
    import fcntl

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Below this a process costs more than it saves: some ten milliseconds with a large bank in memory.
WORTH_SHARING = 200
MOST_WORKERS = 8
#: Items in a turn. What stands together in memory is then copied for one process.
BLOCK = 32
_NUMBER = 8
#: So many turns fit into any pipe: 64 kB as a rule, 4 kB for a user who has many of them
#: (pipe(7), "pipe-user-pages-soft"). One that is full would be waited for, for ever.
MOST_TURNS = 4_096 // _NUMBER
#: Bytes that a process may be ahead of the one that takes its results.
PIPE_SIZE = 1 << 20


def spread(
    function: Callable[[Item], Result], items: Sequence[Item], *, weight: int = 1, heavy: int = 0
) -> Iterator[Result]:
    """Give ``function(item)`` for every item, in order. Other processes begin at once.

    ``weight`` is how many times the work of one file an item is. Each of the first ``heavy`` items
    takes as long as many of the others.

    The function may run in another process: what it changes in memory is lost, and what it returns
    must be picklable. An exception is raised here, at its item, with a note of the way that led to
    it; one that cannot be pickled as a ``RuntimeError``. ``ChildProcessError`` where a process ended
    before its work was done.
    """
    workers = _workers(len(items), weight)
    if workers < 2:  # noqa: PLR2004  # one is no company
        return map(function, items)
    turns = _turns(len(items), workers, heavy)
    work = _Work(function, items, turns, _Queue.of(range(workers, len(turns))))
    return _gathered(work, [_start(work, first) for first in range(1, workers)])


def _turns(items: int, workers: int, heavy: int) -> list[range]:
    """Return the items of each turn, at least one for each process."""
    heavy = min(heavy, items, MOST_TURNS // 2)
    least = BLOCK if items - heavy > BLOCK * workers else 1
    block = max(least, items // (MOST_TURNS - heavy) + 1)
    starts = [*range(heavy), *range(heavy, items, block)]
    return [range(start, stop) for start, stop in zip(starts, [*starts[1:], items], strict=True)]


@dataclass(frozen=True, slots=True)
class _Queue:
    """The numbers of the turns that nobody has taken yet, in a pipe that all processes read from."""

    end: int

    @classmethod
    def of(cls, numbers: Iterable[int]) -> _Queue:
        reading, writing = os.pipe()
        os.write(writing, b"".join(number.to_bytes(_NUMBER) for number in numbers))
        os.close(writing)
        return cls(reading)

    def take(self) -> int | None:
        """Return the next turn, None where none is left."""
        number = os.read(self.end, _NUMBER)
        return int.from_bytes(number) if number else None


@dataclass(frozen=True, slots=True)
class _Work:
    function: Callable[[Any], Any]
    items: Sequence[Any]
    turns: Sequence[range]
    queue: _Queue

    def from_turn(self, first: int) -> Iterator[range]:
        """Give the turns of one process: its first, and then whatever is left."""
        turn: int | None = first
        while turn is not None:
            yield self.turns[turn]
            turn = self.queue.take()

    def result(self, index: int) -> Any:
        """Return the result of an item, or the exception that is to be raised in its place."""
        try:
            return self.function(self.items[index])
        except Exception as exception:  # noqa: BLE001  # raised where the results are taken
            return _Failure(exception)


@dataclass(frozen=True, slots=True)
class _Failure:
    exception: Exception

    def to_send(self) -> _Failure:
        """Return the failure with what only this process knows, the way that led to it, in words."""
        exception = self.exception
        try:
            pickle.loads(pickle.dumps(exception))  # noqa: S301  # our own, just written
        except Exception:  # noqa: BLE001  # whatever its own methods raise
            exception = RuntimeError(repr(exception))
        way = "".join(traceback.format_exception(self.exception)).rstrip()
        exception.add_note(f"In another process:\n{way}")
        return _Failure(exception)


def _gathered(work: _Work, others: Sequence[_Worker]) -> Iterator[Any]:
    found: dict[int, Any] = {}
    inbox = _Inbox(others)
    given = 0
    try:
        for turn in work.from_turn(0):
            for index in turn:
                found[index] = work.result(index)
                inbox.take(found, wait=False)
                while given in found:
                    yield _checked(found.pop(given))
                    given += 1
        for index in range(given, len(work.items)):
            while index not in found:
                inbox.take(found, wait=True)
            yield _checked(found.pop(index))
    finally:
        os.close(work.queue.end)
        for other in others:
            other.stop()


def _checked(result: Any) -> Any:
    if isinstance(result, _Failure):
        raise result.exception
    return result


class _Inbox:
    """What the other processes have sent."""

    def __init__(self, others: Sequence[_Worker]) -> None:
        self._open = {other.results: other for other in others}
        self._poll = select.poll()
        for end in self._open:
            self._poll.register(end, select.POLLIN)

    def take(self, found: dict[int, Any], *, wait: bool) -> None:
        """Take what has come, by the item's index; with ``wait`` something at the least."""
        if wait and not self._open:
            raise ChildProcessError(None, "a process of the build was ended")
        for end, _ in self._poll.poll(None if wait else 0):
            results = self._open[end].receive()
            if results is None:
                self._poll.unregister(end)
                del self._open[end]
            else:
                found.update(results)


@dataclass(frozen=True, slots=True)
class _Worker:
    process: int
    results: int

    def receive(self) -> list[tuple[int, Any]] | None:
        """Return the results of a turn by index, None where no more will come."""
        size = self._exactly(_NUMBER)
        sent = size and self._exactly(int.from_bytes(size))
        return pickle.loads(sent) if sent else None  # noqa: S301  # our own process wrote it

    def _exactly(self, count: int) -> bytes:
        """Return so many bytes, fewer where the process was ended: then none."""
        pieces = []
        while count:
            piece = os.read(self.results, min(count, PIPE_SIZE))
            if not piece:
                return b""
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces)

    def stop(self) -> None:
        """End the process, whether it is done or not."""
        os.close(self.results)
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def _workers(items: int, weight: int) -> int:
    too_little = items * weight < WORTH_SHARING
    if sys.platform != "linux" or too_little or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), MOST_WORKERS, items)


def _start(work: _Work, first: int) -> _Worker:
    reading, writing = os.pipe()
    if sys.platform == "linux":
        with suppress(OSError):
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, PIPE_SIZE)
    process = os.fork()
    if process:
        os.close(writing)
        return _Worker(process, reading)
    os.close(reading)
    try:
        gc.freeze()  # going through what is shared would copy it
        outbox = _Outbox(writing)
        for turn in work.from_turn(first):
            outbox.send([(index, _to_send(work.result(index))) for index in turn])
        outbox.finish()
    finally:
        os._exit(0)  # never back into the build that this is a copy of


def _to_send(result: Any) -> Any:
    return result.to_send() if isinstance(result, _Failure) else result


def _packed(results: list[tuple[int, Any]]) -> bytes:
    """Return results as bytes; in place of one that cannot be packed, the reason."""
    try:
        return pickle.dumps(results, pickle.HIGHEST_PROTOCOL)
    except Exception:  # noqa: BLE001  # whatever the methods of a result raise
        return pickle.dumps([(index, _packable(result)) for index, result in results])


def _packable(result: Any) -> Any:
    try:
        pickle.dumps(result)
    except Exception as fault:  # noqa: BLE001  # see above
        return _Failure(fault).to_send()
    return result


class _Outbox:
    """Results on their way. Who takes them may be busy; then they wait here, and the work goes on."""

    def __init__(self, end: int) -> None:
        self._end = end
        self._left = bytearray()
        os.set_blocking(end, False)

    def send(self, results: list[tuple[int, Any]]) -> None:
        """Send what fits into the pipe now."""
        sent = _packed(results)
        self._left += len(sent).to_bytes(_NUMBER) + sent
        self._push()

    def finish(self) -> None:
        """Send all that is left."""
        os.set_blocking(self._end, True)
        self._push()

    def _push(self) -> None:
        with suppress(BlockingIOError):
            while self._left:
                del self._left[: os.write(self._end, self._left[:PIPE_SIZE])]
