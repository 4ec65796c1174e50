"""A collection that is put in order, emptied and brought back, with keys, mouse and finger."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.support.browsing import Visit
from tests.support.gathering import ALL, FILM, KEY, PICTURE, TERM, TIP, holds, kept, ref, row, shows
from tests.support.looking import resize
from tests.support.picture_bank import ALONE, FREE, LIMITED, TITLES

pytestmark = pytest.mark.browser
OTHER_TIP = "tips/agenda-ut-i-tid"
#: So high a window has the whole list far from its edges, at which the page scrolls.
TALL = 2400


def test_things_are_ordered_by_keys_mouse_and_finger(visit: Visit, context: BrowserContext) -> None:
    """Buttons keep the focus and tell the place; a handle is dragged; Escape puts all back."""
    page = visit(holding=ALL)
    resize(page, 1280, TALL)
    button = row(page, TERM).get_by_role("button", name="Flytta upp Genus")
    button.focus()
    page.keyboard.press("Enter")
    shows(page, [TIP, TERM, FILM, PICTURE])
    expect(button).to_be_focused()
    expect(page.locator("[data-part=status]")).to_have_text("Genus ligger nu på plats 2 av 4.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=status]")).to_have_text("Genus ligger redan först.")
    shows(page, [TERM, TIP, FILM, PICTURE])
    drag(page, TERM, FILM)
    page.mouse.up()
    shows(page, [TIP, FILM, TERM, PICTURE])
    holds(page, [TIP, FILM, TERM, PICTURE])
    drag(page, TIP, TERM)
    shows(page, [FILM, TERM, TIP, PICTURE])
    page.keyboard.press("Escape")
    page.mouse.up()
    shows(page, [TIP, FILM, TERM, PICTURE])
    page.get_by_role("button", name="Ångra").click()
    shows(page, [TERM, TIP, FILM, PICTURE])
    drag_with_finger(page, context, TERM, FILM)
    shows(page, [TIP, FILM, TERM, PICTURE])
    holds(page, [TIP, FILM, TERM, PICTURE])
    # At the window's edge the page scrolls for as long as one holds on.
    resize(page, 1280, 500)
    x, _ = hold(page, TIP)
    page.mouse.move(x, 490)
    shows(page, [FILM, TERM, PICTURE, TIP])
    page.mouse.up()
    holds(page, [FILM, TERM, PICTURE, TIP])
    # Among the things of one kind, those of other kinds keep their places.
    page = visit("samling/?kind=tips", holding=[TIP, FILM, OTHER_TIP])
    shows(page, [TIP, OTHER_TIP])
    row(page, OTHER_TIP).get_by_role("button", name="Flytta upp").click()
    holds(page, [OTHER_TIP, FILM, TIP])


def drag(page: Page, of: str, past: str) -> None:
    """Take hold of a thing and carry it past another, without letting go."""
    x, _ = hold(page, of)
    page.mouse.move(x, end_of(page, past), steps=12)


def hold(page: Page, of: str) -> tuple[float, float]:
    """Take hold of a thing, and return where."""
    x, y = handle_of(page, of)
    page.mouse.move(x, y)
    page.mouse.down()
    expect(page.locator(".jb-pick--dragged")).to_have_count(1)
    return x, y


def drag_with_finger(page: Page, context: BrowserContext, of: str, past: str) -> None:
    """Carry a thing past another with a finger, and let go."""
    browser = context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y} for x, y in points]
        browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    x, y = handle_of(page, of)
    touch("touchStart", (x, y))
    expect(page.locator(".jb-pick--dragged")).to_have_count(1)
    way = end_of(page, past) - y
    for step in range(1, 13):
        touch("touchMove", (x, y + way * step / 12))
    touch("touchEnd")


def handle_of(page: Page, of: str) -> tuple[float, float]:
    """Return where a thing can be taken hold of, in the middle of the window."""
    handle = row(page, of).locator(".jb-pick__handle")
    handle.evaluate("(node) => node.scrollIntoView({block: 'center', behavior: 'instant'})")
    box = handle.bounding_box()
    assert box is not None
    return box["x"] + 9, box["y"] + 9


def end_of(page: Page, of: str) -> float:
    """Return how far down in the window the end of a thing's row is."""
    box = row(page, of).bounding_box()
    assert box is not None
    return box["y"] + box["height"] - 6


def test_pictures_are_put_in_order_by_keyboard(visit_pictures: Visit) -> None:
    """A moved picture keeps the focus on its button and the order is kept; the ends say so."""
    page = visit_pictures(holding=[ref(FREE), ref(LIMITED), ref(ALONE)])
    shows(page, [ref(FREE), ref(LIMITED), ref(ALONE)])
    page.get_by_role("button", name=f"Flytta upp {TITLES[ALONE]}").focus()
    for _ in range(3):
        page.keyboard.press("Enter")
    expect(page.locator("[data-part=status]")).to_have_text("En karta ligger redan först.")
    shows(page, [ref(ALONE), ref(FREE), ref(LIMITED)])
    expect(page.get_by_role("button", name=f"Flytta upp {TITLES[ALONE]}")).to_be_focused()
    page.reload()
    shows(page, [ref(ALONE), ref(FREE), ref(LIMITED)])


def test_what_is_removed_can_be_brought_back(visit_pictures: Visit) -> None:
    """Removing, and emptying it all, can be undone, and the focus stays in reach."""
    page = visit_pictures(holding=[ref(FREE), ref(LIMITED)])
    shows(page, [ref(FREE), ref(LIMITED)])
    page.get_by_role("button", name=f"Ta bort {TITLES[FREE]}").click()
    shows(page, [ref(LIMITED)])
    expect(page.get_by_role("button", name=f"Ta bort {TITLES[LIMITED]}")).to_be_focused()
    page.get_by_role("button", name="Ångra").click()
    shows(page, [ref(FREE), ref(LIMITED)])
    page.get_by_role("button", name="Töm samlingen").click()
    expect(page.get_by_role("button", name="Ångra")).to_be_focused()
    shows(page, [])
    assert kept(page) == 0
    page.keyboard.press("Enter")
    holds(page, [ref(FREE), ref(LIMITED)])


def test_all_is_cleared_with_one_press_and_comes_back_with_another(visit: Visit) -> None:
    """Nothing is left in the browser, neither notes nor meeting, until the visitor undoes it."""
    written = {
        "refs": ALL,
        "extra": {"notes": [[TIP, "Anteckningen", 7]], "meeting": {"title": "APT"}},
    }
    page = visit(holding=written)
    shows(page, ALL)
    title = page.locator("#mote-titel")
    expect(title).to_have_value("APT")
    page.get_by_role("button", name="Töm samlingen").click()
    expect(page.get_by_text("Samlingen är tom.")).to_be_visible()
    expect(page.get_by_role("button", name="Ångra")).to_be_focused()
    assert kept(page) == 0
    expect(title).to_have_value("")
    page.keyboard.press("Enter")
    shows(page, ALL)
    expect(row(page, TIP).locator("textarea")).to_have_value("Anteckningen")
    expect(title).to_have_value("APT")
    assert page.evaluate("(key) => localStorage.getItem(key)", KEY).count("Anteckningen") == 1
