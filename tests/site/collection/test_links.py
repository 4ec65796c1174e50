"""A collection as a link: it shows what it names, believes nothing, and keeps nothing until asked."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, expect
from tests.support.browsing import Visit
from tests.support.gathering import ALL, FILM, TERM, TIP, copied_link, holds, kept, ref, shows
from tests.support.picture_bank import ALONE, FREE, LIMITED

pytestmark = pytest.mark.browser
OWN_PAGE = re.compile("/samling/$")
NOTHING_FOUND = """window.asked = 0;
  window.fetch = async () => { window.asked += 1; return new Response("", {status: 404}); };"""


def test_a_link_shows_and_keeps_nothing_until_asked(visit: Visit, context: BrowserContext) -> None:
    """Whatever a link names is looked up, never believed; the list and its order are kept on request."""
    page = visit(holding=ALL)
    shows(page, ALL)
    assert copied_link(page).endswith(f"samling/#poster={','.join(ALL)}")
    hostile = "__proto__,constructor,tips/__proto__,<script>alert(1)</script>,%3Cb%3E,../../om,malgrupper/chef,tips/nej"
    page = visit(f"samling/#poster={FILM},{hostile},{TIP},{TIP}", {"refs": [TERM]})
    shows(page, [FILM, TIP])
    missing = page.locator("[data-part=missing-list] li")
    expect(missing).to_have_text(
        [f"{ref} finns inte längre i banken." for ref in ("malgrupper/chef", "tips/nej")]
    )
    holds(page, [TERM])
    expect(page.get_by_role("button", name="Flytta upp")).to_have_count(0)
    page.get_by_role("button", name="Lägg till i min samling").click()
    holds(page, [TERM, FILM, TIP])
    expect(page).to_have_url(OWN_PAGE)
    context.add_init_script(NOTHING_FOUND)
    many = ",".join(f"tips/x{number}" for number in range(100_000))
    page = visit(f"samling/#poster={many}")
    expect(page.locator("[data-part=missing]")).to_be_visible()
    expect(
        page.get_by_text("Länken har fler än 500 poster. Vi visar de första 500.")
    ).to_be_visible()
    assert page.evaluate("window.asked") == 500


def test_a_shared_link_keeps_nothing_until_asked(visit_pictures: Visit) -> None:
    """Who opens a link sees its pictures in its order; its own collection changes when it says so."""
    page = visit_pictures(holding=[ref(ALONE), ref(FREE)])
    shows(page, [ref(ALONE), ref(FREE)])
    link = copied_link(page)
    assert link.endswith(f"samling/#poster={ref(ALONE)},{ref(FREE)}")
    page = visit_pictures("om/", holding=[ref(LIMITED)])
    page.goto(link)
    shows(page, [ref(ALONE), ref(FREE)])
    assert page.get_by_role("button", name="Ta bort").count() == 0
    holds(page, [ref(LIMITED)])
    page.get_by_role("button", name="Lägg till i min samling").click()
    holds(page, [ref(LIMITED), ref(ALONE), ref(FREE)])
    shows(page, [ref(LIMITED), ref(ALONE), ref(FREE)])
    expect(page).to_have_url(OWN_PAGE)


def test_a_shared_link_leaves_an_empty_browser_empty(visit_pictures: Visit) -> None:
    """Looking is not choosing."""
    page = visit_pictures(f"samling/?bilder={FREE}")
    shows(page, [ref(FREE)])
    assert kept(page) == 0


@pytest.mark.parametrize(
    "query",
    ["", "<script>alert(1)</script>", f"{FREE}<b>,..%2F..,%00,{'x' * 5000}", "A,Å,bildbank/x"],
)
def test_a_hostile_link_shows_an_empty_collection(visit_pictures: Visit, query: str) -> None:
    """What a link names is looked up, never shown as it is."""
    page = visit_pictures(f"samling/?bilder={query}")
    expect(page.get_by_text("Samlingen är tom.")).to_be_visible()
    shows(page, [])
    assert page.locator("main script, main b").count() == 0
