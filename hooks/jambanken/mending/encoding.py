"""Bytes in another encoding, where there is no doubt which."""

from __future__ import annotations

import codecs
import re

from jambanken.reading.characters import TWICE_ENCODED, refused

#: What a Swedish text in Windows-1252 may hold beside ASCII. With any other character the file may
#: as well be in another encoding: 0x84 is "ä" in DOS and a quote in Windows.
_SWEDISH = frozenset("åäöÅÄÖéÉèàáíóúüÜëïêôçñøØæÆ“”’–—…§«»°½· \t\n\r")
_QUOTE_IN_WORD = re.compile(r"\w[“”]\w")
_LONG_MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"))
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FEWEST = 4
#: The letters that `TWICE_ENCODED` looks for, as they were before they were coded twice.
_LETTERS = {"¥": "å", "¤": "ä", "¶": "ö", "©": "é", "…": "Å", "„": "Ä", "–": "Ö"}


def as_utf8(raw: bytes) -> bytes | None:
    """Return a file that is not UTF-8 as UTF-8, None where its encoding is not certain."""
    text = _wide(raw) or _windows(raw)
    return text.encode() if text and not refused(_with_line_feeds(text)) else None


def once(text: str) -> str:
    """Return a text with its letters that were coded twice as they were meant: ``Ã¤`` is ``ä``."""
    return TWICE_ENCODED.sub(lambda found: _LETTERS[found.group()[1]], text)


def _wide(raw: bytes) -> str | None:
    """Read UTF-16 and UTF-32, with a mark or (little-endian UTF-16, as Windows writes it) without."""
    marked = next((name for mark, name in (*_LONG_MARKS, *_MARKS) if raw.startswith(mark)), None)
    if marked is None and (len(raw) < _FEWEST or raw[1::2][:32].strip(b"\0")):
        return None
    try:
        return raw.decode(marked or "utf-16-le")
    except UnicodeDecodeError:
        return None


def _windows(raw: bytes) -> str | None:
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode("cp1252")
    except UnicodeDecodeError:
        return None
    is_certain = (
        all(char in _SWEDISH or " " <= char <= "~" for char in text)
        and text.count("“") + text.count("”") != 1
        and not _QUOTE_IN_WORD.search(text)
    )
    return text if is_certain else None


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
