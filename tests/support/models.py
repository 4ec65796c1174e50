"""What each file of content holds, and the fields of a model as editors write them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from jambanken.kinds import KINDS
from jambanken.settings import Settings
from jambanken.shared import SHARED_FILES
from jambanken.source import Plain, read
from jambanken.values import Choice

CASES = Path(__file__).parent.parent / "cases" / "kinds"
#: What the files of each folder of cases hold.
TARGETS: dict[str, Any] = {
    **{kind.name: kind.model for kind in KINDS},
    **{Path(file).name: target for file, target, _ in SHARED_FILES},
    "bank.yml": Settings,
}


_Part = TypeVar("_Part", bound=BaseModel)


def changed(part: _Part, **values: Any) -> _Part:
    """Return a part with other values, by their English names; they are not checked.

    Pydantic's ``model_copy`` asks which fields were given, which parts forget when they are read.
    """
    known = {name: getattr(part, name) for name in type(part).model_fields}
    return type(part).model_construct(**{**known, **values})


def data_of(case: Path) -> Plain:
    """Return what a case holds, as it is written."""
    source = read(case.read_bytes(), case.name).source
    assert source is not None
    return source.data


class FieldOf(NamedTuple):
    """A field by its path of keys, without the numbers of rows."""

    path: tuple[str, ...]
    required: bool
    choices: tuple[str, ...]


def fields(target: Any, path: tuple[str, ...] = ()) -> Iterator[FieldOf]:
    """Give every field of a model, or of the models in a type, those in its parts too."""
    if not (isinstance(target, type) and issubclass(target, BaseModel)):
        for arg in getattr(target, "__args__", ()):
            yield from fields(arg, path)
        return
    for name, field in target.model_fields.items():
        here = (*path, field.alias or name)
        yield FieldOf(here, field.is_required(), tuple(choices(field.annotation)))
        yield from fields(field.annotation, here)


def choices(annotation: Any) -> Iterator[str]:
    """Give the words that a type lets one choose from, none where it has no such list."""
    if isinstance(annotation, type) and issubclass(annotation, Choice):
        yield from map(str, annotation)
    for arg in getattr(annotation, "__args__", ()):
        yield from choices(arg)
