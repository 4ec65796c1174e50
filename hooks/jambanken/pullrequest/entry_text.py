"""An entry as it can be read in a summary on GitHub: every field that is filled in, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from jambanken.bank import Bank, Record
from jambanken.images.values import PictureFile
from jambanken.kinds.bildbank import Picture
from jambanken.pullrequest.inert import inert, inert_markdown
from jambanken.swedish import and_list, day, number
from jambanken.values import Choice, Markdown

#: In characters.
_SHORT = 40
_NOT_SHOWN = frozenset({"titel"})


def entry_html(record: Record) -> Markup:
    """Return the entry's fields with their Swedish names, as HTML without an empty line."""
    return Markup("<dl>{}</dl>").format(Markup().join(_rows(record.entry, _NOT_SHOWN)))


def changed_fields(before: Record | None, after: Record) -> str:
    """Return the names of the fields that differ, as ``Sammanfattning och Steg``; empty for none."""
    if before is None or type(before.entry) is not type(after.entry):
        return ""
    names = [
        field.title or name
        for name, field in type(after.entry).model_fields.items()
        if getattr(before.entry, name) != getattr(after.entry, name)
    ]
    return and_list(names)


def picture_of(bank: Bank, record: Record) -> tuple[str, str] | None:
    """Return the path in the repository of the picture that an entry is or has, and its alt text.

    None where there is none, where it may not be shown, and where its file is not sound.
    """
    ref = record.ref if isinstance(record.entry, Picture) else str(record.entry.image or "")
    picture = bank.records.get(ref)
    if picture is None or not isinstance(picture.entry, Picture):
        return None
    path = bank.picture_paths.get(picture.slug)  # those that may not be shown are not there
    is_sound = isinstance(bank.pictures.get(picture.slug), PictureFile)
    if path is None or not is_sound or not path.is_relative_to(bank.root):
        return None
    return path.relative_to(bank.root).as_posix(), picture.entry.alt


def _rows(part: BaseModel, leave_out: frozenset[str] = frozenset()) -> Iterator[Markup]:
    for title, value in _filled(part, leave_out):
        yield Markup("<dt><strong>{}</strong></dt><dd>{}</dd>").format(inert(title), _value(value))


def _filled(part: BaseModel, leave_out: frozenset[str] = frozenset()) -> Iterator[tuple[str, Any]]:
    """Give the fields that somebody has filled in, by their titles."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        is_empty = value is None or value in ((), field.default)
        if field.alias not in leave_out and (field.is_required() or not is_empty):
            yield field.title or name, value


def _value(value: Any) -> Markup:
    if isinstance(value, Markdown):
        return inert_markdown(value)
    if isinstance(value, BaseModel):
        fields = list(_filled(value))
        if all(_is_short(inner) for _, inner in fields):
            words = (Markup("{}: {}").format(inert(title), _value(of)) for title, of in fields)
            return Markup(", ").join(words)
        return Markup("<dl>{}</dl>").format(Markup().join(_rows(value)))
    if isinstance(value, tuple):
        if all(_is_short(row) for row in value):
            return Markup(", ").join(_value(row) for row in value)
        rows = Markup().join(Markup("<li>{}</li>").format(_value(row)) for row in value)
        return Markup("<ol>{}</ol>").format(rows)
    return inert(_scalar(value))


def _is_short(value: Any) -> bool:
    """Tell whether a value can stand in a line with others."""
    if isinstance(value, BaseModel | tuple | Markdown):
        return False
    return len(_scalar(value)) <= _SHORT


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, Decimal):
        return number(value)
    return value.label if isinstance(value, Choice) else str(value)
