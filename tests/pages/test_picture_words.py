"""What a picture's page says of licence, ground and people, and what is copied from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.html import elements
from tests.support.pictures import HOSTILE, picture_of

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
from jambanken.pictures import CodedFrom
from jambanken.values import Licence


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
