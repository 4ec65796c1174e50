"""Causes of syntax errors in how lines stand: indents, spaces, dashes and marks between documents."""

from __future__ import annotations

import re

import yaml

from jambanken.reading.characters import HARD_SPACES
from jambanken.reading.faults import quoted
from jambanken.reading.nodes import NAME_IT, At
from jambanken.reading.stop import BULLETS, KEY, Cause, Edit, Stop, indent_of

_HARD = f"[{HARD_SPACES}]"
_HARD_SPACE = re.compile(rf"[ ]*{_HARD}|{BULLETS}-{_HARD}|{BULLETS}[^\s:#\"']+:{_HARD}")
_NO_SPACE_AFTER_COLON = re.compile(rf"{BULLETS}(?P<key>[^\W\d]\w*):(?!//)[^\s:]")
_DASH_WITHOUT_SPACE = re.compile(r"[ ]*-[^\s-]")
#: What stands before a value: indent, dashes and the key.
_BEFORE_VALUE = re.compile(
    rf"[\s{HARD_SPACES}]*+(?:-[\s{HARD_SPACES}]++)*+(?:[^\s:#\"'][^:#\"']*:(?=\s|\Z)[\s{HARD_SPACES}]*)?"
)
_BEFORE_TEXT = re.compile(r"[ \t]*(?:-[ \t]+)*")


def with_plain_spaces(line: str) -> str:
    """Return a line whose hard spaces before its value are plain ones."""
    match = _BEFORE_VALUE.match(line)
    if match is None:
        return line
    key, colon, space = match.group().rpartition(":")
    before = (key.rstrip() if colon else key) + colon + space  # strips hard spaces too
    return re.sub(_HARD, " ", before) + line[match.end() :]


def with_spaces_for_tabs(line: str) -> str:
    """Return a line that begins with two spaces for each tab."""
    match = _BEFORE_TEXT.match(line)
    end = match.end() if match else 0
    return line[:end].replace("\t", "  ") + line[end:]


def tab(stop: Stop) -> Cause | None:
    """A tab where YAML wants spaces."""
    indent = re.match(r" *\t", stop.line)
    if not indent and stop.char != "\t":
        return None
    numbers = [n for n, line in enumerate(stop.lines, 1) if re.match(r" *\t\s*\S", line)]
    also = f" Tabbar finns på {len(numbers)} rader." if len(numbers) > 1 else ""
    at = At(stop.at.line, indent.end() - 1) if indent else stop.at
    return Cause(
        "tabb",
        at,
        f"Här står en tabb i stället för mellanslag.{also}",
        "Byt varje tabb mot två mellanslag.",
        Edit(at.line, with_spaces_for_tabs(stop.lines[at.line]), "tabbar"),
    )


def hard_space(stop: Stop) -> Cause | None:
    """A hard space in the indent, after the dash or after the key's colon."""
    for number in stop.suspects:
        match = _HARD_SPACE.match(stop.lines[number])
        if match:
            message = (
                f"Ett hårt blanksteg gör att raden inte går att läsa: {quoted(stop.lines[number])}."
            )
            return Cause(
                "hart-blanksteg",
                At(number, match.end() - 1),
                message,
                "Byt det mot ett vanligt mellanslag.",
                Edit(number, with_plain_spaces(stop.lines[number]), "hårda blanksteg"),
            )
    return None


def directive(stop: Stop) -> Cause | None:
    """A line that begins with a percent sign."""
    for number in stop.suspects:
        if stop.lines[number].startswith("%"):
            message = f"En rad får inte börja med %: {quoted(stop.lines[number])}."
            return Cause(
                "yaml-direktiv",
                At(number, 0),
                message,
                "Ta bort raden, eller sätt texten inom citattecken.",
            )
    return None


def not_a_field(stop: Stop) -> Cause | None:
    """``titel:Hej``, ``-punkt``, or a line of text at the place of a field."""
    if not re.search("could not find expected ':'|mapping values are not allowed", stop.saying):
        return None
    for number in stop.suspects:
        line = stop.lines[number]
        at = At(number, len(line) - len(line.lstrip()))
        if tight := _NO_SPACE_AFTER_COLON.match(line):
            message = f"Det saknas ett mellanslag efter kolonet: {quoted(line)}."
            fix = "Skriv ett mellanslag mellan kolonet och värdet."
            end = tight.end() - 1
            edit = Edit(number, f"{line[:end]} {line[end:]}", "mellanslag efter kolon")
            return Cause("yaml-syntax", at, message, fix, edit)
        if _DASH_WITHOUT_SPACE.match(line):
            message = f"Det saknas ett mellanslag efter strecket: {quoted(line)}."
            spaced = f"{line[: at.column + 1]} {line[at.column + 1 :]}"
            edit = Edit(number, spaced, "mellanslag efter streck")
            return Cause("liststreck", at, message, "Skriv ett mellanslag efter strecket.", edit)
        if number == stop.suspects[0] and stop.context:
            message = f"Raden är varken ett fält eller en del av texten ovanför: {quoted(line)}."
            fix = "Dra in den om den hör till texten ovanför. Är det ett fält behövs ett ord och kolon först."
            return Cause("yaml-syntax", at, message, fix)
    return None


def second_document(stop: Stop) -> Cause | None:
    """More after a line of three full stops."""
    if "document start" not in stop.saying:
        return None
    ends = [
        n for n, line in enumerate(stop.lines[: stop.at.line]) if re.match(r"\.\.\.(\s|$)", line)
    ]
    if ends:
        message = 'Raden "..." avslutar dokumentet, men sedan kommer mer.'
        return Cause("flera-dokument", At(ends[-1], 0), message, "Ta bort raden.")
    return None


def missing_key(stop: Stop) -> Cause | None:
    """A colon with no key before it."""
    if stop.char != ":" or stop.line[: stop.at.column].strip(" -"):
        return None
    return Cause("yaml-nyckel", stop.at, "Det saknas en nyckel före kolonet.", NAME_IT)


def indented_too_much(stop: Stop) -> Cause | None:
    """A field that is further in than the one above, which has a value already."""
    if "mapping values are not allowed" not in stop.saying:
        return None
    message = f"Raden hör inte ihop med texten ovanför: {quoted(stop.line)}."
    fix = "Låt rader i samma grupp börja lika långt in. Är det text, sätt hela texten inom citattecken."
    return Cause("yaml-syntax", At(stop.at.line, indent_of(stop.line)), message, fix)


def left_of_all(stop: Stop) -> Cause | None:
    """A field further to the left than the first one."""
    if "document start" not in stop.saying:
        return None
    message = "Raden börjar längre till vänster än filens första fält."
    return Cause(
        "yaml-syntax", stop.at, message, "Låt alla fält på översta nivån börja längst till vänster."
    )


def block_text(stop: Stop) -> Cause | None:
    """A line of a text after ``|`` or ``>`` that is less far in than its first line."""
    token = stop.last
    if not isinstance(token, yaml.ScalarToken) or token.style not in {"|", ">"}:
        return None
    message = f"Raden är mindre indragen än texten som börjar på rad {token.start_mark.line + 1}."
    at = At(stop.at.line, indent_of(stop.line))
    return Cause("yaml-syntax", at, message, "Dra in raden lika långt som texten ovanför.")


def between_groups(stop: Stop) -> Cause | None:
    """A line whose indent belongs to no group, or that has another form than its group."""
    if stop.context is None or "block" not in stop.saying:
        return None
    indent = indent_of(stop.line)
    at = At(stop.at.line, indent)
    if indent == stop.context.column:
        other = "listpunkt" if stop.line.lstrip().startswith("-") else "rad utan streck"
        message = f"Här kommer en {other} i en grupp som började på annat sätt på rad {stop.context.line + 1}."
        return Cause(
            "yaml-syntax",
            at,
            message,
            "Ge alla rader i gruppen samma form, eller dra in raden dit den hör.",
        )
    columns = {_key_column(line) for line in stop.lines[: stop.at.line]} - {None}
    nearest = min(
        (column for column in columns if column is not None),
        key=lambda c: (abs(c - indent), -c),
        default=0,
    )
    message = (
        f"Raden är indragen med {indent} mellanslag, och ingen grupp ovanför har det indraget."
    )
    return Cause(
        "yaml-syntax", at, message, f"Pröva {nearest}: lika långt in som raderna den hör ihop med."
    )


def _key_column(line: str) -> int | None:
    match = KEY.match(line)
    return match.start("key") if match else None
