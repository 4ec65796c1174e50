"""What listings are narrowed by: what the entries say, all of it, and nothing that would not help."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.html import elements
from tests.support.listings import AUDIENCES, THEMES, made_up, pages_of, shown_of

from jambanken.catalogue import Catalogue
from jambanken.groups import GROUPS
from jambanken.kinds import KIND_BY_NAME
from jambanken.pages.listing import PAGE_LENGTH
from jambanken.pages.narrowing import MOST_ORGANISATIONS, Narrowing, narrowing
from jambanken.pages.overview import listing_assets
from jambanken.search.facet_values import SIDES, FacetValues, facet_values

MANY = PAGE_LENGTH + 10


def narrowed(seen: Catalogue, kind: str = "tips") -> Narrowing:
    """Return what a kind's entries can be narrowed by, in the order of the catalogue."""
    return narrowing(seen, KIND_BY_NAME[kind], seen.of_kind(kind))


def values(root: Path, ref: str, **fields: Any) -> FacetValues:
    """Return what one entry can be chosen by."""
    seen = shown_of(root, {ref: fields})
    return facet_values(seen.records[ref])


@pytest.mark.parametrize(
    ("ref", "fields", "minutes"),
    [
        ("tips/a", {"tid": 15}, 15),
        ("filmer/a", {"längd": "4:30"}, 5),
        ("filmer/a", {"längd": "5:00"}, 5),
        ("filmer/a", {"längd": "0:00"}, 1),
        ("filmer/a", {"längd": "1:00:01"}, 61),
        ("filmer/a", {"längd": "okänd"}, None),
        ("larvagar/a", {"steg": [{"rubrik": "Ett", "tid": 20}, {"rubrik": "Två"}]}, 20),
        ("larvagar/a", {"steg": [{"rubrik": "Ett"}]}, None),
        ("begrepp/a", {}, None),
    ],
)
def test_time_is_what_the_entry_says(
    tmp_path: Path, ref: str, fields: dict[str, Any], minutes: int | None
) -> None:
    """A begun minute counts, and where no time is said there is none."""
    assert values(tmp_path, ref, **fields).minutes == minutes


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ({"minst": 4, "högst": 12}, (4, 12)),
        ({"minst": 4}, (4, 10_000)),
        ({"högst": 12}, (1, 12)),
        (None, None),
    ],
)
def test_a_group_is_what_the_entry_says(
    tmp_path: Path, said: dict[str, int] | None, group: tuple[int, int] | None
) -> None:
    """A tip that says nothing of groups is not said to suit one."""
    assert values(tmp_path, "tips/a", deltagare=said).group == group


def test_an_organisation_counts_wherever_it_is_named(tmp_path: Path) -> None:
    """Sender or the one who has tried: the same entries as in the organisation's overview."""
    tried = [{"organisation": "kommun-2", "år": 2024, "text": "Det gick bra."}]
    found = values(tmp_path, "tips/a", avsändare=["kommun-1"], erfarenheter=tried)
    assert found.organisations == ("kommun-1", "kommun-2")


def test_a_side_that_divides_nothing_is_not_offered(tmp_path: Path) -> None:
    """Where all entries are alike in something, it is no choice; nor is a time that finds no more."""
    alike = {"målgrupper": ["chef"], "tid": 10, "teman": ["moten"]}
    seen = shown_of(tmp_path, {"tips/a": alike, "tips/b": alike, "tips/c": {**alike, "tid": 40}})
    assert [side.id for side in narrowed(seen).sides] == ["tid"]
    (side,) = narrowed(seen).sides
    assert [(choice.id, choice.count) for choice in side.choices] == [
        *[("15", 2), ("60", 3)],
    ]


def test_one_entry_needs_no_choice(tmp_path: Path) -> None:
    """A listing of one entry has no filter, and loads no script for it."""
    seen = shown_of(tmp_path, {"tips/a": {}})
    (page,) = pages_of(seen).values()
    assert 'class="jb-filter"' not in page.body
    assert "<script" not in page.head


@pytest.mark.parametrize("seed", range(3))
def test_counts_are_those_of_the_catalogue(tmp_path: Path, seed: int) -> None:
    """A word has so many entries as its own overview shows, and leads there."""
    seen = shown_of(tmp_path, made_up(40, seed))
    by_sort = {group.sort: group for group in GROUPS}
    made = {side.id: side for side in narrowed(seen).sides}
    for known in SIDES:
        if known.words is None:
            continue
        for choice in made[known.id].choices:
            assert choice.count == len(seen.group(known.words, choice.id))
            assert choice.address == f"{by_sort[known.words].folder}/{choice.id}/#tips"
    assert [choice.id for choice in made["malgrupp"].choices] == list(AUDIENCES)
    assert [choice.id for choice in made["tema"].choices] == list(THEMES)


def test_rows_say_what_each_entry_has(tmp_path: Path) -> None:
    """The numbers that scripts read are the words, minutes, day and group of each entry in turn."""
    seen = shown_of(tmp_path, made_up(40))
    found = narrowed(seen)
    assert set(found.json) <= set("0123456789[],")
    for record, (places, minutes, day, *group) in zip(
        seen.of_kind("tips"), found.rows, strict=True
    ):
        said, keys = facet_values(record), {found.words[place] for place in places}
        for side in SIDES:
            assert {f"{side.id}-{id_}" for id_ in said.words(side)} <= keys
        assert minutes == said.minutes
        assert {f"tid-{most}" for most in (5, 15, 30, 60) if (said.minutes or 0) <= most} == {
            key for key in keys if key.startswith("tid-") and key != "tid-langre"
        }
        assert record.entry.published is not None
        assert day == record.entry.published.toordinal()
        assert tuple(group) == (said.group or (0, 0))


def test_only_the_most_frequent_organisations_are_a_choice(tmp_path: Path) -> None:
    """A long list is no help: the rest are one link away."""
    entries = {f"tips/t-{number}": {"avsändare": [f"kommun-{number}"]} for number in range(40)}
    extra = {"tips/extra": {"avsändare": ["kommun-39"]}}
    (side,) = narrowed(shown_of(tmp_path, entries | extra)).sides
    assert len(side.choices) == MOST_ORGANISATIONS
    assert ("kommun-39", 2) in [(choice.id, choice.count) for choice in side.choices]
    assert side.rest == "organisationer/"


def test_a_long_listing_is_narrowed_by_a_file(tmp_path: Path) -> None:
    """Only a listing of several pages needs a file; the first page names it, the others lead there."""
    seen = shown_of(tmp_path, made_up(MANY))
    (asset,) = listing_assets(seen)
    first, second = pages_of(seen).values()
    (root,) = [one.attributes for one in elements(first.body) if "data-module" in one.attributes]
    assert root["data-source"].endswith(asset.address)
    assert "data-rows" not in root
    said = json.loads(asset.read())
    assert len(said["rows"]) == MANY
    assert 'class="jb-filter"' not in second.body
    assert "Filtrera och ordna" in second.body
    assert list(listing_assets(shown_of(tmp_path / "few", made_up(10)))) == []
