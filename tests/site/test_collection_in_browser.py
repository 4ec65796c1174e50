"""The collection in a browser: kept there alone, shared as a link, taken away as one file."""

from __future__ import annotations

import base64
import datetime as dt
import io
import zipfile
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.support.browsing import Windows
from tests.support.gathering import COPYING, KEY, Visit, as_json, holds, visiting
from tests.support.looking import faults_at, resize
from tests.support.picture_bank import ALONE, FREE, LIMITED, PICTURES, WITHDRAWN

pytestmark = pytest.mark.browser
TITLES = {slug: data["titel"] for slug, data in PICTURES.items()}


def ref(slug: str) -> str:
    """Return a picture's reference."""
    return f"bildbank/{slug}"


@pytest.fixture
def context(windows: Windows) -> BrowserContext:
    """A browser with nothing remembered."""
    return windows.open(permissions=COPYING)


@pytest.fixture
def visit(context: BrowserContext, picture_base: str) -> Visit:
    """Open an address of the small bank with pictures; ``holding`` is gathered before that."""
    return visiting(context, picture_base)


def shows(page: Page, titles: list[str]) -> None:
    """Wait until the page has these things, in this order."""
    shown(page)
    expect(page.locator(".jb-pick__title")).to_have_text(titles)


def shown(page: Page) -> list[str]:
    """Return the titles of the pictures on the page of the collection, once they are there."""
    page.locator("[data-part=with]:visible, [data-part=without]:visible").first.wait_for()
    expect(
        page.locator(
            "[data-part=filled]:visible, [data-part=empty]:visible, [data-part=missing]:visible"
        ).first
    ).to_be_visible()
    return page.locator(".jb-pick__title").all_text_contents()


def test_nothing_is_kept_before_the_first_choice(visit: Visit) -> None:
    """The browser holds one short list after the first press, and nothing before it or after the last."""
    page = visit(f"bildbank/{FREE}/")
    button = page.get_by_role("button", name="Spara i min samling")
    link = page.locator("header [data-collection-link]")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert not link.is_visible()
    button.click()
    expect(
        page.get_by_role("status").filter(has_text=f"{TITLES[FREE]} ligger i samlingen.")
    ).to_have_count(1)
    holds(page, [ref(FREE)])
    assert page.evaluate("localStorage.length + sessionStorage.length") == 1
    expect(link).to_have_accessible_name("Min samling: 1")
    page.get_by_role("button", name="Sparad i min samling").click()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    expect(link).to_be_hidden()


def test_pictures_are_gathered_in_the_gallery_too(visit: Visit) -> None:
    """The cards' buttons gather, say which picture they are for, and every page leads to the collection."""
    page = visit("bildbank/")
    for slug in (ALONE, FREE):
        page.locator(f"[data-collect='{ref(slug)}']").press("Enter")
    holds(page, [ref(ALONE), ref(FREE)])
    other = visit("om/")
    other.get_by_role("link", name="Min samling: 2").click()
    shows(other, [TITLES[ALONE], TITLES[FREE]])
    assert other.url.endswith("/samling/")


def test_a_change_is_seen_in_the_other_tab(visit: Visit) -> None:
    """Two tabs never hold different collections."""
    page, other = visit(), visit(f"bildbank/{FREE}/")
    shows(page, [])
    other.get_by_role("button", name="Spara i min samling").click()
    expect(page.locator(".jb-pick__title")).to_have_text([TITLES[FREE]])


def test_pictures_are_put_in_order_by_keyboard(visit: Visit) -> None:
    """A moved picture keeps the focus on its button and the order is kept; the ends say so."""
    page = visit(holding=[ref(FREE), ref(LIMITED), ref(ALONE)])
    shows(page, [TITLES[FREE], TITLES[LIMITED], TITLES[ALONE]])
    page.get_by_role("button", name=f"Flytta upp {TITLES[ALONE]}").focus()
    for _ in range(3):
        page.keyboard.press("Enter")
    shows(page, [TITLES[ALONE], TITLES[FREE], TITLES[LIMITED]])
    expect(page.get_by_role("button", name=f"Flytta upp {TITLES[ALONE]}")).to_be_focused()
    expect(page.locator("[data-part=status]")).to_have_text("En karta ligger redan först.")
    page.reload()
    shows(page, [TITLES[ALONE], TITLES[FREE], TITLES[LIMITED]])


def test_what_is_removed_can_be_brought_back(visit: Visit) -> None:
    """Removing, and emptying it all, can be undone, and the focus stays in reach."""
    page = visit(holding=[ref(FREE), ref(LIMITED)])
    shows(page, [TITLES[FREE], TITLES[LIMITED]])
    page.get_by_role("button", name=f"Ta bort {TITLES[FREE]}").click()
    shows(page, [TITLES[LIMITED]])
    expect(page.get_by_role("button", name=f"Ta bort {TITLES[LIMITED]}")).to_be_focused()
    page.get_by_role("button", name="Ångra").click()
    shows(page, [TITLES[FREE], TITLES[LIMITED]])
    page.get_by_role("button", name="Töm samlingen").click()
    expect(page.get_by_role("button", name="Ångra")).to_be_focused()
    shows(page, [])
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.keyboard.press("Enter")
    holds(page, [ref(FREE), ref(LIMITED)])


def test_a_shared_link_keeps_nothing_until_asked(visit: Visit) -> None:
    """Who opens a link sees its pictures in its order; its own collection changes when it says so."""
    page = visit(holding=[ref(LIMITED)])
    shown(page)
    page.evaluate(f"localStorage.setItem('{KEY}', '{as_json([ref(ALONE), ref(FREE)])}')")
    page.reload()
    shown(page)
    page.get_by_role("button", name="Kopiera länken").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith(f"samling/#poster={ref(ALONE)},{ref(FREE)}")
    page.evaluate(f"localStorage.setItem('{KEY}', '{as_json([ref(LIMITED)])}')")
    page.goto("about:blank")
    page.goto(link)
    shows(page, [TITLES[ALONE], TITLES[FREE]])
    assert page.get_by_role("button", name="Ta bort").count() == 0
    holds(page, [ref(LIMITED)])
    page.get_by_role("button", name="Lägg till i min samling").click()
    holds(page, [ref(LIMITED), ref(ALONE), ref(FREE)])
    shows(page, [TITLES[LIMITED], TITLES[ALONE], TITLES[FREE]])
    assert page.url.endswith("/samling/")


def test_a_shared_link_leaves_an_empty_browser_empty(visit: Visit) -> None:
    """Looking is not choosing."""
    page = visit(f"samling/?bilder={FREE}")
    shows(page, [TITLES[FREE]])
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_pictures_that_are_gone_are_explained(visit: Visit) -> None:
    """A withdrawn picture is not to be used; one that nobody knows of is gone; both can be let go."""
    page = visit(holding=[ref(WITHDRAWN), ref(FREE), ref("aldrig-sedd")])
    shows(page, [TITLES[FREE]])
    gone = page.locator("[data-part=missing] li")
    expect(gone).to_have_count(2)
    expect(gone.first).to_contain_text("återkallades 2026-10-01. Använd inte bilden mer")
    assert (
        gone.first.get_by_role("link").get_attribute("href")
        == f"../bildbank/aterkallade/#bild-{WITHDRAWN}"
    )
    expect(gone.last).to_contain_text("bildbank/aldrig-sedd finns inte längre i banken.")
    page.get_by_role("button", name="Ta bort det som inte finns kvar").click()
    holds(page, [ref(FREE)])
    expect(page.locator("[data-part=missing]")).to_be_hidden()


@pytest.mark.parametrize(
    "stored",
    [
        "<img src=x>",
        "{}",
        "null",
        "3",
        as_json([ref(FREE) + "<b>", 5, None, [ref(FREE)], "__proto__", "bildbank/", "/" + FREE]),
    ],
)
def test_a_damaged_store_is_an_empty_collection(visit: Visit, stored: str) -> None:
    """Whatever is found under the key, only sound references count and the page works."""
    page = visit("om/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, stored])
    page.goto(page.url.replace("om/", "samling/"))
    shows(page, [])
    expect(page.get_by_text("Samlingen är tom.")).to_be_visible()


@pytest.mark.parametrize(
    "query",
    ["", "<script>alert(1)</script>", f"{FREE}<b>,..%2F..,%00,{'x' * 5000}", "A,Å,bildbank/x"],
)
def test_a_hostile_link_shows_an_empty_collection(visit: Visit, query: str) -> None:
    """What a link names is looked up, never shown as it is."""
    page = visit(f"samling/?bilder={query}")
    shows(page, [])
    assert page.locator("main script, main b").count() == 0


def test_the_collection_works_where_storing_is_refused(
    visit: Visit, context: BrowserContext
) -> None:
    """Where the browser keeps nothing the visitor is told, and the link carries what is gathered."""
    refuse = "Object.defineProperty(window, '{}', {{get() {{ throw new DOMException('no') }}}});"
    context.add_init_script(refuse.format("localStorage") + refuse.format("sessionStorage"))
    page = visit(f"bildbank/{FREE}/")
    page.get_by_role("button", name="Spara i min samling").click()
    expect(page.get_by_role("status").filter(has_text="sparar den inte")).to_have_count(1)
    page.get_by_role("link", name="Min samling: 1").click()
    shows(page, [TITLES[FREE]])


def packed(page: Page) -> zipfile.ZipFile:
    """Press the button and return the file that comes."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Hämta som ZIP-fil").click()
    return zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))


def test_all_pictures_come_in_one_sound_file(visit: Visit, picture_site: Path) -> None:
    """The ZIP holds the very files of the bank, who made them, what they show and their terms."""
    page = visit(holding=[ref(LIMITED), ref(FREE)])
    shown(page)
    with packed(page) as file:
        assert file.testzip() is None
        pictures = [f"{LIMITED}-webb.jpg", f"{FREE}-webb.jpg"]
        assert file.namelist() == [*pictures, "kredit.txt", "alt.txt", "licens.txt"]
        for slug, name in zip((LIMITED, FREE), pictures, strict=True):
            assert file.read(name) == (picture_site / "bildbank" / slug / name).read_bytes()
        credit, alt, terms = (
            file.read(f"{name}.txt").decode() for name in ("kredit", "alt", "licens")
        )
        age = dt.datetime.now() - dt.datetime(*file.infolist()[0].date_time)  # noqa: DTZ001,DTZ005  # a ZIP's time has no zone
    assert abs(age) < dt.timedelta(days=1)
    assert credit.split("\r\n")[:3] == [
        pictures[0],
        "Foto: Åsa Öberg",
        "Licens: CC BY 4.0 https://creativecommons.org/licenses/by/4.0/deed.sv",
    ]
    assert PICTURES[FREE]["alt"] in alt
    assert "Får användas på webben, i sociala medier.\r\n" in terms
    assert "/bildbank/aterkallade/" in terms
    expect(page.locator("[data-part=fetched]")).to_have_text("ZIP-filen är klar.")


def test_what_may_not_be_printed_is_not_packed_for_print(visit: Visit) -> None:
    """The visitor hears how many pictures were left out."""
    page = visit(holding=[ref(LIMITED), ref(FREE)])
    shown(page)
    page.get_by_role("radio", name="Tryck").check()
    with packed(page) as file:
        assert [name for name in file.namelist() if not name.endswith(".txt")] == [
            f"{FREE}-tryck.png"
        ]
    expect(page.locator("[data-part=fetched]")).to_contain_text("1 bild får inte tryckas")


def test_nothing_to_print_is_said(visit: Visit) -> None:
    """An empty file helps nobody."""
    page = visit(holding=[ref(LIMITED)])
    shown(page)
    page.get_by_role("radio", name="Tryck").check()
    page.get_by_role("button", name="Hämta som ZIP-fil").click()
    expect(page.locator("[data-part=fetched]")).to_contain_text("Ingen av bilderna får tryckas")


@pytest.mark.parametrize("answer", ["abort", "missing", "page"])
def test_a_file_that_does_not_come_is_said(visit: Visit, answer: str) -> None:
    """Nothing half is given: the picture is named, and the next try works."""
    page = visit(holding=[ref(ALONE), ref(FREE)])
    shown(page)
    downloads: list[str] = []
    page.on("download", lambda download: downloads.append(download.suggested_filename))
    address = f"**/{FREE}-webb.jpg"
    if answer == "abort":
        page.route(address, lambda route: route.abort())
    else:
        status, kind = (404, "image/jpeg") if answer == "missing" else (200, "text/html")
        page.route(address, lambda route: route.fulfill(status=status, content_type=kind, body="x"))
    page.get_by_role("button", name="Hämta som ZIP-fil").click()
    expect(page.locator("[data-part=fetched]")).to_contain_text(
        f"{TITLES[FREE]} gick inte att hämta"
    )
    assert downloads == []
    page.unroute(address)
    with packed(page) as file:
        assert file.testzip() is None


def test_a_zip_keeps_any_name_and_content(visit: Visit) -> None:
    """Names are UTF-8 and sums are CRC-32, for empty files too (check value of ISO 3309: 123456789)."""
    page = visit()
    made = page.evaluate(
        """async () => {
          const { crc32, zip } = await import("../assets/js/zip.js");
          const bytes = (text) => new TextEncoder().encode(text);
          const all = Uint8Array.from({ length: 70000 }, (_, index) => (index * 31) % 256);
          const blob = zip([
            { name: "tom.txt", data: bytes("") },
            { name: "Åsa & 日本.txt", data: bytes("åäö") },
            { name: "alla.bin", data: all },
          ], new Date(2026, 10, 22, 13, 45, 30));
          const made = new Uint8Array(await blob.arrayBuffer());
          return [crc32(bytes("123456789")), btoa(Array.from(made, (byte) => String.fromCharCode(byte)).join(""))];
        }"""
    )
    assert made[0] == 0xCBF43926
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(made[1]))) as file:
        assert file.testzip() is None
        assert file.namelist() == ["tom.txt", "Åsa & 日本.txt", "alla.bin"]
        assert file.read("Åsa & 日本.txt").decode() == "åäö"
        assert file.read("alla.bin") == bytes(index * 31 % 256 for index in range(70000))
        assert file.infolist()[1].date_time == (2026, 11, 22, 13, 45, 30)


def test_the_balance_is_that_of_the_gathered_pictures(visit: Visit) -> None:
    """What is counted follows what is gathered."""
    page = visit(holding=[ref(FREE), ref(LIMITED)])
    shown(page)
    balance = page.locator("[data-part=balance]")
    expect(balance).to_contain_text(
        "2 bilder visar 4 kvinnor och flickor (K), 2 män och pojkar (M)"
    )
    page.get_by_role("button", name=f"Ta bort {TITLES[LIMITED]}").click()
    expect(balance).to_contain_text("1 bild visar 2 kvinnor och flickor (K), 1 man eller pojke (M)")


def test_pictures_that_cannot_be_fetched_are_said(visit: Visit, context: BrowserContext) -> None:
    """Without the list of pictures the page says what is wrong, and the collection is kept."""
    context.route("**/bilder.json", lambda route: route.abort())
    page = visit(holding=[ref(FREE)])
    expect(page.locator("[data-part=missing]")).to_contain_text(f"{ref(FREE)} gick inte att hämta")
    expect(page.get_by_role("button", name="Ta bort det som inte finns kvar")).to_be_hidden()
    holds(page, [ref(FREE)])


def test_without_scripts_the_page_says_what_it_needs(browser: Browser, picture_base: str) -> None:
    """The page is honest and leads to where everything can be had."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{picture_base}samling/")
        expect(page.get_by_text("Samlingen behöver JavaScript.")).to_be_visible()
        assert page.locator("main button:visible").count() == 0
        page.locator("main").get_by_role("link", name="bildbanken").click()
        assert page.url.endswith("/bildbank/")


@pytest.mark.parametrize(
    "address",
    ["samling/", f"samling/?bilder={FREE},{LIMITED},borta,{WITHDRAWN}"],
    ids=["own", "shared"],
)
@pytest.mark.parametrize(
    "holding", [[], [ref(FREE), ref(LIMITED), ref("borta")]], ids=["none", "some"]
)
def test_axe_reports_nothing(visit: Visit, address: str, holding: list[str]) -> None:
    """Empty, filled or shared, the collection has no fault that axe can see, nor scrolls sideways."""
    page = visit(address, holding=holding)
    shown(page)
    assert faults_at(page) == []


@pytest.mark.parametrize("width", [320, 375, 640, 1024, 1100, 1280, 1920])
def test_the_head_has_room_for_the_way_to_the_collection(visit: Visit, width: int) -> None:
    """The link stands in the page's head beside name and menu, in no window over or outside them."""
    page = visit("om/", holding=[f"bildbank/bild-{number}" for number in range(128)])
    resize(page, width)
    expect(page.get_by_role("link", name="Min samling: 128")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    parts = page.locator(
        ".jb-brand, .jb-collection-link, .jb-menu-button:visible, .jb-menu:visible"
    )
    boxes = [box for part in parts.all() if (box := part.bounding_box())]
    assert len(boxes) == 3
    for one, other in combinations(boxes, 2):
        assert (
            one["x"] + one["width"] <= other["x"]
            or other["x"] + other["width"] <= one["x"]
            or one["y"] + one["height"] <= other["y"]
            or other["y"] + other["height"] <= one["y"]
        )


def test_paper_has_three_pictures_in_a_row(visit: Visit) -> None:
    """Printed, the collection is a sheet of pictures with title, credit and id, and nothing to press."""
    page = visit(holding=[ref(FREE), ref(LIMITED), ref(ALONE)])
    shown(page)
    page.emulate_media(media="print")
    tops = {
        round(box["y"]) for item in page.locator(".jb-pick").all() if (box := item.bounding_box())
    }
    assert len(tops) == 1
    for name in ("title", "credit", "id"):
        expect(page.locator(f".jb-pick__{name}").first).to_be_visible()
    assert page.locator("main button:visible").count() == 0
