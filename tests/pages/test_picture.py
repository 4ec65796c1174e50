"""A picture's own page: what it offers, and that it stays sound whatever is written of the picture."""

from __future__ import annotations

from pathlib import Path

from tests.support.html import elements, text_of
from tests.support.pictures import HOSTILE, bank_of, page_of

from jambanken.gallery import Gallery
from jambanken.pages.picture import PictureViews
from jambanken.pages.structured import head_of


def test_every_file_that_is_made_is_offered(tmp_path: Path) -> None:
    """No download is hidden, and each says its pixels and bytes."""
    known, gallery = bank_of(tmp_path, a={})
    view = PictureViews(gallery, known).view("a")
    assert view is not None
    offered = {item.made.address for item in (*view.web, *view.print)}
    offered |= {crop.made.address for crop in view.crops if crop.made}
    assert offered == {made.address for made in view.shown.downloads}
    html = page_of(known, gallery, "a")
    linked = {
        element.attributes["href"].lstrip("\x1d")
        for element in elements(html)
        if "download" in element.attributes
    }
    assert linked == offered
    said = [item.size for item in (*view.web, *view.print)]
    said += [crop.size for crop in view.crops if crop.made]
    assert all(f">{size}<" in html for size in said)


def test_a_crop_that_is_not_made_says_why(tmp_path: Path) -> None:
    """A withheld crop and one that the picture is too small for are told apart."""
    known, gallery = bank_of(tmp_path, a={"beskärning": {"1x1": "nej"}})
    view = PictureViews(gallery, known).view("a")
    assert view is not None
    missing = {crop.name: crop.missing for crop in view.crops if crop.missing}
    assert list(missing) == ["Kvadrat, 1:1", "Stående, 9:16"]  # 1600 pixels high
    assert "Redaktionen" in missing["Kvadrat, 1:1"]
    assert "1080 × 1920" in missing["Stående, 9:16"]


def test_a_picture_that_may_not_be_printed_has_no_file_for_print(tmp_path: Path) -> None:
    """What the ground does not cover is not offered, and the page says so."""
    basis = {"typ": "avtal", "omfattar": ["webb"], "gäller_till": "2027-03-01"}
    known, gallery = bank_of(tmp_path, a={"igenkännbara": "ja", "rättslig_grund": basis})
    html = page_of(known, gallery, "a")
    assert "-tryck." not in html
    text = text_of(html)
    assert "Bilden får inte användas i tryck." in text
    assert "Bilden får inte användas i sociala medier." in text
    assert "Får användas på webben till och med 1 mars 2027." in text
    assert "Nej, inte i tryck" in text


def test_the_size_on_paper_is_said(tmp_path: Path) -> None:
    """A picture of 2400 by 1600 pixels has 300 for each of its inches at 20 by 13 cm."""
    known, gallery = bank_of(tmp_path, a={})
    view = PictureViews(gallery, known).view("a")
    assert view is not None
    assert view.print_size == "20 × 13 cm"


def test_the_figure_leads_to_the_bank_where_its_address_is_known(tmp_path: Path) -> None:
    """Without an address of its own the bank's figure names the file alone."""
    known, gallery = bank_of(tmp_path, a={})
    views = PictureViews(gallery, known)
    view = views.view("a")
    assert view is not None
    assert 'src="a-webb.jpg"' in view.figure
    views.site = "https://bank.example/x/"
    view = views.view("a")
    assert view is not None
    assert 'src="https://bank.example/x/bildbank/a/a-webb.jpg"' in view.figure


def test_a_picture_without_files_still_has_a_page(tmp_path: Path) -> None:
    """Where the file is missing the page says so and asks for no file."""
    known, gallery = bank_of(tmp_path, a={})
    gone = Gallery({}, {}, "")
    html = page_of(known, gone, "a")
    assert "Bilden visas inte." in html
    assert not [element for element in elements(html) if element.tag == "img"]
    assert gallery.pictures["a"].picture.alt in text_of(html)


def test_the_page_stays_sound_whatever_is_in_the_texts(tmp_path: Path) -> None:
    """Texts of a picture are text on its page, in what can be copied too."""
    fields = ("titel", "alt", "kredit", "bildtext", "fotograf", "plats", "miljö", "aktivitet")
    data = dict.fromkeys(fields, HOSTILE) | {"taggar": [HOSTILE], "källa": HOSTILE}
    known, gallery = bank_of(tmp_path, a=data, b={"taggar": [HOSTILE], "titel": HOSTILE})
    html = page_of(known, gallery, "a")
    found = elements(html)
    assert not any(element.attributes.get("src") == "x" for element in found)
    assert HOSTILE in text_of(html)
    head = head_of(known.records["bildbank/a"], known, gallery)
    assert [element.tag for element in elements(str(head))] == ["script", "script"]
