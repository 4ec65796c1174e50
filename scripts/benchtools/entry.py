"""An entry as data, and the two ways it is written: the bank's YAML and a peer's Markdown page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias


class Plain(str):
    """A word of the model: an id, a date, a choice. Written without quotes."""

    __slots__ = ()


class Ref(Plain):
    """A reference to another entry, ``KIND/SLUG``."""

    __slots__ = ()


class Md(str):
    """A text in Markdown, whose links into the bank read ``/KIND/SLUG/``."""

    __slots__ = ()


Value: TypeAlias = "str | int | tuple[Plain, ...] | Sequence[str] | Sequence[Fields] | Fields"
Fields: TypeAlias = Mapping[str, Value]
#: Shown by the bank to nobody; by a peer neither.
_HIDDEN = frozenset({"nyckelord", "titel", "sammanfattning"})
_NAMING = ("rubrik", "namn", "titel", "mått", "organisation")
_INTERNAL = re.compile(r"\]\(/([a-z]+/[a-z0-9-]+)/\)")


def as_yaml(fields: Fields) -> str:
    """Return the entry as a file of the bank."""
    return "\n".join(_yaml(fields, "")) + "\n"


def _yaml(fields: Fields, indent: str) -> Iterator[str]:
    for key, value in fields.items():
        if isinstance(value, Md):
            yield f"{indent}{key}: |"
            yield from (f"{indent}  {line}".rstrip() for line in value.split("\n"))
        elif isinstance(value, str | int):
            yield f"{indent}{key}: {_scalar(value)}"
        elif isinstance(value, tuple):
            yield f"{indent}{key}: [{', '.join(value)}]"
        elif isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _yaml(value, indent + "  ")
        else:
            yield f"{indent}{key}:"
            for item in value:
                yield from _item(item, indent + "  ")


def _item(item: str | Fields, indent: str) -> Iterator[str]:
    if isinstance(item, str):
        yield f"{indent}- {_scalar(item)}"
        return
    first, *rest = _yaml(item, indent + "  ")
    yield f"{indent}- {first.strip()}"
    yield from rest


def _scalar(value: str | int) -> str:
    plain = isinstance(value, int | Plain)
    return str(value) if plain else json.dumps(value, ensure_ascii=False)


def as_markdown(fields: Fields) -> str:
    """Return the entry as a page of a plain MkDocs site: front matter, and a heading for each field."""
    front = {"title": fields["titel"], "description": fields.get("sammanfattning", "")}
    head = "\n".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()
    )
    body = "\n\n".join(_blocks({k: v for k, v in fields.items() if k not in _HIDDEN}, 2))
    text = f"---\n{head}\n---\n\n# {fields['titel']}\n\n{front['description']}\n\n{body}\n"
    return _INTERNAL.sub(r"](../\1.md)", text)


def _blocks(fields: Fields, level: int) -> Iterator[str]:
    short = {key: value for key, value in fields.items() if _is_short(value)}
    if short:
        yield "\n".join(f"- **{_label(key)}:** {_words(value)}" for key, value in short.items())
    for key, value in fields.items():
        if key not in short:
            if key != "text":
                yield f"{'#' * level} {_label(key)}"
            yield from _long(value, level)


def _long(value: Value, level: int) -> Iterator[str]:
    if isinstance(value, Md):
        yield str(value)
    elif isinstance(value, Mapping):
        yield from _blocks(value, level + 1)
    elif isinstance(value, list):
        lines = [_words(item) for item in value if _is_short(item)]
        if lines:
            yield "\n".join(f"- {line}" for line in lines)
        for item in value:
            if isinstance(item, Mapping) and not _is_short(item):
                name = next(key for key in _NAMING if key in item)
                yield f"{'#' * (level + 1)} {item[name]}"
                yield from _blocks({k: v for k, v in item.items() if k != name}, level + 2)


def _is_short(value: object) -> bool:
    if isinstance(value, Mapping):
        return all(map(_is_short, value.values()))
    return isinstance(value, int | str | tuple) and not isinstance(value, Md)


def _label(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_words, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_words(item)}" for key, item in value.items())
    return f"[{value}](../{value}.md)" if isinstance(value, Ref) else str(value)
