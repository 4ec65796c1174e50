"""From plain data to the model: a frozen value, or problems with the place where each stands."""

from __future__ import annotations

from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Generic, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from jambanken.messages import say
from jambanken.part import forget_what_was_given
from jambanken.problems import FieldPath, Level, Mark, Problem, stops_build
from jambanken.source import Plain, Source, read

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What a file holds: ``value`` is None where it has errors, ``source`` where it cannot be read.

    ``partial`` is then what could be read of it, for checks that look at one field at a time: a
    model whose other fields are None, whatever their types say.
    """

    value: T | None
    source: Source | None
    problems: tuple[Problem, ...]
    partial: T | None = None


@cache
def _adapter(target: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("Any", target))


def parse(raw: bytes, file: str, target: type[T]) -> Parsed[T]:
    """Read a file's bytes as ``target``: a model, or a tuple of models.

    ``file`` is the path shown in messages, relative to the project's root.
    """
    reading = read(raw, file)
    if reading.source is None:
        return Parsed(None, None, reading.problems)
    try:
        value: T = _adapter(cast("Hashable", target)).validate_python(reading.source.data)
    except ValidationError as fault:
        found = _problems(fault, reading.source, _model_of(target))
        partial = _partial(reading.source.data, target)
        return Parsed(None, reading.source, (*reading.problems, *found), partial)
    forget_what_was_given(value)
    source = replace(reading.source, data=None)  # the value holds it; twice is too much of 10,000
    if stops_build(reading.problems):
        return Parsed(None, source, reading.problems, value)
    return Parsed(value, source, reading.problems)


def _partial(data: Plain, target: Any) -> Any:
    """Return the fields that can be read one by one."""
    if not (isinstance(data, dict) and isinstance(target, type) and issubclass(target, BaseModel)):
        return None
    fields = {
        name: _field(data.get(field.alias or name), field.annotation)
        for name, field in target.model_fields.items()
    }
    return target.model_construct(None, **fields)


def _field(raw: Plain, annotation: Any) -> Any:
    with suppress(ValidationError):
        return TypeAdapter(annotation).validate_python(raw)
    return None


def _problems(
    fault: ValidationError, source: Source, model: type[BaseModel]
) -> tuple[Problem, ...]:
    errors = fault.errors(include_url=False)
    places = [error["loc"] for error in errors]
    return tuple(
        _problem(error, source, model)
        for error in errors
        # A list with a fault in every row counts as empty, which nobody would understand.
        if error["type"] != "too_short"
        or not any(_is_within(place, error["loc"]) for place in places)
    )


def _is_within(place: FieldPath, outer: FieldPath) -> bool:
    return len(place) > len(outer) and place[: len(outer)] == outer


def _problem(error: Any, source: Source, model: type[BaseModel]) -> Problem:
    saying = say(error, model)
    return Problem(
        source.file, _mark(error, source), Level.ERROR, saying.rule, saying.message, saying.fix
    )


def _mark(error: Any, source: Source) -> Mark:
    """A missing or unknown key is at fault itself, or one that does not go with others; else the value."""
    place, at = error["loc"], error.get("ctx", {}).get("at")
    if at:
        return source.locate((*place, at), key=True)
    return source.locate(place, key=error["type"] in {"missing", "extra_forbidden"})


def _model_of(target: Any) -> type[BaseModel]:
    """Return the model that errors are explained by; for a list, that of its items."""
    if isinstance(target, type) and issubclass(target, BaseModel):
        return target
    args = [arg for arg in getattr(target, "__args__", ()) if arg is not Ellipsis]
    return _model_of(args[0]) if args else BaseModel
