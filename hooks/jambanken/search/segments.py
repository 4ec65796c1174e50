"""Documents as segments: which stems each holds and how much they count, in a form that adds up.

A segment holds neighbours in the order of all documents. What it says depends on nothing but its own
documents, so an unchanged one is never made again; the index is their sum.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from sys import intern

from jambanken.search.documents import Document
from jambanken.search.language import STEMS, VERSION, WORDS

#: The signs that numbers are written with begin here: no sign is a space, a quote or no ASCII.
FIRST_SIGN = 35
MOST_DOCUMENTS = 64
_FEWEST_DOCUMENTS = 16
_ONE_IN = 32
#: How much a stem counts in a document: 1 to this.
MOST_IMPACT = 60
#: What a weight must be for half of the most, in a document of a common length, and that length in words.
_HALF, _COMMON_LENGTH, _LENGTH_SHARE = 6.0, 250, 0.4
SIGNS = tuple(chr(FIRST_SIGN + number) for number in range(90))
#: How a segment is written in the cache.
_LAYOUT = 2
#: Weights above count as this much.
_MOST_WEIGHT = 200
#: Lengths are told apart in steps of so many words, to this many.
_STEP, _LONGEST = 25, 2_000


@dataclass(frozen=True, slots=True)
class Segment:
    """What some documents hold.

    ``stems`` are the stems, ``forms`` has a word for each, the one in most documents, and
    ``pairs`` which documents have it and how much it counts there, as two signs for each.
    """

    size: int
    stems: list[str]
    forms: list[str]
    pairs: list[str]

    def text(self) -> str:
        """Return the segment as text, for a cache."""
        return "\n".join((str(self.size), *map("\t".join, (self.stems, self.forms, self.pairs))))

    @classmethod
    def read(cls, text: str) -> Segment:
        """Return the segment of a text that `text` gave."""
        size, *lists = text.split("\n")
        # Most words are in most segments: a large bank's index stands in memory twice otherwise.
        stems, forms, pairs = (
            list(map(intern, line.split("\t") if line else ())) for line in lists
        )
        return cls(int(size), stems, forms, pairs)


def cut(documents: Sequence[Document]) -> Iterator[tuple[Document, ...]]:
    """Give documents in groups whose bounds stay where they are when one is added or removed."""
    group: list[Document] = []
    for document in documents:
        group.append(document)
        sign = hashlib.blake2s(document.ref.encode(), digest_size=1).digest()[0]
        ends = len(group) >= _FEWEST_DOCUMENTS and sign % _ONE_IN == 0
        if ends or len(group) == MOST_DOCUMENTS:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def key_of(group: Iterable[Document]) -> str:
    """Return a name for all that a segment is made from."""
    said = "\0".join(f"{document.ref} {document.digest}" for document in group)
    return hashlib.sha256(f"{VERSION}\0{_LAYOUT}\0{said}".encode()).hexdigest()


def segment(group: Sequence[Document]) -> Segment:
    """Return what some documents hold."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    seen: Counter[str] = Counter()
    for number, document in enumerate(group):
        said, stems = _said(document)
        seen.update(dict.fromkeys(said).keys())
        weights = Counter(stems)
        _apart(weights)
        pairs = _pairs(number, min(len(said), _LONGEST) // _STEP)
        of_stems = map(found.__getitem__, weights)
        deque(map(list.append, of_stems, map(pairs.__getitem__, weights.values())), maxlen=0)
    forms = _forms(seen)
    return Segment(
        size=len(group),
        stems=list(found),
        forms=list(map(forms.__getitem__, found)),
        pairs=list(map("".join, found.values())),
    )


def _said(document: Document) -> tuple[list[str], list[str]]:
    """Return the pieces of a document's texts, and their stems, each as often as it counts."""
    said: list[str] = []
    found: list[str] = []
    for weight, pieces in document.pieces():
        said += pieces
        found += list(map(STEMS.__getitem__, pieces)) * weight
    return said, found


def _apart(weights: Counter[str]) -> None:
    """Count the stems of pieces that have several, and none for those without."""
    weights.pop("", None)
    for several in sorted(STEMS.several.keys() & weights.keys()):
        weight = weights.pop(several)
        for stem in STEMS.several[several]:
            weights[stem] += weight


class _Pairs(dict[int, str]):
    """What `Segment.pairs` say of a document and a stem, by the stem's weight in it.

    ``number`` is the document's, and ``length`` its length in steps.
    """

    def __init__(self, number: int, length: int) -> None:
        super().__init__()
        self._sign = SIGNS[number]
        self._half = _HALF * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length * _STEP / _COMMON_LENGTH)

    def __missing__(self, weight: int) -> str:
        counted = min(weight, _MOST_WEIGHT)
        impact = int(MOST_IMPACT * counted / (counted + self._half)) or 1
        found = self[weight] = self._sign + SIGNS[impact]
        return found


_pairs = lru_cache(maxsize=6_000)(_Pairs)


def _forms(seen: Counter[str]) -> dict[str, str]:
    """Return a word for each stem: the one in most documents, of these the one that comes first."""
    rising = sorted(seen, key=seen.__getitem__, reverse=True)[::-1]
    forms = dict(zip(map(STEMS.__getitem__, rising), rising, strict=True))
    if apart := sorted(forms.keys() & STEMS.several.keys()):
        place = dict(zip(rising, count()))
        for several in apart:
            piece = forms.pop(several)
            for stem in STEMS.several[several]:
                if stem not in forms or place[forms[stem]] < place[piece]:
                    forms[stem] = piece
    return {stem: WORDS[piece] or stem for stem, piece in forms.items()}
