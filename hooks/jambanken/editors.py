"""Help while writing in an editor: a JSON Schema for each sort of file, snippets and settings.

Visual Studio Code with the extension YAML (Red Hat) reads them, on a desktop and at github.dev. The
schemas are those of `jambanken.schema` with what that extension's language server adds to the
language: ``errorMessage`` in place of its English texts, ``defaultSnippets`` and ``doNotSuggest``.
https://github.com/redhat-developer/yaml-language-server (tried with 1.25.0)
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any, NamedTuple, TypeAlias

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from jambanken.kinds import KINDS
from jambanken.nearest import listing
from jambanken.schema import YAML, Schema, type_schema
from jambanken.settings import SETTINGS_FILE, Settings
from jambanken.shared import (
    CHANNELS_FILE,
    ORGANISATIONS_FILE,
    SHARED_FILES,
    SYNONYMS_FILE,
    VOCABULARY_FILE,
)
from jambanken.values import Choice, Id, Markdown, Value

FOLDER = ".vscode"
#: Older versions of the extension know no later one, and nothing here needs it.
DIALECT = "http://json-schema.org/draft-07/schema#"
#: Keys that commands write.
_NOT_BY_HAND = frozenset({"återkallad", "kontrollsummor"})
#: A longer text than this is not counted by a pattern.
_LONGEST_COUNTED = 500
#: Fields that a picture nearly always needs.
_ALSO = frozenset({"fil", "igenkännbara"})
_A_TEXT = "Skriv en text."
_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"

Suggested = Mapping[type[Id], Collection[str]]


class Sort(NamedTuple):
    """A sort of file: its name, what it holds, where it lies, and its title and help in Swedish."""

    name: str
    target: Any
    files: str
    title: str
    help: str


def sorts() -> Iterator[Sort]:
    """Give every sort of file that editors write."""
    for kind in KINDS:
        yield Sort(kind.name, kind.model, f"{kind.folder}/*.yml", kind.singular, kind.lead)
    for file, target, _ in SHARED_FILES:
        yield Sort(PurePosixPath(file).stem, target, file, *_SHARED[file])
    yield Sort("bank", Settings, SETTINGS_FILE, "Bankens inställningar", "Gäller hela banken.")


_SHARED = {
    VOCABULARY_FILE: ("Vokabulär", "Målgrupper, verksamheter, teman och styrdokument."),
    ORGANISATIONS_FILE: ("Organisationer", "De som poster kommer från eller handlar om."),
    CHANNELS_FILE: ("Beställningsvägar", "Hur trycksaker beställs."),
    SYNONYMS_FILE: ("Synonymer", "Ord som betyder samma sak i en sökning."),
}


def editor_files(suggested: Suggested) -> dict[str, str]:
    """Return the files below ``.vscode/`` by their paths.

    ``suggested`` are ids that fields offer, by type; another is no fault, since words come and go.
    """
    made = {
        f"{FOLDER}/schema/{sort.name}.schema.json": _json(schema_for(sort, suggested))
        for sort in sorts()
    }
    made[f"{FOLDER}/jambanken.code-snippets"] = _json(_snippets())
    made[f"{FOLDER}/settings.json"] = _json(_settings())
    made[f"{FOLDER}/extensions.json"] = _json(
        {"recommendations": ["redhat.vscode-yaml", "ms-ceintl.vscode-language-pack-sv"]}
    )
    return made


def schema_for(sort: Sort, suggested: Suggested) -> Schema:
    """Return the schema of a sort of file, with Swedish messages."""
    made = type_schema(sort.target, YAML)
    _explain(made, sort.target, suggested)
    made["title"], made["description"] = sort.title, sort.help
    if sort.name in {kind.name for kind in KINDS}:
        made["defaultSnippets"] = [
            {
                "label": f"Ny post: {sort.title}",
                "description": sort.help,
                "body": _body(sort.target),
            }
        ]
    return {"$schema": DIALECT, **made}


def _explain(made: Schema, annotation: Any, suggested: Suggested) -> None:
    """Add Swedish messages to a schema, and to all in it."""
    if "items" in made:
        made["errorMessage"] = "Skriv en lista: [ett, två], eller rader med bindestreck först."
        row = made["items"]
        _explain(row, _inner(annotation), suggested)
        if row["errorMessage"] in {"", _A_TEXT}:  # a row has no help of its own
            row["errorMessage"] = f"{_A_TEXT} {_help(made)}".strip()
        return
    model = _model_in(annotation)
    if model is None:
        _explain_scalar(made, annotation, suggested)
        return
    keys = list(made["properties"])
    made["errorMessage"] = f"Fälten här är {listing(keys, 'och')}. Inga andra finns."
    # One condition for each field, so that each has its own words.
    missing = {
        key: f'"{key}" saknas. {_help(made["properties"][key])}' for key in made.get("required", ())
    }
    made.pop("required", None)
    if missing:
        made["allOf"] = [
            {"required": [key], "errorMessage": text.strip()} for key, text in missing.items()
        ]
    for name, field in model.model_fields.items():
        key = field.alias or name
        inner = made["properties"][key]
        _explain(inner, field.annotation, suggested)
        if key in _NOT_BY_HAND:
            inner["doNotSuggest"] = True


def _explain_scalar(made: Schema, annotation: Any, suggested: Suggested) -> None:
    sort = _type_in(annotation)
    shortest, longest = made.pop("minLength", 0), made.pop("maxLength", None)
    if "pattern" not in made and longest and longest <= _LONGEST_COUNTED:
        made["pattern"] = rf"^\s*[\s\S]{{{shortest},{longest}}}\s*$"
    if "enum" in made:  # an empty field is none; but nobody should choose "null"
        made["enum"] = [word for word in made["enum"] if word is not None]
    made["errorMessage"] = _cure(sort, made, (shortest, longest))
    ids = sorted(suggested.get(sort, ()))
    if ids:
        made["examples"] = ids


def _cure(sort: type, made: Schema, lengths: tuple[int, int | None]) -> str:
    """Return what to write, in the words of the checker where it has any of its own."""
    if issubclass(sort, Choice):
        return f"Välj {listing(str(choice) for choice in sort)}."
    if issubclass(sort, Value):
        return sort.cure or _cure_of_reading(sort) or _help(made)
    if issubclass(sort, str):
        shortest, longest = lengths
        counted = f"Skriv en text på {shortest}–{longest} tecken."
        return counted if "pattern" in made else f"{_A_TEXT} {_help(made)}".strip()
    if issubclass(sort, int) and not issubclass(sort, bool):
        limits = "–".join(str(made[key]) for key in ("minimum", "maximum") if key in made)
        return f"Skriv ett heltal, bara siffror{f': {limits}' if '–' in limits else ''}."
    return next((words for base, words in _CURES.items() if issubclass(sort, base)), _help(made))


def _cure_of_reading(sort: type[Value]) -> str:
    """Return what is said of a sign that no such value begins with, empty where all is taken."""
    try:
        sort.read("?")
    except PydanticCustomError as fault:
        return str((fault.context or {}).get("fix", ""))
    return ""


_CURES: Mapping[type, str] = {
    bool: "Skriv ja eller nej.",
    dt.date: "Skriv år, månad och dag som 2026-11-22.",
    Decimal: "Skriv ett tal, till exempel 64 eller 3,5.",
}


def _help(made: Schema) -> str:
    return str(made.get("description", ""))


def _inner(annotation: Any) -> Any:
    """Return the type of a list's rows."""
    if getattr(annotation, "__origin__", None) is tuple:
        return annotation.__args__[0]
    inner = (_inner(part) for part in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found is not None), None)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    sort = _type_in(annotation)
    return sort if issubclass(sort, BaseModel) else None


def _type_in(annotation: Any) -> type:
    """Return the class that an annotation is about, without limits and None."""
    if isinstance(annotation, type):
        return annotation
    parts = (part for part in getattr(annotation, "__args__", ()) if part is not type(None))
    return next((_type_in(part) for part in parts), str)


class _Place(str):
    """A place to fill in. ``is_long`` is one for a text of several lines."""

    __slots__ = ("is_long",)
    is_long: bool

    @classmethod
    def of(cls, text: str, *, is_long: bool) -> _Place:
        made = cls(text)
        made.is_long = is_long
        return made


_Body: TypeAlias = "dict[str, _Body] | list[_Body] | _Place"


def _body(model: type[BaseModel], numbers: Iterator[int] | None = None) -> dict[str, _Body]:
    """Return the fields that an entry must have, with places to fill in."""
    numbers = iter(range(1, 100)) if numbers is None else numbers
    made: dict[str, _Body] = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        if field.is_required() or key in _ALSO:
            part = _model_in(field.annotation)
            one: _Body = _body(part, numbers) if part else _place(key, field, next(numbers))
            made[key] = one if _inner(field.annotation) is None else [one]
    return made


def _place(key: str, field: FieldInfo, number: int) -> _Place:
    sort, title = _type_in(field.annotation), field.title or ""
    words = [str(choice) for choice in sort] if issubclass(sort, Choice) else []
    words = ["ja", "nej"] if issubclass(sort, bool) else words
    text = f"${{{number}|{','.join(words)}|}}" if words else f"${{{number}:{title}}}"
    if key == "publicerad":
        text = _TODAY
    elif sort is str:  # in quotes, no colon and no number sign can cut it
        text = f'"{text}"'
    return _Place.of(text, is_long=issubclass(sort, Markdown))


def _snippets() -> Schema:
    """Return a snippet for each kind, for editors without the extension too."""
    return {
        f"Ny post: {kind.singular}": {
            "prefix": f"ny-{kind.name}",
            "scope": "yaml",
            "description": kind.lead,
            "body": list(_lines(_body(kind.model), "")),
        }
        for kind in KINDS
    }


def _lines(body: Mapping[str, _Body], indent: str) -> Iterator[str]:
    """Give a body as YAML."""
    for key, value in body.items():
        row = value[0] if isinstance(value, list) else None
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(row, dict):
            first, *rest = _lines(row, f"{indent}    ")
            yield from (f"{indent}{key}:", f"{indent}  - {first.lstrip()}", *rest)
        elif isinstance(value, _Place) and value.is_long:
            yield from (f"{indent}{key}: |", f"{indent}  {value}")
        else:
            yield f"{indent}{key}: {f'[{row}]' if row is not None else value}"


def _settings() -> Schema:
    return {
        "yaml.schemas": {f"./{FOLDER}/schema/{one.name}.schema.json": one.files for one in sorts()},
        "yaml.schemaStore.enable": False,
        "yaml.format.enable": False,
        "redhat.telemetry.enabled": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {
            "editor.insertSpaces": True,
            "editor.tabSize": 2,
            "editor.detectIndentation": False,
            "editor.wordWrap": "on",
            "editor.quickSuggestions": {"strings": "on", "other": "on", "comments": "off"},
            "editor.unicodeHighlight.invisibleCharacters": True,
            "editor.unicodeHighlight.ambiguousCharacters": False,
        },
    }


def _json(data: Schema) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
