"""Guess which entry a reference was meant for, at a cost that does not grow with the bank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from jambanken.nearest import nearest

_MOST_COMPARED = 60
_KEY_LENGTH = 3


class Suggestions:
    """Knows the references that exist. Costs nothing until it is asked."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known
        self._answers: dict[str, str | None] = {}

    def nearest(self, ref: str) -> str | None:
        """Return the reference that is most like ``ref``, None where none is."""
        if ref not in self._answers:
            self._answers[ref] = self._guess(ref)
        return self._answers[ref]

    @cached_property
    def _by_key(self) -> Mapping[str, list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for ref in self._known:
            for key in _keys(ref):
                groups[key].append(ref)
        return groups

    def _guess(self, ref: str) -> str | None:
        found: dict[str, None] = {}
        for group in sorted((self._by_key.get(key, ()) for key in _keys(ref)), key=len):
            found.update(dict.fromkeys(group[: _MOST_COMPARED - len(found)]))
        same_kind = [other for other in found if other.partition("/")[0] == ref.partition("/")[0]]
        return nearest(ref, same_kind) or nearest(ref, found)


def _keys(ref: str) -> tuple[str, ...]:
    """Return how the words of a slug begin and end: a slip of the pen leaves most of them whole."""
    words = ref.partition("/")[2].split("-")
    keys = (key for word in words for key in (word[:_KEY_LENGTH], word[-_KEY_LENGTH:] + "$"))
    return tuple(dict.fromkeys(keys))
