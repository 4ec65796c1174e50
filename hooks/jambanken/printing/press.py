"""The processes that set print files, as many as there are processors, started when needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from jambanken.processors import processors

_PACKAGES = Path(__file__).parent.parent.parent
_WORKER = "jambanken.printing.worker"
#: Seconds for one file. A deck of a hundred cards takes three.
PATIENCE = 60.0
_ENDED = "the typesetter ended"

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Job:
    """A file to set: its layout, what it sets, and the pictures that the data names."""

    layout: str
    data: dict[str, Any]
    printer: bool
    pictures: dict[str, Path] = field(default_factory=dict)

    def line(self, to: Path) -> bytes:
        """Return the job as the worker reads it."""
        pictures = {name: str(path) for name, path in self.pictures.items()}
        said = {
            "layout": self.layout,
            "data": self.data,
            "printer": self.printer,
            "pictures": pictures,
            "to": str(to),
        }
        return json.dumps(said).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job went: its pages, and signs that no font has; or a fault in the typesetter's words."""

    pages: int = 0
    unset: tuple[str, ...] = ()
    fault: str = ""


class Press:
    """Sets files in processes of their own. To be closed; can be used by several threads."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._idle: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._all: list[subprocess.Popen[bytes]] = []
        self._is_closed = threading.Event()

    def set_all(
        self, items: Iterable[Item], work: Callable[[Item], tuple[Job, Path]]
    ) -> Iterator[tuple[Item, Outcome]]:
        """Set every item's job into its file, side by side; ``work`` is asked just before.

        Gives each item with how it went, in the order given.
        """
        with ThreadPoolExecutor(processors(), thread_name_prefix="print") as pool:
            results = [(item, pool.submit(self._one, work, item)) for item in items]
            try:
                for item, result in results:
                    yield item, result.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def set_one(self, job: Job, to: Path) -> Outcome:
        """Set one job into a file. Raises ``OSError`` where no process can be started."""
        worker = self._worker()
        watch = threading.Timer(self.patience, worker.kill)
        watch.start()
        try:
            answer = _asked(worker, job.line(to))
        finally:
            watch.cancel()
        if answer is None:
            self._end(worker)
            return Outcome(fault=_ENDED)
        self._idle.put(worker)
        if "fault" in answer:
            return Outcome(fault=str(answer["fault"]))
        return Outcome(int(answer["pages"]), tuple(answer["unset"]))

    def close(self) -> None:
        """End the processes."""
        self._is_closed.set()
        for worker in self._all:
            self._end(worker)
        self._all.clear()

    def _one(self, work: Callable[[Item], tuple[Job, Path]], item: Item) -> Outcome:
        if self._is_closed.is_set():
            return Outcome(fault=_ENDED)
        return self.set_one(*work(item))

    def _worker(self) -> subprocess.Popen[bytes]:
        with suppress(Empty):  # nobody is idle
            return self._idle.get_nowait()
        paths = [str(_PACKAGES), os.environ.get("PYTHONPATH", "")]
        worker = subprocess.Popen(
            [sys.executable, "-m", _WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(filter(None, paths)),
                "RAYON_NUM_THREADS": "1",  # there is a process for every core already
            },
        )
        self._all.append(worker)
        return worker

    def _end(self, worker: subprocess.Popen[bytes]) -> None:
        worker.kill()
        for stream in (worker.stdin, worker.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        worker.wait()


def _asked(worker: subprocess.Popen[bytes], line: bytes) -> dict[str, Any] | None:
    """Return the answer to a job, None where the process has ended."""
    if worker.stdin is None or worker.stdout is None:
        return None
    with suppress(OSError, ValueError):
        worker.stdin.write(line)
        worker.stdin.flush()
        said = worker.stdout.readline()
        if said:
            answer: dict[str, Any] = json.loads(said)
            return answer
    return None
