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
from jambanken.values import Choice, Id, Markdown, Ref

Given: TypeAlias = str | tuple[str, ...]
"""What is known of a field: a text, or the rows of a list."""

FILL_IN = "# FYLL I"
HEAD = """\
# Rader som börjar med # är förklaringar. Ta bort # framför ett fält för att använda det, och fyll i
# det som är märkt FYLL I. Kontrollera sedan med: python scripts/check.py
# Lång text: skriv | efter kolonet och texten på raderna under, indragen.
"""
_MUST = "Måste fyllas i. "
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
    others are commented out. ``notes`` has more to say of a field, a paragraph each. An empty field
    says nothing to the reader, so the text can be read as it is.
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
            lines += _to_fill_in(key, field)
        else:
            lines += (f"#{line}" for line in _empty(key, field))
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def quoted(value: str) -> str:
    """Return a text as YAML reads it back, whatever is in it."""
    if _PLAIN.fullmatch(value):
        return value
    if '"' in value and "'" not in value and value.isprintable():
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False)


def choices_of(field: FieldInfo) -> tuple[str, ...]:
    """Return the values that a field can have, none if it is free."""
    found = _one_of(field.annotation, Choice)
    return tuple(str(choice) for choice in found) if found else ()


def _explained(key: str, field: FieldInfo, notes: Sequence[str], *, must: bool) -> Iterator[str]:
    first = f"{_MUST if must else ''}{_help(key, field)}"
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


def _to_fill_in(key: str, field: FieldInfo) -> Iterator[str]:
    """Give the lines of a field that must have a value, with a mark at each place to fill in."""
    part = _one_of(field.annotation, BaseModel)
    if part is None:
        yield from _place(key, field, FILL_IN)
        return
    yield f"{key}:"
    indent = "  - " if _is_list(field) else "  "
    for name, inner in part.model_fields.items():
        key = inner.alias or name
        said = _help(key, inner)
        must = _place(key, inner, f"{FILL_IN}. {said}")
        for line in must if inner.is_required() else [f"{key}:  # {said}"]:
            yield indent + line
            indent = " " * len(indent)


def _place(key: str, field: FieldInfo, mark: str) -> Iterator[str]:
    """Give the place for a value, in the form that it will have: a row, a list, or lines below."""
    if not _is_list(field):
        yield f"{key}: |  {mark}" if _one_of(field.annotation, Markdown) else f"{key}:  {mark}"
    elif _has_names(field):
        yield f"{key}: []  {mark}"
    else:
        yield f"{key}:"
        yield f"  -  {mark}"


def _empty(key: str, field: FieldInfo) -> Iterator[str]:
    """Give the lines of a field without a value, those of its parts too."""
    part = _one_of(field.annotation, BaseModel)
    if part is None:
        yield f"{key}: []" if _has_names(field) else f"{key}:"
        if _is_list(field) and not _has_names(field):
            yield "  -"
        return
    yield f"{key}:"
    indent = "  - " if _is_list(field) else "  "
    for name, inner in part.model_fields.items():
        must = _MUST if inner.is_required() else ""
        yield f"{indent}{inner.alias or name}:  # {must}{_help(inner.alias or name, inner)}"
        indent = " " * len(indent)


def _has_names(field: FieldInfo) -> bool:
    """Tell whether a field is a list of ids or references, which stand on one line."""
    sorts = (Id, Ref)
    return _is_list(field) and any(_one_of(field.annotation, sort) for sort in sorts)


def _is_list(field: FieldInfo) -> bool:
    return "tuple" in str(field.annotation)


def _one_of(annotation: Any, sort: type) -> Any:
    """Return the class of a sort that an annotation names, or names within it."""
    if isinstance(annotation, type) and issubclass(annotation, sort):
        return annotation
    inner = (_one_of(arg, sort) for arg in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found is not None), None)
