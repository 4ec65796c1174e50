"""JSON Schema (draft 2020-12) of a kind of entry, made from the model that declares its fields.

One walk over the model gives the schema of the YAML files that editors write and that of the open
data. What differs between the two is their `Notation`: a YAML file says ``ja``, the data ``true``.
A schema says as much of the model as the language can: what the model takes, the schema takes, but
conditions between fields and what stands in other files are the checker's alone.
https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from jambanken.values import Choice, FileOrAddress, Markdown, Value

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema: TypeAlias = dict[str, Any]
#: The names that pydantic and annotated-types have for limits, and JSON Schema's.
_LIMITS = {
    "ge": "minimum",
    "le": "maximum",
    "gt": "exclusiveMinimum",
    "lt": "exclusiveMaximum",
    "min_length": "minLength",
    "max_length": "maxLength",
}
_LIST_LIMITS = {"minLength": "minItems", "maxLength": "maxItems"}


@dataclass(frozen=True, slots=True)
class Notation:
    """How values are written where a schema is to be used.

    ``left_out`` are keys of an entry, or paths of keys with dots between, that are not there.
    ``special`` are the schemas of values that are written in a way of their own, by type; the
    nearest base class of a type counts, and None takes a limit away. ``may_be_empty`` allows a key
    with nothing after it. ``always`` tells whether a field with a default of its own is always there.
    """

    special: Mapping[type, Schema]
    left_out: Collection[str] = ()
    may_be_empty: bool = False
    always: bool = False


#: A YAML file as programs read it: a number where a text is meant is a number to them, a decimal
#: comma makes a text.
YAML = Notation(
    special={
        bool: {"enum": ["ja", "nej"]},
        Decimal: {"type": ["number", "string"], "pattern": r"^-?[0-9]{1,12}(?:,[0-9]{1,6})?$"},
        str: {"type": ["string", "number"]},
        Value: {"type": ["string", "number"]},
        Markdown: {"type": ["string", "number"]},
        FileOrAddress: {"type": "string"},
    },
    may_be_empty=True,
)


def type_schema(annotation: Any, notation: Notation = YAML) -> Schema:
    """Return the schema of whatever a file may hold: a model, or a list of them.

    Titles and descriptions are Swedish, as in the editors' guide. Keys that are not declared are
    forbidden at every level. The result is plain data, new at each call.
    """
    return _of(annotation, (), notation, "")


def object_schema(model: type[BaseModel], notation: Notation, path: str = "") -> Schema:
    """Return the schema of a mapping: all fields of ``model`` but those left out at ``path``."""
    properties: Schema = {}
    required: list[str] = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        here = f"{path}{key}"
        if here in notation.left_out:
            continue
        properties[key] = _field(field, notation, here)
        if field.is_required() or (notation.always and field.default not in (None, ())):
            required.append(key)
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": required} if required else made


def _field(field: FieldInfo, notation: Notation, path: str) -> Schema:
    made = _of(field.annotation, field.metadata, notation, path)
    if notation.may_be_empty and not field.is_required():
        made = _or_nothing(made)
    said = {"title": field.title, "description": _described(field, made)}
    default = field.default
    if not field.is_required() and default not in (None, ()) and not isinstance(default, BaseModel):
        said["default"] = plain(default)
    return {**{key: text for key, text in said.items() if text is not None}, **made}


def _described(field: FieldInfo, made: Schema) -> str | None:
    """Return the field's help, with what the schema of its type says on its own account."""
    own = made.pop("description", None)
    return " ".join(filter(None, (field.description, own))) or None


def _or_nothing(made: Schema) -> Schema:
    """Return the schema, with null among what it takes."""
    added: Schema = {"enum": [*made["enum"], None]} if "enum" in made else {}
    if "type" in made:
        known = made["type"]
        added["type"] = [*([known] if isinstance(known, str) else known), "null"]
    return {**made, **added}


def _of(annotation: Any, metadata: Collection[Any], notation: Notation, path: str) -> Schema:
    """Return the schema of a type as pydantic has it, with the limits that stand beside it."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _of(args[0], (*args[1:], *metadata), notation, path)
    if origin in {Union, types.UnionType}:
        (only,) = (arg for arg in args if arg is not type(None))
        return _of(only, metadata, notation, path)
    if origin is tuple:
        items = _of(args[0], (), notation, path)
        limits = {_LIST_LIMITS[name]: limit for name, limit in _limits(metadata).items()}
        return {"type": "array", "items": items, **limits}
    if issubclass(annotation, BaseModel):
        return object_schema(annotation, notation, f"{path}.")
    return _scalar(annotation, notation) | _limits(metadata)


def _scalar(sort: type, notation: Notation) -> Schema:
    special = next(
        (notation.special[base] for base in sort.__mro__ if base in notation.special), {}
    )
    return {key: value for key, value in {**_base(sort), **special}.items() if value is not None}


def _base(sort: type) -> Schema:
    if issubclass(sort, Choice):
        return {"type": "string", "enum": [str(choice) for choice in sort]}
    if issubclass(sort, Value):
        return _value(sort)
    if issubclass(sort, dt.date):
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    if issubclass(sort, bool):
        return {}
    if issubclass(sort, int):
        return {"type": "integer"}
    return {"type": "number"} if issubclass(sort, Decimal) else {"type": "string"}


def _value(sort: type[Value]) -> Schema:
    made: Schema = {"type": "string", "minLength": 1, "maxLength": sort.longest}
    if sort.form is not Value.form:
        made["pattern"] = f"^(?:{sort.form.pattern})$"
    return made


def _limits(metadata: Collection[Any]) -> Schema:
    return {
        name: plain(limit)
        for one in metadata
        for given, name in _LIMITS.items()
        if (limit := getattr(one, given, None)) is not None
    }


def plain(value: Any) -> Any:
    """Return a value of the model as JSON has it: numbers as numbers, dates and words as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value
