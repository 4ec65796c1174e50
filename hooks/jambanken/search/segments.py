"""Documents as segments: which stems each holds and how much they count, in a form that adds up.

A segment holds neighbours in the order of all documents. What it says depends on nothing but its own
documents, so an unchanged one is never made again; the index is their sum.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jambanken.search.documents import BODY, Document
from jambanken.search.language import VERSION, stems, words

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


@dataclass(frozen=True, slots=True)
class Segment:
    """What some documents hold.

    ``postings`` has, by stem, two signs a document: which one, and how much. ``forms`` has the
    shortest word of each stem.
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
            postings[stem] = pairs
            forms[stem] = form
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


def segment(group: Sequence[Document]) -> Segment:
    """Return what some documents hold."""
    postings: dict[str, str] = {}
    seen: set[str] = set()
    for number, document in enumerate(group):
        weights, length = _weights(document)
        seen.update(weights)
        half = _HALF * (1 - _LENGTH_SHARE + _LENGTH_SHARE * min(length, 2_000) / _COMMON_LENGTH)
        by_stem: dict[str, float] = {}
        for word, weight in weights.items():
            for stem in stems(word):
                by_stem[stem] = by_stem.get(stem, 0) + weight
        sign = _SIGNS[number]
        for stem, counted in by_stem.items():
            impact = int(MOST_IMPACT * counted / (counted + half)) or 1
            postings[stem] = postings.get(stem, "") + sign + _SIGNS[impact]
    return Segment(len(group), postings, _forms(seen))


def _weights(document: Document) -> tuple[Counter[str], int]:
    """Return how much each word counts, and how many words there are."""
    texts = list(document.texts())
    body = words("\n".join(text for weight, text in texts if weight == BODY))
    counts = Counter(body)
    length = len(body)
    for weight, text in texts:
        if weight != BODY:
            found = words(text)
            length += len(found)
            for word in found:
                counts[word] += weight
    return counts, length


def _forms(seen: Iterable[str]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for word in seen:
        for stem in stems(word):
            known = forms.get(stem)
            if known is None or (len(word), word) < (len(known), known):
                forms[stem] = word
    return forms
