"""A picture's page in a browser: taken, credited and described in a few clicks, by anyone."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from tests.support.browsing import Windows
from tests.support.looking import WIDTHS, faults_in_all
from tests.support.picture_bank import ALONE, FREE, LIMITED, PICTURES

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
CREDIT = "Foto: Åsa Öberg. Licens: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/deed.sv"
COPYING = ["clipboard-read", "clipboard-write"]


@pytest.fixture
def visit(windows: Windows, picture_base: str) -> Open:
    """Open a picture's page in a window of its own; the options are those of Playwright's contexts."""

    def open_(slug: str, width: int = 1280, **options: Any) -> Page:
        page = windows.open(width=width, **{"permissions": COPYING, **options}).new_page()
        page.goto(f"{picture_base}bildbank/{slug}/")
        return page

    return open_


def clipboard(page: Page) -> str:
    """Return what the visitor would paste. Windows, where some run this, ends lines its own way."""
    return str(page.evaluate("navigator.clipboard.readText()")).replace("\r\n", "\n")


@pytest.mark.parametrize("width", WIDTHS)
def test_three_clicks_give_picture_credit_and_alt_text(visit: Open, width: int) -> None:
    """The file is a picture of the promised size, and the copied texts are the ones that are shown."""
    page = visit(LIMITED, width)
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta bilden").click()
    assert download.value.suggested_filename == f"{LIMITED}-webb.jpg"
    with Image.open(io.BytesIO(Path(download.value.path()).read_bytes())) as picture:
        assert (picture.format, picture.size) == ("JPEG", (900, 600))
    page.get_by_role("button", name="Kopiera kreditraden", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Kreditraden är kopierad.")).to_be_visible()
    assert clipboard(page) == CREDIT
    page.get_by_role("button", name="Kopiera alt-texten").click()
    expect(page.get_by_role("status").filter(has_text="Alt-texten är kopierad.")).to_be_visible()
    assert clipboard(page) == PICTURES[LIMITED]["alt"]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_front_page_leads_to_a_picture_to_take(
    visit: Open, picture_base: str, width: int
) -> None:
    """By keyboard alone, a visitor gets from the front page to the file of a picture."""
    page = visit(ALONE, width)
    page.goto(picture_base)
    if width < 1024:
        page.get_by_role("button", name="Meny").press("Enter")
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Bildbank").press(
        "Enter"
    )
    page.get_by_role("link", name=PICTURES[FREE]["titel"]).press("Enter")
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta bilden").press("Enter")
    assert download.value.suggested_filename == f"{FREE}-webb.jpg"


def test_what_people_come_for_is_on_the_first_screens(visit: Open) -> None:
    """On a phone the file is there without scrolling, and the texts before everything else."""
    page = visit(LIMITED, 375)
    tops = [
        page.get_by_text(text, exact=True).first.bounding_box()
        for text in ("Hämta bilden", "Kopiera kreditraden", "Kopiera alt-texten", "Hämta")
    ]
    found = [box["y"] for box in tops if box]
    assert found == sorted(found)
    assert len(found) == 4
    assert found[0] < 800


def test_the_code_to_copy_is_the_code_that_is_shown(visit: Open) -> None:
    """Quotes, ampersands and angle brackets in the texts survive the way to the clipboard and back."""
    page = visit(FREE)
    page.get_by_role("button", name="Kopiera koden för bilden").click()
    expect(page.get_by_role("status").filter(has_text="Koden för bilden")).to_be_visible()
    code = clipboard(page)
    assert code == page.locator("#figur").text_content()
    pasted = page.evaluate(
        "code => { const made = new DOMParser().parseFromString(code, 'text/html');"
        " const image = made.querySelector('figure > img'); return [image.alt, image.src,"
        " made.querySelectorAll('*').length, made.querySelector('figcaption a').rel]; }",
        code,
    )
    source = f"https://prov.exempel.se/banken/bildbank/{FREE}/{FREE}-webb.jpg"
    assert pasted == [PICTURES[FREE]["alt"], source, 7, "license"]


def test_copying_works_by_keyboard(visit: Open) -> None:
    """The buttons are reached by Tab in the order they stand in, and Enter and Space press them."""
    page = visit(FREE)
    page.get_by_role("link", name="Hämta bilden").focus()
    for key, id_ in (("Enter", "kredit"), ("Space", "alt")):
        while page.evaluate("document.activeElement.dataset.copy") != id_:
            assert page.evaluate("document.activeElement !== document.body")
            page.keyboard.press("Tab")
        page.keyboard.press(key)
        said = page.locator(f"[data-copy={id_}] + [role=status]")
        expect(said).to_contain_text("kopierad")
        assert clipboard(page) == page.locator(f"#{id_}").text_content()


@pytest.mark.parametrize("is_allowed", [True, False])
def test_copying_without_the_browsers_clipboard(visit: Open, is_allowed: bool) -> None:
    """On a site without https the old way of copying is used; where that is barred the text is marked."""
    page = visit(ALONE)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    if not is_allowed:
        page.evaluate("document.execCommand = () => false")
    page.get_by_role("button", name="Kopiera alt-texten").click()
    said = page.locator("[data-copy=alt] + [role=status]")
    expect(said).to_contain_text("är kopierad" if is_allowed else "Ctrl + C")
    marked = "" if is_allowed else PICTURES[ALONE]["alt"]
    assert page.evaluate("String(getSelection())") == marked


def test_the_page_works_without_scripts(visit: Open) -> None:
    """Files can be taken and texts marked by hand; no button stands there that does nothing."""
    page = visit(FREE, java_script_enabled=False)
    main = page.locator("main")
    assert main.get_by_role("button").count() == 0
    for id_ in ("kredit", "alt", "figur", "kredit-html"):
        assert page.locator(f"#{id_}").is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tryck (PNG)").click()
    assert download.value.suggested_filename == f"{FREE}-tryck.png"


def test_every_picture_of_the_page_comes(visit: Open) -> None:
    """All crops and pictures like this one are there once the visitor gets to them."""
    page = visit(FREE)
    images = page.locator("main img")
    assert images.count() >= 4
    for number in range(images.count()):
        images.nth(number).scroll_into_view_if_needed()
        expect(images.nth(number)).to_have_js_property("complete", value=True)
        assert images.nth(number).evaluate("image => image.naturalWidth") > 0


def test_the_page_says_what_is_not_allowed(visit: Open) -> None:
    """Who may not print a picture is offered no file for print, and sees until when it may be used."""
    page = visit(LIMITED)
    assert page.locator("main").get_by_role("link", name="Tryck").count() == 0
    main = page.locator("main")
    for words in (
        "Nej, inte i tryck",
        "till och med 30 juni 2030",
        "Senast 30 juni 2029 prövar vi på nytt",
        "har ett avtal",
        "2 kvinnor",
        "Är du med på bilden?",
    ):
        expect(main).to_contain_text(words)


def test_the_page_says_where_the_picture_is_used_and_what_is_like_it(visit: Open) -> None:
    """The tip that shows the picture is named with its kind, and the one with the same place is shown."""
    page = visit(FREE)
    used = page.get_by_role("region", name="Här finns bilden i banken")
    expect(used.get_by_role("link")).to_contain_text(["Tips"])
    similar = page.get_by_role("region", name="Liknande bilder").get_by_role("link")
    expect(similar).to_have_text(["Fika i köket"])


@pytest.mark.parametrize("slug", [FREE, LIMITED, ALONE])
def test_axe_reports_nothing(visit: Open, slug: str) -> None:
    """No picture's page has a fault that axe can see, and none scrolls sideways."""
    page = visit(slug)
    page.get_by_role("button", name="Kopiera alt-texten").click()
    page.get_by_role("button", name="Spara i min samling").click()
    assert faults_in_all(page, (320, *WIDTHS)) == []


def test_paper_has_the_picture_its_texts_and_its_terms(visit: Open) -> None:
    """Printed, the page is a sheet about the picture, without what can only be pressed."""
    page = visit(FREE)
    page.emulate_media(media="print")
    for id_ in ("kredit", "alt", "villkor", "bilden"):
        assert page.locator(f"#{id_}").is_visible(), id_
    for id_ in ("hamta", "kod", "liknande", "anvands"):
        assert not page.locator(f"#{id_}").is_visible(), id_
    assert page.locator("main button:visible").count() == 0
    assert page.locator(".jb-bild__view img").is_visible()
