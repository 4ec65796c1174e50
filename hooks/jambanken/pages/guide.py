"""Generated pages of the editors' guide: every field and every rule, from where they are declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from jinja2 import Environment
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from jambanken.folder import FOLDER_RULES
from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.messages import MODEL_RULES
from jambanken.output import Page
from jambanken.pages.memory import Making, PageMemory
from jambanken.rules import RULES
from jambanken.source import READER_RULES


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field as the guide shows it."""

    key: str
    title: str
    help: str
    required: bool
    depth: int


def fields_of(model: type[BaseModel], depth: int = 0) -> list[FieldLine]:
    """Return a model's fields, those of its parts below each, in the order they are declared."""
    lines: list[FieldLine] = []
    for name, field in model.model_fields.items():
        lines.append(
            FieldLine(
                field.alias or name,
                field.title or "",
                field.description or "",
                field.is_required(),
                depth,
            )
        )
        for part in parts_of(field):
            lines += fields_of(part, depth + 1)
    return lines


def parts_of(field: FieldInfo) -> list[type[BaseModel]]:
    """Return the models of the mappings that a field holds."""
    return _models(field.annotation)


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for arg in getattr(annotation, "__args__", ()) for model in _models(arg)]


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
    body = templates.get_template("guide/fields.html.jinja").render(
        kind=kind, fields=fields_of(kind.model)
    )
    return Page(
        _fields_address(kind),
        f"Fälten i {kind.plural.lower()}",
        f"Varje fält i {kind.folder}, vad det är till för och vilka som måste fyllas i.",
        body,
    )
