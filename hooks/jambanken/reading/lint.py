"""What YAML accepts and an editor cannot have meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from jambanken.problems import Problem
from jambanken.reading.characters import HARD_SPACES
from jambanken.reading.faults import fault, quoted, warning
from jambanken.reading.nodes import At, Mapping, Node, Place, Scalar, Sequence, mark

_HARD = f"[{HARD_SPACES}]"
# A line that was meant as a key or as an item of a list, but that YAML takes for text. Keys are in
# lower case, so "Obs:" with a hard space in an ordinary text is left alone.
_MEANT_AS_KEY = re.compile(rf"\s*+(?:- ++)*+[a-zåäö][a-zåäö0-9_]*:{_HARD}")
_MEANT_AS_ITEM = re.compile(rf"\s*-{_HARD}")
_MEANT_AS_DASH = re.compile(r"-[^\W\d]|-[\"'“”]|[–—•·] ?\w")
_BEFORE_A_LINE = re.compile(r"[ \-]*+")
_HARD_INDENT = re.compile(rf"[ \t]*{_HARD}")

_COMMENT = re.compile(r"([ \t]+)#(.*)")
_DOUBLE_QUOTES = "“”„‟«»"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u2039\u203a"
_QUOTED = re.compile(
    rf"[{_DOUBLE_QUOTES}]([^{_DOUBLE_QUOTES}]+)[{_DOUBLE_QUOTES}]"
    rf"|[{_SINGLE_QUOTES}]([^{_DOUBLE_QUOTES}]+)[{_SINGLE_QUOTES}]"
)

# What the checks below can find begins with one of these. One search each says that most files have
# none, in a tenth of the time that the checks take.
_CUT_OFF = re.compile(r"\S[ \t]+#")
_STARTS = (
    re.compile(_HARD),
    re.compile(r"\n *(?:-[^\W\d]|-[\"'“”]|[–—•·])"),
    re.compile(rf"\n[ \-]*(?:[a-zåäö0-9_]+: +)?\[?[{_DOUBLE_QUOTES}{_SINGLE_QUOTES}]"),
)


def lint(text: str, root: Node, file: str) -> list[Problem]:
    """Return what must have been meant otherwise. An error among them means that the structure is wrong."""
    if not is_suspect(text):
        return []
    lines = [*text.split("\n"), ""]  # the end of the text has a place of its own in libyaml
    found = [_hard_key(key, lines, file) for key in _keys(root)]
    for scalar in _values(root):
        found += _hard_continuation(scalar, lines, file)
        if scalar.plain:
            found += [
                _cut(scalar, lines, file),
                _typographic(scalar, file),
                _meant_as_structure(scalar, lines, file),
            ]
    return [problem for problem in found if problem is not None]


def is_suspect(text: str) -> bool:
    """Tell whether anything in a text could be an oddity; most texts have nothing of the kind."""
    if "#" in text and any("#" in line and _CUT_OFF.search(line) for line in text.split("\n")):
        return True
    begun = f"\n{text}"
    return any(start.search(begun) for start in _STARTS)


def _keys(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Mapping):
        for pair in node.pairs.values():
            yield pair.key
            yield from _keys(pair.value)
    elif isinstance(node, Sequence):
        yield from chain.from_iterable(_keys(item) for item in node.items)


def _values(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        yield from chain.from_iterable(_values(pair.value) for pair in node.pairs.values())
    else:
        yield from chain.from_iterable(_values(item) for item in node.items)


def _hard_key(key: Scalar, lines: list[str], file: str) -> Problem | None:
    line = lines[key.start.line]
    written = line[key.start.column : key.end.column] if key.end.line == key.start.line else line
    match = re.search(_HARD, written)
    if not match:
        return None
    if match.start() == 0:
        message = f"Raden med {quoted(key.value or '')} dras in med hårda blanksteg, så den hamnar på fel nivå."
        return fault(
            "hart-blanksteg", file, mark(key.start), message, "Byt dem mot vanliga mellanslag."
        )
    message = f"Nyckeln {quoted(key.value or '')} innehåller ett hårt blanksteg."
    fix = "Ta bort det eller skriv ett vanligt mellanslag."
    return warning("hart-blanksteg", file, mark(key.start), message, fix)


def _hard_continuation(scalar: Scalar, lines: list[str], file: str) -> Iterator[Problem]:
    for number in range(scalar.start.line + 1, min(scalar.end.line + 1, len(lines))):
        match = _HARD_INDENT.match(lines[number])
        if match and not _MEANT_AS_ITEM.match(lines[number]):
            place = At(number, match.end() - 1)
            message = "Raden dras in med ett hårt blanksteg, som blir en del av texten."
            fix = "Byt det mot vanliga mellanslag."
            yield warning("hart-blanksteg", file, mark(place), message, fix)


def _cut(scalar: Scalar, lines: list[str], file: str) -> Problem | None:
    match = _COMMENT.match(lines[scalar.end.line], scalar.end.column)
    if not match:
        return None
    space, lost = match.groups()
    if scalar.value is None:
        meant_as_comment = not lost or lost[0] in " #"
        place: Place = At(scalar.end.line, match.end(1))
    else:
        meant_as_comment = len(space) > 1 and lost.startswith(" ")
        place = scalar.start
    if meant_as_comment:
        return None
    message = (
        f'Ett "#" efter ett mellanslag börjar en kommentar: {quoted("#" + lost)} kommer inte med.'
    )
    fix = "Sätt hela texten inom citattecken, eller lägg kommentaren på en egen rad."
    return warning("avklippt-varde", file, mark(place), message, fix)


def _typographic(scalar: Scalar, file: str) -> Problem | None:
    text = scalar.value or ""
    match = _QUOTED.fullmatch(text)
    if not match:
        return None
    message = f"De böjda citattecknen runt {quoted(match.group(1) or match.group(2))} blir en del av texten."
    fix = f"Ta bort dem. Ska de synas, skriv raka utanför: {quoted(text, 30)}."
    return warning("typografiska-citattecken", file, mark(scalar.start), message, fix)


def _meant_as_structure(scalar: Scalar, lines: list[str], file: str) -> Problem | None:
    line = lines[scalar.start.line]
    if not _BEFORE_A_LINE.fullmatch(line, 0, scalar.start.column):
        return None  # it stands after its key
    before, written = line[: scalar.start.column], line[scalar.start.column :]
    if _MEANT_AS_KEY.match(written) or _MEANT_AS_ITEM.match(written):
        message = f"Ett hårt blanksteg gör {quoted(written)} till vanlig text."
        fix = "Byt det hårda blanksteget mot ett vanligt mellanslag."
        return fault("hart-blanksteg", file, mark(scalar.start), message, fix)
    if _MEANT_AS_DASH.match(written) and not before.strip():
        message = f"{quoted(written)} blir vanlig text, inte en punkt i en lista."
        fix = "Ska det vara en lista, börja varje rad med ett bindestreck och ett mellanslag."
        return warning("liststreck", file, mark(scalar.start), message, fix)
    return None
