"""How dates, numbers and spans are said in Swedish. Independent of the machine's locale."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_NARROW = "\N{NO-BREAK SPACE}"
_KILO = 1_000
_ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"


def day(date: dt.date) -> str:
    """Return ``18 april 2012``."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def partial_day(text: str) -> str:
    """Return a date that may lack day and month: ``18 april 2012``, ``april 2012``, ``2012``."""
    year, *rest = text.split("-")
    numbers = [int(part) for part in rest]
    month = [MONTHS[number - 1] for number in numbers[:1]]
    days = [str(number) for number in numbers[1:]]
    return " ".join([*days, *month, year])


def moments(start: str, end: str | None) -> str:
    """Return when something is held: ``23–24 februari 2012``, ``18 april 2012 kl. 9.00–16.00``.

    ``start`` and ``end`` are days or times as the contract writes them.
    """
    first, last = dt.date.fromisoformat(start[:10]), dt.date.fromisoformat((end or start)[:10])
    times = [clock(text[11:]) for text in (start, end or "") if text[11:]]
    if first == last:
        return day(first) + (f" kl. {'–'.join(times)}" if times else "")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]}–{day(last)}"
    return f"{day(first)}–{day(last)}"


def clock(text: str) -> str:
    """Return a time of day as Swedish writes it: ``09:30`` is ``9.30``."""
    hours, minutes = text.split(":")
    return f"{int(hours)}.{minutes}"


def span(start: str, end: str | None) -> str:
    """Return a span of partial dates: ``2019–2021``, ``september 2011–december 2013``, ``från 2018``."""
    if end is None:
        return f"från {partial_day(start)}"
    return partial_day(start) if start == end else f"{partial_day(start)}–{partial_day(end)}"


def duration(minutes: int) -> str:
    """Return a number of minutes in words: ``15 minuter``, ``1 timme``, ``1 timme 30 minuter``."""
    hours, rest = divmod(minutes, 60)
    parts = [counted(hours, "timme", "timmar")] if hours else []
    if rest or not hours:
        parts.append(counted(rest, "minut", "minuter"))
    return " ".join(parts)


def people(at_least: int | None, at_most: int | None) -> str:
    """Return how many can take part: ``4–30 personer``, ``minst 4 personer``, ``1 person``."""
    if at_least is not None and at_least == at_most:
        return counted(at_least, "person", "personer")
    if at_least is not None and at_most is not None:
        return f"{at_least}–{at_most} personer"
    if at_least is not None:
        return f"minst {counted(at_least, 'person', 'personer')}"
    return f"högst {counted(at_most, 'person', 'personer')}" if at_most is not None else ""


def counted(number: int, one: str, many: str) -> str:
    """Return a number with the right form of its noun."""
    return f"{grouped(number)} {one if number == 1 else many}"


def grouped(number: int) -> str:
    """Return a whole number with a hard space between thousands."""
    return f"{number:,}".replace(",", _NARROW)


def number(value: Decimal | int) -> str:
    """Return a number with decimal comma and hard spaces: ``2 891``, ``3,5``."""
    exact = Decimal(value).normalize() + 0  # no sign before a nought
    whole, _, decimals = f"{exact:f}".partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    return sign + grouped(int(digits)) + (f",{decimals}" if decimals else "")


def file_size(size: int) -> str:
    """Return a number of bytes in words, decimal prefixes, never nought: ``245 kB``, ``1,2 MB``."""
    if round(size / _KILO) < _KILO:
        return f"{max(1, round(size / _KILO))}{_NARROW}kB"
    megabytes = (Decimal(size) / _KILO**2).quantize(Decimal("0.1"))
    return f"{number(megabytes)}{_NARROW}MB"


def sentence(text: str) -> str:
    """Return text with its first letter as a capital and the rest as it was."""
    return text[:1].upper() + text[1:]


def and_list(words: Sequence[str]) -> str:
    """Return words as running text: ``a, b och c``."""
    return " och ".join(filter(None, (", ".join(words[:-1]), words[-1] if words else "")))


@lru_cache(maxsize=50_000)  # the same titles are sorted in many lists
def sort_key(text: str) -> tuple[int, ...]:
    """Return what Swedish sorts a text by: å, ä and ö last, accents and case of no weight."""
    return tuple(
        _ALPHABET.find(char) if char in _ALPHABET else ord(char) - 1_000
        for char in _base_letters(text)
    )


def initial(text: str) -> str:
    """Return the capital that a text is sorted under, ``A`` to ``Ö``; ``0–9`` for all other signs."""
    letter = _base_letters(text[:1])[:1]
    return letter.upper() if letter and letter in _ALPHABET else "0–9"


def _base_letters(text: str) -> str:
    return "".join(
        char if char in "åäö" else unicodedata.normalize("NFD", char)[0] for char in text.lower()
    )


def slug(text: str) -> str:
    """Return a text as part of an address: ``Så här gör du`` is ``sa-har-gor-du``."""
    plain = "".join(unicodedata.normalize("NFD", char)[0] for char in text.lower())
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
