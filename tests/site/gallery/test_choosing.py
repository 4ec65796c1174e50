"""Narrowing the gallery as a visitor does: by finger, by address, back and forward."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import expect
from tests.support.browsing import Visit
from tests.support.galleries import ServedGallery, choice_of, counts, is_found
from tests.support.looking import faults
from tests.support.narrowing import expect_shown, titles, word

from jambanken.facets import FACETS

pytestmark = pytest.mark.browser


def test_scripts_count_as_the_pages_do(few: ServedGallery, visit: Visit) -> None:
    """Whatever is chosen, the browser finds and counts what the package's rules find and count."""
    chance = random.Random(7)  # noqa: S311  # no secret
    found = few.facets
    keys = [one.key for one in found.words]
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
        for one in found.words if number < 10 else ():
            alone = {**choice, one.facet: frozenset({one.key})}
            shown = sum(is_found(traits, alone) for traits in found.traits)
            assert numbers.get(one.key, 0) == shown


def test_choosing_narrows_and_the_address_keeps_it(few: ServedGallery, visit: Visit) -> None:
    """A choice shows its pictures, its number and its address; back, forward and a link restore it."""
    page = visit(few.base)
    status, every = page.get_by_role("status"), len(few.gallery)
    expect(status).to_have_text(f"{every} bilder")
    word(page, "Vem som visas", "Kvinna").check()
    women = few.found("visar-kvinna")
    expect_shown(page, women)
    expect(status).to_have_text(f"{len(women)} av {every} bilder")
    word(page, "Typ", "Illustration").check()
    both = few.found("visar-kvinna", "typ-illustration")
    assert both != women
    expect_shown(page, both)
    expect(page).to_have_url(f"{few.base}?visar=kvinna&typ=illustration")
    page.go_back()
    expect_shown(page, women)
    expect(word(page, "Typ", "Illustration")).not_to_be_checked()
    page.go_back()
    expect(titles(page)).to_have_count(every)
    page.go_forward()
    page.go_forward()
    expect_shown(page, both)
    other = visit(page.url)
    expect(word(other, "Typ", "Illustration")).to_be_checked()
    expect_shown(other, both)
    expect(other).to_have_title(re.compile("^Kvinna, Illustration – "))


def test_an_odd_address_is_no_choice(few: ServedGallery, visit: Visit) -> None:
    """Words that the bank does not have, from an old link or a mischievous one, are passed over."""
    page = visit(f"{few.base}?visar=<b>x&nagot=annat&__proto__=x&typ=illustration&typ=illustration")
    expect_shown(page, few.found("typ-illustration"))
    expect(page.locator(".jb-chosen li")).to_have_count(1)


def test_no_pictures_is_no_dead_end(few: ServedGallery, visit: Visit) -> None:
    """Where nothing fits, the page says which choice to take away, and how many pictures that gives."""
    keys = next(
        (one.key, other.key)
        for one in few.facets.words
        for other in few.facets.words
        if one.facet != other.facet and not few.found(one.key, other.key)
    )
    query = "&".join("=".join(key.split("-", 1)) for key in keys)
    page = visit(f"{few.base}?{query}")
    expect(page.get_by_text("Ingen bild passar")).to_be_visible()
    expect(titles(page)).to_have_count(0)
    left = few.found(keys[1])
    ways = page.get_by_role("button", name=re.compile(rf"^Ta bort .*: {len(left)} bild(er)?$"))
    assert faults(page) == []
    ways.first.click()
    expect_shown(page, left)
    expect(page.get_by_text("Ingen bild passar")).to_be_hidden()


def test_a_words_page_leads_to_both_words(few: ServedGallery, visit: Visit) -> None:
    """From the page of one word, which others link to, another word narrows with scripts."""
    key, name = next(
        (one.key, one.name)
        for one in few.facets.words
        if one.facet == "roll" and few.found("visar-kvinna", one.key)
    )
    page = visit(f"{few.base}filter/visar-kvinna/")
    group = page.get_by_role("group", name="Roll")
    group.get_by_role("link", name=re.compile(rf"^{name} \d")).click()
    both = few.found("visar-kvinna", key)
    expect(page).to_have_url(f"{few.base}?visar=kvinna&{key.replace('-', '=', 1)}")
    status = page.get_by_role("status")
    expect(status).to_have_text(f"{len(both)} av {len(few.gallery)} bilder")
    expect_shown(page, both)


def test_a_phone_keeps_the_filter_folded(few: ServedGallery, visit: Visit) -> None:
    """On a phone the pictures come first; the filter opens, says how many are left, and leads to them."""
    page = visit(few.base, width=375)
    boxes = page.get_by_role("checkbox").locator("visible=true")
    expect(boxes).to_have_count(0)
    page.locator(".jb-filter__box > summary").click()
    word(page, "Vem som visas", "Man").check()
    men = few.found("visar-man")
    page.get_by_role("button", name=f"Visa {len(men)} bilder").click()
    expect(page.get_by_role("status")).to_be_focused()
    expect(page.get_by_role("status")).to_be_in_viewport()
    expect(boxes).to_have_count(0)
    expect(page.locator("[data-chosen-total]")).to_have_text("1")
