"""The form of a kind of entry, made from the model that declares its fields.

One walk over the model gives a tree of controls: what a field is called, what it is for, what it may
hold and in which words the checker refuses anything else. The scripts in ``docs/assets/js/medverka``
build the form from it, check what is typed by it and write the YAML in its order. A new kind has its
form without another line.
"""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import chain
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from jambanken.kinds.base import DEFAULT_LICENCE, Entry, Kind
from jambanken.schema import plain
from jambanken.shared import ID_LIST_BY_SORT, ID_LISTS, Registry
from jambanken.swedish import sort_key
from jambanken.values import (
    Choice,
    FileOrAddress,
    Id,
    Licence,
    Markdown,
    Moment,
    OrganisationId,
    PartialDate,
    PictureRef,
    PrintRef,
    Ref,
    Value,
    WebAddress,
)

Control: TypeAlias = dict[str, Any]
"""A field of a form, as JSON. ``sort`` says what sort of control it is:

``text``, ``markdown``, ``choice``, ``yesno``, ``whole``, ``number``, ``date``, ``value`` (a text of a
certain form), ``address``, ``file`` (a file beside the entry, or an address), ``id``, ``ref``,
``group`` (``fields``) and ``list`` (``item``). ``must`` says that the field is required; ``shortest``
and ``longest`` count characters, ``least`` and ``most`` are numbers, or rows of a list.
"""

_REFERRED: dict[type[Ref], str] = {PictureRef: "bildbank", PrintRef: "trycksaker"}
#: What one row of a list is, by the list's key; a list that is not named here has rows.
_ROWS = {
    "steg": "steg",
    "källor": "källa",
    "förberedelser": "förberedelse",
    "fallgropar": "fallgrop",
    "diskussionsfrågor": "fråga",
    "erfarenheter": "erfarenhet",
    "medverkande": "medverkande",
    "undertexter": "undertext",
    "kapitel": "kapitel",
    "organisation": "roll",
    "syfte": "syfte",
    "finansiering": "finansiär",
    "mål": "mål",
    "nivåer": "nivå",
    "grupper": "grupp",
    "erbjudanden": "erbjudande",
    "aktiviteter": "aktivitet",
    "mått": "mått",
    "målmått": "mått",
    "uppföljning": "värde",
    "versioner": "version",
    "tillfällen": "tillfälle",
    "råd": "råd",
    "deltagande": "siffra",
    "siffror": "siffra",
    "synonymer": "ord",
    "nyckelord": "ord",
    "taggar": "ord",
    "personer": "person",
    "tidplan": "händelse",
    "innehåll": "punkt",
}
#: Fields that commands write, and that nobody fills in by hand.
BY_COMMAND = frozenset({"återkallad", "kontrollsummor"})
#: The common fields in the order one thinks of them, by heading. The kind's own come after the first.
_PARTS = (
    ("Det viktigaste", ("titel", "sammanfattning")),
    (
        "Vad posten hör till",
        ("teman", "målgrupper", "verksamheter", "styrdokument", "avsändare", "nyckelord"),
    ),
    ("Källor och kopplingar", ("källor", "relaterat", "bild")),
    ("Publicering", ("publicerad", "uppdaterad", "granskas", "status", "licens")),
)
#: Licences to choose among; the model takes others too.
_LICENCES = (
    str(DEFAULT_LICENCE),
    *("CC0-1.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-ND-4.0", "CC-BY-NC-ND-4.0", "PDM-1.0"),
)
#: A choice as files write it; the form has its label (``Choice.label``).
_WORD_OF_FILES = re.compile(r"\w+_\w+")
#: Where a file has its words from; the form has them itself.
_WHERE = re.compile(r"(?:,? ?\b)[Uu]r (?:vokabular|organisationer|bestallning)\.yml")
#: ``bool`` stands before ``int``, which it is one of.
_PLAIN = {dt.date: "date", bool: "yesno", int: "whole", Decimal: "number"}
#: No value of the bank looks like this: what is said of it is said of any bad value.
_BAD = "?"


def controls_of(model: type[BaseModel]) -> list[Control]:
    """Return the controls of a model's fields, in the order they are declared and written."""
    return [_control(field.alias or name, field) for name, field in model.model_fields.items()]


def parts_of(kind: Kind) -> list[dict[str, Any]]:
    """Return the form's headings, each with the keys of its fields: every key of the kind once."""
    common = [field.alias or name for name, field in Entry.model_fields.items()]
    own = [
        key
        for name, field in kind.model.model_fields.items()
        if (key := field.alias or name) not in {*common, *BY_COMMAND}
    ]
    licence = kind.model.model_fields["licence"]
    (first, *rest) = [(title, [key for key in keys if key in common]) for title, keys in _PARTS]
    if licence.is_required():  # then it is no afterthought
        own.append("licens")
        rest = [(title, [key for key in keys if key != "licens"]) for title, keys in rest]
    by_command = [key for key in _keys(kind.model) if key in BY_COMMAND]
    parts = [first, (kind.singular, own), *rest, ("Skrivs av kommandon", by_command)]
    return [{"title": title, "keys": keys} for title, keys in parts if keys]


def lists_of(registry: Registry) -> dict[str, list[list[str]]]:
    """Return the words to choose among, by the name of their list: id, name, and what it means."""
    found = {one.sort: list(_words(one.items_in(registry))) for one in ID_LISTS}
    found[OrganisationId].sort(key=lambda row: sort_key(row[1]))
    return {one.name: found[one.sort] for one in ID_LISTS}


def lists_used(controls: Collection[Control]) -> set[str]:
    """Return the names of the lists that a form chooses from."""
    found: set[str] = set()
    for control in controls:
        if "list" in control:
            found.add(control["list"])
        inner = [*control.get("fields", ()), *([control["item"]] if "item" in control else [])]
        found |= lists_used(inner)
    return found


def _keys(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name


def _words(items: Collection[Any]) -> Iterator[list[str]]:
    for item in items:
        about = getattr(item, "description", None) or ""
        yield [str(item.id), item.name, about] if about else [str(item.id), item.name]


def _control(key: str, field: FieldInfo) -> Control:
    text = _WHERE.sub("", field.description or "").strip(" .")
    text = _WORD_OF_FILES.sub(lambda word: word[0].replace("_", " "), text)
    made: Control = {"key": key, "title": field.title or key, "help": f"{text}." if text else ""}
    if field.is_required():
        made["must"] = True
    default = field.default
    if not field.is_required() and isinstance(default, Choice | Licence):
        made["default"] = str(default)
    elif not field.is_required() and isinstance(default, tuple) and default:
        made["default"] = [str(item) for item in default]
    made |= _of(field.annotation, field.metadata)
    if made["sort"] == "list":
        made["row"] = _ROWS.get(key, "rad")
    return made


def _of(annotation: Any, metadata: Collection[Any]) -> Control:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of(args[0], (*args[1:], *metadata))
    if origin in {Union, types.UnionType}:
        (only,) = (arg for arg in args if arg is not type(None))
        return _of(only, metadata)
    if origin is tuple:
        return {"sort": "list", "item": _of(args[0], ()), **_limits(metadata, "least", "most")}
    if issubclass(annotation, BaseModel):
        return {"sort": "group", "fields": controls_of(annotation)}
    return _scalar(annotation, metadata)


def _scalar(sort: type, metadata: Collection[Any]) -> Control:
    if issubclass(sort, Choice):
        return {"sort": "choice", "choices": [[str(one), one.label] for one in sort]}
    if issubclass(sort, Value):
        return _value(sort)
    for plain_sort, name in _PLAIN.items():
        if issubclass(sort, plain_sort):
            return {"sort": name, **_limits(metadata)}
    return {"sort": "text", **_limits(metadata, "shortest", "longest")}


def _value(sort: type[Value]) -> Control:
    made: Control = {"sort": "value", "longest": sort.longest}
    if issubclass(sort, Markdown):
        return {**made, "sort": "markdown"}
    if issubclass(sort, Id) and sort in ID_LIST_BY_SORT:
        return {**made, "sort": "id", "list": ID_LIST_BY_SORT[sort].name}
    if issubclass(sort, FileOrAddress):
        made |= {"sort": "file", "endings": list(sort.beginnings)}
    elif issubclass(sort, WebAddress):
        made["sort"] = "address"
    elif issubclass(sort, Ref):
        made["sort"] = "ref"
        if sort in _REFERRED:
            made["kind"] = _REFERRED[sort]
    elif issubclass(sort, PartialDate | Moment):
        made["calendar"] = True
    elif issubclass(sort, Licence):
        made["proposals"] = [[name, Licence(name).label] for name in _LICENCES]
    if sort.form is not Value.form:
        made["form"] = sort.form.pattern
    refusal = _refusal(sort)
    return {**made, "refusal": refusal} if refusal else made


def _refusal(sort: type[Value]) -> list[str]:
    """Return the checker's words for a bad value: what is wrong, with ``{}`` for the value, and the cure."""
    try:
        sort.read(_BAD)
    except PydanticCustomError as fault:
        said = fault.context or {}
        return [str(said["message"]).replace(f'"{_BAD}"', '"{}"'), str(said["fix"])]
    return []


def _limits(metadata: Collection[Any], low: str = "least", high: str = "most") -> Control:
    found: Control = {}
    # Limits within an optional type stand in a FieldInfo of their own.
    inner = (one.metadata if isinstance(one, FieldInfo) else [one] for one in metadata)
    for one in chain.from_iterable(inner):
        for names, name in ((("ge", "min_length"), low), (("le", "max_length"), high)):
            for given in names:
                if (limit := getattr(one, given, None)) is not None:
                    found[name] = plain(limit)
    return found
