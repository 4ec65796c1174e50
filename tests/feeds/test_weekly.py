"""The tip of the week: the same for all, never again too soon, and left alone by what is added."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.support.bank import TODAY, shown, smallest, write
from tests.support.html import elements, text_of

from jambanken.bank import Record
from jambanken.feeds.weekly import APART, Draw, monday_of, week_of
from jambanken.kinds import KIND_BY_NAME
from jambanken.pages.environment import environment
from jambanken.pages.weekly import card_words, snippet, weekly_assets, weekly_page, weeks

TIPS = KIND_BY_NAME["tips"]
ATOM = "{http://www.w3.org/2005/Atom}"
MONDAY = dt.date(2026, 11, 16)
OLD = "2020-01-01"


def tip(slug: str, **fields: Any) -> Record:
    """Return the record of a tip."""
    entry = TIPS.model.model_validate(
        smallest("tips", **{"tid": "10", "publicerad": OLD, **fields})
    )
    return Record(TIPS, slug, entry, None, "")  # type: ignore[arg-type]  # has no file


@cache
def old_tip(number: int) -> Record:
    """Return one of the tips that have long been there."""
    return tip(f"tips-{number}")


def numbered(count: int) -> list[Record]:
    """Return so many tips that have long been there."""
    return [old_tip(number) for number in range(count)]


def slugs(tips: Sequence[Record], first: int, count: int) -> list[str]:
    """Return the tips of so many weeks, by slug."""
    draw = Draw(tips)
    found = [draw.of_week(week) for week in range(first, first + count)]
    assert None not in found
    return [record.slug for record in found if record]


WEEK = week_of(MONDAY)


def test_a_week_is_monday_to_sunday() -> None:
    """Whatever the day and the order of the files, everybody sees the same all week."""
    tips = numbered(9)
    days = [MONDAY + dt.timedelta(day) for day in range(-1, 8)]
    assert [week_of(day) - WEEK for day in days] == [-1, *[0] * 7, 1]
    assert monday_of(WEEK) == MONDAY
    drawn = {Draw(some).of_day(day) for some in (tips, tips[::-1]) for day in days[1:8]}
    assert len(drawn) == 1


@settings(max_examples=40)
@given(st.integers(7, 40), st.integers(0, 200_000))
def test_a_tip_stays_away_for_weeks(count: int, first: int) -> None:
    """Who looks every Monday sees another one, and the same one three weeks later at the earliest."""
    drawn = slugs(numbered(count), first, 24)
    for place, slug in enumerate(drawn):
        assert slug not in drawn[place + 1 : place + 1 + APART]


@settings(max_examples=40)
@given(st.integers(2, 6), st.integers(0, 200_000))
def test_a_few_tips_take_turns(count: int, first: int) -> None:
    """A small bank shows all it has before one comes again."""
    assert len(set(slugs(numbered(count), first, count))) == count


@settings(max_examples=40)
@given(st.lists(st.integers(-60, 20), min_size=7, max_size=14), st.integers(0, 7))
def test_the_same_never_comes_twice_in_a_row(ages: list[int], old: int) -> None:
    """Not even where tips come to the bank week by week."""
    day = dt.timedelta(weeks=1)
    tips = [tip(f"ny-{n}", publicerad=str(MONDAY + age * day)) for n, age in enumerate(ages)]
    drawn = slugs([*tips, *numbered(old)], WEEK - 40, 60)
    assert all(one != other for one, other in pairwise(drawn))


@settings(max_examples=40)
@given(st.integers(8, 30), st.integers(0, 6), st.integers(0, 200))
def test_what_is_added_leaves_the_week_alone(count: int, weekday: int, name: int) -> None:
    """A tip that is published today changes neither this week nor any that is over."""
    today = MONDAY + dt.timedelta(weekday)
    new = tip(f"nytt-{name}", publicerad=str(today))
    before, after = numbered(count), [*numbered(count), new]
    assert slugs(before, WEEK - 20, 21) == slugs(after, WEEK - 20, 21)


def test_a_tip_added_long_ago_or_removed_changes_few_weeks() -> None:
    """The rest of the year stays as it was: the weeks are drawn one by one."""
    tips = numbered(20)
    before = slugs(tips, WEEK, 52)
    for changed in ([*tips, tip("nytt")], tips[1:]):
        after = slugs(changed, WEEK, 52)
        assert 0 < sum(one != other for one, other in zip(before, after, strict=True)) <= 13


def test_every_tip_has_its_turn() -> None:
    """In two years all of twenty tips have been there."""
    assert len(set(slugs(numbered(20), WEEK, 104))) == 20


def test_it_is_for_most() -> None:
    """No week is spent on one trade's tip while there are tips for all; a long one never is."""
    audiences = {"a": ["x"], "b": ["x", "y", "z"], "c": [], "d": ["x", "y"]}
    made = [tip(slug, målgrupper=ids) for slug, ids in audiences.items()]
    long = tip("lang", tid="31")
    assert set(slugs([*made, long], WEEK, 8)) == {"b", "c"}
    assert set(slugs([made[0], made[3], long], WEEK, 8)) == {"a", "d"}
    assert Draw([long]).of_week(WEEK) is None
    assert Draw([]).of_week(WEEK) is None


def test_it_can_be_done_in_most_places() -> None:
    """Three audiences in one office are not most: the tip is for many areas too, or for every staff."""
    areas = {
        "a": ["vard"],
        "b": ["vard", "skola", "vatten"],
        "c": [],
        "d": ["vard", "skola"],
        "e": ["ledning-och-personal"],
    }
    made = [tip(slug, målgrupper=["x", "y", "z"], verksamheter=ids) for slug, ids in areas.items()]
    few = tip("f", målgrupper=["x"], verksamheter=areas["b"])
    assert set(slugs([*made, few], WEEK, 12)) == {"b", "c", "e"}
    assert set(slugs([made[0], made[3], few], WEEK, 12)) == {"a", "d", "f"}


def test_any_day_has_a_tip() -> None:
    """The calendar's first and last days are days like others."""
    draw = Draw(numbered(9))
    assert draw.of_day(dt.date.min)
    assert draw.of_day(dt.date.max)


def test_the_page_and_the_feed_have_the_same_weeks(tmp_path: Path) -> None:
    """Neither has drafts, archived tips, or a week before the bank had the tip."""
    entries = {
        **{f"tips/gammalt-{n}": {"publicerad": "2026-10-01"} for n in range(8)},
        "tips/utkast": {"status": "utkast"},
        "tips/framtida": {"publicerad": "2026-12-01"},
        "tips/arkiverat": {"status": "arkiverad"},
    }
    catalogue = shown(write(tmp_path, entries), preview=True)
    found = weeks(catalogue)
    assert {week.record.slug[:7] for week in found} == {"gammalt"}
    assert [week.monday for week in found] == [MONDAY - dt.timedelta(7 * n) for n in range(7)]
    asset, _ = weekly_assets(catalogue)
    root = ET.fromstring(asset.read())  # noqa: S314  # made by the bank itself
    entries_ = root.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title", "").split(":")[0] for one in entries_] == [
        f"Vecka {week}" for week in range(47, 40, -1)
    ]
    assert root.findtext(f"{ATOM}updated", "")[:10] == str(MONDAY)
    assert len({one.findtext(f"{ATOM}id") for one in entries_}) == 7
    assert catalogue.today == TODAY


@pytest.mark.parametrize(
    ("title", "name"), [("Inled med runda", "Banken & <b>"), ("مرحبا " * 9, "Банк 漢字")]
)
def test_the_card_is_a_picture_at_one_address(tmp_path: Path, title: str, name: str) -> None:
    """An intranet's picture is that of the week, whatever letters stand in the title."""
    region = {"namn": name, "webbadress": "https://www.region.example/banken"}
    fields = {"publicerad": "2026-01-01", "titel": title}
    catalogue = shown(write(tmp_path, {"tips/ett": fields}, bank=region))
    _, card = weekly_assets(catalogue)
    assert card.address == "veckans-tips/kort.png"
    with Image.open(io.BytesIO(card.read())) as image:
        assert image.format == "PNG"
        assert image.size == (1200, 630)
    assert card_words(weeks(catalogue)[0], catalogue.settings).bank in {name, ""}
    code = snippet(catalogue.settings, has_card=True)
    link, picture = elements(code)
    assert link.attributes["href"] == "https://www.region.example/banken/veckans-tips/"
    assert picture.attributes["src"] == "https://www.region.example/banken/veckans-tips/kort.png"
    assert picture.attributes["alt"] == f"Veckans tips från {name}"


def test_a_bank_without_tips_has_a_page_and_no_card(tmp_path: Path) -> None:
    """The page says so, and its code is a plain link."""
    catalogue = shown(write(tmp_path, {}))
    assert [asset.address for asset in weekly_assets(catalogue)] == ["veckans-tips/flode.xml"]
    page = weekly_page(environment(lambda _: True), catalogue.settings, weeks(catalogue))
    assert "Banken har inget kort tips ännu." in text_of(page.body)
    assert "kort.png" not in page.body
