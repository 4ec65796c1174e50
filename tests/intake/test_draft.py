"""New YAML: every field explained, what is known filled in, and always readable."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jambanken.images.read import Said, clean
from jambanken.intake.draft import draft, known_fields
from jambanken.intake.naming import RESERVED, propose, usable
from jambanken.kinds.bildbank import Picture
from jambanken.parse import parse
from jambanken.rules import upptagen_adress
from jambanken.source import read
from jambanken.values import LONGEST_SLUG, SLUG

EVERYTHING = Said(
    title="Fika på jobbet",
    alt="Två personer delar på en bulle.",
    description="En bild från personalrummet.",
    creator="Åsa Öberg",
    credit="Foto: Åsa Öberg",
    rights="© Kommunen",
    licence="http://creativecommons.org/licenses/by-sa/4.0/legalcode",
    source_type="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation",
    date="2024-05-06",
    keywords=("mat", "lek: x"),
)


def fields_of(text: str) -> dict[str, object]:
    """Return what is filled in."""
    data = read(text.encode(), "").source
    assert data is not None
    assert isinstance(data.data, dict)
    return {key: value for key, value in data.data.items() if value is not None}


def test_what_the_file_said_is_filled_in() -> None:
    """A picture that says everything of itself needs nothing more, and is read without a fault."""
    text = draft("fika.jpg", EVERYTHING)
    parsed = parse(text.encode(), "fika.yml", Picture)
    assert parsed.problems == ()
    assert fields_of(text) == {
        "fil": "fika.jpg",
        "titel": "Fika på jobbet",
        "alt": "Två personer delar på en bulle.",
        "typ": "illustration",
        "fotograf": "Åsa Öberg",
        "licens": "CC-BY-SA-4.0",
        "kredit": "Foto: Åsa Öberg",
        "rättighetshavare": "Kommunen",
        "datum": "2024-05-06",
        "taggar": ["mat", "lek: x"],
        "beskrivning": "En bild från personalrummet.",
    }


def test_every_field_is_there_with_its_explanation() -> None:
    """But for what another command writes; each has a comment right above it."""
    lines = draft("a.jpg", Said()).splitlines()
    keys = {field.alias for field in Picture.model_fields.values()}
    found = {}
    for above, line in itertools.pairwise(lines):
        if match := re.match(r"#?([a-zåäö_]+):", line):
            found[match[1]] = above
    assert set(found) == keys - {"återkallad", "kontrollsummor", "bild"}
    assert all(above.startswith("# ") for above in found.values())


def test_choices_are_listed() -> None:
    """Nobody has to look in the guide for what a field can have."""
    text = draft("a.jpg", Said())
    for choice in (
        "allmänt_intresse",
        "barn_ej_angivet",
        "förtroendevald",
        "självuppgift",
        "medperson",
    ):
        assert choice in text


def test_taking_the_signs_away_gives_yaml() -> None:
    """A field is put to use by removing one sign, with everything below it in its place."""
    used = re.sub(r"^#(?=[^ ]|  )", "", draft("a.jpg", Said()), flags=re.MULTILINE)
    reading = read(used.encode(), "a.yml")
    assert reading.source is not None
    assert reading.problems == ()
    rules = {problem.rule for problem in parse(used.encode(), "a.yml", Picture).problems}
    assert "okant-falt" not in rules
    assert "#fokus" not in used
    assert "  x:" in used


@pytest.mark.parametrize(
    ("said", "is_marked"),
    [(Said(), True), (Said(from_camera=True), True), (EVERYTHING, False)],
    ids=["unknown", "photo", "drawing"],
)
def test_photos_ask_whether_anybody_can_be_recognised(said: Said, *, is_marked: bool) -> None:
    """And say what is needed then."""
    text = draft("a.jpg", said)
    assert ("\nigenkännbara:  # FYLL I\n" in text) == is_marked
    assert "andra bildmappen, utanför projektet" in text.replace("\n# ", " ")


@settings(deadline=None)
@given(st.text(max_size=120), st.text(max_size=120), st.lists(st.text(max_size=120), max_size=3))
@example(
    '"; rm: x', "igenkännbara: nej", ["- a", "#b", "{", "*x", "ja", "null", "1_000", "\\", "'"]
)
@example("x" * 120, "<script>", ["\ufffd", "Ã¥", "\u3164", "\u202e"])
def test_no_text_of_a_file_becomes_yaml(first: str, second: str, keywords: list[str]) -> None:
    """What a stranger's file says stays a text: it is read back as it was, or left out."""
    first, second, *keywords = (clean(text) for text in (first, second, *keywords))
    said = Said(
        title=first,
        alt=second,
        creator=first,
        credit=second,
        rights=first,
        keywords=tuple(keywords),
    )
    text = draft("a.jpg", said)
    reading = read(text.encode(), "a.yml")
    assert reading.source is not None
    found = fields_of(text)
    assert set(found) <= {"fil", "titel", "alt", "fotograf", "kredit", "rättighetshavare", "taggar"}
    assert found.get("fotograf", first) == first
    assert found.get("kredit", second) == second
    assert found.get("taggar", keywords) == keywords
    faults = {problem.rule for problem in parse(text.encode(), "a.yml", Picture).problems}
    assert faults <= {"saknat-falt"}


@settings(deadline=None)
@given(
    st.text(max_size=200), st.text(max_size=60), st.sets(st.sampled_from(["bild-1", "a", "bild"]))
)
def test_a_proposed_name_is_an_address(title: str, file: str, taken: set[str]) -> None:
    """Whatever a picture is called, it gets a free name that can be one."""
    name = propose(title, f"{file}.jpg", taken | RESERVED)
    assert re.fullmatch(SLUG, name)
    assert len(name) <= LONGEST_SLUG
    assert name not in taken | RESERVED


@pytest.mark.parametrize(
    ("wish", "name"),
    [("con", "con-bild"), ("", ""), ("a-" * 60 + "b", ("a-" * 37)[:-1]), ("x" * 100, "x" * 75)],
)
def test_names_that_cannot_be(wish: str, name: str) -> None:
    """Windows keeps some for itself, and an address has an end."""
    assert usable(wish) == name


def test_the_site_s_own_addresses_are_taken() -> None:
    """What the check refuses is never proposed."""
    own = {address.removeprefix("bildbank/").rstrip("/") for address in upptagen_adress._RESERVED}
    assert own <= RESERVED


def test_an_alt_text_is_not_described_by_itself() -> None:
    """What the bank gave away comes back without a long description that says nothing more."""
    said = Said(alt="Två koppar på ett bord.", description="Två koppar på ett bord.")
    assert set(known_fields(said)) == {"alt"}
