"""Guess which entry or id was meant, at a cost that does not grow with the bank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property

from jambanken.nearest import nearest

_MOST_COMPARED = 60
_MOST_GUESSES = (
    300  # one file can hold 9,000 references to nothing, and each guess is a millisecond
)
_KEY_LENGTH = 3


class Suggestions:
    """Knows the references or ids that exist. Costs nothing until it is asked."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._answers: dict[str, str | None] = {}

    def nearest(self, ref: str) -> str | None:
        """Return what is most like ``ref``, None where nothing is or too much has been asked for."""
        if ref not in self._answers and len(self._answers) < _MOST_GUESSES:
            self._answers[ref] = self._guess(ref)
        return self._answers.get(ref)

    @cached_property
    def _by_key(self) -> Mapping[str, list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for ref in self._known:
            for key in _keys(ref):
                groups[key].append(ref)
        return groups

    def _guess(self, ref: str) -> str | None:
        if len(self._known) <= _MOST_COMPARED:
            return self._best(ref, self._known)
        found: dict[str, None] = {}
        for group in sorted((self._by_key.get(key, ()) for key in _keys(ref)), key=len):
            found.update(dict.fromkeys(group[: _MOST_COMPARED - len(found)]))
        return self._best(ref, found)

    @staticmethod
    def _best(ref: str, among: Collection[str]) -> str | None:
        kind, _, slug = ref.rpartition("/")
        # The kind they have in common makes no two names alike.
        same_kind = {
            other.rpartition("/")[2]: other for other in among if other.startswith(f"{kind}/")
        }
        near = nearest(slug, same_kind) if kind else None
        return same_kind[near] if near else nearest(ref, among)


def _keys(ref: str) -> tuple[str, ...]:
    """Return how the words of a slug begin and end: a slip of the pen leaves most of them whole."""
    words = ref.rpartition("/")[2].split("-")
    keys = (key for word in words for key in (word[:_KEY_LENGTH], word[-_KEY_LENGTH:] + "$"))
    return tuple(dict.fromkeys(keys))
