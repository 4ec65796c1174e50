"""The guide says how each field is written, and its examples can be sent as they are."""

from __future__ import annotations

import pytest
import yaml

from jambanken.forms import Control, controls_of
from jambanken.kinds import KIND_BY_NAME, KINDS
from jambanken.kinds.base import Kind
from jambanken.pages.guide_fields import FieldLine, example_of, fields_of
from jambanken.parse import parse

each_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])


def lines(kind: str) -> dict[str, FieldLine]:
    """Return the lines of a kind by their paths."""
    found: dict[str, FieldLine] = {}
    path: list[str] = []
    for line in fields_of(KIND_BY_NAME[kind].model, example_of(KIND_BY_NAME[kind])):
        path[line.depth :] = [line.key]
        found[".".join(path)] = line
    return found


@each_kind
def test_an_example_is_an_entry_as_the_checker_wants_it(kind: Kind) -> None:
    """Whoever copies the example has a file without a fault, hints of the reader included."""
    parsed = parse(example_of(kind).encode(), "exempel.yml", kind.model)
    assert parsed.problems == ()
    assert parsed.value is not None


@each_kind
def test_every_field_says_how_it_is_written(kind: Kind) -> None:
    """No field of any kind, at any depth, is without words; what must be there has an example."""

    def count(controls: list[Control]) -> int:
        return sum(1 + count(one.get("item", one).get("fields", [])) for one in controls)

    found = fields_of(kind.model, example_of(kind))
    assert len(found) == count(controls_of(kind.model))
    for line in found:
        assert line.written.endswith("."), line.key
        assert line.title, line.key
        assert line.help, line.key
        if line.required and not line.depth:
            is_group = "fält" in line.written
            assert line.example or is_group, line.key


@each_kind
def test_examples_of_fields_are_yaml(kind: Kind) -> None:
    """A field's own example means what the whole example says."""
    whole = yaml.load(example_of(kind), yaml.BaseLoader)  # noqa: S506  # texts alone
    for line in fields_of(kind.model, example_of(kind)):
        if line.example and not line.depth:
            shown = yaml.load(line.example, yaml.BaseLoader)  # noqa: S506
            given = whole[line.key]
            assert str(shown[line.key]).strip() == str(given).strip()


def test_words_follow_from_the_model() -> None:
    """Length, limits, choices, defaults and where ids are found stand in the guide as the checker has them."""
    tips, pictures = lines("tips"), lines("bildbank")
    assert tips["titel"].written == "Text utan radbrytningar, 3–90 tecken."
    assert tips["tid"].written == "Heltal, 1–10\N{NO-BREAK SPACE}000."
    assert tips["källor.år"].written == "Årtal med fyra siffror, 1000–2100."
    assert tips["insats"].choices == ("liten", "mellan", "stor")
    assert tips["status"].default == "publicerad"
    assert (tips["målgrupper"].ids, tips["målgrupper"].example) == (
        "malgrupper/",
        "målgrupper: [chef, motesledare]",
    )
    assert tips["steg"].written == "En lista, minst en rad. Varje rad har fälten här under."
    assert lines("filmer")["längd"].written.startswith("Skriv minuter och sekunder som 4:30")
    assert ".mp4 eller .webm" in lines("filmer")["visning.adress"].written
    assert pictures["beskärning.1x1"].written == "Det enda som går att skriva är nej."
    assert pictures["igenkännbara"].written == "Skriv ja eller nej."
    assert pictures["återkallad"].written.startswith("Skrivs av ett kommando.")


def test_a_kind_without_an_example_has_its_fields_all_the_same() -> None:
    """A new kind is in the guide before anybody has written an example."""
    found = fields_of(KIND_BY_NAME["tips"].model)
    assert {line.example for line in found} == {""}
    assert [line.key for line in found] == [line.key for line in lines("tips").values()]
