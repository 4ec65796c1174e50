"""The guide pages on pictures, and the form that counts a visitor's own pictures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page
from tests.site.conftest import OpenPage
from tests.support.builds import ROOT
from tests.support.looking import faults_in_all

pytestmark = pytest.mark.browser
FORM = "bilder/analysera/"
GUIDES = [
    f"bilder/{path.stem}/" if path.stem != "index" else "bilder/"
    for path in sorted((ROOT / "docs" / "bilder").glob("*.md"))
]


def picture(page: Page, number: int) -> Locator:
    """Return the fields of a picture, adding rows until it is there."""
    pictures = page.locator(".jb-analysis__picture")
    while pictures.count() < number:
        page.get_by_role("button", name="Lägg till en bild").click()
    return pictures.nth(number - 1)


def fill(page: Page, number: int, **values: Any) -> None:
    """Fill in a picture: counts by name, marks as ``leder="K M"``, choices by name."""
    fields = picture(page, number)
    for name, value in values.items():
        if name in {"kamera", "plats"}:
            fields.locator(f"[name={name}]").select_option(value)
        elif isinstance(value, int) or name == "bild":
            fields.locator(f"[name={name}]").fill(str(value))
        else:
            for sex in value.split():
                fields.locator(f"[name={name}][value={sex}]").check()


def measures(page: Page) -> dict[str, list[str]]:
    """Return the shown figures by the name of their measure: K, M, Ö and the share."""
    rows = page.locator(".jb-analysis__measures tbody tr").all()
    return {
        row.locator("th").inner_text().split("\n")[0]: [
            " ".join(cell.split()) for cell in row.locator("td").all_inner_texts()
        ]
        for row in rows
    }


def a_few_pictures(page: Page) -> None:
    """Fill in three pictures with 9 K, 7 M and 3 Ö, and one without people."""
    fill(page, 1, kvinnor=4, män=2, okända=1, gör="M", ser="K", kamera="underifrån")
    fill(page, 2, kvinnor=3, män=4, andra=2, gör="K M", leder="M", kamera="ögonhöjd", plats="ute")
    fill(page, 3, flickor=2, pojkar=1, gör="Ö", blick="K", kamera="ögonhöjd", plats="ute")
    fill(page, 4, bild="Rådhuset")


def test_the_sums_follow_what_is_filled_in(open_page: OpenPage) -> None:
    """People are counted by sex, doings by picture, and a share needs ten of K and M."""
    page = open_page(FORM)
    a_few_pictures(page)
    assert measures(page) == {
        "Syns": ["9", "7", "3", "56 % inom 40–60, n = 16"],
        "Barn: flickor och pojkar": ["2", "1", "–", "för få n = 3"],
        "Gör något": ["1", "2", "1", "för få n = 3"],
        "Ser på": ["1", "0", "0", "för få n = 1"],
        "Leder": ["0", "1", "0", "för få n = 1"],
        "Tar hand om": ["0", "0", "0", "för få n = 0"],
        "Ser in i kameran": ["1", "0", "0", "för få n = 1"],
        "Visas underifrån": ["4", "2", "1", "för få n = 6"],
        "Visas i ögonhöjd": ["5", "5", "2", "50 % inom 40–60, n = 10"],
        "Ute": ["5", "5", "2", "50 % inom 40–60, n = 10"],
    }
    summary = page.locator(".jb-analysis__summary").inner_text().replace("\xa0", " ")
    assert summary == "4 bilder, varav 1 utan människor. 19 personer: 9 K, 7 M och 3 Ö."
    status = page.locator("#jb-analys [role=status]")
    status.filter(has_text="19").wait_for(state="attached")


def test_the_band_holds_its_edges(open_page: OpenPage) -> None:
    """40 and 60 per cent are balance, a hair above is not, and the figure shown never hides that."""
    page = open_page(FORM)
    for (women, men), share in {
        (4, 5): "för få n = 9",
        (4, 6): "40 % inom 40–60, n = 10",
        (6, 4): "60 % inom 40–60, n = 10",
        (39, 61): "39 % under 40, n = 100",
        (53, 35): "60,2 % över 60, n = 88",
        (10, 0): "100 % över 60, n = 10",
    }.items():
        fill(page, 1, kvinnor=women, män=men)
        assert measures(page)["Syns"][-1] == share


def test_the_form_works_by_keyboard(open_page: OpenPage) -> None:
    """A new row takes the focus, its fields follow in order, and a removed row leaves it near by."""
    page = open_page(FORM)
    page.get_by_role("button", name="Lägg till en bild").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Simskolan")
    for key in ("Tab", "3", "Tab", "2"):
        page.keyboard.press(key)
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert measures(page)["Syns"][:3] == ["3", "2", "0"]
    assert measures(page)["Gör något"][:3] == ["1", "0", "0"]
    page.get_by_role("button", name="Ta bort bild 2").focus()
    page.keyboard.press("Enter")
    assert page.locator(".jb-analysis__picture").count() == 1
    assert picture(page, 1).evaluate("it => it.contains(document.activeElement)")


def test_every_field_has_a_name_of_its_own(open_page: OpenPage) -> None:
    """Each box says what it is about and for whom, and lies in the group of its picture."""
    page = open_page(FORM)
    group = page.get_by_role("group", name="Bild 1", exact=True)
    assert group.get_by_role("checkbox", name="Leder: K, kvinna eller flicka").count() == 1
    assert group.get_by_role("spinbutton", name="Vet inte").count() == 1
    assert group.get_by_role("combobox", name="Kameran").count() == 1


def test_the_result_can_be_copied_as_text(open_page: OpenPage) -> None:
    """One press puts the whole result on the clipboard, and says so."""
    page = open_page(FORM, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Det vi räknar").fill("Kommuntidningen nr 3")
    page.get_by_label("Datum").fill("2026-11-22")
    a_few_pictures(page)
    page.get_by_role("button", name="Kopiera texten").click()
    page.locator("[role=status]").filter(has_text="kopierad").wait_for(state="attached")
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[0] == "Bildanalys: Kommuntidningen nr 3, 2026-11-22"
    assert "- Syns (personer): K 9, M 7, Ö 3. Andel K: 56 % (inom 40–60, n = 16)." in copied
    assert "- Leder (bilder): K 0, M 1, Ö 0. Andel K: för få (n = 1)." in copied


def saved(page: Page, folder: Path) -> Path:
    """Save the form's file into a folder."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Spara som CSV").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_saved_file_brings_everything_back(open_page: OpenPage, tmp_path: Path) -> None:
    """What is saved can be opened again, whatever the texts hold; a spreadsheet sees no formulas."""
    page = open_page(FORM)
    a_few_pictures(page)
    names = ['Torget; "mitt i" stan', "=SUM(A1:A9)", "<img src=x onerror=alert(1)>"]
    for number, name in enumerate(names, 1):
        fill(page, number, bild=name)
    before, path = measures(page), saved(page, tmp_path)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\n'=SUM" in raw
    again = open_page(FORM)
    again.locator("[type=file]").set_input_files(path)
    again.locator("[role=status]").filter(has_text="4\xa0bilder lades till").wait_for(
        state="attached"
    )
    assert measures(again) == before
    assert [
        picture(again, number).locator("[name=bild]").input_value() for number in (1, 2, 3)
    ] == names


def test_a_file_of_another_sort_is_refused(open_page: OpenPage) -> None:
    """A file that was not saved here changes nothing, and the visitor is told."""
    page = open_page(FORM)
    fill(page, 1, kvinnor=2)
    for content in (b"", b"namn;antal\r\n1;2\r\n", bytes(range(256)) * 4, b"x" * 300_000):
        page.evaluate("document.querySelector('#jb-analys [role=status]').textContent = ''")
        page.locator("[type=file]").set_input_files(
            {"name": "a.csv", "mimeType": "text/csv", "buffer": content}
        )
        page.locator("[role=status]").filter(has_text="kunde inte läsas").wait_for(state="attached")
        assert measures(page)["Syns"][:3] == ["2", "0", "0"]


def test_no_more_than_two_hundred_pictures(open_page: OpenPage, tmp_path: Path) -> None:
    """A longer file fills the form to its end, says what was left out, and no row can be added."""
    page = open_page(FORM)
    fill(page, 1, kvinnor=1)
    head, row = saved(page, tmp_path).read_text("utf-8-sig").splitlines()
    long = tmp_path / "long.csv"
    long.write_text("\n".join([head, *[row] * 205]), "utf-8")
    page = open_page(FORM)
    page.locator("[type=file]").set_input_files(long)
    page.locator("[role=status]").filter(has_text="5 fick inte plats").wait_for(state="attached")
    assert measures(page)["Syns"][0] == "200"
    assert page.get_by_role("button", name="Lägg till en bild").is_disabled()


def test_nothing_is_stored_and_nothing_is_sent(browser: Browser, base: str) -> None:
    """Filling in asks for nothing and leaves nothing in the browser."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(base + FORM)
        page.wait_for_load_state("networkidle")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        a_few_pictures(page)
        stored = page.evaluate(
            "async () => localStorage.length + sessionStorage.length"
            " + (await indexedDB.databases()).length + (await caches.keys()).length"
        )
        assert (asked, stored, context.cookies()) == ([], 0, [])


def test_without_script_the_paper_form_stands_there(open_page: OpenPage) -> None:
    """The form on paper is on the page, and the one that needs a script is not."""
    page = open_page(FORM, java_script_enabled=False)
    assert not page.locator("#jb-analys").is_visible()
    paper = page.get_by_role("region", name="Formulär på papper").last
    assert paper.is_visible()
    assert paper.locator("tbody tr").count() == 21


def test_the_blank_form_is_one_sheet(open_page: OpenPage) -> None:
    """What the button prints is one A4 on its side, with twenty rows and the sums."""
    page = open_page(FORM)
    page.evaluate("window.print = () => undefined")
    page.get_by_role("button", name="Skriv ut tomt formulär").click()
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert [(round(float(width)), round(float(height))) for width, height in boxes] == [(842, 595)]


def test_the_result_is_printed_alone(open_page: OpenPage) -> None:
    """The other button prints the figures, without form, text and buttons."""
    page = open_page(FORM)
    a_few_pictures(page)
    page.evaluate("window.print = () => undefined")
    page.get_by_role("button", name="Skriv ut resultatet").click()
    page.emulate_media(media="print")
    assert page.locator(".jb-analysis__measures").is_visible()
    for part in ("h1", ".jb-analysis__form", ".jb-paper", ".jb-analysis__result .jb-button"):
        assert not page.locator(part).first.is_visible(), part


def test_a_filled_form_has_no_faults(open_page: OpenPage) -> None:
    """With figures in it the form fits 320 pixels, and axe sees nothing wrong, light or dark."""
    page = open_page(FORM, width=320)
    a_few_pictures(page)
    assert faults_in_all(page, (320, 1280)) == []


@pytest.mark.parametrize("address", GUIDES)
def test_the_guides_on_pictures_have_no_faults(open_page: OpenPage, address: str) -> None:
    """Each guide fits 320 pixels, and axe sees nothing wrong with it, light or dark."""
    assert faults_in_all(open_page(address, width=320), [320]) == []
