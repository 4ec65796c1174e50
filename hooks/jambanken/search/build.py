"""From the bank to the files of the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, MutableMapping, Sequence
from pathlib import Path
from typing import Any

from jambanken.cache.store import Store
from jambanken.catalogue import Catalogue
from jambanken.gallery import Gallery
from jambanken.kinds.begrepp import Term
from jambanken.output import Asset
from jambanken.search.compounds import Splitter
from jambanken.search.documents import Document, documents
from jambanken.search.index import files, lists, stem_lists, union
from jambanken.search.language import key, stems, words
from jambanken.search.segments import cut, segment


def search_assets(
    shown: Catalogue,
    pictures: Gallery,
    pages: Path,
    store: Store | None = None,
    memory: MutableMapping[str, Any] | None = None,
) -> Iterator[Asset]:
    """Give the files of the search index.

    ``pages`` is the folder of hand-written pages. ``store`` may know unchanged segments from an
    earlier build, ``memory`` what this process made before.
    """
    del store, memory
    found = list(documents(shown, pictures, pages))
    return index(found, same_words(shown))


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


def index(found: Sequence[Document], groups: Sequence[Sequence[str]]) -> Iterator[Asset]:
    """Give the files of an index of documents. ``groups`` are words that mean the same."""
    segments = [segment(group) for group in cut(found)]
    where = stem_lists(segments)
    forms: dict[str, str] = {}
    for one in segments:
        forms.update(one.forms)
    parts = _parts(forms)
    same = _same(where, groups)
    return files(found, segments, lists(where, parts, same), forms.values())


def _parts(forms: dict[str, str]) -> dict[str, list[str]]:
    splitter = Splitter(forms.values())
    found = {}
    for stem, form in forms.items():
        if parts := splitter.parts(form):
            found[stem] = [key(piece) for part in parts for piece in stems(part)]
    return found


def _same(
    where: dict[str, list[tuple[int, str]]], groups: Sequence[Sequence[str]]
) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[list[tuple[int, str]]]] = defaultdict(list)
    for group in groups:
        phrases = [_stems_of(phrase) for phrase in group]
        places = [_all_of(where, phrase) for phrase in phrases]
        for index, phrase in enumerate(phrases):
            others = [place for other, place in enumerate(places) if other != index and place]
            own = places[index] if len(phrase) > 1 and places[index] else None
            if phrase and (others or own):
                found[" ".join(map(key, phrase))].extend([*others, *([own] if own else [])])
    return {key_: union(lists_) for key_, lists_ in found.items()}


def _stems_of(phrase: str) -> list[str]:
    return [stem for word in words(phrase) for stem in stems(word)[:1]]


def _all_of(
    where: dict[str, list[tuple[int, str]]], phrase: Sequence[str]
) -> list[tuple[int, str]]:
    """Return where all stems of a phrase are."""
    if not phrase or any(stem not in where for stem in phrase):
        return []
    first, *rest = (dict(where[stem]) for stem in phrase)
    found = []
    for segment_, pairs in first.items():
        others = [
            dict(zip(other[segment_][::2], other[segment_][1::2], strict=True))
            for other in rest
            if segment_ in other
        ]
        if len(others) < len(rest):
            continue
        kept = "".join(
            document + min([impact, *(other[document] for other in others)])
            for document, impact in zip(pairs[::2], pairs[1::2], strict=True)
            if all(document in other for other in others)
        )
        if kept:
            found.append((segment_, kept))
    return found
