"""A new entry to fill in: its file's name, and its text with every field explained."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from jambanken.addresses import hand_written
from jambanken.folder import ContentFile, read_file
from jambanken.images.read import Said
from jambanken.intake.blank import HEAD, blank
from jambanken.intake.draft import draft
from jambanken.intake.naming import RESERVED, usable
from jambanken.kinds.base import Kind
from jambanken.kinds.bildbank import Picture
from jambanken.mending.order import order_of
from jambanken.parse import parse
from jambanken.problems import Problem
from jambanken.shared import SHARED_FILES, Registry
from jambanken.swedish import slug
from jambanken.values import Id

_HEAD = f"""\
{HEAD}# Har en kort text ett kolon eller # i sig, sätt den inom raka citattecken: "så här".
# Filens namn blir postens adress.

"""
#: Fields that the model lets be empty and a rule nearly always asks for.
_ALSO_REQUIRED: Mapping[str, tuple[str, ...]] = {"trycksaker": ("beställning",)}
_MOST_IDS = 30


def text_of(kind: Kind, name: str, title: str, today: dt.date, known: Registry) -> str:
    """Return the YAML of a new entry, with what can be known filled in.

    ``known`` has the ids that its fields can refer to; they are listed beside them.
    """
    if kind.model is Picture:
        return draft(f"{name}.jpg", Said(title=title))
    fields = {field.alias or key: field for key, field in kind.model.model_fields.items()}
    must = [key for key, field in fields.items() if field.is_required()]
    given = {"titel": title, "publicerad": today.isoformat()}
    ids = known.known_ids()
    notes = {key: list(_choices(field, ids)) for key, field in fields.items()}
    required = [*must, *_ALSO_REQUIRED.get(kind.name, ())]
    return _HEAD + blank(kind.model, given, required, notes, order_of(kind))


def faults_of_title(kind: Kind, title: str, text: str) -> list[Problem]:
    """Return what is wrong with the title, in a text that ``text_of`` made of it."""
    found = parse(text.encode(), "", kind.model).problems
    line = next((at for at, row in enumerate(text.split("\n"), 1) if row.startswith("titel:")), 0)
    return [problem for problem in found if problem.mark.line == line or not title.strip()]


def name_of(kind: Kind, title: str) -> str:
    """Return the name that a title gives an entry: ``så`` is ``sa``; empty where it gives none."""
    return usable(slug(title), kind.singular.lower())


def is_taken(root: Path, kind: Kind, name: str) -> bool:
    """Tell whether a name has a file, or its address another page."""
    if f"{kind.name}/{name}/" in hand_written(root) or (kind.model is Picture and name in RESERVED):
        return True
    try:
        there = {entry.name.lower() for entry in os.scandir(root / kind.folder)}
    except FileNotFoundError:
        return False
    return f"{name}.yml" in there


def free_name(root: Path, kind: Kind, name: str) -> str:
    """Return the first of ``name-2``, ``name-3`` and so on that is not taken."""
    number = 2
    while is_taken(root, kind, f"{name}-{number}"):
        number += 1
    return f"{name}-{number}"


def known_words(root: Path) -> Registry:
    """Return what can be read of the shared files; a new entry can be made without them."""
    parts = {}
    for file, target, place in SHARED_FILES:
        raw = read_file(ContentFile(root / file, file))
        value = None if isinstance(raw, Problem) else parse(raw, file, target).value
        if value is not None:
            parts[place] = value
    return Registry.model_construct(**parts)


def _choices(field: FieldInfo, ids: Mapping[type[Id], Collection[str]]) -> Iterator[str]:
    """Give the ids that a field can have, in words."""
    sort = _id_in(field.annotation)
    known = sorted(ids.get(sort, ())) if sort else []
    if 0 < len(known) <= _MOST_IDS:
        yield f"Finns: {', '.join(known)}."


def _id_in(annotation: Any) -> type[Id] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Id) else None
    inner = (_id_in(part) for part in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found), None)
