"""The recall list in a browser: a visitor's own files are compared with it, and nothing leaves the machine."""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect
from tests.support.bank import read, write
from tests.support.browsing import served
from tests.support.builds import ROOT
from tests.support.drawn import drawn, saved
from tests.support.looking import faults_in_all

from jambanken.images.colour import upright_srgb
from jambanken.images.phash import distance, phash
from jambanken.output import relative
from jambanken.pages.environment import environment
from jambanken.pages.recall import ADDRESS, recall_assets, recall_page
from jambanken.publishing.policy import META

pytestmark = pytest.mark.browser
UPRIGHT_BY_A_QUARTER_TURN = 6
#: So many bits apart two programs may come to be.
WITHIN = 2


def turned() -> bytes:
    """Return a picture that lies on its side and says so."""
    exif = Image.Exif()
    exif[0x0112] = UPRIGHT_BY_A_QUARTER_TURN
    return saved(drawn(5), "JPEG", exif=exif)


def with_holes() -> Image.Image:
    """Return a picture that is half transparent in parts."""
    image = drawn(6)
    image.putalpha(Image.radial_gradient("L").resize(image.size))
    return image


TAKEN = drawn(1)
#: Files as visitors have them. The first three are of one picture.
FILES: dict[str, bytes] = {
    "hamtad.jpg": saved(TAKEN, "JPEG", quality=92),
    "sparad-om.jpg": saved(TAKEN, "JPEG", quality=60),
    "halv.webp": saved(TAKEN.resize((450, 300), Image.Resampling.LANCZOS), "WEBP"),
    "stor.jpg": saved(drawn(2, (3000, 2001)), "JPEG"),
    "ritad.png": saved(drawn(3), "PNG"),
    "ny.avif": saved(drawn(4), "AVIF"),
    "liggande.jpg": turned(),
    "genomskinlig.png": saved(with_holes(), "PNG"),
    "palett.png": saved(drawn(7).quantize(64), "PNG"),
    "gra.jpg": saved(drawn(8).convert("L"), "JPEG"),
    "liten.png": saved(drawn(9, (320, 213)), "PNG"),
}
PRINT = saved(TAKEN, "TIFF")


def hash_of(content: bytes) -> str:
    """Return the hash that the bank would write into a withdrawn picture's YAML."""
    return phash(upright_srgb(Image.open(io.BytesIO(content))))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the recall list of a bank with two withdrawn pictures."""
    sums = {
        "sha256": [hashlib.sha256(file).hexdigest() for file in (FILES["hamtad.jpg"], PRINT)],
        "phash": [hash_of(FILES["hamtad.jpg"])],
    }
    withdrawn = {"fil": None, "återkallad": "2026-10-01"}
    bank = read(
        write(
            tmp_path_factory.mktemp("bank"),
            {
                "bildbank/fika": {**withdrawn, "kontrollsummor": sums},
                "bildbank/gammal": {**withdrawn, "återkallad": "2020-02-03"},
            },
        )
    )
    site = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "docs" / "assets", site / "assets")
    (site / ADDRESS).mkdir(parents=True)
    for page in [recall_page(environment(lambda _: True), bank)]:
        styles = "".join(
            f'<link rel="stylesheet" href="\x1dassets/css/{path.name}">'
            for path in sorted((site / "assets" / "css").glob("*.css"))
        )
        html = (
            f'<!doctype html><html lang="sv"><head>{META}<title>{page.title}</title>{styles}'
            '<link rel="icon" href="data:,">'
            f'{page.head}</head><body><main class="jb-main">{page.body}</main></body></html>'
        )
        (site / page.address / "index.html").write_text(relative(html, page.depth), "utf-8")
    for asset in recall_assets(bank):
        (site / asset.address).write_bytes(asset.read())
    with served(site) as address:
        yield address


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    """Open the list. Nothing may go wrong on it, and once it stands there no request may leave it."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        opened = context.new_page()
        faults: list[str] = []
        opened.on("console", lambda it: faults.append(f"{it.text} {it.location}"))
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.goto(base + ADDRESS, wait_until="networkidle")
        opened.on("request", lambda request: faults.append(request.url))
        yield opened
        assert faults == []


def file(name: str, content: bytes | None = None) -> FilePayload:
    """Return a file as a visitor chooses it."""
    return {
        "name": name,
        "mimeType": "application/octet-stream",
        "buffer": FILES[name] if content is None else content,
    }


def checked(page: Page, *files: FilePayload) -> dict[str, str]:
    """Choose files and return what the page says of each, by its name."""
    page.get_by_label("Välj filer").set_input_files(list(files))
    expect(page.get_by_role("status")).to_contain_text("Klart")
    return {
        item.locator(".jb-verdict__name").inner_text(): item.inner_text()
        for item in page.locator(".jb-verdict").all()
    }


@pytest.mark.parametrize("name", FILES)
def test_the_browser_comes_to_the_same_hash(browser: Browser, base: str, name: str) -> None:
    """A file's hash is the builder's within 2 bits, whatever the format and however it is turned."""
    with browser.new_context() as context:
        opened = context.new_page()
        opened.goto(base + ADDRESS)
        found = opened.evaluate(
            """async (content) => {
                const { phash } = await import(new URL("../../assets/js/phash.js", document.baseURI));
                return phash(new Blob([Uint8Array.from(atob(content), (char) => char.charCodeAt(0))]));
            }""",
            base64.b64encode(FILES[name]).decode(),
        )
    assert distance(found, hash_of(FILES[name])) <= WITHIN


def test_what_was_taken_from_the_bank_is_known(page: Page) -> None:
    """The same file is withdrawn for certain, one made from it probably, and another is not."""
    found = checked(page, *map(file, ("ritad.png", "halv.webp", "sparad-om.jpg", "hamtad.jpg")))
    assert found["hamtad.jpg"].startswith("Återkallad\n")
    assert found["sparad-om.jpg"].startswith("Liknar en återkallad bild\n")
    assert found["halv.webp"].startswith("Liknar en återkallad bild\n")
    assert found["ritad.png"].startswith("Ingen träff\n")
    for name in ("hamtad.jpg", "sparad-om.jpg", "halv.webp"):
        assert "bildbank/fika, återkallad 1 oktober 2026" in found[name]
        assert "gammal" not in found[name]
    assert "bildbank/" not in found["ritad.png"]


def test_what_must_be_acted_on_stands_first(page: Page) -> None:
    """Among many files the withdrawn one is not overlooked, and it is counted in what is announced."""
    names = list(checked(page, *map(file, ("ritad.png", "halv.webp", "hamtad.jpg"))))
    assert names == ["hamtad.jpg", "halv.webp", "ritad.png"]
    status = page.get_by_role("status").inner_text()
    assert status.startswith("Klart, 3 filer. Återkallad: 1, liknar en återkallad bild: 1")
    assert "1 av bilderna i listan saknar bildavtryck" in status


def test_a_file_for_print_is_known_by_its_sum(page: Page) -> None:
    """A format that browsers do not show is compared byte for byte, and the page says no more than that."""
    found = checked(page, file("tryck.tif", PRINT), file("annan.tif", saved(drawn(3), "TIFF")))
    assert found["tryck.tif"].startswith("Återkallad\n")
    assert found["annan.tif"].startswith("Inte helt kontrollerad\n")


def test_what_is_no_picture_is_said(page: Page) -> None:
    """A text, an empty file and half a picture are not called harmless."""
    half = FILES["ritad.png"][:200]
    found = checked(
        page, file("brev.docx", b"Hej"), file("tom.jpg", b""), file("<b>halv</b>.png", half)
    )
    assert len(found) == 3  # as many as were chosen
    assert all(text.startswith("Inte kontrollerad\n") for text in found.values())
    assert "Filen är tom" in found["tom.jpg"]


def test_a_huge_file_is_refused(page: Page, tmp_path: Path) -> None:
    """A film of some hundred megabytes is not read into memory."""
    with (tmp_path / "film.mp4").open("wb") as film:
        film.truncate(300_000_000)
    page.get_by_label("Välj filer").set_input_files(tmp_path / "film.mp4")
    expect(page.locator(".jb-verdict")).to_contain_text("större än 60 MB")


def test_a_file_can_be_dropped(page: Page) -> None:
    """Anywhere on the page: dropped beside the box it would replace the page."""
    page.evaluate(
        """(content) => {
            const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([bytes], "slappt.jpg"));
            const target = document.querySelector("h1");
            target.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        base64.b64encode(FILES["hamtad.jpg"]).decode(),
    )
    expect(page.locator(".jb-verdict__word")).to_have_text("Återkallad")


def test_a_result_leads_to_the_list_by_keyboard(page: Page) -> None:
    """The field is the first thing in the box, and from a result one step leads to its line."""
    checked(page, file("hamtad.jpg"))
    page.get_by_label("Välj filer").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').dataset.id") == "bildbank/fika"


def test_without_sums_looks_are_compared(browser: Browser, base: str) -> None:
    """Over http a browser gives no sums; the page says so, and knows the picture by its looks."""
    with browser.new_context() as context:
        context.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
        opened = context.new_page()
        opened.goto(base + ADDRESS)
        found = checked(opened, file("hamtad.jpg"), file("brev.txt", b"Hej"))
        assert found["hamtad.jpg"].startswith("Liknar en återkallad bild\n")
        assert found["brev.txt"].startswith("Inte kontrollerad\n")
        assert "inte över https" in opened.get_by_role("status").inner_text()


def test_without_script_the_list_stands_there(browser: Browser, base: str) -> None:
    """Who has no JavaScript reads ids, dates and sums, and how to work out one's own."""
    with browser.new_context(java_script_enabled=False) as context:
        opened = context.new_page()
        opened.goto(base + ADDRESS)
        assert not opened.get_by_label("Välj filer").is_visible()
        assert opened.get_by_text("Kontrollen behöver JavaScript").is_visible()
        assert opened.get_by_text("bildbank/fika", exact=True).is_visible()
        opened.get_by_text("Kontrollsummor för").first.click()
        assert opened.get_by_text(hashlib.sha256(PRINT).hexdigest()).is_visible()
        assert opened.get_by_text("Get-FileHash").is_visible()


def test_axe_reports_nothing(page: Page) -> None:
    """With results of every sort and a list that is open, narrow or wide, in light or in dark."""
    page.emulate_media(reduced_motion="reduce")
    names = ("hamtad.jpg", "halv.webp", "ritad.png")
    checked(page, *map(file, names), file("tom" * 30 + ".jpg", b""))
    page.get_by_text("Kontrollsummor för").first.click()
    assert faults_in_all(page, (320, 1280)) == []
