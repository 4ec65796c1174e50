"""The page of a form as somebody uses it: by keyboard, told what is wrong, and led to where it is sent."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from tests.contributing.conftest import OPERATOR, Visit, is_thorough
from tests.support.builds import ROOT
from tests.support.looking import Look, faults_at, resize

from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.kinds.bildbank import Picture
from jambanken.kinds.tips import Tip
from jambanken.parse import parse

pytestmark = pytest.mark.browser
#: These two have every sort of control between them.
LOOKED_AT = [kind for kind in KINDS if is_thorough() or kind.name in {"projektplaner", "bildbank"}]
CHECK = "Kontrollera och gå vidare"
GITHUB = "https://github.com/jambanken/jambanken"


def check(page: Page) -> None:
    """Press the button that checks, and wait for what it says."""
    page.get_by_role("button", name=CHECK).click()
    expect(page.locator(":focus")).to_have_attribute("tabindex", "-1", timeout=20_000)


def confirm(page: Page) -> None:
    """Say yes to all that is asked before the ways to send are shown."""
    assert not page.locator("[data-part='ways']").is_visible()
    for box in page.locator("[data-confirm]").all():
        box.check()


def kept(page: Page) -> dict[str, Any]:
    """Return all that the browser keeps."""
    found: dict[str, Any] = page.evaluate("({...localStorage, ...sessionStorage})")
    return found


def test_a_tip_is_written_by_keyboard(visit: Visit, base: str) -> None:
    """Faults lead to their fields, steps are added and moved, and the link carries the whole file."""
    page = visit("medverka/tips/")
    requests = list[str]()
    page.on("request", lambda it: requests.append(it.url))
    press, insert = page.keyboard.press, page.keyboard.insert_text
    check(page)
    faults = page.locator("[data-part='faults']")
    expect(faults).to_be_focused()
    assert [text.split(" saknas")[0] for text in faults.locator("li").all_inner_texts()] == [
        *("Titel", "Sammanfattning", "Tid", "Steg", "Teman", "Filens namn"),
    ]
    faults.get_by_role("link").first.press("Enter")
    title = page.get_by_label("Titel måste")
    expect(title).to_be_focused()
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(title).to_have_accessible_description(re.compile("Titel saknas"))
    insert("Räkna möten: så här")
    press("Enter")  # sends nothing
    page.get_by_label("Sammanfattning").fill("Det här får läsaren ut av att räkna.")
    page.get_by_label("Tid måste").fill("15")
    page.get_by_label("Text måste").fill("Räkna **alla**.\n\n- ett\n- <b>två</b>")
    page.get_by_role("group", name="Steg 1").get_by_label("Tid").fill("20")
    page.get_by_role("button", name="Lägg till steg").press("Enter")
    insert("NO")  # the new step's first field has the focus
    page.get_by_role("group", name="Steg 2").get_by_label("Text").fill("Kaffe")
    page.get_by_role("button", name="Flytta upp Steg 2 i steg").press("Enter")
    page.get_by_label("Insats").select_option("mellan")
    page.get_by_label("Sök bland teman").fill("mot")
    page.get_by_role("checkbox", name="Möten").press("Space")
    expect(page.locator("#filnamn")).to_have_value("rakna-moten-sa-har")
    check(page)
    text = (
        "Stegen tar tillsammans 20 minuter, men tiden är 15. Ändra tid till 20, eller korta stegen."
    )
    assert faults.locator("li").all_inner_texts() == [text]
    page.get_by_label("Tid måste").fill("20")
    page.locator("#filnamn").fill("finns-redan")
    check(page)
    assert "Det finns redan en sida med det namnet." in faults.inner_text()
    page.locator("#filnamn").fill("rakna-moten")
    check(page)
    confirm(page)
    _leads_on(page)
    _preview_shows_the_page(page)
    assert faults_at(page, (1280, "light")) == []
    assert kept(page) == {}
    assert [url for url in requests if not url.startswith((base, "data:"))] == []
    title.fill("Något annat")
    assert not page.locator("[data-part='done']").is_visible(), "what is changed is not ready"


def _leads_on(page: Page) -> None:
    link = page.get_by_role("link", name="Öppna på GitHub").get_attribute("href") or ""
    assert link.startswith(f"{GITHUB}/new/main/tipsbank/tips?")
    query = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert query["filename"] == ["rakna-moten.yml"]
    assert query["value"] == [page.locator("#yaml").text_content()]
    parsed = parse(query["value"][0].encode(), "tipsbank/tips/rakna-moten.yml", Tip)
    assert parsed.value is not None, parsed.problems
    assert [step.heading for step in parsed.value.steps] == ["NO", None]
    mail = page.get_by_role("link", name="Öppna ett mejl").get_attribute("href") or ""
    assert unquote(urlsplit(mail).path) == OPERATOR.email
    assert len(mail) <= 1900  # what Windows takes


def _preview_shows_the_page(page: Page) -> None:
    sheet = page.locator("[data-part='preview']")
    assert sheet.locator(".jb-entry--tips h1").inner_text() == "Räkna möten: så här"
    assert sheet.locator(".jb-facts li").all_inner_texts() == ["20 minuter", "Medelstor insats"]
    assert sheet.locator(".jb-step h3").all_inner_texts() == ["NO", "Steg 2"]
    assert sheet.locator(".jb-step__time").all_inner_texts() == ["20 minuter"]
    assert sheet.locator("strong").inner_text() == "alla"
    assert sheet.locator("li", has_text="<b>två</b>").count() == 2  # the step and its point


def test_a_long_text_is_copied_instead(visit: Visit) -> None:
    """A link that GitHub would refuse is not made: the page opens empty, and the text is copied."""
    page = visit("medverka/begrepp/")
    _open(page, "tipsbank/begrepp/jamstalldhet.yml")
    page.get_by_label("Definition").fill("å" * 1500)
    page.locator("#filnamn").fill("langt-ord")
    check(page)
    confirm(page)
    link = page.get_by_role("link", name="Öppna på GitHub").get_attribute("href")
    assert link == f"{GITHUB}/new/main/tipsbank/begrepp?filename=langt-ord.yml"
    expect(page.get_by_text("Texten är för lång för länken.")).to_be_visible()
    expect(page.get_by_text("bifoga den")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Hämta filen").click()
    assert download.value.suggested_filename == "langt-ord.yml"
    assert Path(download.value.path()).read_text("utf-8") == page.locator("#yaml").text_content()


def _open(page: Page, file: str) -> None:
    page.get_by_text("Ändra något som redan finns").first.click()
    page.get_by_label("Eller välj filen").set_input_files(ROOT / file)
    expect(page.locator("[data-part='opened']")).to_be_focused()


def test_a_file_is_mended_and_a_bad_one_explained(visit: Visit) -> None:
    """The old file is opened, changed and led to its own page; what cannot be read is told by line."""
    page = visit("medverka/filmer/?fil=finns-inte-an")
    expect(page.locator("[data-part='named']")).to_contain_text("tipsbank/filmer/finns-inte-an.yml")
    pasted = page.get_by_label("Klistra in texten")
    pasted.fill("titel: Hej\nsammanfattning: Möten: så\n")
    page.get_by_role("button", name="Öppna texten").click()
    expect(pasted).to_be_focused()
    expect(pasted).to_have_accessible_description(
        "Rad 2: Ett kolon i en text behöver citattecken runt hela texten."
    )
    pasted.fill(
        "# kom ihåg\ntitel: NO\nvärd: 'Okänt fält'\nkapitel:\n  - {tid: 12:30, rubrik: Ja}\n\n"
        "# textat?\nsyntolkning:\n  lage: separat # eller?\ntextnin: valbar\n"
    )
    page.get_by_role("button", name="Öppna texten").click()
    said = page.locator("[data-part='opened']")
    expect(said).to_be_focused()
    expect(said).to_contain_text("Formuläret känner inte värd, textnin, lage: se längst ner.")
    expect(said).to_contain_text("inne i fält som du ändrar följer inte med.")
    assert page.locator("[data-part='unknown-list'] li").all_inner_texts() == [
        "värd",
        'textnin. Menade du "textning"? Byt till textning',
        'lage (syntolkning). Menade du "läge"? Byt till läge',
    ]
    assert _downloaded(page) == pasted.input_value()
    page.get_by_role("button", name="Byt till textning").click()
    expect(said).to_have_text("textnin heter nu textning.")
    page.get_by_role("button", name="Byt till läge").click()
    assert page.locator("[data-part='unknown-list']").inner_text() == "värd"
    assert _downloaded(page) == (
        "# kom ihåg\ntitel: NO\ntextning: valbar\nvärd: 'Okänt fält'\n"
        "kapitel:\n  - {tid: 12:30, rubrik: Ja}\n\n# textat?\nsyntolkning:\n  läge: separat\n"
    )
    page = visit("medverka/tips/")
    _open(page, "tipsbank/tips/mat-talartiden.yml")
    page.get_by_label("Titel").first.fill("Mät taltiden")
    check(page)
    confirm(page)
    link = page.get_by_role("link", name="Öppna filen på GitHub").last.get_attribute("href")
    assert link == f"{GITHUB}/edit/main/tipsbank/tips/mat-talartiden.yml"
    assert not page.get_by_role("link", name="Öppna på GitHub").is_visible()
    assert "titel: Mät taltiden\n" in (page.locator("#yaml").text_content() or "")


def _downloaded(page: Page) -> str:
    with page.expect_download() as download:
        page.locator("[data-do='download']").first.dispatch_event("click")
    return Path(download.value.path()).read_text("utf-8")


def test_a_draft_is_kept_when_asked_for(visit: Visit) -> None:
    """Nothing before; then until it is thrown away, in this browser alone."""
    page = visit("medverka/tips/")
    page.get_by_label("Titel").fill("Nej: #1")
    assert kept(page) == {}
    page.get_by_role("button", name="Spara utkast").click()
    assert list(kept(page)) == ["jambanken.medverka.tips"]
    page = visit("medverka/tips/")
    page.get_by_role("button", name="Öppna utkastet").click()
    expect(page.get_by_label("Titel")).to_have_value("Nej: #1")
    page = visit("medverka/tips/")
    page.get_by_role("button", name="Radera utkastet").click()
    assert kept(page) == {}


def test_a_picture_is_turned_and_freed_of_what_it_knows(visit: Visit) -> None:
    """The cleaned file is upright, scaled and without place, and goes with its text to the upload page."""
    page = visit("medverka/bildbank/")
    page.get_by_label("Välj en bild").set_input_files(
        {"name": "IMG_1.JPG", "mimeType": "image/jpeg", "buffer": _photo((4100, 2050))}
    )
    expect(page.locator("[data-part='picture-said']")).to_contain_text("2000 × 4000 bildpunkter")
    page.get_by_label("Titel").fill("Fika på kontoret")
    page.get_by_label("Typ måste").first.select_option("foto")
    page.get_by_label("Alt-text").fill("Fyra personer fikar i ett kök.")
    page.get_by_label("Fotograf").fill("Kim Exempel")
    page.get_by_role("combobox", name="Licens").fill("CC-BY-4.0")
    page.locator("[data-part='picture'] img").click(position={"x": 20, "y": 40})
    page.get_by_label("Igenkännbara").select_option("ja")
    check(page)
    faults = page.locator("[data-part='faults']")
    assert "Rättslig grund saknas" in faults.inner_text()
    faults.get_by_role("link").first.click()
    page.locator(":focus").select_option("avtal")
    check(page)
    confirm(page)
    expect(page.get_by_text("Skicka inte fotot hit.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta den rensade bilden").click()
    assert download.value.suggested_filename == "fika-pa-kontoret.jpg"
    made = Image.open(download.value.path())
    assert made.size == (2000, 4000)
    assert not made.getexif()
    assert not {"exif", "xmp", "comment"} & set(made.info)
    red, _, blue = made.convert("RGB").getpixel((1000, 100))  # type: ignore[misc]  # RGB has three
    assert red > blue, "the camera's left is the picture's top"
    assert page.get_by_role("link", name="Öppna uppladdningen").get_attribute("href") == (
        f"{GITHUB}/upload/main/bildbank"
    )
    text = page.locator("#yaml").text_content() or ""
    parsed = parse(text.encode(), "bildbank/fika-pa-kontoret.yml", Picture)
    assert parsed.value is not None, parsed.problems
    assert (parsed.value.file, parsed.value.focus is None) == ("fika-pa-kontoret.jpg", False)
    assert faults_at(page, (1280, "dark")) == []
    page.get_by_label("Välj en bild").set_input_files(
        {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8 no picture"}
    )
    expect(page.locator("[data-part='picture-fault']")).to_contain_text("Spara den som JPEG")


def _photo(size: tuple[int, int]) -> bytes:
    """Return a photo that lies on its side, red to the left, and knows where and with what it was taken."""
    image = Image.new("RGB", size, (20, 20, 200))
    image.paste((220, 20, 20), (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (63.0, 49.0, 12.0)})
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif, comment=b"Hemma hos Kim", quality=80)
    return file.getvalue()


def test_without_a_place_to_send_the_text_is_what_there_is(visit: Visit) -> None:
    """A bank without repository and operator has no dead links, and says so."""
    page = visit("utan/medverka/begrepp/")
    _open(page, "tipsbank/begrepp/jamstalldhet.yml")
    check(page)
    confirm(page)
    expect(page.get_by_text("har inte angett någon adress")).to_be_visible()
    assert page.locator("a[href*='github'], a[href^='mailto']").count() == 0
    page = visit("utan/medverka/")
    assert page.locator("a[href*='github'], a[href^='mailto']").count() == 0
    assert faults_at(page, (320, "dark")) == []


@pytest.mark.parametrize("kind", LOOKED_AT, ids=lambda kind: kind.name)
def test_axe_reports_nothing_on_any_form(visit: Visit, kind: Kind) -> None:
    """Every field, a row of every list, and what is wrong with them; more, when more is asked for."""
    page = visit(f"medverka/{kind.name}/")
    if is_thorough():
        assert faults_at(page) == []
    for adder in page.locator(".jb-form__add:visible").all():
        adder.click()
    check(page)
    looks: list[Look] = [] if is_thorough() else [(320, "dark")]
    assert faults_at(page, *looks) == []
    if is_thorough():
        resize(page, 1280)
        files = (ROOT / kind.folder).glob("*.yml")
        largest = max(files, key=lambda path: (path.stat().st_size, path))
        _open(page, largest.relative_to(ROOT).as_posix())
        check(page)
        confirm(page)
        assert faults_at(page) == []


def test_without_scripts_there_are_other_ways(browser: Browser, base: str) -> None:
    """The page says what it needs, and leads to the guide and to GitHub's own forms."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}medverka/filmer/")
    expect(page.get_by_text("Formuläret behöver JavaScript.")).to_be_visible()
    link = page.get_by_role("link", name="Skriv i ett formulär på GitHub")
    assert link.get_attribute("href") == f"{GITHUB}/issues/new?template=film.yml"
    assert not page.locator("form").is_visible()
    context.close()
