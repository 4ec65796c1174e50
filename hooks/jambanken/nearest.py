"""Guess what somebody meant to write."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

_SHORTEST_BEGINNING = 3
_LEAST_ALIKE = 0.65  # "tags" is as much as 0.6 like "status"


def folded(word: str) -> str:
    """Return the word in lower case without accents, spaces and punctuation."""
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in parts if char.isalnum())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like ``word``, or None where none is like it.

    A word that differs in nothing but accents, case and punctuation wins over any other, since
    å, ä and ö are what people leave out most often. A word that ``word`` begins with wins over one
    that is only somewhat like it: ``alttext`` is ``alt`` rather than ``bildtext``.
    """
    by_folded = {folded(candidate): candidate for candidate in sorted(known, reverse=True)}
    wanted = folded(word)[:100]
    if wanted in by_folded:
        return by_folded[wanted]
    beginnings = [
        name for name in by_folded if len(name) >= _SHORTEST_BEGINNING and wanted.startswith(name)
    ]
    matches = (
        difflib.get_close_matches(wanted, by_folded, n=1, cutoff=0.8)
        or sorted(beginnings, key=len)[-1:]
        or difflib.get_close_matches(wanted, by_folded, n=1, cutoff=_LEAST_ALIKE)
    )
    return by_folded[matches[0]] if matches else None


def listing(words: Iterable[str], last: str = "eller") -> str:
    """Return words as Swedish running text: ``a, b eller c``."""
    items = list(words)
    return " ".join((", ".join(items[:-1]), last, items[-1])) if len(items) > 1 else "".join(items)
