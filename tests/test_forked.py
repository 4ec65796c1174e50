"""Shared work gives what work alone gives, and never less without a word."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from jambanken import forked
from jambanken.forked import BLOCK, WORTH_SHARING, spread

if sys.platform == "linux":
    import fcntl

MANY = range(WORTH_SHARING * 2)
#: An item of the first block that another process does.
ELSEWHERE = BLOCK + 8
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Share also where the machine has one processor, and where pytest has threads of its own."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def test_results_come_in_order_from_other_processes() -> None:
    """Which process did what does not show in the results."""
    results = list(spread(lambda number: (number, "x" * number, os.getpid()), MANY))
    assert [(number, text) for number, text, _ in results] == [(n, "x" * n) for n in MANY]
    processes = {process for *_, process in results}
    assert os.getpid() in processes
    assert sys.platform != "linux" or len(processes) == 2


def test_a_little_work_is_done_here() -> None:
    """A process for a handful of files costs more than it saves."""
    assert set(spread(lambda _: os.getpid(), range(10))) == {os.getpid()}


@on_linux
def test_a_few_heavy_items_are_shared_too() -> None:
    """Two groups of rules over a large bank are looked through side by side."""
    assert len(set(spread(lambda _: os.getpid(), range(2), weight=WORTH_SHARING))) == 2


@on_linux
def test_heavy_items_are_a_turn_each() -> None:
    """A file of all entries never waits behind another one in the same process."""
    processes = [p for _, p in zip(range(2), spread(_slowly, MANY, heavy=2), strict=False)]
    assert len(set(processes)) == 2


def _slowly(number: int) -> int:
    if number < 2:
        time.sleep(0.05)
    return os.getpid()


@on_linux
def test_all_turns_fit_into_the_smallest_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """No size of bank fills the pipe that the turns are taken from, which nobody would empty."""
    many = range(forked.MOST_TURNS * BLOCK * 2)
    assert len(forked._turns(len(many), 8, 20)) <= forked.MOST_TURNS
    made = os.pipe
    monkeypatch.setattr(os, "pipe", lambda: _smallest(made()))
    assert list(spread(str, many)) == [str(number) for number in many]


def _smallest(pipe: tuple[int, int]) -> tuple[int, int]:
    if sys.platform == "linux":
        assert fcntl.fcntl(pipe[1], fcntl.F_SETPIPE_SZ, 1) == forked.MOST_TURNS * forked._NUMBER
    return pipe


@on_linux
def test_with_other_threads_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of a process with threads can wait for ever for a lock that nobody holds."""
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert set(spread(lambda _: os.getpid(), MANY)) == {os.getpid()}


def test_an_exception_is_raised_at_its_item() -> None:
    """What goes wrong elsewhere is told here, with its reason."""

    def work(number: int) -> int:
        if number == ELSEWHERE:
            raise FileExistsError(17, "already there", "a.html")
        return number

    results = spread(work, MANY)
    assert [next(results) for _ in range(ELSEWHERE)] == list(range(ELSEWHERE))
    with pytest.raises(FileExistsError, match=r"a\.html") as caught:
        next(results)
    if sys.platform == "linux":
        (note,) = caught.value.__notes__
        assert "in work\n    raise FileExistsError" in note


class _OfTwoError(Exception):
    """An exception that pickles, and then cannot be read again."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def _raises(_: int) -> int:
    raise _OfTwoError("this", "that")


@on_linux
@pytest.mark.parametrize(
    ("work", "reason"),
    [(_raises, "this and that"), (lambda _: threading.Lock(), "cannot pickle '_thread.lock'")],
)
def test_what_cannot_be_sent_says_why(work: Callable[[int], object], reason: str) -> None:
    """Neither a result nor a fault that no other process can read passes for a killed process."""

    def elsewhere(number: int) -> object:
        return work(number) if number == ELSEWHERE and os.getpid() != here else number

    here = os.getpid()
    results = spread(elsewhere, MANY)
    assert [next(results) for _ in range(ELSEWHERE)] == list(range(ELSEWHERE))
    with pytest.raises((RuntimeError, TypeError), match=reason) as caught:
        next(results)
    assert caught.value.__notes__[0].startswith("In another process:\nTraceback")


@on_linux
def test_a_killed_process_is_no_end_of_work() -> None:
    """Half the results must never pass for all of them."""

    def work(number: int) -> int:
        if number == ELSEWHERE and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    here = os.getpid()
    with pytest.raises(ChildProcessError):
        list(spread(work, MANY))


@on_linux
def test_whoever_stops_early_leaves_no_process_behind() -> None:
    """A build that is given up takes its helpers with it."""
    results = spread(lambda number: (number, os.getpid()), MANY)
    process = next(process for _, process in results if process != os.getpid())
    assert isinstance(results, Iterator)
    getattr(results, "close")()  # noqa: B009  # an iterator that is a generator here
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
