"""Whoever waits sees how far the pictures are."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from jambanken.progress import progress


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


def clock(step: float) -> Iterator[float]:
    """Give times that are ``step`` seconds apart."""
    now = 100.0
    while True:
        now += step
        yield now


def test_terminal_gets_one_line_that_is_rewritten() -> None:
    """The line is overwritten in place, and ended when all is done."""
    screen = Terminal()
    tell = progress(screen, clock(1).__next__)
    for done in (1, 2, 3):
        tell(done, 3)
    assert screen.getvalue() == "\rBilder: 1 av 3\rBilder: 2 av 3\rBilder: 3 av 3\n"


def test_quick_pictures_do_not_flood_the_terminal() -> None:
    """Ten thousand small pictures are told of some times a second; the last one always."""
    screen = Terminal()
    tell = progress(screen, clock(0.001).__next__)
    for done in range(1, 1_001):
        tell(done, 1_000)
    assert 5 < screen.getvalue().count("\r") < 50
    assert screen.getvalue().endswith("\rBilder: 1000 av 1000\n")


def test_log_gets_one_line() -> None:
    """A log in CI is not filled with lines that only a terminal can overwrite."""
    log = io.StringIO()
    tell = progress(log)
    for done in (1, 2, 3):
        tell(done, 3)
    assert log.getvalue() == "Bilder: 3 av 3\n"


def test_it_goes_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """What a program prints is left alone."""
    progress()(1, 1)
    assert capsys.readouterr() == ("", "Bilder: 1 av 1\n")
