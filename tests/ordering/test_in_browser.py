"""The basket in a browser: kept there alone, checked, and made into orders that others send."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tests.ordering.cases import CASES
from tests.support.browsing import served
from tests.support.builds import built
from tests.support.looking import faults_at, resize
from tests.support.order_bank import EMAIL, FORM, SHOP, order_bank

from jambanken.ordering import order_link, order_text

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
KEY = "jambanken.bestallning"
LINKS = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "ordering" / "links.yml").read_text("utf-8")
)
_MADE = """async ([address, cases]) => {
  const { orderLink, orderText } = await import(address);
  return cases.map((told) => [orderText(...told), orderLink(...told)]);
}"""
_REFUSE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }});"
_FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site where printed things can be ordered in every way."""
    folder = tmp_path_factory.mktemp("orders")
    with served(built(order_bank(folder / "bank"), folder / "site")) as address:
        yield address


@pytest.fixture
def visit(context: BrowserContext, base: str) -> Visit:
    """Open an address of the site in a new tab; ``holding`` is in the basket before that."""

    def open_(address: str = "bestall/", holding: list[Any] | None = None, **init: str) -> Page:
        page = context.new_page()
        if holding is not None:
            page.goto(f"{base}404.html")
            page.evaluate("([k, v]) => localStorage.setItem(k, v)", [KEY, json.dumps(holding)])
        if init:
            page.add_init_script(init["script"])
        page.goto(base + address)
        return page

    return open_


def kept(page: Page) -> dict[str, Any]:
    """Return all that the browser keeps."""
    found: dict[str, Any] = page.evaluate("({...localStorage, ...sessionStorage})")
    return found


def test_both_make_the_same_orders(visit: Visit, base: str) -> None:
    """The browser's texts and links are those of a page without scripts, whatever they hold."""
    page = visit("404.html")
    made = page.evaluate(_MADE, [f"{base}assets/js/order/message.js", [it.told() for it in CASES]])
    for case, (text, link) in zip(CASES, made, strict=True):
        assert text == order_text(case.channel, case.lines, case.values), case.about
        assert link == order_link(case.channel, case.lines, case.values), case.about


def test_things_are_gathered_everywhere_and_nothing_is_kept_before(visit: Visit) -> None:
    """Item, version, listing, tip and pack add to one basket; the first press is what keeps it."""
    page = visit("trycksaker/affisch/")
    link = page.locator("header [data-order-link]")
    first = page.get_by_role("button", name="Lägg i beställningen", exact=True)
    expect(first).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_text("sparas i din webbläsare, från första klicket")).to_be_visible()
    assert kept(page) == {}
    assert not link.is_visible()
    first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="I beställningen", exact=True)).to_be_visible()
    assert kept(page) == {KEY: '[["affisch",5]]'}
    expect(link).to_have_accessible_name("Min beställning: 1")
    said = page.get_by_role("status").filter(has_text="Ligger i beställningen: Affischen")
    expect(said).to_have_count(1)
    page.get_by_role("button", name="Lägg i beställningen Affischen å, ä & ö, lättläst").click()
    page = visit("trycksaker/")
    page.get_by_role("button", name="Lägg i beställningen =HYPERLINK(Handboken)").click()
    assert page.locator("[data-order*='slut']").count() == 0
    page = visit("tips/forsta-tipset/")
    page.get_by_role("button", name="Lägg 2 trycksaker i beställningen").click()
    page = visit("larvagar/paketet/")
    page.get_by_role("button", name="Lägg 3 trycksaker i beställningen").click()
    expect(page.get_by_role("button", name="Alla 3 i beställningen")).to_be_visible()
    order = [["affisch", 5], ["affisch/lattlast-svenska", 5], ["handbok", 1], ["kort", 1]]
    assert json.loads(kept(page)[KEY]) == [*order, ["folder", 10]]
    assert faults_at(page) == []
    page.get_by_role("button", name="Alla 3 i beställningen").click()
    assert json.loads(kept(page)[KEY]) == order[1:3]
    page.get_by_role("link", name="Visa beställningen").first.click()
    expect(page.get_by_role("heading", level=3)).to_have_text(
        ["Affischen å, ä & ö, lättläst, svenska", "=HYPERLINK(Handboken)"]
    )


def test_an_order_is_made_by_keyboard(visit: Visit, base: str) -> None:
    """Faults lead to their fields; then there is one order for each receiver, with what it asks for."""
    holding = [["affisch", 5], ["kort", 1], ["folder", 10], ["handbok", 2]]
    page = visit(holding=holding)
    requests = list[str]()
    page.on("request", lambda it: requests.append(it.url))
    copies = page.get_by_role("textbox", name="Antal Affischen å, ä & ö")
    copies.fill("4")
    page.keyboard.press("Enter")
    faults = page.locator("[data-part=faults]")
    expect(faults).to_be_focused()
    assert faults.locator("li").all_inner_texts() == [
        "Affischen å, ä & ö: Skriv minst 5.",
        *("Fyll i namn.", "Fyll i organisation.", "Fyll i leveransadress."),
    ]
    expect(copies).to_have_accessible_description(re.compile("Skriv minst 5."))
    assert page.locator("[data-part=orders] a").count() == 0
    assert faults_at(page) == []
    faults.get_by_role("link").first.press("Enter")
    expect(copies).to_be_focused()
    copies.fill("25")
    page.get_by_role("textbox", name="Namn").fill("Åsa Öberg & Co")
    page.get_by_role("textbox", name="Organisation").fill("x?cc=e@e.example")
    page.get_by_role("textbox", name="Leveransadress").fill("Storgatan 1\n123 45 Ort")
    page.get_by_label("Önskat datum").fill("2020-01-01")
    page.get_by_role("textbox", name="Namn").press("Enter")
    expect(faults.locator("li")).to_have_text(["Välj en dag som inte har varit."])
    page.get_by_label("Önskat datum").fill("")
    page.get_by_role("button", name="Gör klar beställningen").press("Enter")
    expect(page.get_by_role("heading", name="Klar att skicka")).to_be_focused()
    assert faults_at(page) == []
    mail = _one_order_for_each_receiver(page)
    assert kept(page) == {KEY: json.dumps([["affisch", 25], *holding[1:]], separators=(",", ":"))}
    assert [url for url in requests if not url.startswith(base)] == []
    _as_file_and_paper(page)
    copies.fill("26")
    assert not mail.is_visible(), "an order that is changed is not ready"
    _is_forgotten_unless_asked(page)


def _one_order_for_each_receiver(page: Page) -> Locator:
    """Hold the links to what each receiver asks for; return the one to the e-mail."""
    mail, form, shop = (
        page.get_by_role("link", name=name)
        for name in (f"Öppna mejlet till {EMAIL}", f"Öppna formuläret hos {FORM}", f"Öppna {SHOP}")
    )
    assert mail.inner_text() == f"Öppna mejlet till {EMAIL}"
    parts = urlsplit(mail.get_attribute("href") or "")
    assert unquote(parts.path) == "tryck@skane.example"
    fields = parse_qs(parts.query, strict_parsing=True)
    assert fields["subject"] == ["Beställning & mer"]
    text = (
        "Jag vill beställa tryckt material:\n\n25 ex A-1 Affischen å, ä & ö\n1 ex K-1 Kortet\n\n"
        "Namn: Åsa Öberg & Co\nOrganisation: x?cc=e@e.example\nLeveransadress:\nStorgatan 1\n"
        "123 45 Ort\nFakturareferens: \nÖnskat datum: "
    )
    assert fields == {"subject": ["Beställning & mer"], "body": [text.replace("\n", "\r\n")]}
    assert page.locator("#text-0").text_content() == text
    expect(form).to_have_attribute(
        "href", "https://form.example/?a=10%20ex%20F-1&n=%C3%85sa%20%C3%96berg%20%26%20Co"
    )
    expect(shop).to_have_attribute("href", "https://butik.example/")
    return mail


def _is_forgotten_unless_asked(page: Page) -> None:
    """Hold what is kept to what was asked for: who orders, and the order until it is cleared."""
    page.get_by_role("checkbox", name="Kom ihåg").check()
    assert json.loads(kept(page)["jambanken.bestallare"])["namn"] == "Åsa Öberg & Co"
    page.reload()
    expect(page.get_by_role("textbox", name="Namn")).to_have_value("Åsa Öberg & Co")
    page.get_by_role("checkbox", name="Kom ihåg").uncheck()
    page.get_by_role("button", name="Töm beställningen").first.click()
    expect(page.get_by_text("Beställningen är tömd.")).to_be_visible()
    assert kept(page) == {}
    expect(page.get_by_text("Beställningen är tom.")).to_be_visible()
    assert faults_at(page) == []
    page.get_by_role("button", name="Ångra").press("Enter")
    expect(page.get_by_text("Beställningen är som förut.")).to_be_visible()
    assert json.loads(kept(page)[KEY])[0] == ["affisch", 26]


def _as_file_and_paper(page: Page) -> None:
    """Hold the table to what a Swedish Excel reads, and the paper to what an order needs."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Spara som CSV").click()
    raw = Path(download.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1] == [EMAIL, "A-1", "Affischen å, ä & ö", "Affisch A3", "25", "0,00", "0,00"]
    assert rows[3] == [FORM, "F-1", "Foldern", "Folder A5", "10", "12,50", "125,00"]
    assert rows[4][2] == "'=HYPERLINK(Handboken)"
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+\-@\t]", cell)]
    page.emulate_media(media="print")
    shown = page.locator("main").inner_text()
    assert "25 ex A-1 Affischen" in shown
    assert "tryck@skane.example" in shown
    assert not page.get_by_role("button").all()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("case", LINKS, ids=lambda case: case["about"])
def test_a_link_made_by_hand_is_told_what_is_wrong(visit: Visit, case: dict[str, Any]) -> None:
    """Nothing in a link is kept, run or ordered unseen: it is shown, or what is wrong with it."""
    faults = list[str]()
    page = visit("404.html")
    page.on("dialog", lambda it: faults.append(it.message))
    page.on("pageerror", lambda it: faults.append(str(it)))
    page.goto(page.url.replace("404.html", f"bestall/#{case['link'] * case.get('times', 1)}"))
    expect(page.locator("[data-part=shared]")).to_be_visible()
    for words in case["says"]:
        expect(page.locator("main")).to_contain_text(words, use_inner_text=True)
    assert page.locator(".jb-line").count() == case.get("lines", 0)
    assert (faults, kept(page)) == ([], {})


def test_what_is_stale_has_a_way_on(visit: Visit) -> None:
    """What is gone, replaced, sold out or out of its limits is explained, and can be changed or left."""
    page = visit(holding=[["gammal", 400], ["borta", 1], ["slut", 2], ["kort", 7], 5, ["<b>", 1]])
    stale = page.locator("[data-part=stale-list] > li")
    expect(stale).to_have_count(3)
    assert faults_at(page) == []
    page.get_by_role("button", name="Byt till den nya Gamla utgåvan").press("Enter")
    copies = page.get_by_role("textbox", name="Antal Affischen å, ä & ö")
    expect(copies).to_be_focused()
    expect(copies).to_have_value("300")
    page.get_by_role("button", name="Ta bort borta").press("Enter")
    page.get_by_role("button", name="Ta bort Broschyren").press("Enter")
    expect(page.locator("[data-part=stale]")).to_be_hidden()
    assert json.loads(kept(page)[KEY]) == [["affisch", 300], ["kort", 7]]


@pytest.mark.parametrize("script", [_REFUSE + "sessionStorage.setItem('x', 'y');" + _FULL, _FULL])
def test_without_storage_the_page_itself_keeps_the_order(visit: Visit, script: str) -> None:
    """Where nothing can be kept the order lives on the page, says so, and goes along in the link."""
    page = visit("trycksaker/affisch/", script=script)
    page.get_by_role("button", name="Lägg i beställningen", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Webbläsaren sparar den inte")).to_have_count(
        1
    )
    page.locator("header [data-order-link]").click()
    expect(page).to_have_url(re.compile(r"/bestall/#artiklar=affisch:5$"))
    expect(page.get_by_text("Beställningen finns bara i sidans adress.")).to_be_visible()
    page.get_by_role("button", name="Lägg till i min beställning").click()
    expect(page.get_by_text("Webbläsaren sparar inte listan.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Antal Affischen å, ä & ö")).to_have_value("5")


def test_a_long_order_says_that_links_are_cut(visit: Visit) -> None:
    """Where a mail program may cut the order, there is the text to copy instead."""
    page = visit(holding=[["kort", 1]])
    for name in ("Namn", "Organisation"):
        page.get_by_role("textbox", name=name).fill("Å" * 200)
    page.get_by_role("textbox", name="Leveransadress").fill("Gatan 1")
    page.get_by_role("button", name="Gör klar beställningen").click()
    expect(page.get_by_text("Beställningen är lång")).to_be_visible()


def test_without_scripts_each_thing_is_ordered_by_itself(browser: Browser, base: str) -> None:
    """The order link of an item is there without scripts, its buttons are not; the basket says why."""
    with browser.new_context(java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto(f"{base}trycksaker/affisch/")
        links = page.get_by_role("link", name=re.compile("^Beställ A-"))
        mails = [unquote(link.get_attribute("href") or "") for link in links.all()]
        assert [re.findall(r"\bA-\w", mail) for mail in mails] == [["A-1"], ["A-L"]]
        assert page.get_by_role("button", name="beställningen").count() == 0
        page.goto(f"{base}bestall/")
        expect(page.get_by_text("kräver JavaScript")).to_be_visible()
        assert not page.locator("form[data-part=filled]").is_visible()


def test_a_drawn_cover_holds_its_title(visit: Visit) -> None:
    """The longest words stay on the sheet, at any width."""
    page = visit("trycksaker/rollup/")
    for width in (320, 1280):
        resize(page, width)
        sheet, title = (
            page.locator(it).bounding_box() for it in (".jb-cover svg", ".jb-cover__title")
        )
        assert sheet is not None
        assert title is not None
        assert title["x"] >= sheet["x"]
        assert title["x"] + title["width"] <= sheet["x"] + sheet["width"]
        assert title["y"] + title["height"] <= sheet["y"] + sheet["height"]
