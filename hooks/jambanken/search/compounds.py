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
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

_DICTIONARY = Path("share/hunspell/sv_SE_expanded.dic")
#: A word stands on a line of its own, maybe with a stroke and its flags after it.
_WORD = re.compile(r"\n([a-zåäöéü]{3,})(?![^/\n])")
_LISTS = Path(__file__).parent / "words"
SHORTEST = 6
_FIRST, _LAST, _LONG = 3, 4, 8
_LINKS = frozenset("soeu")


@cache
def dictionary() -> frozenset[str]:
    """Return the words of the dictionary, none where it is not installed."""
    path = Path(sysconfig.get_path("data")) / _DICTIONARY
    try:
        text = path.read_text("utf-8")
    except OSError:
        return frozenset()
    return frozenset(_WORD.findall(f"\n{text}"))


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
        self._never = frozenset(_lines("never"))
        self._short = frozenset(_lines("short"))
        known = set(dictionary())
        known.update(word for word in site if len(word) >= _FIRST)
        known -= self._never
        self._known = known
        self._reviewed = reviewed()

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound, none of a word that is no such."""
        if word in self._reviewed:
            return self._reviewed[word]
        if len(word) < SHORTEST or not word.isalpha():
            return ()
        ends = _ends(word)
        for cut in range(_FIRST, len(word) - _FIRST + 1):
            if self._is_last(word, cut, ends) and (head := self._head(word[:cut])):
                return (*self._further(head), *self._further(word[cut:]))
        return ()

    def _further(self, part: str) -> tuple[str, ...]:
        """Return a part's own parts, where it is long enough to have some, else itself."""
        return (len(part) >= _LONG and self.parts(part)) or (part,)

    def _is_last(self, word: str, cut: int, ends: Sequence[int]) -> bool:
        """Tell whether what is left of a word is one itself, maybe without one of its endings."""
        tail = word[cut:]
        if len(tail) < _LAST:
            return tail in self._short
        if tail in self._known:
            return True
        if tail not in self._never:
            for end in ends:
                if end - cut >= _LAST and word[cut:end] in self._known:
                    return True
        return False

    def _head(self, text: str) -> str:
        """Return the word that is a first part without what links it to the next, "" for none."""
        for head in (text[:-1], text) if text[-1] in _LINKS else (text,):
            if len(head) >= _FIRST:
                for word in (head, f"{head}a", f"{head}e"):
                    if word in self._known:
                        return word
        return ""


def _ends(word: str) -> list[int]:
    """Return where a word ends without each of the endings that it may have."""
    endings = _ENDINGS_BY_LETTER.get(word[-1], ())
    return [len(word) - len(ending) for ending in endings if word.endswith(ending)]
