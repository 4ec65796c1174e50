"""Bytes to text: UTF-8 alone, with the cure for every other encoding."""

from __future__ import annotations

import codecs

from jambanken.problems import Mark, Problem
from jambanken.reading.faults import fault

MAX_BYTES = 300_000

_OTHER_ENCODINGS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_COMMON_IN_SWEDISH = "åäöÅÄÖéÉüÜ“”’–…"
_SAVE_AS_UTF8 = "Spara filen som UTF-8 (i Anteckningar: Spara som, Kodning: UTF-8)."


def decode(raw: bytes, file: str) -> str | Problem:
    """Return the text without byte order mark and with line feeds as its only line ends, or what is wrong."""
    if len(raw) > MAX_BYTES:
        return too_large(len(raw), file)
    other = _other_encoding(raw)
    if other:
        return fault("kodning", file, Mark(), f"Filen är sparad som {other}.", _SAVE_AS_UTF8)
    body = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return _with_plain_line_ends(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _not_utf8(body, file, error.start)


def too_large(size: int, file: str) -> Problem:
    """Return the problem that a file has more bytes than are read."""
    message = f"Filen är {size / 1000:.0f} kB. Den får vara högst {MAX_BYTES // 1000} kB."
    fix = "Dela upp den i flera poster eller korta texterna."
    return fault("for-stor-fil", file, Mark(), message, fix)


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _other_encoding(raw: bytes) -> str | None:
    for mark, name in _OTHER_ENCODINGS:
        if raw.startswith(mark):
            return name
    start = raw[:64]
    if start.count(0) * 3 >= max(len(start), 3):
        # Text in Latin letters without a mark: every other byte is zero, or three of four.
        return "UTF-32" if start.count(0) * 3 >= len(start) * 2 else "UTF-16"
    return None


def _not_utf8(body: bytes, file: str, start: int) -> Problem:
    before = _with_plain_line_ends(body[:start].decode("utf-8"))
    mark = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
    byte = body[start : start + 1]
    letter = byte.decode("cp1252", "replace")
    message = f"Filen är inte sparad som UTF-8: byten 0x{byte.hex().upper()} går inte att läsa."
    if letter in _COMMON_IN_SWEDISH:
        message = f'Filen är inte sparad som UTF-8: här står troligen "{letter}" i Windows-1252.'
    return fault("kodning", file, mark, message, _SAVE_AS_UTF8)
