"""The home page's pictures: others every week, spread over the bank, and in time all of them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from pathlib import Path

import pytest
from tests.support.galleries import made_up, shown_of

from jambanken.gallery import EMPTY, Gallery
from jambanken.pages.home import SAMPLES, samples

MONDAY = dt.date(2026, 11, 23)


def weeks(gallery: Gallery, number: int) -> list[list[str]]:
    """Return what is shown in so many weeks."""
    days = [MONDAY + dt.timedelta(weeks=week) for week in range(number)]
    return [[shown.slug for shown in samples(gallery, day)] for day in days]


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    """A bank of some lying and some standing pictures."""
    return shown_of(tmp_path_factory.mktemp("bank"), made_up(40))[1]


def lying(gallery: Gallery) -> list[str]:
    """Return the pictures that the home page may show, in the order of their names."""
    return sorted(shown.slug for shown in gallery if not shown.file.is_portrait)


def test_every_picture_has_its_weeks(gallery: Gallery) -> None:
    """In so many weeks as there are pictures each is shown equally often, whoever it shows."""
    able = lying(gallery)
    assert SAMPLES < len(able) < len(gallery)
    found = Counter(slug for week in weeks(gallery, len(able)) for slug in week)
    assert found == dict.fromkeys(able, SAMPLES)


def test_a_week_differs_from_the_next_and_within(gallery: Gallery) -> None:
    """No picture stays for two weeks, none is there twice, and no two are neighbours in the list."""
    able = lying(gallery)
    drawn = weeks(gallery, len(able))
    for week, following in itertools.pairwise(drawn):
        assert not set(week) & set(following)
        places = sorted(able.index(slug) for slug in week)
        assert len(set(places)) == SAMPLES
        assert all(after - before > 1 for before, after in itertools.pairwise(places))


def test_the_week_begins_on_monday(gallery: Gallery) -> None:
    """All days of a week show the same."""
    days = [samples(gallery, MONDAY + dt.timedelta(days=day)) for day in range(8)]
    assert days[:7] == [days[0]] * 7
    assert days[7] != days[0]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_small_bank_shows_what_it_has(tmp_path: Path, count: int) -> None:
    """Fewer pictures than there is room for are shown once each."""
    _, few = shown_of(tmp_path, made_up(count))
    assert sorted(weeks(few, 1)[0]) == lying(few)
    assert weeks(EMPTY, 1) == [[]]
