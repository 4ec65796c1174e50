"""The index says of every word which documents it is in, in the same bytes whatever is remembered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.searching import assets, document

from jambanken.cache.store import Store
from jambanken.output import Asset
from jambanken.search.build import index
from jambanken.search.documents import Document
from jambanken.search.index import FOLDER, MANIFEST, SPLITS
from jambanken.search.language import key, stems, words
from jambanken.search.lists import BASE, union
from jambanken.search.memory import SearchMemory
from jambanken.search.segments import FIRST_SIGN, MOST_DOCUMENTS, Segment, cut, segment

WORDS = st.sampled_from(
    ("snö", "röjning", "snöröjning", "möte", "mötet", "förskola", "e-post", "kafé", "CEMR", "SKR:s")
)
TEXTS = st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=150)


def _documents(texts: list[str]) -> list[Document]:
    return [document(f"d{number}", f"Titel {number}", text) for number, text in enumerate(texts)]


def _files(found: list[Asset]) -> dict[str, bytes]:
    return {asset.address: asset.read() for asset in found}


def _manifest(files: dict[str, bytes]) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(files[MANIFEST])
    return manifest


def _numbers(text: str, sizes: list[int]) -> Iterator[tuple[int, int]]:
    """Read a list as the file's description says: documents and how much each counts."""
    at, segment_ = 0, -1

    def number() -> int:
        nonlocal at
        value, unit = 0, 1
        while True:
            sign = ord(text[at]) - FIRST_SIGN
            at += 1
            if sign < BASE:
                return value + sign * unit
            value += (sign - BASE) * unit
            unit *= BASE

    while at < len(text):
        segment_ += number() + 1
        count = number() + 1
        start = sum(sizes[:segment_])
        for which in range(at, at + count):
            yield start + ord(text[which]) - FIRST_SIGN, ord(text[which + count]) - FIRST_SIGN
        at += 2 * count


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_every_list_has_just_the_documents_with_the_word(texts: list[str]) -> None:
    """Read back, the lists of stems are what the texts hold, and no list is out of order."""
    documents = _documents(texts)
    files = _files(assets(documents))
    manifest = _manifest(files)
    expected: dict[tuple[str, str], set[int]] = {}
    for number, one in enumerate(documents):
        for _, pieces in one.pieces():
            for word in words(" ".join(pieces)):
                for stem in stems(word):
                    expected.setdefault((key(stem), stem), set()).add(number)
    found: dict[tuple[str, str], set[int]] = {}
    for _, name in manifest["shards"]:
        for line in files[f"{FOLDER}/{name}"].decode().split("\n"):
            key_, *fields = line.split("\t")
            for sort, text in zip(fields[::2], fields[1::2], strict=True):
                if sort.startswith("="):
                    postings = list(_numbers(text, manifest["segments"]))
                    assert [which for which, _ in postings] == sorted(
                        {which for which, _ in postings}
                    )
                    assert all(1 <= impact <= 60 for _, impact in postings)
                    found[key_, sort[1:] or key_] = {which for which, _ in postings}
    assert found == expected
    assert sum(manifest["segments"]) == len(documents)


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.integers(0, 149), st.lists(WORDS, max_size=5).map(" ".join))
def test_what_is_remembered_changes_no_byte(texts: list[str], which: int, other: str) -> None:
    """After an edit the index is what it would be from nothing, files of before and all."""
    memory = SearchMemory()
    before = _documents(texts)
    list(index(before, [("snö", "möte")], None, memory))
    texts[which : which + 1] = [other]
    after = _documents(texts)
    remembered = _files(list(index(after, [("snö", "möte")], None, memory)))
    assert remembered == _files(list(index(after, [("snö", "möte")])))


def test_a_later_build_takes_segments_from_the_cache(tmp_path: Path) -> None:
    """What an earlier build has worked out is used, and gives the same bytes."""
    documents = _documents([f"text om möte {number}" for number in range(100)])
    store = Store(tmp_path / "cache.sqlite")
    first = _files(list(index(documents, [], store)))
    store.close()
    again = Store(tmp_path / "cache.sqlite")
    kept = [key_ for key_ in _keys(documents) if key_ in again]
    assert len(kept) == len(list(cut(documents)))
    assert _files(list(index(documents, [], again))) == first


def _keys(documents: list[Document]) -> list[str]:
    memory = SearchMemory()
    list(index(documents, [], None, memory))
    return list(memory.segments)


def test_an_edit_changes_few_files() -> None:
    """Of a changed word only the files change that hold it, so that browsers keep the others."""
    texts = [f"möte nummer {number} om {chr(97 + number % 26)}ord" for number in range(300)]
    before = _files(assets(_documents(texts)))
    texts[150] += " blåbär"
    after = _files(assets(_documents(texts)))
    hits = [name for name in after.keys() - before.keys() if "/d-" in name]
    assert len(hits) == 1


@given(TEXTS)
@settings(max_examples=20, deadline=None)
def test_a_segment_is_what_its_text_says(texts: list[str]) -> None:
    """A segment comes back from the cache as it went in."""
    for group in cut(_documents(texts)):
        made = segment(group)
        assert Segment.read(made.text()) == made
        assert 0 < made.size <= MOST_DOCUMENTS


def _refs(group: tuple[Document, ...]) -> tuple[str, ...]:
    return tuple(one.ref for one in group)


def test_groups_stay_where_they_are_when_an_entry_is_added() -> None:
    """A new entry moves the bounds of the group it is in, not of all that come after."""
    documents = _documents([""] * 600)
    before = {_refs(group) for group in cut(documents)}
    added = [*documents[:300], document("ny", "Ny"), *documents[300:]]
    after = {_refs(group) for group in cut(added)}
    assert len(after - before) <= 3


def test_the_most_counts_where_lists_meet() -> None:
    """A document that several parts lead to counts as much as the best of them says."""
    assert union([[(0, "a$b%")], [(0, "b'c$"), (2, "a%")]]) == [(0, "a$b'c$"), (2, "a%")]


def test_an_empty_bank_has_an_index() -> None:
    """A bank without entries has a manifest with nothing in it."""
    manifest = _manifest(_files(assets([])))
    assert manifest["segments"] == manifest["shards"] == manifest["hits"] == []


def test_new_splits_are_listed_until_somebody_has_looked() -> None:
    """Editors see what rules have cut; a word of the reviewed list is no longer among it."""
    made = assets([document("d", "Snöröjning och könsuppdelad handlingsplan")])
    lines = _files(made)[SPLITS].decode().split("\n")
    assert "snöröjning snö röjning" in lines
    assert "handlingsplan handling plan" in lines
    assert not [line for line in lines if line.startswith("könsuppdelad")]
