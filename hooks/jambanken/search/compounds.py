"""Compounds and their parts: ``snöröjning`` is ``snö`` and ``röjning``.

A word is cut where both sides are words: the bank's own, and those of a Swedish dictionary. Between
the parts may stand ``s``, ``o``, ``e`` or ``u``.
"""

from __future__ import annotations

import re
import sysconfig
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_DICTIONARY = Path("share/hunspell/sv_SE_expanded.dic")
_WORD = re.compile(r"^([a-zåäöéü]{3,})(?:/(\S*))?$", re.MULTILINE)
SHORTEST = 6
_FIRST, _LAST = 3, 3
_LINKS = ("", "s", "e", "o", "u")


@cache
def dictionary() -> frozenset[str]:
    """Return the words of the dictionary, none where it is not installed."""
    path = Path(sysconfig.get_path("data")) / _DICTIONARY
    try:
        text = path.read_text("utf-8")
    except OSError:
        return frozenset()
    return frozenset(match[1] for match in _WORD.finditer(text))


_ENDINGS = ("", "en", "et", "n", "t", "er", "ar", "or", "na", "erna", "arna", "orna", "a", "e", "s")


class Splitter:
    """Finds the parts of words, by the words it knows."""

    def __init__(self, site: Iterable[str]) -> None:
        self._known = dictionary() | {word for word in site if len(word) >= _FIRST}

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound, none of a word that is no such."""
        if len(word) < SHORTEST or not word.isalpha():
            return ()
        best: tuple[str, ...] = ()
        for cut in range(_FIRST, len(word) - _LAST + 1):
            tail = word[cut:]
            if not self._is_word(tail):
                continue
            for link in _LINKS:
                head = word[: cut - len(link)]
                if len(head) >= _FIRST and word[:cut] == head + link and self._is_first(head):
                    found = (head, tail)
                    if not best or min(map(len, found)) > min(map(len, best)):
                        best = found
        return tuple(piece for part in best for piece in (self.parts(part) or (part,)))

    def _is_word(self, text: str) -> bool:
        return any(
            text.endswith(ending) and text[: len(text) - len(ending)] in self._known
            for ending in _ENDINGS
            if len(text) - len(ending) >= _LAST
        )

    def _is_first(self, text: str) -> bool:
        return text in self._known or f"{text}a" in self._known or f"{text}e" in self._known
