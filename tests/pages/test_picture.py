"""A picture's own page: what it offers, what it says, and what it is like."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.support.galleries import made_up, shown_of
from tests.support.html import elements, text_of
from tests.support.models import changed

from jambanken.cache.store import Store
from jambanken.catalogue import Catalogue
from jambanken.gallery import Gallery, Shown
from jambanken.kinds.bildbank import Picture
from jambanken.pages.entry import Pages, Shared
from jambanken.pages.environment import environment
from jambanken.pages.memory import PageMemory
from jambanken.pages.picture import ALIKE, COMMON, SIMILAR, WEIGHTS, PictureViews
from jambanken.pages.picture_words import (
    allowed_words,
    basis_words,
    coding_words,
    count_words,
    credit_html,
    credit_text,
    figure_html,
    licence_words,
    must_credit,
    person_words,
)
from jambanken.pages.structured import head_of, image_object
from jambanken.pictures import CodedFrom
from jambanken.swedish import file_size
from jambanken.terms import phrases_of
from jambanken.values import Licence

HOSTILE = '"><img src=x alt=y>&amp;</script>{{ 7*7 }}'


def seen(root: Path, **pictures: Mapping[str, Any]) -> tuple[Catalogue, Gallery]:
    """Return a bank of pictures by slug, as if all their files had been made."""
    base = {"licens": "CC0-1.0", "typ": "illustration"}
    data = {
        f"bildbank/{slug}": {**base, "fil": f"{slug}.png", **fields}
        for slug, fields in pictures.items()
    }
    return shown_of(root, data)


def picture_of(root: Path, **fields: Any) -> Picture:
    """Return one picture."""
    return seen(root, bild=fields)[1].pictures["bild"].picture


def page_of(known: Catalogue, gallery: Gallery, slug: str) -> str:
    """Return the body of a picture's page."""

    def exists(_: str) -> bool:
        return True

    shared = Shared(
        catalogue=known,
        pictures=gallery,
        templates=environment(exists, gallery.find),
        known=phrases_of(known),
        exists=exists,
        store=Store(None),
        memory=PageMemory("", None),
    )
    return Pages(shared).body(known.records[f"bildbank/{slug}"])


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "1 kB"),
        (1_499, "1 kB"),
        (245_300, "245 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (1_250_000, "1,2 MB"),
        (12_340_000, "12,3 MB"),
    ],
)
def test_sizes_are_said_as_people_say_them(size: int, words: str) -> None:
    """A size is never nought and never a thousand of the smaller unit."""
    assert file_size(size).replace("\N{NO-BREAK SPACE}", " ") == words


def test_every_file_that_is_made_is_offered(tmp_path: Path) -> None:
    """No download is hidden, and each says its pixels and bytes."""
    known, gallery = seen(tmp_path, a={})
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
    assert all(item.size in html for item in (*view.web, *view.print))


def test_a_crop_that_is_not_made_says_why(tmp_path: Path) -> None:
    """A withheld crop and one that the picture is too small for are told apart."""
    known, gallery = seen(tmp_path, a={"beskärning": {"1x1": "nej"}})
    view = PictureViews(gallery, known).view("a")
    assert view is not None
    missing = {crop.name: crop.missing for crop in view.crops if crop.missing}
    assert list(missing) == ["Kvadrat, 1:1", "Stående, 9:16"]  # 1600 pixels high
    assert "Redaktionen" in missing["Kvadrat, 1:1"]
    assert "1080 × 1920" in missing["Stående, 9:16"]


def test_a_picture_that_may_not_be_printed_has_no_file_for_print(tmp_path: Path) -> None:
    """What the ground does not cover is not offered, and the page says so."""
    basis = {"typ": "avtal", "omfattar": ["webb"], "gäller_till": "2027-03-01"}
    known, gallery = seen(tmp_path, a={"igenkännbara": "ja", "rättslig_grund": basis})
    html = page_of(known, gallery, "a")
    assert "-tryck." not in html
    text = text_of(html)
    assert "Bilden får inte användas i tryck." in text
    assert "Bilden får inte användas i sociala medier." in text
    assert "Får användas på webben till och med 1 mars 2027." in text
    assert "Nej, inte i tryck" in text


@pytest.mark.parametrize(
    ("licence", "is_demanded", "part"),
    [
        ("CC0-1.0", False, "fritt"),
        ("PDM-1.0", False, "fritt"),
        ("CC-BY-4.0", True, "kreditraden"),
        ("CC-BY-SA-3.0", True, "samma licens"),
        ("CC-BY-NC-4.0", True, "kommersiella"),
        ("CC-BY-ND-4.0", True, "ändrad form"),
        ("© Kim Exempel", True, "Kim Exempel"),
        ("MIT", True, "villkor"),
    ],
)
def test_every_licence_is_said_in_words(licence: str, is_demanded: bool, part: str) -> None:
    """Who uses a picture need not know what the letters of a licence mean."""
    assert must_credit(Licence(licence)) is is_demanded
    assert part in licence_words(Licence(licence))


@pytest.mark.parametrize("basis", ["samtycke", "avtal", "allmänt_intresse"])
def test_the_ground_is_said_in_words(tmp_path: Path, basis: str) -> None:
    """Each ground says what it means for the one who uses the picture, and a child is mentioned."""
    fields = {"igenkännbara": "ja", "rättslig_grund": {"typ": basis, "barn": "ja"}}
    words = basis_words(picture_of(tmp_path, **fields))
    assert len(words) == 3
    assert "barn" in words[1]


def test_nobody_recognisable_needs_no_ground(tmp_path: Path) -> None:
    """A drawing and a photo of nobody are told apart."""
    drawing = picture_of(tmp_path / "a")
    photo = picture_of(tmp_path / "b", typ="foto", igenkännbara="nej")
    assert "tecknad" in basis_words(drawing)[0]
    assert "känna igen" in basis_words(photo)[0]
    assert allowed_words(photo) == "på webben, i tryck och i sociala medier"


@pytest.mark.parametrize(
    ("licence", "text", "html"),
    [
        (
            "CC0-1.0",
            "Foto: Åsa & Bo",
            (
                'Foto: Åsa &amp; Bo. Licens: <a href="https://creativecommons.org/publicdomain/zero/1.0/'
                'deed.sv" rel="license">CC0 1.0</a>'
            ),
        ),
        (
            "CC-BY-4.0",
            "Foto: Åsa & Bo. Licens: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/deed.sv",
            (
                'Foto: Åsa &amp; Bo. Licens: <a href="https://creativecommons.org/licenses/by/4.0/deed.sv"'
                ' rel="license">CC BY 4.0</a>'
            ),
        ),
        ("© Åsa", "Foto: Åsa & Bo", "Foto: Åsa &amp; Bo"),
        ("MIT", "Foto: Åsa & Bo. Licens: MIT", "Foto: Åsa &amp; Bo. Licens: MIT"),
    ],
)
def test_the_credit_has_what_the_licence_demands(
    tmp_path: Path, licence: str, text: str, html: str
) -> None:
    """The licence is named, with its address, wherever it asks to be."""
    picture = picture_of(tmp_path, licens=licence, kredit="Foto: Åsa & Bo")
    assert credit_text(picture) == text
    assert str(credit_html(picture)) == html


def test_the_figure_to_copy_is_sound_whatever_is_in_the_texts(tmp_path: Path) -> None:
    """What visitors paste into their own pages holds one picture and no more."""
    picture = picture_of(tmp_path, alt=HOSTILE, kredit=HOSTILE, bildtext=HOSTILE)
    found = elements(str(figure_html(picture, "https://x.example/a.jpg", 30, 20)))
    assert [element.tag for element in found] == ["figure", "img", "figcaption", "a"]
    assert found[1].attributes["alt"] == HOSTILE


def test_the_page_stays_sound_whatever_is_in_the_texts(tmp_path: Path) -> None:
    """Texts of a picture are text on its page, in what can be copied too."""
    fields = ("titel", "alt", "kredit", "bildtext", "fotograf", "plats", "miljö", "aktivitet")
    data = dict.fromkeys(fields, HOSTILE) | {"taggar": [HOSTILE], "källa": HOSTILE}
    known, gallery = seen(tmp_path, a=data, b={"taggar": [HOSTILE], "titel": HOSTILE})
    html = page_of(known, gallery, "a")
    found = elements(html)
    assert not any(element.attributes.get("src") == "x" for element in found)
    assert HOSTILE in text_of(html)
    head = head_of(known.records["bildbank/a"], known, gallery)
    assert [element.tag for element in elements(str(head))] == ["script", "script"]


def test_the_figure_leads_to_the_bank_where_its_address_is_known(tmp_path: Path) -> None:
    """Without an address of its own the bank's figure names the file alone."""
    known, gallery = seen(tmp_path, a={})
    views = PictureViews(gallery, known)
    view = views.view("a")
    assert view is not None
    assert 'src="a-webb.jpg"' in view.figure
    views.site = "https://bank.example/x/"
    view = views.view("a")
    assert view is not None
    assert 'src="https://bank.example/x/bildbank/a/a-webb.jpg"' in view.figure


def shared_weight(one: Picture, other: Picture) -> int:
    """Return how alike two pictures are, by the rule as it is written."""
    return (
        WEIGHTS["area"] * len({*one.areas} & {*other.areas})
        + WEIGHTS["tag"]
        * len({tag.lower() for tag in one.tags} & {tag.lower() for tag in other.tags})
        + WEIGHTS["role"]
        * len({person.role for person in one.people} & {person.role for person in other.people})
        + WEIGHTS["setting"]
        * (bool(one.setting) and (one.setting or "").lower() == (other.setting or "").lower())
        + WEIGHTS["activity"] * (bool(one.activity) and one.activity == other.activity)
    )


def test_similar_pictures_are_those_that_share_most(tmp_path: Path) -> None:
    """The choice follows the rule for every picture of a made-up bank, and is the same every time."""
    known, gallery = shown_of(tmp_path, made_up(60))
    views = PictureViews(gallery, known)
    found = 0
    for shown in gallery:
        scores = {
            other.slug: score
            for other in gallery
            if other is not shown
            and (score := shared_weight(shown.picture, other.picture)) >= ALIKE
        }
        best = sorted(scores, key=lambda slug: (-scores[slug], slug))[:SIMILAR]  # used at once
        assert [other.slug for other in views.similar(shown)] == best
        found += len(best)
    assert found > SIMILAR


def test_traits_that_all_share_and_archived_pictures_do_not_count(tmp_path: Path) -> None:
    """What tells nothing apart is left out, and so is what is in no list."""
    many = {f"b{number}": {"taggar": ["alla"]} for number in range(COMMON + 1)}
    old = {"taggar": ["sällsynt"], "status": "arkiverad"}
    known, gallery = seen(
        tmp_path, a={"taggar": ["alla", "sällsynt"]}, c={"taggar": ["Sällsynt"]}, d=old, **many
    )
    assert [
        other.slug for other in PictureViews(gallery, known).similar(gallery.pictures["a"])
    ] == ["c"]


def test_people_are_said_as_coded(tmp_path: Path) -> None:
    """Who is shown stands in words, with how it is known, and nobody's sex is made up."""
    people = [
        {
            "presentation": "barn_ej_angivet",
            "åldersgrupp": "barn",
            "roll": "elev",
            "handling": "aktiv",
            "plan": "förgrund",
            "blick": "arbete",
            "hjälpmedel": "rullstol",
        },
        {
            "presentation": "man",
            "åldersgrupp": "äldre",
            "roll": "brukare",
            "handling": "ej_tillämpligt",
            "plan": "bakgrund",
            "blick": "utåt",
        },
    ]
    picture = picture_of(tmp_path / "a", personer=people)
    assert [person_words(person) for person in picture.people] == [
        "Barn, kön inte angivet: elev, aktiv, i förgrunden, ser på det hen gör, hjälpmedel: rullstol",
        "Man, äldre: brukare, i bakgrunden, ser ut ur bilden",
    ]
    photo = picture_of(tmp_path / "b", antal={"kvinnor": 1, "män": 0, "okänt": 3})
    assert list(count_words(photo)) == ["1 kvinna", "3 personer, kön inte känt"]
    assert list(count_words(picture)) == []


def test_every_ground_of_the_coding_is_said() -> None:
    """How it is known who is shown is always said, "not known" included."""
    said = {coding_words(ground) for ground in (*CodedFrom, None)}
    assert len(said) == len(CodedFrom)  # nothing said and "okänt" are the same


def object_of(known: Catalogue, shown: Shown, **changes: Any) -> dict[str, Any]:
    """Return a picture's ImageObject under other settings."""
    return image_object(shown, changed(known.settings, **changes))


def test_search_engines_learn_who_made_a_picture_and_how_it_may_be_used(tmp_path: Path) -> None:
    """The data has all that marks a picture as licensable, with whole addresses where possible."""
    fields = {"licens": "CC-BY-4.0", "fotograf": "Kim Exempel", "rättighetshavare": "Region X"}
    known, gallery = seen(tmp_path, a=fields)
    shown = gallery.pictures["a"]
    data = object_of(known, shown, address="https://bank.example/x")
    page = "https://bank.example/x/bildbank/a/"
    assert data["@type"] == "ImageObject"
    assert data["contentUrl"] == f"{page}a-webb.jpg"
    assert (data["width"], data["height"]) == (1920, 1280)
    assert data["license"].startswith("https://creativecommons.org/licenses/by/4.0/")
    assert data["acquireLicensePage"] == f"{page}#villkor"
    assert data["creator"] == {"@type": "Person", "name": "Kim Exempel"}
    assert data["copyrightNotice"] == "Region X. CC BY 4.0"
    assert data["thumbnail"]["width"] == 640
    assert object_of(known, shown, name="Kim Exempel")["creator"]["@type"] == "Organization"
    assert object_of(known, shown)["contentUrl"] == "../../bildbank/a/a-webb.jpg"
    own = seen(tmp_path / "own", a=fields | {"licens": "© Region X"})
    assert object_of(own[0], own[1].pictures["a"])["license"] == "../../bildbank/a/#villkor"


def test_only_a_picture_with_files_is_told_to_search_engines(tmp_path: Path) -> None:
    """A picture that is not shown has no address of a file in its page's head."""
    known, gallery = seen(tmp_path, a={})
    record = known.records["bildbank/a"]
    assert "contentUrl" not in head_of(record, known)
    head = str(head_of(record, known, gallery))
    assert json.loads(head.partition(">")[2].partition("<")[0])["@type"] == "ImageObject"


def test_a_picture_without_files_still_has_a_page(tmp_path: Path) -> None:
    """Where the file is missing the page says so and asks for no file."""
    known, gallery = seen(tmp_path, a={})
    gone = Gallery({}, {}, "")
    html = page_of(known, gone, "a")
    assert "Bilden visas inte." in html
    assert not [element for element in elements(html) if element.tag == "img"]
    assert gallery.pictures["a"].picture.alt in text_of(html)


def test_the_size_on_paper_is_said(tmp_path: Path) -> None:
    """A picture of 2400 by 1600 pixels has 300 for each of its inches at 20 by 13 cm."""
    known, gallery = seen(tmp_path, a={})
    view = PictureViews(gallery, known).view("a")
    assert view is not None
    assert view.print_size == "20 × 13 cm"
