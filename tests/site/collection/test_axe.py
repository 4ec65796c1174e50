"""The page of the collection before axe, in every state that a visitor meets it in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.support.browsing import Visit
from tests.support.gathering import ALL, FILM, PICTURE, TIP, is_drawn, ref, row, shows
from tests.support.looking import faults, faults_at
from tests.support.picture_bank import FREE, LIMITED, WITHDRAWN

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "address",
    ["samling/", f"samling/?bilder={FREE},{LIMITED},borta,{WITHDRAWN}"],
    ids=["own", "shared"],
)
@pytest.mark.parametrize(
    "holding", [[], [ref(FREE), ref(LIMITED), ref("borta")]], ids=["none", "some"]
)
def test_axe_reports_nothing(visit_pictures: Visit, address: str, holding: list[str]) -> None:
    """Empty, filled or shared, the collection has no fault that axe can see, nor scrolls sideways."""
    page = visit_pictures(address, holding=holding)
    is_drawn(page)
    if holding or "borta" in address:
        shows(page, [ref(FREE), ref(LIMITED)])
        expect(page.get_by_text(f"{ref('borta')} finns inte längre")).to_be_visible()
        expect(page.locator("[data-part=balance]")).to_contain_text("2 bilder visar")
    assert faults_at(page) == []


def test_axe_reports_nothing_of_a_collection_of_everything(visit: Visit) -> None:
    """Notes open, faults shown, filtered or shared: no fault that axe can see, nothing sideways."""
    page = visit(holding=ALL)
    shows(page, ALL)
    row(page, FILM).get_by_role("button", name="Flytta upp").click()
    expect(page.get_by_role("button", name="Ångra")).to_be_visible()
    # Only now: a list that is drawn anew has its notes closed and no fault.
    row(page, TIP).locator("summary").click()
    row(page, TIP).get_by_label("Minuter").fill("x")
    expect(row(page, TIP).get_by_role("alert")).to_be_visible()
    page.get_by_role("button", name="Lägg i kalendern").click()
    expect(page.locator("#mote-fel")).to_be_visible()
    assert faults_at(page) == []
    page.get_by_role("button", name="Bilder 1").click()
    shows(page, [PICTURE])
    expect(page.get_by_role("button", name="Bilder 1")).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?kind=bildbank$"))
    expect(page.get_by_role("heading", name="Bildernas balans")).to_be_visible()
    shared = visit(f"samling/#poster={','.join(ALL)},tips/nej")
    shows(shared, ALL)
    expect(shared.get_by_text("tips/nej finns inte längre")).to_be_visible()
    assert faults(shared) == []
