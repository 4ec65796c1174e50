"""From the bank to the files of the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from jambanken.cache.store import Store
from jambanken.catalogue import Catalogue
from jambanken.gallery import Gallery
from jambanken.kinds.begrepp import Term
from jambanken.output import Asset
from jambanken.search.compounds import Splitter, dictionary, reviewed
from jambanken.search.documents import Document, documents
from jambanken.search.index import SPLITS, files
from jambanken.search.language import key, stems, words
from jambanken.search.lists import Places, lists, places, union
from jambanken.search.memory import SearchMemory, Split
from jambanken.search.segments import Segment, cut, key_of, segment


def search_assets(
    shown: Catalogue,
    pictures: Gallery,
    pages: Path,
    store: Store | None = None,
    memory: SearchMemory | None = None,
) -> Iterator[Asset]:
    """Give the files of the search index.

    ``pages`` is the folder of hand-written pages. ``store`` may know unchanged segments from an
    earlier build, ``memory`` what this process made before.
    """
    found = list(documents(shown, pictures, pages))
    return index(found, same_words(shown), store, memory)


def same_words(shown: Catalogue) -> list[tuple[str, ...]]:
    """Return the groups of words that mean the same: the editors' list, and the terms' own names."""
    groups = [tuple(map(str, group)) for group in shown.registry.synonyms]
    for record in sorted(shown.of_kind("begrepp"), key=lambda record: record.slug):
        term = record.entry
        if isinstance(term, Term) and (names := _names(term)):
            groups.append((term.title, *names))
    return groups


def _names(term: Term) -> tuple[str, ...]:
    return tuple(filter(None, (term.abbreviation, *term.synonyms)))


#: So many new words make all splits anew.
_MANY = 200


def new_splits(splits: Mapping[str, Split]) -> Asset:
    """Return the words that are cut by rule, each with its parts in a line, for people to look over.

    What is wrong goes into ``words/splits.txt``, and so may what is right.
    """
    found = sorted((form, parts) for form, (parts, _) in splits.items() if parts)
    lines = (" ".join((form, *parts)) for form, parts in found if form not in reviewed())
    return Asset(SPLITS, "\n".join(lines).encode())


def index(
    found: Sequence[Document],
    groups: Sequence[Sequence[str]],
    store: Store | None = None,
    memory: SearchMemory | None = None,
) -> Iterator[Asset]:
    """Give the files of an index of documents. ``groups`` are words that mean the same."""
    remembered = memory or SearchMemory()
    kinds = list(dict.fromkeys(document.kind for document in found))
    found = sorted(found, key=lambda document: kinds.index(document.kind))
    segments = _segments(list(cut(found)), store or Store(None), remembered)
    forms: dict[str, str] = {}
    for one in segments:
        forms.update(zip(one.stems, one.forms, strict=True))
    splits = _splits(forms.values(), remembered)
    parts = {stem: keys for stem, form in forms.items() if (keys := splits[form][1])}
    same = _same(segments, groups)
    named = {key_: names for key_, names in _names_of(groups).items() if key_ in same}
    yield from files(found, segments, lists(segments, parts, same, named), forms.values())
    yield new_splits(splits)


def _segments(
    groups: Sequence[tuple[Document, ...]], store: Store, memory: SearchMemory
) -> list[Segment]:
    """Return the segments, made now where neither this process nor the store knows them."""
    before = memory.segments
    keys = [f"search {key_of(group)}" for group in groups]
    known: dict[str, Segment] = {}
    for key_, group in zip(keys, groups, strict=True):
        stored = None if key_ in before else store.get(key_)
        if stored is not None:
            known[key_] = Segment.read(stored.decode())
            continue
        # Not by several processes: each would work out the stems of its own, a third of the work.
        known[key_] = before.get(key_) or segment(group)
        if key_ not in store:
            store.put(key_, known[key_].text().encode())
    memory.segments = known
    return [known[key_] for key_ in keys]


def _splits(forms: Iterable[str], memory: SearchMemory) -> Mapping[str, Split]:
    """Return the parts of each word, none of one that is no compound.

    What is known already holds but for words that are new to the bank or have left it, and for
    those that have one of these in them, unless the dictionary knows it anyhow.
    """
    words_ = frozenset(forms)
    changed = (words_ ^ memory.words) - dictionary()
    known = memory.splits if len(changed) <= _MANY else {}
    splitter = Splitter(words_)
    found: dict[str, Split] = {}
    for form in words_:
        split = known.get(form)
        if split is None or any(word in form for word in changed):
            parts = splitter.parts(form)
            split = parts, tuple(chain.from_iterable(map(_keys_of, parts)))
        found[form] = split
    memory.words, memory.splits = words_, found
    return found


@cache
def _keys_of(word: str) -> tuple[str, ...]:
    return tuple(map(key, stems(word)))


def _same(segments: Sequence[Segment], groups: Sequence[Sequence[str]]) -> dict[str, Places]:
    """Return where the words are that mean the same as a key or as some keys together."""
    all_phrases = [
        [stems_ for phrase in group if (stems_ := _stems_of(phrase))] for group in groups
    ]
    asked = {stem for phrases in all_phrases for phrase in phrases for stem in phrase}
    where = places(segments, asked)
    merged: dict[str, list[Places]] = defaultdict(list)
    for phrases in all_phrases:
        present = [found for phrase in phrases if (found := _all_of(where, phrase))]
        if present:
            together = union(present)
            for key_ in dict.fromkeys(" ".join(map(key, phrase)) for phrase in phrases):
                merged[key_].append(together)
    return {key_: union(all_places) for key_, all_places in merged.items()}


def _names_of(groups: Sequence[Sequence[str]]) -> dict[str, Sequence[str]]:
    """Return the keys of the other single words of each key's groups, for hits to be marked by."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for group in groups:
        keys = [tuple(map(key, stems_)) for phrase in group if (stems_ := _stems_of(phrase))]
        single = [one[0] for one in keys if len(one) == 1]
        for own in keys:
            found[" ".join(own)].update(dict.fromkeys(one for one in single if (one,) != own))
    return {key_: tuple(names) for key_, names in found.items() if names}


def _stems_of(phrase: str) -> list[str]:
    return [stem for word in words(phrase) for stem in stems(word)[:1]]


def _all_of(where: Mapping[str, Places], phrase: Sequence[str]) -> Places:
    """Return where all stems of a phrase are, the one that counts least."""
    if any(stem not in where for stem in phrase):
        return []
    if len(phrase) == 1:
        return where[phrase[0]]
    first, *rest = (dict(where[stem]) for stem in sorted(phrase, key=lambda one: len(where[one])))
    found = []
    for segment_ in first:
        if all(segment_ in other for other in rest):
            own, *others = (_impacts(one[segment_]) for one in (first, *rest))
            kept = [
                document + min(impact, *(other[document] for other in others))
                for document, impact in own.items()
                if all(document in other for other in others)
            ]
            if kept:
                found.append((segment_, "".join(kept)))
    return found


def _impacts(pairs: str) -> dict[str, str]:
    return dict(zip(pairs[::2], pairs[1::2], strict=True))
