"""The suggested meeting: chosen by the rule that stands on the page, and by nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.bank import TODAY, shown, smallest, write
from tests.support.listings import SHARED, shown_of

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.kinds import KIND_BY_NAME
from jambanken.kinds.base import Entry
from jambanken.meeting.suggest import FRAMES, TURNS, Fit, Frame, minutes_of, suggestions
from jambanken.pages.meetings import meetings_assets
from jambanken.settings import Settings
from jambanken.shared import Registry
from jambanken.swedish import sort_key

AUDIENCES, AREAS = ("", "chef", "hr", "pedagog"), ("", "skola", "forskola")
ENTRIES: Mapping[str, Mapping[str, Any]] = {
    "tips/a-chef-skola": {"tid": 8, "målgrupper": ["chef"], "verksamheter": ["skola"]},
    "tips/b-chef": {"tid": 10, "målgrupper": ["chef"]},
    "tips/c-skola": {"tid": 10, "verksamheter": ["skola"]},
    "tips/d-alla": {"tid": 10},
    "tips/e-manga": {"tid": 10, "målgrupper": ["hr", "pedagog"], "trycksaker": ["trycksaker/kort"]},
    "tips/f-langt": {"tid": 31, "målgrupper": ["chef"], "verksamheter": ["skola"]},
    "tips/utkast": {
        "tid": 10,
        "status": "utkast",
        "målgrupper": ["chef"],
        "verksamheter": ["skola"],
    },
    "tips/arkiverat": {"tid": 10, "status": "arkiverad", "verksamheter": ["forskola"]},
    "filmer/kort": {"längd": "3:01", "målgrupper": ["hr"]},
    "filmer/okand": {"längd": "okänd", "målgrupper": ["chef"]},
    "trycksaker/kort": {"artikelnummer": "JB-7", "beställning": "tryck"},
}


def slugs(catalogue: Catalogue, frame: Frame, audience: str, area: str) -> list[tuple[str, Fit]]:
    """Return the tips suggested for a choice."""
    found = suggestions(catalogue).of(frame, audience, area)
    return [(pick.record.slug, pick.fit) for pick in found.tips]


def test_who_and_where_go_before_length(tmp_path: Path) -> None:
    """What fits both comes first, though shorter; then audience, area, and what is left."""
    entries = {ref: {"titel": ref.partition("/")[2], **data} for ref, data in ENTRIES.items()}
    catalogue = shown_of(tmp_path, entries)
    quarter = FRAMES[0]
    assert slugs(catalogue, quarter, "chef", "skola") == [
        ("a-chef-skola", Fit.BOTH),
        ("b-chef", Fit.AUDIENCE),
        ("c-skola", Fit.AREA),
    ]
    assert slugs(catalogue, quarter, "", "")[0] == ("e-manga", Fit.ANY)
    assert slugs(catalogue, quarter, "hr", "forskola")[0] == ("e-manga", Fit.AUDIENCE)
    assert slugs(catalogue, quarter, "okand", "skola")[0] == ("c-skola", Fit.AREA)


def test_a_film_of_unknown_length_is_never_chosen(tmp_path: Path) -> None:
    """And none is in a quarter of an hour; a started minute counts whole."""
    found = suggestions(shown_of(tmp_path, ENTRIES))
    assert [found.of(frame, "chef").film is not None for frame in FRAMES] == [False, True, True]
    film = found.of(FRAMES[1], "chef").film
    assert film is not None
    assert (film.record.slug, film.fit, minutes_of(film.record.entry)) == ("kort", Fit.ANY, 4)


def by_the_book(records: list[Record], longest: int, audience: str, area: str) -> list[str]:
    """Return what the words on the page say, done without any thought of speed."""

    def reason(entry: Entry) -> Fit:
        for_them, for_there = audience in entry.audiences, area in entry.areas
        if for_them and for_there:
            return Fit.BOTH
        return Fit.AUDIENCE if for_them else Fit.AREA if for_there else Fit.ANY

    able = [one for one in records if 0 < minutes_of(one.entry) <= longest]
    able.sort(
        key=lambda one: (
            reason(one.entry),
            -minutes_of(one.entry),
            -len(one.entry.audiences),
            sort_key(one.entry.title),
            one.ref,
        )
    )
    return [one.slug for one in able[:TURNS]]


TIP = st.fixed_dictionaries(
    {
        "tid": st.sampled_from(["4", "10", "15", "30", "45"]),
        "målgrupper": st.lists(st.sampled_from(AUDIENCES[1:]), unique=True),
        "verksamheter": st.lists(st.sampled_from(AREAS[1:]), unique=True),
        "titel": st.sampled_from(["Öva", "Ange", "Bestäm", "ärligt talat"]),
    }
)


@settings(max_examples=40)
@given(st.lists(TIP, max_size=12), st.sampled_from(AUDIENCES), st.sampled_from(AREAS))
def test_it_is_what_the_page_says(data: list[dict[str, Any]], audience: str, area: str) -> None:
    """Whatever the bank holds, the quick way gives what the rule in words gives."""
    kind = KIND_BY_NAME["tips"]
    records = [
        Record(kind, f"tips-{n}", kind.model.model_validate(smallest("tips", **one)), None, "")  # type: ignore[arg-type]  # has no file
        for n, one in enumerate(data)
    ]
    catalogue = Catalogue(
        TODAY, Settings(), Registry(), {one.ref: one for one in records}, (), preview=False
    )
    for frame in FRAMES:
        found = [slug for slug, _ in slugs(catalogue, frame, audience, area)]
        assert found == by_the_book(records, frame.longest_tip, audience, area)


def test_the_file_has_every_choice_and_nothing_hidden(tmp_path: Path) -> None:
    """The page's script finds a row for each length, audience and area, of entries that are there."""
    catalogue = shown(write(tmp_path, ENTRIES, **SHARED), preview=True)
    (asset,) = meetings_assets(catalogue)
    data = json.loads(asset.read())
    used = {f"{audience}/{area}" for audience in AUDIENCES for area in ("", "skola")}
    assert {length: set(row) for length, row in data["picks"].items()} == dict.fromkeys(
        ("15", "30", "60"), used
    )
    refs = {one["ref"] for one in data["entries"]}
    assert {"tips/a-chef-skola", "tips/e-manga", "filmer/kort"} <= refs
    assert not [ref for ref in refs if ref.endswith(("utkast", "arkiverat", "okand", "langt"))]
    assert data["printed"] == [
        {"ref": "trycksaker/kort", "title": data["printed"][0]["title"], "number": "JB-7"}
    ]
    for row in (row for rows in data["picks"].values() for row in rows.values()):
        assert len(row) % 2 == 0
        assert all(-1 <= place < len(data["entries"]) for place in row[::2])
