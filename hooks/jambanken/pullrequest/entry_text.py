"""An entry as it can be read in a summary on GitHub: every field that is filled in, in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from jambanken.bank import Bank, Record
from jambanken.images.values import PictureFile
from jambanken.kinds.bildbank import Picture
from jambanken.pullrequest.inert import inert, inert_markdown
from jambanken.swedish import and_list, day
from jambanken.values import Choice, Markdown

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
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        is_empty = value is None or value in ((), field.default)
        if field.alias in leave_out or (is_empty and not field.is_required()):
            continue
        title = inert(field.title or name)
        yield Markup("<dt><strong>{}</strong></dt><dd>{}</dd>").format(title, _value(value))


def _value(value: Any) -> Markup:
    if isinstance(value, BaseModel):
        return Markup("<dl>{}</dl>").format(Markup().join(_rows(value)))
    if isinstance(value, tuple):
        rows = Markup().join(Markup("<li>{}</li>").format(_value(row)) for row in value)
        return Markup("<ol>{}</ol>").format(rows)
    if isinstance(value, Markdown):
        return inert_markdown(value)
    if isinstance(value, bool):
        return inert("ja" if value else "nej")
    if isinstance(value, dt.date):
        return inert(day(value))
    return inert(value.label if isinstance(value, Choice) else str(value))
