"""Pictures that are shown beside another: those that share most with it."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any

from tests.support.galleries import made_up, shown_of
from tests.support.pictures import bank_of

from jambanken.kinds.bildbank import Picture
from jambanken.pages.picture import ALIKE, COMMON, SIMILAR, WEIGHTS, PictureViews


def shared_weight(one: Picture, other: Picture) -> int:
    """Return how alike two pictures are, by the rule as it is written."""
    return (
        WEIGHTS["area"] * len({*one.areas} & {*other.areas})
        + WEIGHTS["tag"]
        * len({tag.lower() for tag in one.tags} & {tag.lower() for tag in other.tags})
        + WEIGHTS["role"]
        * len({person.role for person in one.people} & {person.role for person in other.people})
        + WEIGHTS["setting"]
        * (bool(one.setting) and (one.setting or "").lower() == (other.setting or "").lower())
        + WEIGHTS["activity"] * (bool(one.activity) and one.activity == other.activity)
    )


def test_similar_pictures_are_those_that_share_most(tmp_path: Path) -> None:
    """The choice follows the rule for every picture of a made-up bank, and is the same every time."""
    more: list[dict[str, Any]] = [{"taggar": ["Möte", "fika"]}, {"taggar": ["möte"]}]
    more += [{"aktivitet": "samtal"}]
    told = zip(made_up(60).items(), cycle(more), strict=False)
    data = {ref: fields | besides for (ref, fields), besides in told}
    known, gallery = shown_of(tmp_path, data)
    views = PictureViews(gallery, known)
    found = 0
    for shown in gallery:
        scores = {
            other.slug: score
            for other in gallery
            if other is not shown
            and (score := shared_weight(shown.picture, other.picture)) >= ALIKE
        }
        best = sorted(scores, key=lambda slug: (-scores[slug], slug))[:SIMILAR]  # used at once
        assert [other.slug for other in views.similar(shown)] == best
        found += len(best)
    assert found > SIMILAR


def test_traits_that_all_share_and_archived_pictures_do_not_count(tmp_path: Path) -> None:
    """What tells nothing apart is left out, and so is what is in no list."""
    many = {f"b{number}": {"taggar": ["alla"]} for number in range(COMMON + 1)}
    old = {"taggar": ["sällsynt"], "status": "arkiverad"}
    known, gallery = bank_of(
        tmp_path, a={"taggar": ["alla", "sällsynt"]}, c={"taggar": ["Sällsynt"]}, d=old, **many
    )
    assert [
        other.slug for other in PictureViews(gallery, known).similar(gallery.pictures["a"])
    ] == ["c"]
