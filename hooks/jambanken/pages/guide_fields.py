"""How each field of a kind is written, in the words of the editors' guide.

All of it follows from the model, by way of the controls that the forms are made of (`jambanken.forms`);
a new field has its line in the guide without another word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from jambanken.forms import BY_COMMAND, Control, controls_of
from jambanken.kinds.base import Kind
from jambanken.nearest import listing
from jambanken.source import Plain, read
from jambanken.swedish import grouped

_EXAMPLES = Path(__file__).parent.parent / "templates" / "guide" / "examples"
#: Where the ids of a list are told of: the words for it, and the page that has them.
_IDS = {
    "målgrupper": ("en målgrupp", "malgrupper/"),
    "verksamheter": ("en verksamhet", "verksamheter/"),
    "teman": ("ett tema", "teman/"),
    "styrdokument": ("ett styrdokument", "styrdokument/"),
    "organisationer": ("en organisation", "organisationer/"),
    "beställningsvägar": ("en beställningsväg", ""),
}
_PLAIN_SORTS = {
    "markdown": (
        "Text på en eller flera rader. Den får ha stycken, mellanrubriker, listor, länkar och fet stil."
    ),
    "yesno": "Skriv ja eller nej.",
    "date": "Datum, som 2026-11-22.",
    "address": "Webbadress, med https:// först.",
    "group": "Flera fält, indragna på raderna under.",
    "choice": "Ett av orden här nedanför.",
}
#: No limit that anybody gets near: shown, it would only be in the way.
_PLENTY = 2_000
_YEARS = 1_000
_ONE_WORD = re.compile(r"[\w./-]{1,40}")


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field as the guide shows it.

    ``depth`` counts the fields that it stands in. ``written`` says in Swedish how its value is
    written, ``choices`` are the only words it takes, ``ids`` is the address of the page with its
    ids, ``default`` what it is where it is left out, ``example`` a line or some of YAML; each may
    be empty.
    """

    key: str
    title: str
    help: str
    required: bool
    depth: int
    written: str
    choices: tuple[str, ...] = ()
    ids: str = ""
    default: str = ""
    example: str = ""


def example_of(kind: Kind) -> str:
    """Return the filled example of a kind, as the YAML of a whole file; empty where there is none."""
    path = _EXAMPLES / f"{kind.name}.yml"
    return path.read_text("utf-8") if path.exists() else ""


def fields_of(model: type[BaseModel], example: str = "") -> list[FieldLine]:
    """Return a model's fields, those of its parts below each, in the order they are declared.

    ``example`` is the text of a whole file; what it has in a field is the field's own example.
    """
    source = read(example.encode(), "").source
    data = source.data if source else None
    return list(_lines(controls_of(model), data, 0))


def _lines(controls: Sequence[Control], data: Plain, depth: int) -> Iterator[FieldLine]:
    given = data if isinstance(data, Mapping) else {}
    for control in controls:
        value = given.get(control["key"])
        item = control.get("item", control)
        choices = item.get("choices", ())
        yield FieldLine(
            key=control["key"],
            title=control["title"],
            help=control["help"],
            required=bool(control.get("must")),
            depth=depth,
            written=_written(control),
            choices=tuple(word for word, _ in choices) if len(choices) > 1 else (),
            ids=_IDS[item["list"]][1] if "list" in item else "",
            default=_default(control),
            example=_example(control["key"], value),
        )
        if "fields" in item:
            inner = value[0] if isinstance(value, list) and value else value
            yield from _lines(item["fields"], inner, depth + 1)


def _written(control: Control) -> str:
    if control["key"] in BY_COMMAND:
        return "Skrivs av ett kommando. Fyll inte i det för hand."
    if control["sort"] != "list":
        return _one(control)
    item = control["item"]
    least = ", minst en rad" if control.get("least") else ""
    if item["sort"] == "group":
        return f"En lista{least}. Varje rad har fälten här under."
    return f"En lista{least}. På varje rad: {_lower_first(_one(item))}"


def _one(control: Control) -> str:
    way = _WAYS.get(control["sort"])
    if way:
        return way(control)
    if control["sort"] == "choice" and len(control["choices"]) == 1:
        return f"Det enda som går att skriva är {control['choices'][0][0]}."
    if control["sort"] in _PLAIN_SORTS:
        return _PLAIN_SORTS[control["sort"]]
    return control["refusal"][1] if "refusal" in control else "En kort text."


def _text(control: Control) -> str:
    shortest, longest = control.get("shortest", 1), control.get("longest", _PLENTY)
    counted = f", {shortest}–{longest} tecken" if longest < _PLENTY else ""
    return f"Text utan radbrytningar{counted}."


def _number(control: Control) -> str:
    least, most = control.get("least"), control.get("most")
    kind = "Heltal" if control["sort"] == "whole" else "Tal, med eller utan decimaler"
    if least is None or most is None:
        return f"{kind}, {least} eller mer." if least is not None else f"{kind}."
    if least >= _YEARS:
        return f"Årtal med fyra siffror, {least}–{most}."
    return f"{kind}, {grouped(least)}–{grouped(most)}."


def _id(control: Control) -> str:
    return f"Id för {_IDS[control['list']][0]}."


def _file(control: Control) -> str:
    endings = listing([f".{ending}" for ending in control["endings"]])
    return f"En fil i samma mapp, med namn på {endings}, eller en webbadress med https:// först."


def _reference(control: Control) -> str:
    return f"Hänvisning till en annan post, som {control.get('kind', 'tips')}/NAMN."


_WAYS: Mapping[str, Callable[[Control], str]] = {
    "text": _text,
    "whole": _number,
    "number": _number,
    "id": _id,
    "file": _file,
    "ref": _reference,
}


def _default(control: Control) -> str:
    default = control.get("default", "")
    return listing(default, "och") if isinstance(default, list) else default


def _lower_first(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _example(key: str, value: Plain) -> str:
    """Return a field of the example as YAML; empty for a group, whose fields have their own."""
    if isinstance(value, str) and "\n" in value:
        rows = "\n".join(f"  {row}".rstrip() for row in value.strip().split("\n"))
        return f"{key}: |\n{rows}"
    if isinstance(value, str):
        return f"{key}: {_quoted(value)}"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        words = [str(item) for item in value]
        if all(map(_ONE_WORD.fullmatch, words)):
            return f"{key}: [{', '.join(words)}]"
        return "\n".join([f"{key}:", *(f"  - {_quoted(word)}" for word in words)])
    return ""


def _quoted(text: str) -> str:
    """Return a text as it can stand in YAML: in quotes where a colon or a sign would be read otherwise."""
    is_bare = not (
        ": " in text or " #" in text or text[:1] in "\"'[]{}>|*&!%#`@,?-:" or text.endswith(":")
    )
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return text.strip() if is_bare else f'"{escaped.strip()}"'
