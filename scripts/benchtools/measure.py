"""Runs a program and tells what it used: time, processor and memory, its children included."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Seconds between two looks at a program's memory, and how many times what a look takes at the least:
#: to look holds up the process that is looked at, the more the larger it is.
_PAUSE, _LEAST_PAUSE = 0.1, 30
_KEPT_OUTPUT = 3_000
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Usage:
    """What a program used. None where this operating system does not tell, or nobody looked.

    ``wall`` and ``cpu`` are seconds. ``peak`` is the resident set of its largest process in MB,
    ``peak_sum`` that of all its processes together; shared pages count once.
    """

    wall: float
    cpu: float | None
    peak: float | None
    peak_sum: float | None


class FailedError(Exception):
    """Nothing can be measured: a program failed, and the text is the end of what it said, or something is missing."""


def run(
    command: Sequence[str], folder: Path, env: Mapping[str, str], *, watched: bool = True
) -> Usage:
    """Run a program to its end. Raises ``FailedError`` where that is not 0.

    A small process of its own starts it: on Linux a program's peak is never less than that of
    the process that started it. To be ``watched`` for the memory of all processes took a build
    with several of them a tenth more time.
    """
    log = folder / "bench.log"
    starter = [
        sys.executable,
        "-I",
        "-S",
        __file__,
        str(log),
        "watched" if watched else "alone",
        *command,
    ]
    told = subprocess.run(starter, cwd=folder, env=env, stdout=subprocess.PIPE, check=True).stdout
    code, *used = json.loads(told)
    if code:
        said = log.read_text(encoding="utf-8", errors="replace")[-_KEPT_OUTPUT:]
        raise FailedError(f"{' '.join(command)} in {folder} gave {code}:\n{said}")
    return Usage(*used)


def _start(
    log: Path, command: Sequence[str], *, watched: bool
) -> tuple[int, float, float | None, float | None, float | None]:
    """Run a program; return its exit code and the fields of `Usage`."""
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        with (
            _memory_of_all(process.pid) if watched else contextlib.nullcontext(_unknown) as peak_sum
        ):
            cpu, peak = _wait(process)
        wall = time.perf_counter() - started
    return process.returncode, wall, cpu, peak, peak_sum()


if sys.platform == "win32":

    def _wait(process: subprocess.Popen[bytes]) -> tuple[float | None, float | None]:
        process.wait()
        return None, None

else:

    def _wait(process: subprocess.Popen[bytes]) -> tuple[float | None, float | None]:
        """Return seconds of processor and the largest resident set, of a process and its children."""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        unit = 1 if sys.platform == "darwin" else 1024
        return used.ru_utime + used.ru_stime, used.ru_maxrss * unit / _MEGABYTE


def _unknown() -> None:
    """Tell of memory that nobody has looked at."""


@contextlib.contextmanager
def _memory_of_all(pid: int) -> Iterator[Callable[[], float | None]]:
    """Watch a process and its descendants; afterwards the peak of their memory, in MB, can be asked."""
    ended = threading.Event()
    found = [0.0]

    def watch() -> None:
        pause = _PAUSE
        while not ended.wait(pause):
            started = time.perf_counter()
            found[0] = max(found[0], sum(map(_memory, family(pid))))
            pause = max(_PAUSE, _LEAST_PAUSE * (time.perf_counter() - started))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield lambda: found[0] or None
    finally:
        ended.set()
        watcher.join()


def family(pid: int) -> Iterator[int]:
    """Give a process and its descendants, as far as the system tells (Linux)."""
    yield pid
    with contextlib.suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
            yield from family(int(child))


def _memory(pid: int) -> float:
    """Return what a process holds, in MB; of pages that several share each holds its part (PSS)."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").split("\n"):
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / _MEGABYTE
    return 0.0


def seconds_so_far(pid: int) -> float | None:
    """Return the processor seconds a running process and its ended children have used (Linux)."""
    with contextlib.suppress(OSError):
        # The second field, the program's name in brackets, may hold spaces.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return None


if __name__ == "__main__":
    log_, is_watched, *program = sys.argv[1:]
    sys.stdout.write(json.dumps(_start(Path(log_), program, watched=is_watched == "watched")))
