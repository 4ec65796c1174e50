"""Narrowing a listing as a visitor does: by finger, by keyboard, by address, with and without scripts."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect
from tests.support.browsing import Windows, served
from tests.support.listings import made_up, shown_of, write_site
from tests.support.looking import faults

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.kinds import KIND_BY_NAME
from jambanken.pages.listing import sheets
from jambanken.search.facet_values import facet_values

pytestmark = pytest.mark.browser
FEW, MANY = 50, 290


class Site(NamedTuple):
    """A served listing, with what it was made from."""

    base: str
    seen: Catalogue

    @property
    def records(self) -> list[Record]:
        """All entries in the order of the listing."""
        listing = sheets(KIND_BY_NAME["tips"], self.seen.of_kind("tips"))
        cards = (card for sheet in listing for shelf in sheet.shelves for card in shelf.cards)
        return [self.seen.records[card.ref] for card in cards]

    def found(self, **choice: Any) -> list[str]:
        """Return the titles of the entries that fit: by the package's values, not by the script."""
        return [one.entry.title for one in self.records if _fits(one, choice)]


def _fits(record: Record, choice: dict[str, Any]) -> bool:
    values = facet_values(record)
    least, most = values.group or (0, 0)
    tests: dict[str, Callable[[Any], bool]] = {
        "malgrupp": lambda ids: bool(set(ids) & set(values.audiences)),
        "tema": lambda ids: bool(set(ids) & set(values.themes)),
        "verksamhet": lambda ids: bool(set(ids) & set(values.areas)),
        "tid": lambda longest: (values.minutes or 0) <= longest,
        "insats": lambda ids: values.effort in ids,
        "grupp": lambda size: least <= size <= most,
    }
    return all(tests[name](wanted) for name, wanted in choice.items())


def site(count: int, folder: Path) -> Iterator[Site]:
    """Serve a listing of so many made-up tips below a folder, as some hosts do."""
    seen = shown_of(folder / "bank", made_up(count))
    write_site(folder / "site" / "banken", seen, "tips", "begrepp")
    with served(folder / "site") as address:
        yield Site(f"{address}banken/tips/", seen)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A listing on one page."""
    yield from site(FEW, tmp_path_factory.mktemp("few"))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A listing on three pages."""
    yield from site(MANY, tmp_path_factory.mktemp("many"))


Open = Callable[..., Page]


@pytest.fixture
def visit(windows: Windows) -> Open:
    """Open an address in a window of its own; no error is overlooked."""

    def open_(address: str, **options: Any) -> Page:
        page = windows.watch(windows.open(**options).new_page())
        page.goto(address)
        return page

    return open_


def titles(page: Page) -> list[str]:
    """Return the cards that are to be seen."""
    return page.locator(".jb-card:visible .jb-card__title").all_inner_texts()


def choose(page: Page, side: str, word: str, role: Any = "checkbox") -> None:
    """Choose a word. Its group is opened."""
    group = page.get_by_role("group", name=side, exact=True)
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    group.get_by_role(role, name=re.compile(rf"^{word} \d")).check()


def test_the_script_finds_what_the_entries_say(few: Site, visit: Open) -> None:
    """Whatever is chosen, the listing shows just the entries that fit, and counts them."""
    chance = random.Random(7)  # noqa: S311  # no secret
    page = visit(few.base)
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
        said = f"{len(expected)} av {FEW} tips" if pairs else f"{FEW} tips"
        expect(page.get_by_role("status")).to_have_text(said)
        assert titles(page) == expected, pairs


def test_a_count_is_what_the_choice_would_give(few: Site, visit: Open) -> None:
    """The number beside a word is how many entries there are if it is chosen alone on its side."""
    page = visit(f"{few.base}?tema=moten&tid=20&tid=15")
    group = page.get_by_role("group", name="Målgrupp", exact=True)
    for word in ("chef", "hr", "pedagog"):
        number = len(few.found(tema=["moten"], tid=15, malgrupp=[word]))
        box = group.get_by_role(
            "checkbox", name=re.compile(rf"^{word.capitalize()} {number} tips$")
        )
        expect(box).to_have_count(1)
    times = page.get_by_role("group", name="Tid", exact=True)
    number = len(few.found(tema=["moten"], tid=5))
    expect(times.get_by_role("radio", name=f"Högst 5 minuter {number} tips")).to_have_count(1)


def test_choosing_stands_in_the_address(few: Site, visit: Open) -> None:
    """A choice is in the address, is undone by going back, and can be sent to a colleague."""
    page = visit(few.base)
    choose(page, "Målgrupp", "Chef")
    choose(page, "Tid", "Högst 15 minuter", "radio")
    choose(page, "Tid", "Högst 5 minuter", "radio")
    assert page.url == f"{few.base}?malgrupp=chef&tid=5"
    assert titles(page) == few.found(malgrupp=["chef"], tid=5)
    page.go_back()
    assert titles(page) == few.found(malgrupp=["chef"], tid=15)
    expect(page.get_by_role("radio", name=re.compile("^Högst 15"))).to_be_checked()
    page.get_by_role("combobox", name="Ordning").select_option("nyast")
    assert page.url == f"{few.base}?malgrupp=chef&tid=15&ordning=nyast"
    sent = visit(page.url)
    assert titles(sent) == titles(page)
    choose(sent, "Tid", "Högst 5 minuter", "radio")
    assert "ordning=nyast" in sent.url
    page.get_by_role("radio", name="Spelar ingen roll").check()
    assert page.url == f"{few.base}?ordning=nyast&malgrupp=chef"
    page.get_by_role("button", name="Ta bort Målgrupp: Chef").click()
    assert page.url == f"{few.base}?ordning=nyast"
    expect(page.get_by_role("status")).to_be_focused()
    page.go_back()
    page.go_back()
    page.go_back()
    page.go_back()
    assert titles(page) == few.found(malgrupp=["chef"])


def test_sorting_keeps_what_was_chosen(few: Site, visit: Open) -> None:
    """Newest and shortest put what was found in one list; the groups come back when asked for."""
    page = visit(f"{few.base}?tema=moten")
    order = page.get_by_role("combobox", name="Ordning")
    grouped = titles(page)
    by_title = {record.entry.title: record for record in few.records}
    order.select_option("nyast")
    newest = [by_title[title].entry.published for title in titles(page)]
    assert newest == sorted(newest, key=str, reverse=True)
    order.select_option("kortast")
    minutes = [facet_values(by_title[title]).minutes or 0 for title in titles(page)]
    assert minutes == sorted(minutes)
    expect(page.get_by_role("heading", level=2, name="Kortast tid först")).to_be_visible()
    assert sorted(titles(page)) == sorted(grouped)
    order.select_option("")
    assert titles(page) == grouped


def test_a_group_says_how_many_they_are(few: Site, visit: Open) -> None:
    """A group of eight gets what suits eight; a size that is none is no choice."""
    page = visit(few.base)
    page.get_by_role("group", name="Gruppens storlek").locator("summary").click()
    box = page.get_by_role("spinbutton", name="Vi är personer")
    box.press_sequentially("12")
    expect(page.get_by_role("button", name="Ta bort Gruppens storlek: Vi är 12")).to_be_visible()
    assert titles(page) == few.found(grupp=12)
    assert page.url == f"{few.base}?grupp=12"
    box.fill("")
    expect(page.get_by_role("status")).to_have_text(f"{FEW} tips")
    box.fill("-3")
    page.goto(f"{few.base}?grupp=-3&grupp=1e3&grupp=&tid=7&tid=__proto__&malgrupp=constructor")
    expect(page.get_by_role("status")).to_have_text(f"{FEW} tips")


def test_nothing_found_is_no_dead_end(few: Site, visit: Open) -> None:
    """Where nothing fits, the page says so and which choice to take away."""
    page = visit(f"{few.base}?grupp=1&tid=5")
    assert titles(page) == []
    expect(page.get_by_text("Inget passar alla val.")).to_be_visible()
    left = len(few.found(tid=5))
    assert faults(page) == []
    page.get_by_role("button", name=f"Ta bort Vi är 1: {left} tips").click()
    assert titles(page) == few.found(tid=5)


def test_all_of_it_goes_by_keyboard(few: Site, visit: Open) -> None:
    """Boxes, times and chips are worked with the keyboard, and the focus is never lost."""
    page = visit(few.base)
    page.get_by_role("checkbox", name=re.compile("^Chef ")).focus()
    page.keyboard.press("Space")
    page.get_by_role("radio", name="Spelar ingen roll").focus()
    page.keyboard.press("ArrowDown")
    assert titles(page) == few.found(malgrupp=["chef"], tid=5)
    page.get_by_role("button", name="Rensa alla").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_be_focused()
    assert len(titles(page)) == FEW


def test_without_scripts_the_words_lead_to_the_overviews(few: Site, visit: Open) -> None:
    """The groups are there, each word is a link to its plain page, and nothing is shown in vain."""
    page = visit(few.base, java_script_enabled=False)
    assert len(titles(page)) == FEW
    link = page.get_by_role("link", name=re.compile("^Chef "))
    expect(link).to_have_attribute("href", "../malgrupper/chef/#tips")
    for vain in ("select", "input", "button", "[data-word='15']"):
        assert page.locator(vain).locator("visible=true").count() == 0


def test_entries_of_other_pages_are_found(many: Site, visit: Open) -> None:
    """A listing of several pages is narrowed as a whole; cards come from the pages that have them."""
    page = visit(many.base)
    assert len(titles(page)) == 120
    choose(page, "Målgrupp", "Pedagog")
    expected = many.found(malgrupp=["pedagog"])
    expect(page.get_by_role("status")).to_have_text(f"{len(expected)} av {MANY} tips")
    assert titles(page) == expected[:24]
    more = page.get_by_role("button", name=re.compile("^Visa fler"))
    while more.is_visible():
        before = len(titles(page))
        more.click()
        expect(page.locator(".jb-card:visible")).not_to_have_count(before)
        expect(page.locator(".jb-card:visible a").nth(before)).to_be_focused()
    assert titles(page) == expected
    last = page.locator(".jb-card:visible a").last
    slug = expected[-1].replace("Tips nummer ", "tips-")
    assert last.evaluate("one => one.href") == f"{many.base}{slug}/"
    page.get_by_role("button", name=re.compile("^Ta bort Målgrupp")).click()
    assert len(titles(page)) == 120
    expect(page.get_by_role("navigation", name="Sidor")).to_be_visible()


def test_a_narrow_choice_and_an_order_reach_every_page(many: Site, visit: Open) -> None:
    """What is found far back in a long listing is shown as what is found first."""
    page = visit(f"{many.base}?tid=5&malgrupp=hr&ordning=nyast")
    expected = many.found(tid=5, malgrupp=["hr"])
    expect(page.get_by_role("status")).to_have_text(f"{len(expected)} av {MANY} tips")
    by_title = {record.entry.title: str(record.entry.published) for record in many.records}
    dates = [by_title[title] for title in titles(page)]
    assert dates == sorted(map(by_title.__getitem__, expected), reverse=True)[:24]
    other = visit(f"{many.base}sida/2/")
    other.get_by_role("link", name=f"Filtrera och ordna {MANY} tips").click()
    assert other.url == many.base


@pytest.mark.parametrize("missing", ["**/assets/sok/*", "**/sida/*/"])
def test_a_file_that_does_not_come_is_told(many: Site, visit: Open, missing: str) -> None:
    """Where the file or a page cannot be fetched, the listing says so and stays as it was."""
    page = visit(many.base)
    page.route(missing, lambda route: route.fulfill(status=404))
    page.get_by_role("combobox", name="Ordning").select_option("nyast")
    expect(page.get_by_role("status")).to_have_text(re.compile("^Det gick inte att hämta listan"))


def test_three_choices_on_a_phone(few: Site, visit: Open) -> None:
    """With the filter open, 15 minutes, managers and meetings are a tap each, all in sight of a scroll."""
    page = visit(few.base, width=375)
    assert page.locator(".jb-filter input").locator("visible=true").count() == 0
    page.locator(".jb-filter__box > summary").click()
    page.get_by_role("radio", name=re.compile("^Högst 15")).check()
    page.get_by_role("checkbox", name=re.compile("^Chef ")).check()
    page.get_by_role("checkbox", name=re.compile("^Moten ")).check()
    found = few.found(tid=15, malgrupp=["chef"], tema=["moten"])
    page.get_by_role("button", name=f"Visa {len(found)} tips").click()
    expect(page.get_by_role("status")).to_be_in_viewport()
    expect(page.locator("[data-chosen-total]")).to_have_text("3")
    assert titles(page) == found


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (375, "dark"), (640, "light"), (1280, "dark")]
)
def test_axe_reports_nothing_in_any_state(few: Site, visit: Open, width: int, scheme: str) -> None:
    """Open and chosen, in any window: no fault that axe can see, and nothing to scroll sideways to."""
    page = visit(
        f"{few.base}?tid=15&malgrupp=chef&ordning=kortast", width=width, color_scheme=scheme
    )
    if width < 1024:
        page.locator(".jb-filter__box > summary").click()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_moves_while_the_page_comes(few: Site, visit: Open, width: int) -> None:
    """The script comes after the text, and shifts nothing that is already there."""
    page = visit(few.base, width=width)
    shifts = page.evaluate(
        """() => new Promise((done) => {
          const found = [];
          new PerformanceObserver((list) => {
            for (const one of list.getEntries()) found.push(one.value);
          }).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(found), 300);
        })"""
    )
    assert sum(shifts) < 0.01


def test_paper_says_what_was_chosen(few: Site, visit: Open) -> None:
    """A printed listing tells what it is narrowed to, and has no filter to tick."""
    page = visit(f"{few.base}?tid=15&malgrupp=chef")
    page.emulate_media(media="print")
    expect(page.locator(".jb-filter")).to_be_hidden()
    expect(page.get_by_text("Högst 15 minuter").last).to_be_visible()
    expect(page.get_by_role("button", name="Rensa alla")).to_be_hidden()
