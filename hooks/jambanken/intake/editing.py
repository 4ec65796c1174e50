"""Set keys in a YAML file as text, so that everything else in it stays as its editor wrote it."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence

from jambanken.problems import stops_build
from jambanken.source import Plain, Source, read

_END = "..."


class NotEditableError(ValueError):
    """The file is written in a form that cannot be changed line by line."""


def set_keys(raw: bytes, values: Mapping[str, Sequence[str]]) -> bytes:
    """Return a file with other values for some top keys, each given as its lines, key and all.

    A key that is there is written over, another comes last. Line ends and byte order mark stay. What
    comes out is read again: nothing but those keys has changed. Raises `NotEditableError`.
    """
    reading = read(raw, "")
    before = reading.source
    if before is None or not isinstance(before.data, dict) or stops_build(reading.problems):
        raise NotEditableError("the file cannot be read")
    indent = _indent(before, before.data)
    lines = before.text.splitlines()
    starts = _starts(before, before.data)
    new: list[str] = []
    for key, given in values.items():
        value = [f"{indent}{line}" for line in given]
        if key in starts:
            first, last = starts[key], _end(lines, starts, starts[key])
            comments = [line for line in lines[first:last] if line.startswith("#")]
            lines[first:last] = [*value, *comments]
            shift = len(value) + len(comments) - (last - first)
            starts = {k: at + shift if at > first else at for k, at in starts.items()}
        else:
            new += value
    place = len(lines) - (1 if lines and lines[-1].rstrip() == _END else 0)
    lines[place:place] = new
    after = _with_ends(raw, "\n".join(lines) + "\n")
    _prove(before.data, after, values)
    return after


def _starts(source: Source, data: Mapping[str, Plain]) -> dict[str, int]:
    """Return the line of each top key, counted from 0."""
    starts = {key: source.locate((key,), key=True).line - 1 for key in data}
    if len(set(starts.values())) != len(starts):
        raise NotEditableError("several keys on one line")
    return starts


def _end(lines: Sequence[str], starts: Mapping[str, int], first: int) -> int:
    """Return the line after a key's value; comments and empty lines before the next key are not its."""
    end = min((at for at in starts.values() if at > first), default=len(lines))
    while end > first + 1 and (
        not lines[end - 1].strip() or lines[end - 1].startswith(("#", _END))
    ):
        end -= 1
    return end


def _indent(source: Source, data: Mapping[str, Plain]) -> str:
    return " " * (source.locate((next(iter(data)),), key=True).column - 1)


def _with_ends(raw: bytes, text: str) -> bytes:
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    windows = raw.count(b"\r\n") * 2 > raw.count(b"\n")
    return mark + (text.replace("\n", "\r\n") if windows else text).encode()


def _prove(before: Mapping[str, Plain], after: bytes, values: Mapping[str, Sequence[str]]) -> None:
    """Raise `NotEditableError` unless the keys hold what was asked for, and all others what they did."""
    wanted = read(
        "\n".join(line for lines in values.values() for line in lines).encode(), ""
    ).source
    found = read(after, "")
    if wanted is None or not isinstance(wanted.data, dict):
        raise NotEditableError("the new lines cannot be read")
    if found.source is None or found.source.data != {**before, **wanted.data}:
        raise NotEditableError("something else would change")
    if stops_build(found.problems):
        raise NotEditableError("the file has other faults")
