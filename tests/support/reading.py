"""Texts read as if they stood in a file of content, and the traps that editors fall into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from tests.support.builds import ROOT

from jambanken.problems import stops_build
from jambanken.reading import nodes
from jambanken.source import Reading, Source, read

#: A folder for each trap: the file, what is said of it and, where it can be read, its data.
TRAPS = sorted((ROOT / "tests" / "cases" / "source").iterdir())


def bytes_of(trap: Path) -> bytes:
    """Return a trap's file: in.yml, or in.bin where its bytes must stay as they are."""
    (path,) = trap.glob("in.*")
    return path.read_bytes()


def read_trap(trap: Path) -> Reading:
    """Read a trap's file."""
    return read(bytes_of(trap), "in.yml")


def read_text(text: str) -> Reading:
    """Read a text as if it stood in a file."""
    return read(text.encode(), "in.yml")


def readable(text: str) -> Source:
    """Return the source of a text that must have nothing wrong with it."""
    reading = read_text(text)
    assert reading.problems == ()
    assert reading.source is not None
    return reading.source


def says_what_is_wrong(reading: Reading, text: str) -> bool:
    """Tell what holds for every input: a source or an error, and problems inside the text."""
    lines = text.split("\n")
    return (reading.source is not None or stops_build(reading.problems)) and all(
        1 <= problem.mark.line <= len(lines)
        and 1 <= problem.mark.column <= len(lines[problem.mark.line - 1]) + 1
        and str(problem).isprintable()
        for problem in reading.problems
    )


@contextmanager
def without_libyaml() -> Iterator[None]:
    """Let PyYAML's own parser read, as where PyYAML has no C part."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "LOADER", yaml.BaseLoader)
        yield
