"""Compounds and their parts: ``snöröjning`` is ``snö`` and ``röjning``.

A word is cut at the first place where what is left is a word and what comes before it is the first
part of one; the bank's own words count, and those of a Swedish dictionary. Between them may stand
``s``, ``o``, ``e`` or ``u``. Three lists that people keep correct what comes out wrong:

* ``words/splits.txt``: words with the parts they have, none for a word that is to stay whole;
* ``words/never.txt``: what is never a part, endings above all;
* ``words/short.txt``: words of three letters that may stand last.
"""

from __future__ import annotations

import re
import sysconfig
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_DICTIONARY = Path("share/hunspell/sv_SE_expanded.dic")
_WORD = re.compile(r"^([a-zåäöéü]{3,})(?:/(\S*))?$", re.MULTILINE)
_LISTS = Path(__file__).parent / "words"
SHORTEST = 6
_FIRST, _LAST, _LONG = 3, 4, 8
_LINKS = ("s", "o", "e", "u", "")


@cache
def dictionary() -> frozenset[str]:
    """Return the words of the dictionary, none where it is not installed."""
    path = Path(sysconfig.get_path("data")) / _DICTIONARY
    try:
        text = path.read_text("utf-8")
    except OSError:
        return frozenset()
    return frozenset(match[1] for match in _WORD.finditer(text))


@cache
def reviewed() -> dict[str, tuple[str, ...]]:
    """Return the words that people have said the parts of."""
    lines = (line.split() for line in _lines("splits"))
    return {word: tuple(parts) for word, *parts in lines}


@cache
def _lines(name: str) -> tuple[str, ...]:
    return tuple(filter(None, (_LISTS / f"{name}.txt").read_text("utf-8").splitlines()))


_ENDINGS = ("en", "et", "n", "t", "er", "ar", "or", "na", "erna", "arna", "orna", "a", "e", "s")


#: The endings by their last letter: of all, few fit a word.
_ENDINGS_BY_LETTER = {
    letter: tuple(ending for ending in _ENDINGS if ending.endswith(letter))
    for letter in {ending[-1] for ending in _ENDINGS if ending}
}


class Splitter:
    """Finds the parts of words, by the words it knows."""

    def __init__(self, site: Iterable[str]) -> None:
        never = frozenset(_lines("never"))
        self._known = (dictionary() | {word for word in site if len(word) >= _FIRST}) - never
        self._never = never
        self._short = frozenset(_lines("short"))

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound, none of a word that is no such."""
        if word in reviewed():
            return reviewed()[word]
        if len(word) < SHORTEST or not word.isalpha():
            return ()
        for cut in range(_FIRST, len(word) - _FIRST + 1):
            tail = word[cut:]
            if self._is_last(tail) and (head := self._head(word[:cut])):
                return (*(self._further(head)), *(self._further(tail)))
        return ()

    def _further(self, part: str) -> tuple[str, ...]:
        """Return a part's own parts, where it is long enough to have some, else itself."""
        return (len(part) >= _LONG and self.parts(part)) or (part,)

    def _is_last(self, text: str) -> bool:
        if len(text) < _LAST:
            return text in self._short
        if text in self._never:
            return False
        if text in self._known:
            return True
        for ending in _ENDINGS_BY_LETTER.get(text[-1], ()):
            end = len(text) - len(ending)
            if end >= _LAST and text.endswith(ending) and text[:end] in self._known:
                return True
        return False

    def _head(self, text: str) -> str:
        """Return the word that is a first part without what links it to the next, "" for none."""
        for link in _LINKS:
            head = text.removesuffix(link) if link else text
            if text.endswith(link) and len(head) >= _FIRST:
                for word in (head, f"{head}a", f"{head}e"):
                    if word in self._known:
                        return word
        return ""
