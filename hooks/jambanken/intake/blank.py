"""A new entry to fill in: every field of a model with its explanation, in the model's own words."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from jambanken.nearest import listing
from jambanken.values import Choice

Given: TypeAlias = str | tuple[str, ...]
"""What is known of a field: a text, or the rows of a list."""

FILL_IN = "# FYLL I"
_WIDTH = 96
#: What stands without quotes and is still read as the same text.
_PLAIN = re.compile(r"[a-z0-9åäö][a-z0-9åäö_.-]*(?<![.-])", re.IGNORECASE)


def blank(
    model: type[BaseModel],
    given: Mapping[str, Given],
    required: Sequence[str],
    notes: Mapping[str, Sequence[str]],
    order: Sequence[str],
) -> str:
    """Return a YAML text with the fields of ``order``, by their Swedish keys.

    Fields in ``given`` have their values, those in ``required`` without a value are marked, and all
    others are commented out. ``notes`` has more to say of a field, a paragraph each.
    """
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    parts = []
    for key in order:
        field = fields[key]
        must = key in required
        lines = list(_explained(key, field, notes.get(key, ()), must=must))
        if key in given:
            lines += _filled(key, given[key])
        elif must:
            lines.append(f"{key}:  {FILL_IN}")
        else:
            lines += (f"#{line}" for line in _empty(key, field))
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def quoted(value: str) -> str:
    """Return a text as YAML reads it back, whatever is in it."""
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def choices_of(field: FieldInfo) -> tuple[str, ...]:
    """Return the values that a field can have, none if it is free."""
    found = _one_of(field.annotation, Choice)
    return tuple(str(choice) for choice in found) if found else ()


def _explained(key: str, field: FieldInfo, notes: Sequence[str], *, must: bool) -> Iterator[str]:
    first = f"{'Måste fyllas i. ' if must else ''}{_help(key, field)}"
    for paragraph in (first, *notes):
        for line in textwrap.wrap(paragraph, _WIDTH, break_on_hyphens=False):
            yield f"# {line}"


def _help(key: str, field: FieldInfo) -> str:
    """Return what a field is for; its title only where that says more than the key."""
    title, text, choices = field.title or "", field.description or "", choices_of(field)
    if title.lower() != key.replace("_", " "):
        text = f"{title}. {text}"
    if not choices or all(choice in text for choice in choices):
        return text
    return f"{text} Välj {listing(choices)}.".strip()


def _filled(key: str, value: Given) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{key}: {quoted(value)}"
        return
    yield f"{key}:"
    yield from (f"  - {quoted(row)}" for row in value)


def _empty(key: str, field: FieldInfo) -> Iterator[str]:
    """Give the lines of a field without a value, those of its parts too."""
    part = _one_of(field.annotation, BaseModel)
    is_list = "tuple" in str(field.annotation)
    yield f"{key}:"
    if part is None:
        if is_list:
            yield "  -"
        return
    indent = "  - " if is_list else "  "
    for name, inner in part.model_fields.items():
        key = inner.alias or name
        yield f"{indent}{key}:  # {_help(key, inner)}"
        indent = " " * len(indent)


def _one_of(annotation: Any, sort: type) -> Any:
    """Return the class of a sort that an annotation names, or names within it."""
    if isinstance(annotation, type) and issubclass(annotation, sort):
        return annotation
    inner = (_one_of(arg, sort) for arg in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found is not None), None)
