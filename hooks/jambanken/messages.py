"""Say in Swedish what the model has against a value.

The model reports faults as pydantic errors; each becomes a rule id, what is wrong and what to do.
The words for values that cannot be read stand with the values (`jambanken.values`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from jambanken.nearest import listing, nearest
from jambanken.part import Part
from jambanken.problems import FieldPath
from jambanken.reading.faults import in_quotes
from jambanken.values import shorten


@dataclass(frozen=True, slots=True)
class Saying:
    """A fault in words."""

    rule: str
    message: str
    fix: str


#: What people put around items where a list should be, besides commas.
_AROUND_AN_ITEM = " []•·–—*-\"'”“"
_LIKE_A_FIELD = re.compile(r"[a-zåäö0-9_]+")
#: Every rule that the model itself keeps, with its text in the editors' guide.
MODEL_RULES: Mapping[str, str] = {
    "okant-falt": "Ett fält som inte finns. Oftast är det felstavat, eller saknar prickar över å, ä eller ö.",
    "saknat-falt": "Ett fält som måste fyllas i saknas eller är tomt.",
    "for-kort": "Texten är kortare, eller listan har färre rader, än vad som behövs.",
    "for-lang": "Texten är längre än vad som får plats.",
    "okant-val": "Fältet har en fast lista av värden, och det här är inget av dem.",
    "inte-en-lista": "Fältet ska ha en lista: en rad för varje värde, med bindestreck först.",
    "inte-falt": "Här ska stå fält med värden, inte en enda text.",
    "utanfor-granserna": "Talet är mindre eller större än vad som går.",
    "kolon-i-text": "Ett kolon och ett mellanslag gör texten till ett fält. Sätt hela texten inom citattecken.",
    "fel-varde": "Värdet går inte att läsa som det som fältet ska innehålla: ett datum, en adress, ett tal.",
    "hanger-inte-ihop": "Två fält i posten säger emot varandra, eller det ena kräver det andra.",
}


#: The rule of fields that do not go together, which parts themselves say (`Part.contradictions`).
CONTRADICTION = "hanger-inte-ihop"


def is_of_group(error: ErrorDetails, model: type[BaseModel]) -> bool:
    """Tell whether an error is about a group of fields, not about a value."""
    group = _model_at(error["loc"], model)
    return group is not None and issubclass(group, Part)


def say(error: ErrorDetails, model: type[BaseModel]) -> Saying:
    """Return what an error of ``model`` means to the editor."""
    speak = _SPEAKERS.get(error["type"], _not_readable)
    return speak(error, model)


def _keys(error: ErrorDetails) -> list[str]:
    return [part for part in error["loc"] if isinstance(part, str)]


def _name(error: ErrorDetails) -> str:
    return _keys(error)[-1]


def _subject(error: ErrorDetails) -> str:
    """Name what is at fault: a field, a row of a list, or the whole file."""
    keys = _keys(error)
    if error["loc"] and isinstance(error["loc"][-1], int):
        return f'en rad i "{keys[-1]}"' if keys else "raden"
    return f'"{keys[-1]}"' if keys else "filen"


def _missing(error: ErrorDetails, model: type[BaseModel]) -> Saying:
    help_text = _help(error["loc"], model)
    return Saying(
        "saknat-falt", f'"{_name(error)}" saknas.', f"Lägg till fältet. {help_text}".strip()
    )


def _unknown_key(error: ErrorDetails, model: type[BaseModel]) -> Saying:
    name = shorten(str(error["loc"][-1]))
    owner = _model_at(error["loc"][:-1], model)
    known = [field.alias or key for key, field in owner.model_fields.items()] if owner else []
    near = nearest(name, known)
    fix = f'Menade du "{near}"?' if near else f"Fälten här är {listing(known, 'och')}."
    return Saying("okant-falt", f'"{name}" är inget fält.', fix)


def _too_short(error: ErrorDetails, _: type[BaseModel]) -> Saying:
    least, subject = error["ctx"]["min_length"], _subject(error)
    if error["type"] == "too_short":
        found = error["ctx"]["actual_length"]
        message = f"{subject} har bara {found}." if found else f"{subject} är tom."
        return Saying("for-kort", message, f"Skriv minst {least} i listan.")
    size = len(str(error["input"]).strip())
    message = f"{subject} är {size} tecken." if size else f"{subject} har inget värde."
    return Saying("for-kort", message, f"Skriv minst {least} tecken.")


def _too_long(error: ErrorDetails, _: type[BaseModel]) -> Saying:
    size, most = len(str(error["input"]).strip()), error["ctx"]["max_length"]
    return Saying("for-lang", f"{_subject(error)} är {size} tecken.", f"Korta till högst {most}.")


def _not_a_choice(error: ErrorDetails, _: type[BaseModel]) -> Saying:
    given = error["input"]
    if not isinstance(given, str):
        return _not_readable_as_text(error)
    known = _choices(error)
    near = nearest(given, known)
    hint = f'Menade du "{near}"? ' if near else ""
    return Saying(
        "okant-val",
        f'"{shorten(given)}" går inte att välja i "{_name(error)}".',
        f"{hint}Skriv {listing(known)}.",
    )


def _not_a_list(error: ErrorDetails, model: type[BaseModel]) -> Saying:
    given, message = error["input"], f"{_subject(error)} ska vara en lista."
    if _keys(error) and (fields := _fields_at(error["loc"], model)):
        fix = f"Skriv raderna med ett bindestreck först, och i dem fälten {fields}."
        return Saying("inte-en-lista", message, fix)
    if not isinstance(given, str):
        return Saying("inte-en-lista", message, "Sätt ett bindestreck först på varje rad.")
    parts = (part.strip(_AROUND_AN_ITEM) for part in given.split(","))
    items = ", ".join(part for part in parts if part)
    key = f"{_name(error)}: " if _keys(error) else ""
    return Saying("inte-en-lista", message, f"Skriv {key}[{shorten(items)}]")


def _not_a_mapping(error: ErrorDetails, model: type[BaseModel]) -> Saying:
    fix = f"Skriv fälten på egna rader: {_fields_at(error['loc'], model)}."
    if error["input"] is None:
        return Saying("inte-falt", f"{_subject(error)} är tom.", fix)
    given = "en lista" if isinstance(error["input"], list) else "en text"
    return Saying("inte-falt", f"{_subject(error)} ska ha egna fält, inte {given}.", fix)


def _out_of_range(error: ErrorDetails, _: type[BaseModel]) -> Saying:
    ctx = error["ctx"]
    limit = f"minst {ctx['ge']}" if "ge" in ctx else f"högst {ctx['le']}"
    return Saying(
        "utanfor-granserna",
        f"{_subject(error)} är {shorten(str(error['input']))}.",
        f"Skriv {limit}.",
    )


def _own(error: ErrorDetails, _: type[BaseModel]) -> Saying:
    ctx: dict[str, Any] = error["ctx"]
    if not isinstance(error["input"], str):
        return _not_readable_as_text(error)
    prefix = f'"{_name(error)}": ' if _keys(error) else ""
    return Saying("fel-varde", prefix + ctx["message"], ctx["fix"])


def _not_readable_as_text(error: ErrorDetails) -> Saying:
    if error["input"] is None:
        return Saying("fel-varde", f"{_subject(error)} är tom.", "Skriv ett värde.")
    text = _cut_by_colon(error["input"])
    if text is not None:
        return Saying(
            "kolon-i-text",
            f"{_subject(error)} delas av kolonet, så den räknas som ett fält.",
            f"Sätt texten inom citattecken{in_quotes(text)}",
        )
    given = "en lista" if isinstance(error["input"], list) else "flera fält"
    message = f"{_subject(error)} ska vara ett enda värde, inte {given}."
    return Saying("fel-varde", message, "Ta bort klamrar, bindestreck och indrag.")


def _cut_by_colon(given: Any) -> str | None:
    """Return the text that was read as one field for its colon, None where there is no such text.

    What could be the name of a field is no beginning of a sentence.
    """
    if not isinstance(given, dict) or len(given) != 1:
        return None
    ((key, value),) = given.items()
    if _LIKE_A_FIELD.fullmatch(key) or not (value is None or isinstance(value, str)):
        return None
    return f"{key}: {value or ''}".rstrip()


def _not_readable(error: ErrorDetails, model: type[BaseModel]) -> Saying:
    return Saying("fel-varde", f"{_subject(error)} går inte att läsa.", _help(error["loc"], model))


_SPEAKERS: Mapping[str, Callable[[ErrorDetails, type[BaseModel]], Saying]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "string_too_short": _too_short,
    "too_short": _too_short,
    "string_too_long": _too_long,
    "enum": _not_a_choice,
    "tuple_type": _not_a_list,
    "model_type": _not_a_mapping,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "jambanken": _own,
}


def _choices(error: ErrorDetails) -> list[str]:
    listed = str(error["ctx"]["expected"]).replace(" or ", ", ")
    return [word.strip().strip("'") for word in listed.split(",")]


def _model_at(loc: FieldPath, model: type[BaseModel]) -> type[BaseModel] | None:
    """Return the model whose part stands at ``loc``, None where there is no part."""
    current: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, str):
            current = _part_of(current, step) if current else None
    return current


def _fields_at(loc: FieldPath, model: type[BaseModel]) -> str:
    """Return the names of the fields of the part at ``loc``, empty where there is no part."""
    owner = _model_at(loc, model)
    if owner is None:
        return ""
    return listing([field.alias or key for key, field in owner.model_fields.items()], "och")


def _part_of(model: type[BaseModel], alias: str) -> type[BaseModel] | None:
    for name, field in model.model_fields.items():
        if (field.alias or name) == alias:
            return next((part for part in _types(field.annotation)), None)
    return None


def _types(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [part for arg in getattr(annotation, "__args__", ()) for part in _types(arg)]


def _help(loc: FieldPath, model: type[BaseModel]) -> str:
    keys = [step for step in loc if isinstance(step, str)]
    owner = _model_at(tuple(keys[:-1]), model)
    for name, field in owner.model_fields.items() if owner and keys else ():
        if (field.alias or name) == keys[-1]:
            return field.description or ""
    return ""
