"""A mapping of content: the model that every entry, settings file and part of them is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, model_validator


class Contradiction(NamedTuple):
    """Fields of a part that do not go together: what is wrong and what to do, in Swedish.

    ``at`` is the key at fault, empty where it is the part itself. ``about`` are the keys of all
    fields that it follows from.
    """

    message: str
    fix: str
    at: str
    about: tuple[str, ...]


class Part(BaseModel):
    """A mapping in an entry: frozen, and closed to keys it does not know."""

    # Built when first needed, a part within its entry: an eighth less of what all imports take.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_keys_without_value(cls, data: Any) -> Any:
        """A key with nothing after its colon says nothing: the same as no key."""
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None}
        return data

    def contradictions(self) -> Iterator[Contradiction]:
        """Give what does not go together; a part that has such fields refuses the first."""
        return iter(())


def forget_what_was_given(value: Any) -> None:
    """Let a part and those in it forget which fields were given, which nothing here asks for.

    Pydantic keeps a set of names for each: 3.6 kB an entry.
    """
    if isinstance(value, tuple):
        for item in value:
            forget_what_was_given(item)
    elif isinstance(value, Part):
        object.__setattr__(value, "__pydantic_fields_set__", _NOTHING)  # it is frozen
        for name in _with_parts(type(value)):
            forget_what_was_given(getattr(value, name))


_NOTHING: frozenset[str] = frozenset()


@cache
def _with_parts(model: type[Part]) -> tuple[str, ...]:
    """Return the fields that may hold parts."""
    return tuple(name for name, field in model.model_fields.items() if _may_hold(field.annotation))


def _may_hold(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return True
    return any(map(_may_hold, getattr(annotation, "__args__", ())))
