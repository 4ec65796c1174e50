"""What a text must look like to become a value, and that nothing else gets in."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from jambanken import pictures, settings, shared, values
from jambanken.kinds import trycksaker
from jambanken.nearest import folded, listing, nearest
from jambanken.values import (
    LONGEST_MARKDOWN,
    LONGEST_TEXT,
    FilmLength,
    Length,
    Licence,
    Markdown,
    Moment,
    Ref,
    Text,
    WebAddress,
    shorten,
)

TYPES = yaml.safe_load(
    (Path(__file__).parent / "cases" / "values" / "values.yml").read_text("utf-8")
)
MODULES = (values, settings, shared, pictures, trycksaker)
TARGETS = {
    name: getattr(module, name) for name in TYPES for module in MODULES if hasattr(module, name)
}


def read(sort: Any, raw: Any) -> Any:
    """Return a raw value as a type of the package."""
    return TypeAdapter(sort).validate_python(raw)


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [(name, raw, raw) for name, case in TYPES.items() for raw in case["good"]]
    + [
        (name, raw, value)
        for name, case in TYPES.items()
        for raw, value in case.get("gives", {}).items()
    ],
)
def test_good(name: str, raw: str, value: Any) -> None:
    """What an editor may write becomes the value, white space around it left out."""
    sort = TARGETS[name]
    found = read(sort, f" {raw}\n")
    if isinstance(found, Decimal):
        assert found == Decimal(str(value))
    elif isinstance(found, dt.date):
        assert found.isoformat() == value
    else:
        assert found == value
        assert type(found) in {sort, int, bool}


@pytest.mark.parametrize(
    ("name", "raw"), [(name, raw) for name, case in TYPES.items() for raw in case["bad"]]
)
def test_bad(name: str, raw: str) -> None:
    """Anything else is refused, with a whole sentence and a cure."""
    with pytest.raises(ValidationError) as caught:
        read(TARGETS[name], raw)
    (error,) = caught.value.errors()
    if error["type"] == "jambanken":
        assert error["ctx"]["message"].endswith(".")
        assert error["ctx"]["fix"].endswith((".", "?"))
        assert "\n" not in error["ctx"]["message"]
    else:
        assert error["type"] == "string_too_short"
        assert raw == ""


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("raw", [None, [], {}, ["a"], {"a": "b"}, 1, True, 1.5, b"a"])
def test_only_text_is_read(name: str, raw: object) -> None:
    """The reader gives text; a list, a group or nothing is never taken for one."""
    with pytest.raises(ValidationError):
        read(TARGETS[name], raw)


@given(st.sampled_from(sorted(TYPES)), st.text(max_size=40))
def test_any_text_is_a_value_or_an_error(name: str, raw: str) -> None:
    """Nothing but a value or a validation error comes of any text."""
    with suppress(ValidationError):
        assert read(TARGETS[name], raw) is not None


def test_every_type_of_value_is_in_the_table() -> None:
    """A new type comes with what it takes and what it refuses."""
    made = {
        name
        for module in MODULES
        for name, value in vars(module).items()
        if isinstance(value, type)
        and issubclass(value, values.Value)
        and value.__module__.startswith(module.__name__)
        and value is not values.Value
    }
    without_form = {"Markdown", "FileOrAddress", "FolderPath"}
    of_a_list = {"AudienceId", "AreaId", "ThemeId", "SteeringId", "OrganisationId", "ChannelId"}
    assert made - without_form - of_a_list == {
        name for name in TYPES if isinstance(TARGETS[name], type)
    }


def test_text_is_one_line() -> None:
    """Line breaks and runs of spaces in a plain text are one space each."""
    assert read(Text, "  en\n  två\t tre\u00a0fyra ") == "en två tre fyra"


@pytest.mark.parametrize(("sort", "most"), [(Text, LONGEST_TEXT), (Markdown, LONGEST_MARKDOWN)])
def test_how_long_a_text_may_be(sort: Any, most: int) -> None:
    """A text has a character at least, and an upper limit."""
    assert len(read(sort, "å" * most)) == most
    for raw in ("", "å" * (most + 1)):
        with pytest.raises(ValidationError):
            read(sort, raw)


def test_markdown_keeps_its_lines() -> None:
    """Markdown is what was written."""
    assert read(Markdown, "a\n\n- b\n") == "a\n\n- b\n"


@pytest.mark.parametrize(
    ("raw", "seconds"), [("4:30", 270), ("1:04:30", 3870), ("0:00", 0), ("75:00", 4500)]
)
def test_seconds(raw: str, seconds: int) -> None:
    """A length is known in seconds, or not at all."""
    assert read(Length, raw).seconds == seconds
    assert read(FilmLength, "okänd").seconds is None


def test_parts_of_values() -> None:
    """Values know what they are made of."""
    assert (Ref("tips/a-b").kind, Ref("tips/a-b").slug) == ("tips", "a-b")
    assert (Moment("2026-11-22 09:30").day, Moment("2026-11-22 09:30").time) == (
        dt.date(2026, 11, 22),
        "09:30",
    )
    assert Moment("2026-11-22").time == ""
    assert WebAddress("https://www.skr.example/a").host == "skr.example"
    assert (Licence("CC-BY-4.0").label, Licence("© Kim").label) == ("CC BY 4.0", "© Kim")
    assert Licence("CC-BY-4.0").url.startswith("https://creativecommons.org/licenses/by/4.0/")
    assert Licence("© Kim").url == ""


@pytest.mark.parametrize(
    ("word", "known", "hit"),
    [
        ("malgrupper", ["målgrupper", "målmått"], "målgrupper"),
        ("Målgrupper", ["målgrupper"], "målgrupper"),
        ("tillfalle", ["tillfällen", "titel"], "tillfällen"),
        ("alttext", ["alt", "bildtext"], "alt"),
        ("artikelnr", ["artikelnummer", "år"], "artikelnummer"),
        ("galler-till", ["gäller_till"], "gäller_till"),
        ("kalender", ["titel", "steg"], None),
        ("", ["titel"], None),
        ("x" * 5000, ["titel"], None),
        ("titel", [], None),
    ],
)
def test_nearest(word: str, known: list[str], hit: str | None) -> None:
    """A guess is made where one is likely, dots and rings first."""
    assert nearest(word, known) == hit


@given(st.text(max_size=30), st.lists(st.text(max_size=10), max_size=6))
def test_a_guess_is_one_of_the_known(word: str, known: list[str]) -> None:
    """Nothing is made up, and the order of the known words is of no matter."""
    guess = nearest(word, known)
    assert guess is None or guess in known
    assert nearest(word, list(reversed(known))) == guess
    if word in known:
        assert folded(str(guess)) == folded(word)


def test_listing() -> None:
    """Words stand as in running text."""
    assert [listing(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        *("", "a", "a eller b", "a, b eller c")
    ]


@given(st.text())
def test_a_quoted_value_is_one_short_line(raw: str) -> None:
    """What is quoted in a message never breaks it."""
    assert len(shorten(raw)) <= 60
    assert len(shorten(raw).splitlines()) <= 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [("cc-by-4.0", "CC-BY-4.0"), ("CC BY 4.0", "CC-BY-4.0"), ("unlicense", "Unlicense")],
)
def test_a_licence_almost_right_is_proposed(written: str, meant: str) -> None:
    """Who writes the id in the wrong case or with spaces is told the right one."""
    with pytest.raises(ValidationError) as caught:
        read(Licence, written)
    (error,) = caught.value.errors()
    assert error["ctx"] == {
        "message": f'"{written}" är ingen licens.',
        "fix": f'Menade du "{meant}"?',
        "at": "",
    }
