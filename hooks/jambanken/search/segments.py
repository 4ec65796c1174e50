"""Documents as segments: which stems each holds and how much they count, in a form that adds up.

A segment holds neighbours in the order of all documents. What it says depends on nothing but its own
documents, so an unchanged one is never made again; the index is their sum.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from sys import intern

from jambanken.search.documents import BODY, Document
from jambanken.search.language import STEMS, VERSION, pieces, words

#: The signs that numbers are written with begin here: no sign is a space, a quote or no ASCII.
FIRST_SIGN = 35
MOST_DOCUMENTS = 64
_FEWEST_DOCUMENTS = 16
_ONE_IN = 32
#: How much a stem counts in a document: 1 to this.
MOST_IMPACT = 60
#: What a weight must be for half of the most, in a document of a common length, and that length in words.
_HALF, _COMMON_LENGTH, _LENGTH_SHARE = 6.0, 250, 0.4
_SIGNS = tuple(chr(FIRST_SIGN + number) for number in range(90))
#: Weights above count as this much.
_MOST_WEIGHT = 200
#: Lengths are told apart in steps of so many words, to this many.
_STEP, _LONGEST = 25, 2_000
BASE = 32


@dataclass(frozen=True, slots=True)
class Segment:
    """What some documents hold.

    ``postings`` has, by stem, how many documents have it less one (see `number`), which ones, and how
    much it counts in each. ``forms`` has a word for each stem, the one in most documents.
    """

    size: int
    postings: dict[str, str]
    forms: dict[str, str]

    def text(self) -> str:
        """Return the segment as text, for a cache."""
        lines = (f"{stem}\t{self.forms[stem]}\t{pairs}" for stem, pairs in self.postings.items())
        return "\n".join((str(self.size), *lines))

    @classmethod
    def read(cls, text: str) -> Segment:
        """Return the segment of a text that `text` gave."""
        size, *lines = text.split("\n")
        postings, forms = {}, {}
        for line in lines:
            stem, form, pairs = line.split("\t")
            # Most words are in most segments: a large bank's index stands in memory twice otherwise.
            stem = intern(stem)
            postings[stem] = pairs
            forms[stem] = intern(form)
        return cls(int(size), postings, forms)


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
    return hashlib.sha256(f"{VERSION}\0{said}".encode()).hexdigest()


def number(value: int) -> str:
    """Return a whole number from 0 as signs: 32 a sign, the least first, the last below 32."""
    signs = ""
    while value >= BASE:
        signs += _SIGNS[BASE + value % BASE]
        value //= BASE
    return signs + _SIGNS[value]


def segment(group: Sequence[Document]) -> Segment:
    """Return what some documents hold."""
    said: defaultdict[str, str] = defaultdict(str)
    seen: Counter[str] = Counter()
    for sign, document in zip(_SIGNS, group, strict=False):
        weights, length = _weights(document)
        seen.update(weights.keys())
        signs = _impacts(min(length, _LONGEST) // _STEP)
        by_stem: dict[str, int] = {}
        for piece, weight in weights.items():
            for stem in STEMS[piece]:
                if stem in by_stem:
                    by_stem[stem] += weight
                else:
                    by_stem[stem] = weight
        for stem, weight in by_stem.items():
            said[stem] += sign + (signs[weight] if weight < _MOST_WEIGHT else signs[-1])
    counts = [number(index) for index in range(len(group))]
    postings = {
        stem: f"{counts[len(pairs) // 2 - 1]}{pairs[::2]}{pairs[1::2]}"
        for stem, pairs in said.items()
    }
    return Segment(len(group), postings, _forms(seen))


@cache
def _impacts(length: int) -> tuple[str, ...]:
    """Return the sign of how much each weight counts in a document of ``length`` steps."""
    half = _HALF * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length * _STEP / _COMMON_LENGTH)
    weights = range(_MOST_WEIGHT + 1)
    return tuple(_SIGNS[int(MOST_IMPACT * weight / (weight + half)) or 1] for weight in weights)


def _weights(document: Document) -> tuple[Counter[str], int]:
    """Return how much each piece of text counts, and how many there are."""
    by_weight: dict[int, list[str]] = {BODY: []}
    for weight, text in document.texts():
        by_weight.setdefault(weight, []).append(text)
    body = pieces("\n".join(by_weight.pop(BODY)))
    counts = Counter(body)
    length = len(body)
    for weight, texts in by_weight.items():
        found = pieces("\n".join(texts))
        length += len(found)
        for piece in found:
            counts[piece] += weight
    return counts, length


def _forms(seen: Counter[str]) -> dict[str, str]:
    """Return a word for each stem: the one in most documents, of these the one that comes first."""
    forms: dict[str, str] = {}
    most: dict[str, int] = {}
    for piece, count in seen.items():
        for stem in STEMS[piece]:
            if stem not in most or count > most[stem]:
                most[stem] = count
                forms[stem] = piece
    return {stem: _form(piece, stem) for stem, piece in forms.items()}


@lru_cache(maxsize=400_000)
def _form(piece: str, stem: str) -> str:
    found = words(piece)
    return found[0] if len(found) == 1 else stem
