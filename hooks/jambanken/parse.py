"""From plain data to the model: a frozen value, or problems with the place where each stands."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Generic, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from jambanken.messages import CONTRADICTION, is_of_group, say
from jambanken.part import Contradiction, forget_what_was_given
from jambanken.problems import FieldPath, Level, Mark, Problem, stops_build
from jambanken.salvage import Saved, salvage
from jambanken.source import Source, read

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What a file holds: ``value`` is None where it has errors, ``source`` where it cannot be read.

    A source keeps its data only beside errors.

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
        saved = salvage(reading.source.data, target)
        found = _problems(fault, saved, reading.source, _model_of(target))
        partial = _partial(saved, target)
        return Parsed(None, reading.source, (*reading.problems, *found), partial)
    if stops_build(reading.problems):
        return Parsed(None, reading.source, reading.problems, value)
    forget_what_was_given(value)
    source = replace(reading.source, data=None)  # the value holds it; twice is too much of 10,000
    return Parsed(value, source, reading.problems)


def _partial(saved: Saved, target: Any) -> Any:
    """Return the fields that can be read one by one."""
    if () in saved.holes or not (isinstance(target, type) and issubclass(target, BaseModel)):
        return None
    return target.model_construct(None, **saved.known_fields())


def _problems(
    fault: ValidationError, saved: Saved, source: Source, model: type[BaseModel]
) -> tuple[Problem, ...]:
    errors = [
        error
        for error in fault.errors(include_url=False)
        if "at" not in error.get("ctx", {}) or not is_of_group(error, model)
    ]
    places = [error["loc"] for error in errors]
    of_values = (
        _problem(error, source, model)
        for error in errors
        # A list with a fault in every row counts as empty, which nobody would understand.
        if error["type"] != "too_short"
        or not any(_is_within(place, error["loc"]) for place in places)
    )
    # The model says one of these, and only where all values can be read.
    return (*of_values, *(_contradiction(source, *pair) for pair in saved.contradictions()))


def _contradiction(source: Source, path: FieldPath, one: Contradiction) -> Problem:
    mark = source.locate((*path, one.at), key=True) if one.at else source.locate(path)
    return Problem(source.file, mark, Level.ERROR, CONTRADICTION, one.message, one.fix)


def _is_within(place: FieldPath, outer: FieldPath) -> bool:
    return len(place) > len(outer) and place[: len(outer)] == outer


def _problem(error: Any, source: Source, model: type[BaseModel]) -> Problem:
    saying = say(error, model)
    return Problem(
        source.file, _mark(error, source), Level.ERROR, saying.rule, saying.message, saying.fix
    )


def _mark(error: Any, source: Source) -> Mark:
    """A missing or unknown key is at fault itself; else the value."""
    return source.locate(error["loc"], key=error["type"] in {"missing", "extra_forbidden"})


def _model_of(target: Any) -> type[BaseModel]:
    """Return the model that errors are explained by; for a list, that of its items."""
    if isinstance(target, type) and issubclass(target, BaseModel):
        return target
    args = [arg for arg in getattr(target, "__args__", ()) if arg is not Ellipsis]
    return _model_of(args[0]) if args else BaseModel
