"""A collection of pictures: all in one file, their balance, and a sheet of them on paper."""

from __future__ import annotations

import base64
import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.support.browsing import Visit
from tests.support.gathering import ref, shows, taken
from tests.support.picture_bank import ALONE, FREE, LIMITED, PICTURES, TITLES

pytestmark = pytest.mark.browser


def packed(page: Page) -> zipfile.ZipFile:
    """Have all pictures packed, and return the file that comes."""
    return zipfile.ZipFile(io.BytesIO(taken(page, "Hämta som ZIP-fil")))


def test_all_pictures_come_in_one_sound_file(visit_pictures: Visit, picture_site: Path) -> None:
    """The ZIP holds the very files of the bank, who made them, what they show and their terms."""
    page = visit_pictures(holding=[ref(LIMITED), ref(FREE)])
    shows(page, [ref(LIMITED), ref(FREE)])
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


def test_what_may_not_be_printed_is_not_packed_for_print(visit_pictures: Visit) -> None:
    """The visitor hears how many pictures were left out."""
    page = visit_pictures(holding=[ref(LIMITED), ref(FREE)])
    shows(page, [ref(LIMITED), ref(FREE)])
    page.get_by_role("radio", name="Tryck").check()
    with packed(page) as file:
        assert [name for name in file.namelist() if not name.endswith(".txt")] == [
            f"{FREE}-tryck.png"
        ]
    expect(page.locator("[data-part=fetched]")).to_contain_text("1 bild får inte tryckas")


def test_nothing_to_print_is_said(visit_pictures: Visit) -> None:
    """An empty file helps nobody."""
    page = visit_pictures(holding=[ref(LIMITED)])
    shows(page, [ref(LIMITED)])
    page.get_by_role("radio", name="Tryck").check()
    page.get_by_role("button", name="Hämta som ZIP-fil").click()
    expect(page.locator("[data-part=fetched]")).to_contain_text("Ingen av bilderna får tryckas")


@pytest.mark.parametrize("answer", ["abort", "missing", "page"])
def test_a_file_that_does_not_come_is_said(visit_pictures: Visit, answer: str) -> None:
    """Nothing half is given: the picture is named, and the next try works."""
    page = visit_pictures(holding=[ref(ALONE), ref(FREE)])
    shows(page, [ref(ALONE), ref(FREE)])
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


def test_a_zip_keeps_any_name_and_content(visit_pictures: Visit) -> None:
    """Names are UTF-8 and sums are CRC-32, for empty files too (check value of ISO 3309: 123456789)."""
    page = visit_pictures()
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


def test_the_balance_is_that_of_the_gathered_pictures(visit_pictures: Visit) -> None:
    """What is counted follows what is gathered."""
    page = visit_pictures(holding=[ref(FREE), ref(LIMITED)])
    shows(page, [ref(FREE), ref(LIMITED)])
    balance = page.locator("[data-part=balance]")
    expect(balance).to_contain_text(
        "2 bilder visar 4 kvinnor och flickor (K), 2 män och pojkar (M)"
    )
    page.get_by_role("button", name=f"Ta bort {TITLES[LIMITED]}").click()
    expect(balance).to_contain_text("1 bild visar 2 kvinnor och flickor (K), 1 man eller pojke (M)")


def test_paper_has_three_pictures_in_a_row(visit_pictures: Visit) -> None:
    """Printed, the collection is a sheet of pictures with title, credit and id, and nothing to press."""
    page = visit_pictures(holding=[ref(FREE), ref(LIMITED), ref(ALONE)])
    shows(page, [ref(FREE), ref(LIMITED), ref(ALONE)])
    page.emulate_media(media="print")
    tops = {
        round(box["y"]) for item in page.locator(".jb-pick").all() if (box := item.bounding_box())
    }
    assert len(tops) == 1
    for name in ("title", "credit", "id"):
        expect(page.locator(f".jb-pick__{name}").first).to_be_visible()
    assert page.locator("main button:visible").count() == 0
