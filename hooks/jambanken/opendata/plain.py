"""From an entry to plain data under its own Swedish keys, as quickly as 10,000 of them ask for.

What a model's fields hold is looked up once; after that an entry takes some tens of microseconds.
``model_dump`` takes as long, and keeps what is empty, hidden or may not be shown.
"""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from jambanken.markdown import internal_target
from jambanken.schema import plain as plain_number
from jambanken.values import FileOrAddress, Markdown, Ref

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain]"

#: Never shown on a page (search words, checksums), of use to editors alone (the name of their own
#: file, how it may be cropped), or nobody's business in a list of all pictures (a case's number,
#: that a child can be recognised).
LEFT_OUT = frozenset(
    {
        "nyckelord",
        "fil",
        "beskärning",
        "kontrollsummor",
        "återkallad",
        "rättslig_grund.referens",
        "rättslig_grund.granskas_senast",
        "rättslig_grund.barn",
    }
)
#: A link in Markdown to a place within the bank: its text and address.
_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?(/[^\s)>]*)>?[^()]*\)")


@dataclass(frozen=True, slots=True)
class Around:
    """What an entry's data depend on beside the entry.

    ``listed`` are the references of all entries that the data have, ``exists`` tells whether the
    site has a page at an address. ``folder`` stands before the name of a file beside the entry.
    """

    listed: Collection[str]
    exists: Callable[[str], bool]
    folder: str = ""


Reading: TypeAlias = Callable[[Any, Around], Any]


def fields_of(part: BaseModel, around: Around, path: str = "") -> dict[str, Plain]:
    """Return what an entry or a part of it holds, without what is empty, hidden or left out.

    References to what the data do not have are left out, and so are links in Markdown to pages that
    the site does not have; their texts stay.
    """
    given = part.__dict__
    found: dict[str, Plain] = {}
    for name, key, read in _readings(type(part), path):
        value = given[name]
        if value is None or value == ():
            continue
        made = value if read is None else read(value, around)
        if made is not None and made != []:
            found[key] = made
    return found


@cache
def _readings(model: type[BaseModel], path: str) -> tuple[tuple[str, str, Reading | None], ...]:
    """Return the fields of a model: name, key, and what reads its value, None for one as it is."""
    keys = {name: field.alias or name for name, field in model.model_fields.items()}
    return tuple(
        (name, key, _reading(model.model_fields[name].annotation, f"{path}{key}"))
        for name, key in keys.items()
        if f"{path}{key}" not in LEFT_OUT
    )


def _reading(annotation: Any, path: str) -> Reading | None:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _reading(args[0], path)
    if origin in {Union, types.UnionType}:
        (only,) = (arg for arg in args if arg is not type(None))
        return _reading(only, path)
    if origin is tuple:
        return _rows(_reading(args[0], path))
    if issubclass(annotation, BaseModel):
        return lambda value, around: fields_of(value, around, f"{path}.") or None
    return _scalar(annotation)


def _rows(read: Reading | None) -> Reading:
    if read is None:
        return lambda values, _: list(values)

    def rows(values: Any, around: Around) -> list[Any]:
        found = [read(value, around) for value in values]
        return [value for value in found if value is not None]

    return rows


def _scalar(sort: type) -> Reading | None:
    for base, read in _SCALARS.items():
        if issubclass(sort, base):
            return read
    return None


def _ref(value: str, around: Around) -> str | None:
    return value if value in around.listed else None


def _file(value: FileOrAddress, around: Around) -> str:
    return around.folder + value if value.is_file else value


def _markdown(value: str, around: Around) -> str:
    if "](" not in value:
        return value

    def checked(link: re.Match[str]) -> str:
        target = internal_target(link[2])
        return link[1] if target is not None and not around.exists(target) else link[0]

    return _LINK.sub(checked, value)


_SCALARS: Mapping[type, Reading] = {
    Ref: _ref,
    FileOrAddress: _file,
    Markdown: _markdown,
    dt.date: lambda value, _: value.isoformat(),
    Decimal: lambda value, _: plain_number(value),
}
