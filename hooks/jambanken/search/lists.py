"""Lists of documents: where stems are, where their compounds are, and where what means the same is.

A list is, for each segment that has any: how many segments further on (0 is the next), how many
documents less one, which ones, and how much the stem counts in each. Numbers are written by
`number`, documents and impacts as one sign each (`jambanken.search.segments.SIGNS`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain, repeat
from operator import add

from jambanken.search.language import key
from jambanken.search.segments import SIGNS, Segment

#: A list of documents as text, by key and by what sort of list it is.
Lists = Mapping[str, Mapping[str, str]]
#: Where something is: segments in order, and in each pairs of signs as those of `Segment`.
Places = Sequence[tuple[int, str]]
BASE = 32


def number(value: int) -> str:
    """Return a whole number from 0 as signs: 32 a sign, the least first, the last below 32."""
    signs = ""
    while value >= BASE:
        signs += SIGNS[BASE + value % BASE]
        value //= BASE
    return signs + SIGNS[value]


class _Gaps(dict[int, str]):
    """How many segments further on one is, as `number` writes it, by how many places."""

    def __missing__(self, places: int) -> str:
        found = self[places] = number(places - 1)
        return found


_GAPS = _Gaps()


class _Written(dict[str, str]):
    """The text of a segment's pairs. Short ones are remembered: of a large bank most are."""

    def __missing__(self, pairs: str) -> str:
        found = number(len(pairs) // 2 - 1) + pairs[::2] + pairs[1::2]
        if len(pairs) <= _SHORT:
            self[pairs] = found
        return found


_SHORT = 4
_written = _Written().__getitem__


class _Growing:
    """Lists that grow, one segment at a time."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._found: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, segment: int, names: Collection[str], texts: Iterable[str]) -> None:
        """Add what some lists say of the next segment."""
        found = self._found
        last = map(self._last.get, names, repeat(-1))
        for name, before, text in zip(names, last, texts, strict=True):
            found[name].append(_GAPS[segment - before] + text)
        self._last.update(dict.fromkeys(names, segment))

    def lists(self) -> Iterable[tuple[str, str]]:
        """Return each list, with its name."""
        return zip(self._found, map("".join, self._found.values()), strict=True)


def lists(
    segments: Sequence[Segment],
    parts: Mapping[str, Collection[str]],
    same: Mapping[str, Places],
    named: Mapping[str, Sequence[str]],
) -> Lists:
    """Return all lists by key.

    ``parts`` has the keys of a compound's parts by its stem; ``same`` has where what means the same
    as a key is, and ``named`` the keys of that.
    """
    own, holders = _Growing(), _Growing()
    distinct = {stem: tuple(dict.fromkeys(keys)) for stem, keys in parts.items()}
    for index, one in enumerate(segments):
        own.add(index, one.stems, map(_written, one.pairs))
        of_parts = _of_parts(one, distinct)
        holders.add(index, of_parts, map(_written, of_parts.values()))
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for stem, text in own.lists():
        key_ = key(stem)
        found[key_][f"={stem}" if stem != key_ else "="] = text
    for stem, keys in parts.items():
        found[key(stem)]["/"] = " ".join(keys)
    for key_, text in holders.lists():
        found[key_]["+"] = text
    for key_, where in same.items():
        found[key_]["~"] = _list(where)
    for key_, names in named.items():
        found[key_]["~="] = " ".join(names)
    return found


def _of_parts(segment: Segment, parts: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return where the compounds are that each key is a part of."""
    found: dict[str, str] = {}
    several = set()
    for keys, pairs in zip(map(parts.get, segment.stems), segment.pairs, strict=True):
        for key_ in keys or ():
            if key_ in found:
                found[key_] += pairs
                several.add(key_)
            else:
                found[key_] = pairs
    for key_ in several:
        found[key_] = most(found[key_])
    return found


def _list(where: Places) -> str:
    found = []
    before = -1
    for segment, pairs in where:
        found.append(_GAPS[segment - before] + _written(pairs))
        before = segment
    return "".join(found)


@lru_cache(maxsize=30_000)  # of the segments nearly all are as they were at the last edit
def most(pairs: str) -> str:
    """Return pairs in order, of each document the one that counts most."""
    rising = sorted(map(add, pairs[::2], pairs[1::2]))
    return "".join(dict(zip("".join(rising)[::2], rising, strict=True)).values())


def union(lists_: Sequence[Places]) -> Places:
    """Return where any of some stems is, the most counting."""
    if len(lists_) == 1:
        return lists_[0]
    found: defaultdict[int, str] = defaultdict(str)
    for segment, pairs in chain.from_iterable(lists_):
        found[segment] += pairs
    return [(segment, most(found[segment])) for segment in sorted(found)]


def places(segments: Sequence[Segment], stems: AbstractSet[str]) -> dict[str, Places]:
    """Return where each of some stems is, of those that are anywhere."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for index, one in enumerate(segments):
        pairs = dict(zip(one.stems, one.pairs, strict=True))
        for stem in pairs.keys() & stems:
            found[stem].append((index, pairs[stem]))
    return dict(found)
