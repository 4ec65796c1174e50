"""Characters that may not stand in content: controls, hidden ones, lost letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from jambanken.problems import Mark, Problem
from jambanken.reading.faults import fault, quoted, warning

STAND_IN = "\ufffd"
"""Takes the place of a refused character, so that the rest of the text keeps its positions."""

HARD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that YAML takes for letters, as the inside of a regular expression's ``[]``."""

_MOST_PROBLEMS = 50
_REMOVE = "Ta bort det."


class _Sort(NamedTuple):
    rule: str
    range: str  # the inside of a regular expression's []
    is_what: str
    fix: str


_SORTS = (
    _Sort("styrtecken", "\x00-\x08\x0b-\x1f\x7f-\x9f", "är ett styrtecken", _REMOVE),
    _Sort(
        "dolt-tecken",
        "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
        "byter skrivriktning i smyg",
        _REMOVE,
    ),
    _Sort(
        "dolt-tecken",
        "\u2028\u2029",
        "är en dold radbrytning",
        "Ta bort det och bryt raden som vanligt.",
    ),
    _Sort("dolt-tecken", "\u00ad", "är ett mjukt bindestreck och syns inte", _REMOVE),
    _Sort(
        "dolt-tecken",
        "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164"
        "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff",
        "syns inte",
        _REMOVE,
    ),
    _Sort(
        "dolt-tecken",
        "\ue000-\uf8ff\U000f0000-\U0010ffff",
        "finns bara i vissa typsnitt och syns som en ruta för andra",
        "Ta bort det, eller skriv ett vanligt tecken i stället.",
    ),
    # Half of a character, which only an escape can write, and only PyYAML's own parser lets by.
    _Sort("kodning", "\ud800-\udfff", "är ett halvt tecken", "Skriv tecknet som det är."),
    _Sort(
        "kodning",
        "\ufffd",
        "visar att en bokstav har gått förlorad",
        "Skriv bokstaven på nytt och spara filen som UTF-8.",
    ),
)
_SUSPECT = re.compile(f"[{''.join(sort.range for sort in _SORTS)}]")
_SORT_PATTERNS = tuple((re.compile(f"[{sort.range}]"), sort) for sort in _SORTS)

_JOINERS = "\u200c\u200d"
_EMOJI_STYLES = "\ufe0e\ufe0f"
_EMOJI_THAT_ARE_LETTERS = "\u2139"
# Scripts whose spelling needs the joiners: Arabic (Persian, Urdu, Kurdish) and the Indic ones.
_JOINING_SCRIPTS = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff]")

# Unicode's "stream-safe" limit. Without one, composing a long run takes quadratic time.
_MOST_COMBINING = 30
_MAYBE_LONG_RUN = re.compile(rf"[^\t\n -\u02ff\u2010-\u2027]{{{_MOST_COMBINING + 1},}}")

# UTF-8 read as Windows-1252 and saved again: "Ã¤" for "ä".
TWICE_ENCODED = re.compile("Ã[¥¤¶©„…–]")


def refused(text: str) -> tuple[int, ...]:
    """Return the indexes of all characters that may not be there, in order."""
    if is_everyday(text):
        return ()
    hidden = (
        match.start() for match in _SUSPECT.finditer(text) if not _is_at_home(text, match.start())
    )
    runs = _MAYBE_LONG_RUN.finditer(text)
    piled = (index for run in runs for index in _beyond_stream_safe(text, run.start(), run.end()))
    return tuple(sorted((*hidden, *piled)))


def is_everyday(text: str) -> bool:
    """Tell whether all characters are seen and of Western Europe: twenty times as fast as a search.

    What can be refused in Windows-1252 (control characters, soft hyphens) is not printable, and hard
    spaces are not either. False says nothing.
    """
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return text.replace("\n", " ").replace("\t", " ").isprintable()


def check_characters(text: str, found: tuple[int, ...], file: str) -> list[Problem]:
    """Return a problem for each of the ``refused`` characters, at most some fifty, and for lost letters."""
    problems = [_describe(text, file, index) for index in found[:_MOST_PROBLEMS]]
    if len(found) > _MOST_PROBLEMS:
        mark = mark_at(text, found[_MOST_PROBLEMS])
        message = f"Härifrån finns {len(found) - _MOST_PROBLEMS} otillåtna tecken till."
        problems.append(
            fault("styrtecken", file, mark, message, "Kontrollera att filen är en textfil.")
        )
    twice = TWICE_ENCODED.search(text)
    if twice:
        message = (
            f"{quoted(twice.group())} ser ut som en felkodad bokstav, till exempel å, ä eller ö."
        )
        fix = "Skriv bokstäverna på nytt och spara filen som UTF-8."
        mark = mark_at(text, twice.start())
        problems.append(warning("kodning", file, mark, message, fix))
    return problems


def mask(text: str, found: tuple[int, ...]) -> str:
    """Return the text with its ``refused`` characters replaced, so that it is as long as before."""
    if not found:
        return text
    chars = list(text)
    for index in found:
        chars[index] = STAND_IN
    return "".join(chars)


def mark_at(text: str, index: int) -> Mark:
    """Return the place of the character at ``index``."""
    return Mark(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _is_at_home(text: str, index: int) -> bool:
    """Tell whether an invisible character does its proper work, in an emoji or in a word."""
    char, before, after = text[index], text[index - 1 : index], text[index + 1 : index + 2]
    if not before:
        return False
    if char in _EMOJI_STYLES:
        return unicodedata.category(before)[0] in "SPN" or before in _EMOJI_THAT_ARE_LETTERS
    if char not in _JOINERS:
        return False
    if _JOINING_SCRIPTS.match(before):
        return True
    in_emoji = before in _EMOJI_STYLES or unicodedata.category(before) in {"So", "Sk"}
    return (
        char == "\u200d"
        and in_emoji
        and bool(after)
        and unicodedata.category(after) in {"So", "Sm"}
    )


def _beyond_stream_safe(text: str, start: int, end: int) -> Iterator[int]:
    run = 0
    for index in range(start, end):
        run = run + 1 if unicodedata.combining(text[index]) else 0
        if run > _MOST_COMBINING:
            yield index


def _describe(text: str, file: str, index: int) -> Problem:
    char, mark = text[index], mark_at(text, index)
    before = text[max(0, index - 20, index - mark.column + 1) : index].strip()
    where = f" efter {quoted(_SUSPECT.sub('', before))}" if before else ""
    for pattern, sort in _SORT_PATTERNS:
        if pattern.match(char):
            message = f"Tecknet U+{ord(char):04X}{where} {sort.is_what}."
            return fault(sort.rule, file, mark, message, sort.fix)
    message = f"Tecknet U+{ord(char):04X} kommer efter trettio andra accenttecken i rad."
    return fault("dolt-tecken", file, mark, message, _REMOVE)
