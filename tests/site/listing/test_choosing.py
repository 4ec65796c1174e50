"""Narrowing a listing as a visitor does: by finger, by address, back and forward."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.support.browsing import Visit
from tests.support.listings import ServedListing
from tests.support.looking import faults
from tests.support.narrowing import expect_shown, titles, word

from jambanken.bank import Record
from jambanken.search.facet_values import facet_values

pytestmark = pytest.mark.browser


def titles_of(records: list[Record]) -> list[str]:
    """Return the titles of entries."""
    return [record.entry.title for record in records]


def test_the_script_finds_what_the_entries_say(few: ServedListing, visit: Visit) -> None:
    """Whatever is chosen, the listing shows just the entries that fit, and counts them."""
    chance = random.Random(7)  # noqa: S311  # no secret
    page = visit(few.base)
    every = len(few.records)
    for _ in range(25):
        choice: dict[str, Any] = {
            "malgrupp": chance.sample(["chef", "hr", "pedagog"], chance.randrange(3)),
            "tema": chance.sample(["moten", "sprak"], chance.randrange(2)),
            "insats": chance.sample(["liten", "stor"], chance.randrange(2)),
            "tid": chance.choice([None, 5, 15, 60]),
            "grupp": chance.choice([None, 1, 8, 12]),
        }
        choice = {name: wanted for name, wanted in choice.items() if wanted}
        pairs = [
            f"{name}={one}"
            for name, wanted in choice.items()
            for one in (wanted if isinstance(wanted, list) else [wanted])
        ]
        page.goto(f"{few.base}?{'&'.join(pairs)}")
        expected = few.found(**choice)
        said = f"{len(expected)} av {every} tips" if pairs else f"{every} tips"
        expect(page.get_by_role("status")).to_have_text(said)
        expect_shown(page, expected)


def test_a_count_is_what_the_choice_would_give(few: ServedListing, visit: Visit) -> None:
    """The number beside a word is how many entries there are if it is chosen alone on its side."""
    page = visit(f"{few.base}?tema=moten&tid=20&tid=15")
    group = page.get_by_role("group", name="Målgrupp", exact=True)
    for name in ("chef", "hr", "pedagog"):
        number = len(few.found(tema=["moten"], tid=15, malgrupp=[name]))
        box = group.get_by_role(
            "checkbox", name=re.compile(rf"^{name.capitalize()} {number} tips$")
        )
        expect(box).to_have_count(1)
    times = page.get_by_role("group", name="Tid", exact=True)
    number = len(few.found(tema=["moten"], tid=5))
    expect(times.get_by_role("radio", name=f"Högst 5 minuter {number} tips")).to_have_count(1)


def test_choosing_stands_in_the_address(few: ServedListing, visit: Visit) -> None:
    """A choice is in the address, is undone by going back, and can be sent to a colleague."""
    page = visit(few.base)
    word(page, "Målgrupp", "Chef").check()
    word(page, "Tid", "Högst 15 minuter", "radio").check()
    word(page, "Tid", "Högst 5 minuter", "radio").check()
    expect(page).to_have_url(f"{few.base}?malgrupp=chef&tid=5")
    expect_shown(page, few.found(malgrupp=["chef"], tid=5))
    page.go_back()
    expect_shown(page, few.found(malgrupp=["chef"], tid=15))
    expect(page.get_by_role("radio", name=re.compile("^Högst 15"))).to_be_checked()
    page.get_by_role("combobox", name="Ordning").select_option("nyast")
    expect(page).to_have_url(f"{few.base}?malgrupp=chef&tid=15&ordning=nyast")
    expect(page.get_by_role("heading", level=2, name="Nyast")).to_be_visible()
    sent = visit(page.url)
    expect_shown(sent, titles(page).all_inner_texts())
    word(sent, "Tid", "Högst 5 minuter", "radio").check()
    expect(sent).to_have_url(re.compile("ordning=nyast"))
    page.get_by_role("radio", name="Spelar ingen roll").check()
    expect(page).to_have_url(f"{few.base}?ordning=nyast&malgrupp=chef")
    page.get_by_role("button", name="Ta bort Målgrupp: Chef").click()
    expect(page).to_have_url(f"{few.base}?ordning=nyast")
    expect(page.get_by_role("status")).to_be_focused()
    for _ in range(4):
        page.go_back()
    expect_shown(page, few.found(malgrupp=["chef"]))


def test_sorting_keeps_what_was_chosen(few: ServedListing, visit: Visit) -> None:
    """Newest and shortest put what was found in one list; the groups come back when asked for."""
    page = visit(f"{few.base}?tema=moten")
    order = page.get_by_role("combobox", name="Ordning")
    grouped = few.records_found(tema=["moten"])
    expect_shown(page, titles_of(grouped))
    order.select_option("nyast")
    newest = sorted(grouped, key=lambda one: str(one.entry.published), reverse=True)
    expect_shown(page, titles_of(newest))
    order.select_option("kortast")
    shortest = sorted(grouped, key=lambda one: facet_values(one).minutes or 0)
    expect_shown(page, titles_of(shortest))
    expect(page.get_by_role("heading", level=2, name="Kortast tid först")).to_be_visible()
    order.select_option("")
    expect_shown(page, titles_of(grouped))


def test_a_group_says_how_many_they_are(few: ServedListing, visit: Visit) -> None:
    """A group of eight gets what suits eight; a size that is none is no choice."""
    page = visit(few.base)
    every = f"{len(few.records)} tips"
    page.get_by_role("group", name="Gruppens storlek").locator("summary").click()
    box = page.get_by_role("spinbutton", name="Vi är personer")
    box.press_sequentially("12")
    expect(page.get_by_role("button", name="Ta bort Gruppens storlek: Vi är 12")).to_be_visible()
    expect_shown(page, few.found(grupp=12))
    expect(page).to_have_url(f"{few.base}?grupp=12")
    box.fill("")
    expect(page.get_by_role("status")).to_have_text(every)
    page.clock.install()
    box.fill("-3")
    page.clock.run_for(10_000)  # longer than anybody's pause between digits
    expect(page.get_by_role("status")).to_have_text(every)
    expect(page).to_have_url(few.base)
    page.goto(f"{few.base}?grupp=-3&grupp=1e3&grupp=&tid=7&tid=__proto__&malgrupp=constructor")
    expect(page.get_by_role("status")).to_have_text(every)
    expect(titles(page)).to_have_count(len(few.records))


def test_nothing_found_is_no_dead_end(few: ServedListing, visit: Visit) -> None:
    """Where nothing fits, the page says so and which choice to take away."""
    page = visit(f"{few.base}?grupp=1&tid=5")
    expect(page.get_by_text("Inget passar alla val.")).to_be_visible()
    expect(titles(page)).to_have_count(0)
    left = few.found(tid=5)
    assert faults(page) == []
    page.get_by_role("button", name=f"Ta bort Vi är 1: {len(left)} tips").click()
    expect_shown(page, left)


def test_three_choices_on_a_phone(few: ServedListing, visit: Visit) -> None:
    """With the filter open, 15 minutes, managers and meetings are a tap each, all in sight of a scroll."""
    page = visit(few.base, width=375)
    expect(page.locator(".jb-filter input").locator("visible=true")).to_have_count(0)
    page.locator(".jb-filter__box > summary").click()
    page.get_by_role("radio", name=re.compile("^Högst 15")).check()
    page.get_by_role("checkbox", name=re.compile("^Chef ")).check()
    page.get_by_role("checkbox", name=re.compile("^Moten ")).check()
    found = few.found(tid=15, malgrupp=["chef"], tema=["moten"])
    page.get_by_role("button", name=f"Visa {len(found)} tips").click()
    expect(page.get_by_role("status")).to_be_in_viewport()
    expect(page.locator("[data-chosen-total]")).to_have_text("3")
    expect_shown(page, found)
