"""A form follows from its model: every field, its limits, and the words of the checker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from tests.support.models import fields

from jambanken.bank import Bank
from jambanken.forms import Control, controls_of, lists_of, lists_used, parts_of
from jambanken.kinds import KIND_BY_NAME, KINDS
from jambanken.kinds.base import Kind
from jambanken.pages.contribute import contribute_pages, form_spec
from jambanken.pages.environment import environment
from jambanken.pages.memory import PageMemory
from jambanken.settings import Settings

SORTS = {
    *("text", "markdown", "choice", "yesno", "whole", "number", "date", "value", "address", "file"),
    *("id", "ref", "group", "list"),
}


def paths(
    controls: Iterable[Control], above: tuple[str, ...] = ()
) -> Iterator[tuple[Any, Control]]:
    """Give every control by its path of keys."""
    for control in controls:
        here = (*above, control["key"])
        yield here, control
        yield from paths(control.get("fields", ()), here)
        yield from paths(control.get("item", {}).get("fields", ()), here)


def helps(controls: Iterable[Control]) -> Iterator[str]:
    """Give what is said of every control."""
    return (control["help"] for _, control in paths(controls))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_of_the_model_is_in_the_form(kind: Kind) -> None:
    """Each stands under one heading, is required where the model requires it, and offers its choices."""
    controls = controls_of(kind.model)
    found = dict(paths(controls))
    declared = {field.path: field for field in fields(kind.model)}
    assert found.keys() == declared.keys()
    for path, control in found.items():
        assert control["sort"] in SORTS
        assert control["title"]
        assert control.get("must", False) == declared[path].required, path
        offered = control if "choices" in control else control.get("item", {})
        assert tuple(word for word, _ in offered.get("choices", ())) == declared[path].choices
    keys = [key for part in parts_of(kind) for key in part["keys"]]
    assert sorted(keys) == sorted(control["key"] for control in controls)


def test_limits_and_words_are_those_of_the_model() -> None:
    """What the checker refuses, the form refuses, in the same words."""
    tips = dict(paths(controls_of(KIND_BY_NAME["tips"].model)))
    assert (tips["titel",]["shortest"], tips["titel",]["longest"]) == (3, 90)
    assert (tips["tid",]["least"], tips["tid",]["most"]) == (1, 10_000)
    assert (tips["källor", "år"]["least"], tips["källor", "år"]["most"]) == (1000, 2100)
    assert tips["steg",]["least"] == 1
    assert tips["trycksaker",]["item"]["kind"] == "trycksaker"
    films = dict(paths(controls_of(KIND_BY_NAME["filmer"].model)))
    assert films["kapitel", "tid"]["refusal"] == [
        '"{}" är ingen längd.',
        "Skriv minuter och sekunder som 4:30, med timmar som 1:04:30.",
    ]
    assert films["visning", "adress"]["endings"] == ["mp4", "webm"]
    pictures = dict(paths(controls_of(KIND_BY_NAME["bildbank"].model)))
    assert pictures["rättslig_grund", "omfattar"]["default"] == ["webb", "tryck", "sociala_medier"]
    assert "default" not in pictures["licens",]
    assert ".yml" not in "".join(control["help"] for control in tips.values())
    assert films["syntolkning", "läge"]["help"].startswith("Välj separat, i ljudet, behövs inte,")
    said = [help_ for kind in KINDS for help_ in helps(controls_of(kind.model))]
    assert [help_ for help_ in said if "_" in help_] == [], "menus show words without lines"


def test_a_form_holds_the_words_it_chooses_from(bank: Bank) -> None:
    """No more than those: a page is fetched by people in corridors."""
    spec = form_spec(bank.settings, bank.registry, KIND_BY_NAME["begrepp"])
    assert set(spec["lists"]) == lists_used(spec["controls"])
    assert "beställningsvägar" not in spec["lists"]
    known = {key: {row[0] for row in rows} for key, rows in lists_of(bank.registry).items()}
    assert {frozenset(ids) for ids in known.values()} == {
        frozenset(map(str, ids)) for ids in bank.registry.known_ids().values()
    }


def test_hostile_settings_stay_text(bank: Bank) -> None:
    """A bank's name can end no script element, and a form says nothing that is not escaped."""
    evil = Settings.model_validate({"namn": "</script><b>&\u2028", "repo": {"namn": "a/b"}})
    templates = environment(lambda _: True)
    for make in contribute_pages(templates, evil, bank.registry, PageMemory("", None)):
        page = make()
        assert "<b>&" not in page.head + page.body
        assert page.head.count("</script>") == page.head.count("<script")
