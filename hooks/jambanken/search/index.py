"""The index: the segments' sum, cut into small files that a browser fetches as it needs them.

``assets/sok/index.json``, the manifest, names all others, whose names hold a sum of what they hold:

* shards ``t-….txt``: a line for each key in order, ``key``, then in turn what a list is and the list.
  ``=stem`` is a stem with this key, ``+`` words that have it as a part, ``~`` what means the same.
  ``/`` has the keys of its own parts, ``~=`` those of words that mean the same;
* ``o-….txt``: all words in order, without diacritics, for spellings that no shard knows;
* ``d-….json``: what hits show, a few documents in each;
* ``f-….json``: what documents can be chosen by.

`jambanken.search.lists` says how lists are written. No list says more than which document a word is in.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from jambanken.output import Asset
from jambanken.search.documents import Document
from jambanken.search.facet_values import SIDES, TIMES
from jambanken.search.language import fold
from jambanken.search.lists import BASE, Lists
from jambanken.search.segments import Segment

FOLDER = "assets/sok"
MANIFEST = f"{FOLDER}/index.json"
#: Words with their parts, for editors to look over: no search reads it.
SPLITS = f"{FOLDER}/sammansattningar.txt"
#: About how many signs a shard holds: an index has so many of them before they grow to the largest.
SMALLEST_SHARD, LARGEST_SHARD, MANY_SHARDS = 8_000, 24_000, 64
#: How many documents a file of hits holds, of a large bank twice as many.
BLOCK, LARGE = 8, 2_000
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def files(
    documents: Sequence[Document],
    segments: Sequence[Segment],
    all_lists: Lists,
    forms: Iterable[str],
) -> Iterator[Asset]:
    """Give all files of the index, the manifest last."""
    shards, manifest = [], {}
    for first, text in _shards(all_lists):
        asset = _named("t", "txt", text)
        shards.append([first, _name(asset)])
        yield asset
    words = []
    for first, text in _word_files(forms):
        asset = _named("o", "txt", text)
        words.append([first, _name(asset)])
        yield asset
    blocks = []
    block = BLOCK if len(documents) < LARGE else 2 * BLOCK
    for start in range(0, len(documents), block):
        asset = _named("d", "json", _JSON([one.shown for one in documents[start : start + block]]))
        blocks.append(_name(asset))
        yield asset
    facets = _named("f", "json", _JSON(_facets(documents)))
    yield facets
    manifest = {
        "version": 3,
        "base": BASE,
        "block": block,
        "segments": [segment.size for segment in segments],
        "kinds": _kinds(documents),
        "shards": shards,
        "words": words,
        "hits": blocks,
        "facets": _name(facets),
        "times": TIMES,
        "sides": [(side.id, side.filter) for side in SIDES],
    }
    yield Asset(MANIFEST, _JSON(manifest).encode())


def _shards(all_lists: Lists) -> Iterator[tuple[str, str]]:
    keys = sorted(all_lists, key=_browser_order(all_lists))
    own = (sorted(all_lists[key_].items()) for key_ in keys)
    lines = ["\t".join((key_, *chain(*fields))) for key_, fields in zip(keys, own, strict=True)]
    size = max(SMALLEST_SHARD, min(LARGEST_SHARD, sum(map(len, lines)) // MANY_SHARDS))
    for start, end in _cut(lines, size):
        yield keys[start], "\n".join(lines[start:end])


def _cut(lines: Sequence[str], most: int) -> Iterator[tuple[int, int]]:
    """Give the bounds of groups of lines that have about so many signs."""
    start, size = 0, 0
    for at, line in enumerate(lines):
        if size + len(line) > most and at > start:
            yield start, at
            start, size = at, 0
        size += len(line)
    if lines:
        yield start, len(lines)


def _browser_order(texts: Iterable[str]) -> Callable[[str], str | bytes]:
    """Return what to sort texts by, so that they stand as a browser compares them: by their UTF-16."""
    together = "".join(texts)
    if len(together.encode("utf-16-be", "surrogatepass")) == 2 * len(together):
        return str  # every letter is one unit: their own order is the same
    return lambda text: text.encode("utf-16-be", "surrogatepass")


def _word_files(forms: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give words in the order of their plain letters, in files, each after how its first one begins."""
    words = sorted(set(forms))
    plain = list(map(fold, words))
    words = [form for _, form in sorted(zip(map(_browser_order(plain), plain), words, strict=True))]
    for start, end in _cut(words, LARGEST_SHARD):
        yield fold(words[start]), "\n".join(words[start:end])


def _facets(documents: Sequence[Document]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for side in SIDES:
        if side.words is None:
            continue
        places: dict[str, list[int]] = defaultdict(list)
        for index, document in enumerate(documents):
            for id_ in document.facets.words(side):
                places[id_].append(index)
        found[side.filter] = {id_: _gaps(where) for id_, where in places.items()}
    found["tid"] = [document.facets.minutes or 0 for document in documents]
    found["insats"] = [document.facets.effort for document in documents]
    found["deltagare"] = [document.facets.group or 0 for document in documents]
    found["dag"] = [document.day for document in documents]
    return found


def _gaps(where: Sequence[int]) -> list[int]:
    return [now - before for before, now in zip([0, *where], where, strict=False)]


def _kinds(documents: Sequence[Document]) -> list[list[str | int]]:
    found: dict[str, int] = {}
    for document in documents:
        found[document.kind] = found.get(document.kind, 0) + 1
    return [[kind, count] for kind, count in found.items()]


def _named(sort: str, ending: str, text: str) -> Asset:
    content = text.encode("utf-8", "replace")
    sum_ = hashlib.blake2s(content, digest_size=5).hexdigest()
    return Asset(f"{FOLDER}/{sort}-{sum_}.{ending}", content)


def _name(asset: Asset) -> str:
    return asset.address.rpartition("/")[2]
