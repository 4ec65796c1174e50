"""What can be saved of data with faults, for checks alone: one error must not hide the others.

Where a value cannot be read there is a hole, and a stand-in in it that looks as if something were
given. Rows keep their numbers, so that paths lead where they do in the file. Nothing that has been
saved may be published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeAlias, cast, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from jambanken.nearest import nearest
from jambanken.part import Contradiction, Part
from jambanken.problems import FieldPath
from jambanken.values import Choice, Moment, PartialDate, Value

_GIVEN = "…"
#: The narrower type first: the first that fits decides.
_STAND_INS: tuple[tuple[type, Any], ...] = (
    (bool, False),
    (int, 1),
    (Decimal, Decimal(1)),
    (dt.date, dt.date.min),
    (PartialDate, PartialDate("")),
    (Moment, Moment("")),
)

_Holes: TypeAlias = dict[FieldPath, Any]


@dataclass(slots=True)
class Saved:
    """A value of the model that was asked for, and the paths in it where nothing is known.

    With each path goes the type that was wanted there.
    """

    value: Any
    holes: _Holes = field(default_factory=dict)

    def knows(self, path: FieldPath) -> bool:
        """Tell whether what stands at ``path``, or that nothing does, is what the file says."""
        return not any(path[:length] in self.holes for length in range(len(path) + 1))

    def known_fields(self) -> dict[str, Any]:
        """Return the fields of the value by English name, None for one with a hole anywhere in it."""
        in_part = {path[0] for path in self.holes if path}
        return {
            name: None if (declared.alias or name) in in_part else getattr(self.value, name)
            for name, declared in type(self.value).model_fields.items()
        }

    def contradictions(self) -> Iterator[tuple[FieldPath, Contradiction]]:
        """Give what in the parts of the value does not go together, as far as it is known."""
        for path, part in _parts(self.value):
            for one in part.contradictions():
                if all(self.knows((*path, key)) for key in one.about):
                    yield path, one


def salvage(data: Any, target: Any) -> Saved:
    """Return what can be saved of plain data as ``target``: a model, or a tuple of models."""
    saved = Saved(None)
    saved.value = _saved(data, target, (), saved.holes)
    return saved


def _saved(raw: Any, annotation: Any, path: FieldPath, holes: _Holes) -> Any:
    try:
        return _adapter(cast("Hashable", annotation)).validate_python(raw)
    except ValidationError:
        sort = _sort(annotation)
    before = len(holes)
    if isinstance(raw, dict) and isinstance(sort, type) and issubclass(sort, Part):
        return _part(raw, sort, path, holes)
    if isinstance(raw, list) and get_origin(sort) is tuple:
        item = get_args(sort)[0]
        rows = tuple(_saved(row, item, (*path, index), holes) for index, row in enumerate(raw))
        if len(holes) > before:
            return rows
    holes[path] = sort
    return _stand_in(sort)


def _part(raw: dict[str, Any], model: type[Part], path: FieldPath, holes: _Holes) -> Part:
    given = {key: value for key, value in raw.items() if value is not None}
    fields = {declared.alias or name: name for name, declared in model.model_fields.items()}
    values = {
        name: _field(given, alias, model.model_fields[name], (*path, alias), holes)
        for alias, name in fields.items()
    }
    for key in given.keys() - fields.keys():
        meant = nearest(key, fields)
        if meant is not None and meant not in given:
            holes[(*path, meant)] = str
    return model.model_construct(None, **values)


def _field(
    given: dict[str, Any], alias: str, declared: FieldInfo, path: FieldPath, holes: _Holes
) -> Any:
    default = None if declared.default is PydanticUndefined else declared.default
    if alias in given:
        annotation: Any = declared.annotation
        for described in declared.metadata:
            annotation = Annotated[annotation, described]
        value = _saved(given[alias], annotation, path, holes)
        is_day = _sort(declared.annotation) is dt.date  # none stands in for another
        has_default = default or (is_day and not declared.is_required())
        return default if path in holes and has_default else value
    if not declared.is_required():
        return default
    holes[path] = _sort(declared.annotation)
    return _stand_in(holes[path])


@cache
def _adapter(target: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("Any", target))


def _sort(annotation: Any) -> Any:
    """Return the type itself, without limits and ``None``."""
    while get_origin(annotation) is not tuple and get_args(annotation):
        annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
    return annotation


def _stand_in(sort: Any) -> Any:
    if get_origin(sort) is tuple:
        return ()
    if issubclass(sort, Part):
        return _part({}, sort, (), {})
    if issubclass(sort, Choice):
        return next(iter(sort))
    for known, value in _STAND_INS:
        if issubclass(sort, known):
            return value
    return sort(_GIVEN) if issubclass(sort, Value) else _GIVEN


def _parts(value: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Part]]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _parts(item, (*path, index))
    elif isinstance(value, Part):
        yield path, value
        for name, declared in type(value).model_fields.items():
            yield from _parts(getattr(value, name), (*path, declared.alias or name))
