"""A file of content, mended: as it should be, what was done, and what only a person can mend."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jambanken.mending.encoding import as_utf8
from jambanken.mending.repairs import meant, readable
from jambanken.mending.tidying import tidied
from jambanken.parse import parse
from jambanken.problems import Problem
from jambanken.reading.decoding import decode
from jambanken.source import read

_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Mended:
    """``raw`` is the file as it should be, ``done`` what was mended in it, in Swedish words.

    ``left`` are the problems that it still has.
    """

    raw: bytes
    done: tuple[str, ...]
    left: tuple[Problem, ...]


def mend(raw: bytes, file: str, target: Any = None, order: Sequence[str] = ()) -> Mended:
    """Return a file's bytes mended, for any bytes.

    ``target`` is the model (or tuple of models) that the file should hold, and ``order`` the order
    of its keys. A file without problems keeps every key and value; mending what comes out once more
    changes nothing.
    """
    text, done = _as_text(raw, file)
    if text is None:
        return Mended(raw, (), _problems(raw, file, target))
    for _ in range(_MOST_ROUNDS):
        new, names = _once(text, file, target, order)
        if new == text:
            break
        text, done = new, [*done, *names]
    else:
        return Mended(raw, (), _problems(raw, file, target))
    mended = text.encode()
    if not (_problems(raw, file, target) or _says_the_same(raw, mended, file)):
        return Mended(raw, (), _problems(raw, file, target))
    return Mended(mended, tuple(dict.fromkeys(done)), _problems(mended, file, target))


def _as_text(raw: bytes, file: str) -> tuple[str | None, list[str]]:
    """Return the text of a file, None where its encoding is not certain."""
    done: list[str] = []
    text = decode(raw, file)
    if isinstance(text, Problem):
        new = as_utf8(raw) if text.rule == "kodning" else None
        text = decode(new, file) if new is not None else text
        done.append("kodningen (nu UTF-8)")
    if isinstance(text, Problem):
        return None, []
    if raw.startswith(codecs.BOM_UTF8):
        done.append("osynligt tecken först i filen")
    if b"\r" in raw:
        done.append("radbrytningar")
    return text, done


def _once(text: str, file: str, target: Any, order: Sequence[str]) -> tuple[str, list[str]]:
    names: list[str] = []
    for step in readable(text):
        text, names = step.text, [*names, step.name]
    for step in meant(text, file, target):
        text, names = step.text, [*names, step.name]
    for step in tidied(text, file, order):
        text, names = step.text, [*names, step.name]
    return text, names


def _says_the_same(raw: bytes, mended: bytes, file: str) -> bool:
    """Tell whether two files hold the same keys and values: a belt beside the braces."""
    before, after = read(raw, file).source, read(mended, file).source
    return before is not None and after is not None and before.data == after.data


def _problems(raw: bytes, file: str, target: Any) -> tuple[Problem, ...]:
    return read(raw, file).problems if target is None else parse(raw, file, target).problems
