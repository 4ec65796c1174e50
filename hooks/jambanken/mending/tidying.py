"""What changes how a file is written and nothing of what it says; each step is proven by reading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import yaml

from jambanken.mending.repairs import Repair
from jambanken.reading.nodes import tokens
from jambanken.source import read

_TOP_KEY = re.compile(r"([^\s#\-\[\]{}\"'&*!|>%@`?,:][^:#]*|\"[^\"\\]*\"|'[^']*')\s*:(?=\s|\Z)")


def tidied(text: str, file: str, order: Sequence[str]) -> list[Repair]:
    """Return the steps that make a readable text tidy.

    ``order`` is how its keys should follow each other, empty where that does not matter.
    """
    before = read(text.encode(), file)
    if before.source is None:
        return []
    rules = sorted(problem.rule for problem in before.problems)
    steps: list[Repair] = []
    changes: tuple[tuple[Callable[[str], str], str], ...] = (
        (_composed, "sammansatta bokstäver"),
        (_without_trailing_space, "blanksteg sist på rader"),
        (_with_one_line_end, "filens slut"),
        (lambda now: _in_order(now, order), "fältens ordning"),
    )
    for change, name in changes:
        new = change(text)
        if new == text:
            continue
        after = read(new.encode(), file)
        says_the_same = after.source is not None and after.source.data == before.source.data
        if says_the_same and sorted(problem.rule for problem in after.problems) == rules:
            steps.append(Repair(new, name))
            text = new
    return steps


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _without_trailing_space(text: str) -> str:
    """Return the lines without white space at their ends, but for texts after ``|`` and ``>``."""
    held = {
        number
        for token in tokens(text)
        if isinstance(token, yaml.ScalarToken) and token.style in {"|", ">"}
        for number in range(token.start_mark.line + 1, token.end_mark.line)
    }
    lines = text.split("\n")
    return "\n".join(
        line if number in held else line.rstrip(" \t") for number, line in enumerate(lines)
    )


def _with_one_line_end(text: str) -> str:
    return text.rstrip("\n") + "\n"


def _in_order(text: str, order: Sequence[str]) -> str:
    """Return a text with its keys in an order, each with the comments right above it.

    What stands above the first key and is parted from it by an empty line stays on top, and comments
    at the end stay there.
    """
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if _TOP_KEY.match(line)]
    keys = [_key(lines[start]) for start in starts]
    place = {key: number for number, key in enumerate(order)}
    is_plain = not any(line.startswith(("---", "...", "- ")) for line in lines)
    if not (is_plain and keys and set(keys) <= set(place)):
        return text
    ranked = sorted(range(len(keys)), key=lambda number: place[keys[number]])
    if ranked == sorted(ranked):
        return text
    bounds = [_with_comments(lines, start) for start in starts]
    end = len(lines)
    while lines[end - 1].startswith("#") or not lines[end - 1]:
        end -= 1
    blocks = [_Block.of(lines[first:last]) for first, last in pairwise([*bounds, end])]
    apart = 1 if any(block.empty_above for block in blocks) else 0
    blocks[0] = blocks[0]._replace(empty_above=apart)
    moved = [blocks[number] for number in ranked]
    moved[0] = moved[0]._replace(empty_above=0)
    below = lines[end:]
    new = [line for block in moved for line in ("",) * block.empty_above + block.lines]
    return "\n".join([*lines[: bounds[0]], *new, *below])


class _Block(NamedTuple):
    """A key with its comments and all that is below it, and how many empty lines part it from above."""

    empty_above: int
    lines: tuple[str, ...]

    @classmethod
    def of(cls, lines: Sequence[str]) -> _Block:
        first = next(number for number, line in enumerate(lines) if line)
        return cls(first, tuple(lines[first:]))


def _with_comments(lines: Sequence[str], start: int) -> int:
    """Return the line where the comments right above a key begin, with the empty lines above them.

    Above the first key, empty lines belong to what stands over them.
    """
    while start and lines[start - 1].startswith("#"):
        start -= 1
    is_first = not any(_TOP_KEY.match(line) for line in lines[:start])
    while start and not is_first and not lines[start - 1]:
        start -= 1
    return start


def _key(line: str) -> str:
    match = _TOP_KEY.match(line)
    return unicodedata.normalize("NFC", match[1].strip("\"'").strip()) if match else ""
