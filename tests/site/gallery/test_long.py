"""A gallery of several pages: all its pictures are found, and what comes where their file does not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.support.browsing import Visit
from tests.support.galleries import ServedGallery
from tests.support.narrowing import expect_shown, titles, word

from jambanken.pages.gallery import EAGER

pytestmark = pytest.mark.browser
#: How many pictures a page has, and how many more come at a time.
PAGE = 120
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


def test_pictures_that_are_not_on_the_page_are_found(many: ServedGallery, visit: Visit) -> None:
    """In a bank of several pages the filter goes through all pictures, and shows them in portions."""
    page = visit(many.base)
    status, every = page.get_by_role("status"), many.found()
    expect(status).to_have_text(f"{len(every)} bilder")
    expect(titles(page)).to_have_count(PAGE)
    word(page, "Format", "Liggande").check()
    wide = many.found("format-liggande")
    expect(status).to_have_text(f"{len(wide)} av {len(every)} bilder")
    expect_shown(page, wide)
    expect(page.get_by_role("navigation", name="Sidor")).to_be_hidden()
    word(page, "Format", "Stående").check()
    word(page, "Format", "Kvadrat").check()
    expect_shown(page, every[:PAGE])
    more = page.get_by_role("button", name="Visa fler bilder")
    more.click()
    expect_shown(page, every[: 2 * PAGE])
    expect(page.locator(".jb-shot a").nth(PAGE)).to_be_focused()
    more.click()
    expect(more).to_be_hidden()
    expect_shown(page, every)
    page.get_by_role("button", name="Rensa alla").click()
    expect_shown(page, every[:PAGE])
    expect(page.get_by_role("navigation", name="Sidor")).to_be_visible()


def test_a_picture_looks_the_same_from_a_script(many: ServedGallery, visit: Visit) -> None:
    """The card that the script makes of the data file is the one that the next page has."""
    page = visit(f"{many.base}?format=liggande&format=staende&format=kvadrat")
    page.get_by_role("button", name="Visa fler bilder").click()
    expect(titles(page)).to_have_count(2 * PAGE)
    made = page.locator(".jb-shot").evaluate_all(CARDS)
    given = visit(f"{many.base}sida/2/").locator(".jb-shot").evaluate_all(CARDS)
    alike = list(given)[EAGER:]
    assert len(alike) == PAGE - EAGER
    assert {slug: made[slug] for slug in alike} == {slug: given[slug] for slug in alike}


def test_the_filter_works_when_the_file_does_not_come(many: ServedGallery, visit: Visit) -> None:
    """Where the pictures' file cannot be fetched, the visitor gets the word's own page."""
    page = visit(many.base)
    page.route("**/bilder.json", lambda route: route.fulfill(status=404))
    word(page, "Typ", "Foto").click()
    expect(page).to_have_url(f"{many.base}filter/typ-foto/")
    expect_shown(page, many.found("typ-foto")[:PAGE])
