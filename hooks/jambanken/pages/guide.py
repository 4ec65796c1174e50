"""Generated pages of the editors' guide: every field and every rule, from where they are declared."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from jambanken.folder import FOLDER_RULES
from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.messages import MODEL_RULES
from jambanken.output import Page
from jambanken.pages.guide_fields import example_of, fields_of
from jambanken.pages.memory import Making, PageMemory
from jambanken.pages.picture import SCRIPT
from jambanken.rules import RULES
from jambanken.source import READER_RULES


def guide_pages(templates: Environment, memory: PageMemory) -> Iterator[Making]:
    """Give what makes the page of rules, and the pages of fields: one for each kind, and the way to them."""
    yield memory.making("redaktion/regler/", (), lambda: _rules_page(templates))
    yield memory.making("redaktion/falt/", (), lambda: _kinds_page(templates))
    for kind in KINDS:
        yield memory.making(_fields_address(kind), (), partial(_fields_page, templates, kind))


def _rules_page(templates: Environment) -> Page:
    body = templates.get_template("guide/rules.html.jinja").render(
        rules=RULES, plain=({**READER_RULES}, {**MODEL_RULES}, {**FOLDER_RULES})
    )
    description = "Allt som kontrollen letar efter, varför, och hur du rättar det."
    return Page("redaktion/regler/", "Reglerna", description, body)


def _kinds_page(templates: Environment) -> Page:
    body = templates.get_template("guide/kinds.html.jinja").render(kinds=KINDS)
    description = "Vilka fält som finns i en fil, för varje sorts sak i banken."
    return Page("redaktion/falt/", "Fälten", description, body)


def _fields_address(kind: Kind) -> str:
    return f"redaktion/falt/{kind.name}/"


def _fields_page(templates: Environment, kind: Kind) -> Page:
    example = example_of(kind)
    body = templates.get_template("guide/fields.html.jinja").render(
        kind=kind, fields=fields_of(kind.model, example), example=example
    )
    return Page(
        _fields_address(kind),
        f"Fälten i {kind.plural.lower()}",
        f"Varje fält i {kind.folder}: vad det är till för, hur du skriver det och vad som måste fyllas i.",
        body,
        head=SCRIPT if example else "",
    )
