"""The gallery as a visitor uses it: by pointer, by keyboard, by address, with and without scripts."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, Route, expect
from tests.support.browsing import Windows, served
from tests.support.galleries import choice_of, counts, is_found, made_up, shown_of, write_site
from tests.support.looking import faults

from jambanken.catalogue import Catalogue
from jambanken.facets import FACETS, Facets, Seen, facets
from jambanken.gallery import Gallery
from jambanken.pages.gallery import EAGER

pytestmark = pytest.mark.browser
#: The smallest sound picture: what is asked for under any name of a picture.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
FEW, MANY = 60, 250


class Site(NamedTuple):
    """A served gallery, with what it was made from."""

    base: str
    seen: Catalogue
    gallery: Gallery

    @property
    def facets(self) -> Facets:
        """What its pictures can be found by."""
        return facets(
            self.seen, [Seen(one.picture, one.file.width, one.file.height) for one in self.gallery]
        )

    def found(self, *keys: str) -> list[str]:
        """Return the slugs of the pictures that fit a choice."""
        choice = choice_of(keys)
        pairs = zip(self.gallery.pictures, self.facets.traits, strict=True)
        return [slug for slug, traits in pairs if is_found(traits, choice)]


def site(count: int, folder: Path) -> Iterator[Site]:
    """Serve a gallery of so many made-up pictures below a folder, as some hosts do."""
    seen, gallery = shown_of(folder / "bank", made_up(count))
    write_site(folder / "site" / "banken", seen, gallery)
    with served(folder / "site") as address:
        yield Site(f"{address}banken/bildbank/", seen, gallery)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A gallery on one page."""
    yield from site(FEW, tmp_path_factory.mktemp("few"))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A gallery on three pages."""
    yield from site(MANY, tmp_path_factory.mktemp("many"))


Open = Callable[..., Page]


@pytest.fixture
def visit(windows: Windows) -> Open:
    """Open an address in a window of its own. Every picture is one pixel; no error is overlooked."""

    def pixel(route: Route) -> None:
        route.fulfill(body=PIXEL, content_type="image/png")

    def open_(address: str, **options: Any) -> Page:
        context = windows.open(**options)
        context.route(re.compile(r"\.(avif|webp|jpg)$"), pixel)
        page = windows.watch(context.new_page())
        page.goto(address)
        return page

    return open_


def slugs(page: Page) -> list[str]:
    """Return the pictures that are to be seen."""
    found: list[str] = page.locator(".jb-shot:visible").evaluate_all(
        "all => all.map(one => one.dataset.id)"
    )
    return found


def box(page: Page, side: str, word: str) -> Any:
    """Return the box of a word. Its group is opened."""
    group = page.get_by_role("group", name=side, exact=True)
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    return group.get_by_role("checkbox", name=re.compile(rf"^{word} \d"))


def test_scripts_count_as_the_pages_do(few: Site, visit: Open) -> None:
    """Whatever is chosen, the browser finds and counts what the package's rules find and count."""
    chance = random.Random(7)  # noqa: S311  # no secret
    found = few.facets
    keys = [word.key for word in found.words]
    choices = [chance.sample(keys, chance.randrange(6)) for _ in range(150)]
    page = visit(few.base)
    got = page.evaluate(
        """async ([pictures, choices, facets, people, known]) => {
          const code = await import("../assets/js/facets.js");
          const ofPeople = new Set(people);
          return choices.map((keys) => {
            const choice = code.choiceOf(keys, facets, new Set(known));
            return [
              pictures.map((one) => code.isFound(one, choice, ofPeople)),
              Object.fromEntries(code.counts(pictures, choice, facets, ofPeople)),
            ];
          });
        }""",
        [
            [{"whole": traits.whole, "people": traits.people} for traits in found.traits],
            choices,
            [facet.id for facet in FACETS],
            [facet.id for facet in FACETS if facet.of_people],
            keys,
        ],
    )
    for number, (chosen, (is_there, numbers)) in enumerate(zip(choices, got, strict=True)):
        choice = choice_of(chosen)
        assert is_there == [is_found(traits, choice) for traits in found.traits]
        assert numbers == dict(counts(found.traits, choice))
        # A word's number is how many pictures it finds with the words of the other facets.
        for word in found.words if number < 10 else ():
            alone = {**choice, word.facet: frozenset({word.key})}
            shown = sum(is_found(traits, alone) for traits in found.traits)
            assert numbers.get(word.key, 0) == shown


def test_choosing_narrows_and_the_address_keeps_it(few: Site, visit: Open) -> None:
    """A choice shows its pictures, its number and its address; back, forward and a link restore it."""
    page = visit(few.base)
    status = page.get_by_role("status")
    expect(status).to_have_text(f"{FEW} bilder")
    box(page, "Vem som visas", "Kvinna").check()
    women = few.found("visar-kvinna")
    assert slugs(page) == women
    expect(status).to_have_text(f"{len(women)} av {FEW} bilder")
    box(page, "Typ", "Illustration").check()
    both = few.found("visar-kvinna", "typ-illustration")
    assert slugs(page) == both != women
    assert page.url == f"{few.base}?visar=kvinna&typ=illustration"
    page.go_back()
    assert slugs(page) == women
    expect(box(page, "Typ", "Illustration")).not_to_be_checked()
    page.go_back()
    assert len(slugs(page)) == FEW
    page.go_forward()
    page.go_forward()
    assert slugs(page) == both
    other = visit(page.url)
    expect(box(other, "Typ", "Illustration")).to_be_checked()
    assert slugs(other) == both
    assert other.title().startswith("Kvinna, Illustration – ")


def test_an_odd_address_is_no_choice(few: Site, visit: Open) -> None:
    """Words that the bank does not have, from an old link or a mischievous one, are passed over."""
    page = visit(f"{few.base}?visar=<b>x&nagot=annat&__proto__=x&typ=illustration&typ=illustration")
    assert slugs(page) == few.found("typ-illustration")
    assert page.locator(".jb-chosen li").count() == 1


def test_all_of_it_goes_by_keyboard(few: Site, visit: Open) -> None:
    """Boxes, chips and pictures are reached and worked with the keyboard, and the focus is never lost."""
    page = visit(few.base)
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    chip = page.get_by_role("button", name=re.compile("^Ta bort Verksamhet: "))
    expect(chip).to_have_count(1)
    page.get_by_role("checkbox").nth(1).focus()
    page.keyboard.press("Space")
    chip.first.focus()
    page.keyboard.press("Enter")
    expect(chip).to_have_count(1)
    expect(chip.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_be_focused()
    assert len(slugs(page)) == FEW
    first = page.locator(".jb-shot a").first
    first.focus()
    outline = "one => getComputedStyle(one, '::after').outlineStyle"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert first.evaluate(outline) == "solid"


def test_a_keyboard_goes_past_the_words(few: Site, visit: Open) -> None:
    """One link before the filter leads to the pictures, and each reached is wholly in the window."""
    page = visit(few.base)
    skip = page.get_by_role("link", name="Hoppa till bilderna")
    assert skip.evaluate("one => one.getBoundingClientRect().width") <= 1
    page.locator(".jb-filter a, .jb-filter input, .jb-filter summary").locator(
        "visible=true"
    ).first.focus()
    page.keyboard.press("Shift+Tab")
    expect(skip).to_be_focused()
    assert skip.evaluate("one => one.getBoundingClientRect().height") >= 24
    page.keyboard.press("Enter")
    expect(page.locator(".jb-shots")).to_be_focused()
    for key, number in (("Tab", 20), ("Shift+Tab", 19)):
        for _ in range(number):
            page.keyboard.press(key)
            top, bottom = page.evaluate(
                "(({ top, bottom }) => [top, bottom])"
                "(document.activeElement.closest('.jb-shot').getBoundingClientRect())"
            )
            assert top >= 0
            assert bottom <= 800
    expect(page.locator(".jb-shot a").first).to_be_focused()


@pytest.mark.parametrize("width", [320, 375])
def test_a_phone_has_one_even_column(few: Site, visit: Open, width: int) -> None:
    """On a phone all pictures are equally wide, none is taller than wide, and the first is soon seen."""
    page = visit(few.base, width=width)
    boxes = page.locator(".jb-shot img").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.top, box.width, box.height])"
    )
    assert len({round(wide) for _, wide, _ in boxes}) == 1
    assert all(high <= wide + 1 for _, wide, high in boxes)
    assert boxes[0][0] < 480
    assert page.get_by_text("Varje bild har").locator("visible=true").count() == 0
    page.get_by_text("Mer om bilderna").click()
    expect(page.get_by_text("Varje bild har")).to_be_visible()


def test_no_pictures_is_no_dead_end(few: Site, visit: Open) -> None:
    """Where nothing fits, the page says which choice to take away, and how many pictures that gives."""
    keys = next(
        (one.key, other.key)
        for one in few.facets.words
        for other in few.facets.words
        if one.facet != other.facet and not few.found(one.key, other.key)
    )
    query = "&".join("=".join(key.split("-", 1)) for key in keys)
    page = visit(f"{few.base}?{query}")
    assert slugs(page) == []
    left = len(few.found(keys[1]))
    ways = page.get_by_role("button", name=re.compile(rf"^Ta bort .*: {left} bild(er)?$"))
    assert faults(page) == []
    ways.first.click()
    assert len(slugs(page)) == left
    expect(page.get_by_text("Ingen bild passar")).to_be_hidden()


def test_every_word_leads_on_without_scripts(few: Site, visit: Open) -> None:
    """The words are links to plain pages; nothing is shown that only a script can do."""
    page = visit(few.base, java_script_enabled=False)
    page.get_by_role("link", name=re.compile(r"^Kvinna \d")).click()
    assert page.url == f"{few.base}filter/visar-kvinna/"
    assert page.locator(".jb-shot:visible").count() == len(few.found("visar-kvinna"))
    for hidden in ("button", ".jb-filter__help", ".jb-chosen", "[data-nothing]"):
        assert page.locator(hidden).locator("visible=true").count() == 0
    page.get_by_role("link", name=f"Visa alla {FEW} bilder").click()
    assert page.url == few.base


def test_a_words_page_leads_to_both_words(few: Site, visit: Open) -> None:
    """From the page of one word, which others link to, another word narrows with scripts."""
    key, name = next(
        (word.key, word.name)
        for word in few.facets.words
        if word.facet == "roll" and few.found("visar-kvinna", word.key)
    )
    page = visit(f"{few.base}filter/visar-kvinna/")
    group = page.get_by_role("group", name="Roll")
    group.get_by_role("link", name=re.compile(rf"^{name} \d")).click()
    both = few.found("visar-kvinna", key)
    expect(page.get_by_role("status")).to_have_text(f"{len(both)} av {FEW} bilder")
    assert page.url == f"{few.base}?visar=kvinna&{key.replace('-', '=', 1)}"
    assert slugs(page) == both


def test_pictures_that_are_not_on_the_page_are_found(many: Site, visit: Open) -> None:
    """In a bank of several pages the filter goes through all pictures, and shows them in portions."""
    page = visit(many.base)
    expect(page.get_by_role("status")).to_have_text(f"{MANY} bilder")
    assert len(slugs(page)) == 120
    box(page, "Format", "Liggande").check()
    wide = many.found("format-liggande")
    expect(page.get_by_role("status")).to_have_text(f"{len(wide)} av {MANY} bilder")
    assert slugs(page) == wide
    expect(page.get_by_role("navigation", name="Sidor")).to_be_hidden()
    box(page, "Format", "Stående").check()
    box(page, "Format", "Kvadrat").check()
    assert slugs(page) == many.found()[:120]
    more = page.get_by_role("button", name="Visa fler bilder")
    more.click()
    assert slugs(page) == many.found()[:240]
    expect(page.locator(".jb-shot a").nth(120)).to_be_focused()
    more.click()
    expect(more).to_be_hidden()
    assert len(slugs(page)) == MANY
    page.get_by_role("button", name="Rensa alla").click()
    assert slugs(page) == many.found()[:120]
    expect(page.get_by_role("navigation", name="Sidor")).to_be_visible()


#: Every card as its elements, attributes in order, and texts, by slug.
CARDS = """all => {
  const tidy = (node) => node.nodeType === Node.TEXT_NODE
    ? node.data.trim()
    : [
        node.tagName,
        [...node.attributes].map((one) => `${one.name}=${one.value.replaceAll("../", "")}`).sort(),
        [...node.childNodes].map(tidy).filter((one) => one !== ""),
      ];
  return Object.fromEntries(all.map((one) => [one.dataset.id, tidy(one)]));
}"""


def test_a_picture_looks_the_same_from_a_script(many: Site, visit: Open) -> None:
    """The card that the script makes of the data file is the one that the next page has."""
    page = visit(f"{many.base}?format=liggande&format=staende&format=kvadrat")
    page.get_by_role("button", name="Visa fler bilder").click()
    made = page.locator(".jb-shot").evaluate_all(CARDS)
    given = visit(f"{many.base}sida/2/").locator(".jb-shot").evaluate_all(CARDS)
    alike = list(given)[EAGER:]
    assert len(alike) == 120 - EAGER
    assert {slug: made[slug] for slug in alike} == {slug: given[slug] for slug in alike}


def test_the_filter_works_when_the_file_does_not_come(many: Site, visit: Open) -> None:
    """Where the pictures' file cannot be fetched, the visitor gets the word's own page."""
    page = visit(many.base)
    page.route("**/bilder.json", lambda route: route.fulfill(status=404))
    box(page, "Typ", "Foto").click()
    page.wait_for_url(f"{many.base}filter/typ-foto/")
    assert page.locator(".jb-shot").count() > 0


def test_a_phone_keeps_the_filter_folded(few: Site, visit: Open) -> None:
    """On a phone the pictures come first; the filter opens, says how many are left, and leads to them."""
    page = visit(few.base, width=375)
    assert page.get_by_role("checkbox").locator("visible=true").count() == 0
    page.locator(".jb-filter__box > summary").click()
    box(page, "Vem som visas", "Man").check()
    men = few.found("visar-man")
    page.get_by_role("button", name=f"Visa {len(men)} bilder").click()
    expect(page.get_by_role("status")).to_be_focused()
    expect(page.get_by_role("status")).to_be_in_viewport()
    assert page.get_by_role("checkbox").locator("visible=true").count() == 0
    expect(page.locator("[data-chosen-total]")).to_have_text("1")


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (375, "dark"), (640, "light"), (1280, "dark")]
)
def test_axe_reports_nothing_in_any_state(few: Site, visit: Open, width: int, scheme: str) -> None:
    """Folded, open and chosen, in any window: no fault that axe can see, and nothing to scroll to."""
    page = visit(few.base, width=width, color_scheme=scheme)
    if width < 1024:
        page.locator(".jb-filter__box > summary").click()
    box(page, "Miljö", "Gata").check()
    box(page, "Licens", "CC0").check()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_reports_nothing_on_the_other_pages(few: Site, many: Site, visit: Open) -> None:
    """The pages that need no script have no faults either, narrow or wide."""
    for address, width in ((f"{few.base}filter/visar-kvinna/", 375), (f"{many.base}sida/3/", 1280)):
        assert faults(visit(address, width=width)) == []


@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_moves_while_the_page_comes(few: Site, visit: Open, width: int) -> None:
    """Pictures and script come after the text, and shift nothing that is already there."""
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


def test_the_pictures_of_a_row_are_equally_high(few: Site, visit: Open) -> None:
    """Tall and wide pictures stand together in rows of one height, and none is cut by more than a hair."""
    page = visit(few.base)
    boxes = page.locator(".jb-shot img").evaluate_all(
        "all => all.map(one => [one.getBoundingClientRect(), one.getAttribute('width') / one.getAttribute('height')])"
        ".map(([box, ratio]) => [Math.round(box.top), box.width, box.height, ratio])"
    )
    rows: dict[int, list[list[float]]] = {}
    for box_ in boxes:
        rows.setdefault(box_[0], []).append(box_)
    assert len(rows) < len(boxes) / 2
    for row in rows.values():
        heights = [height for _, _, height, _ in row]
        assert max(heights) - min(heights) < 1.5
    for _, width, height, ratio in boxes:
        if 0.4 <= ratio <= 3:
            assert width / height == pytest.approx(ratio, rel=0.02)


def test_the_page_fits_when_its_text_is_enlarged(few: Site, visit: Open) -> None:
    """Text at twice its size does not leave the window."""
    page = visit(few.base)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
