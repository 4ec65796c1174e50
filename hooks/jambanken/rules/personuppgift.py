"""Nobody's own e-mail address or telephone number stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jambanken.bank import Bank
from jambanken.kinds.base import leaves
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule
from jambanken.shared import CHANNELS_FILE
from jambanken.source import Source
from jambanken.values import WebAddress

#: anna.larsson@…, or any address with a provider that private people have.
_EMAIL = re.compile(
    r"(?<![\w.+-])(?:[^\W\d_]{2,40}[.-][^\W\d_]{2,40}(?:[.-][^\W\d_]{1,40})?\d{0,4}@[\w-]{1,63}\.[\w.-]{2,100}"
    r"|[\w.+-]{1,64}@(?:gmail|hotmail|outlook|live|yahoo|icloud|me|telia)\.(?:com|se)\b)",
    re.IGNORECASE,
)
_DIGITS = r"(?:7[02369](?:[ -]?\d){7}|(?!20)[1-689]\d{0,2}[ -]{1,3}\d{2,3}(?:[ -]?\d\d){2}(?<!00))(?![\w/-])"
#: Mobile numbers, and numbers of one desk: an exchange ends in 00. Each pattern begins with what it
#: can be searched for at once; as alternatives in one they take ten times as long.
_PHONES = (
    re.compile(r"0(?<![\w/.=+-]0)" + _DIGITS),
    re.compile(r"\+46[ -]?(?:\(0\))?" + _DIGITS),
)

_MAIL_FAULT = (
    "e-postadressen här verkar höra till en person.",
    "Skriv en funktionsadress, till exempel jamstalldhet@kommun.se, eller ta bort den.",
)
_PHONE_FAULT = (
    "telefonnumret här verkar höra till en person.",
    "Skriv numret till växeln eller en funktion, eller ta bort det.",
)


def check(bank: Bank) -> Iterator[Finding]:
    """Find addresses and numbers that look like a person's, in entries, order channels and settings.

    The message does not repeat what it found: it may be printed where more people see it.
    """
    for record in bank.records.values():
        yield from _in_part(record.source, record.entry)
    settings = bank.settings_source
    if settings is not None:
        yield from _in_part(settings, bank.settings)
    channels = bank.shared.get(CHANNELS_FILE)
    if channels is not None:
        yield from _in_part(channels, bank.registry.channels)


def _in_part(source: Source, part: Any) -> Iterator[Finding]:
    # The whole file first: the walk is only for the few that have something.
    text = source.text
    phones = [pattern for pattern in _PHONES if pattern.search(text)]
    if not phones and "@" not in text:
        return
    for place, value in leaves(part):
        if not isinstance(value, str) or isinstance(value, WebAddress):
            continue
        for match in dict.fromkeys(_EMAIL.findall(value) if "@" in value else ()):
            yield Finding(source, place, *_MAIL_FAULT, quote=match)
        for match in dict.fromkeys(match for pattern in phones for match in pattern.findall(value)):
            yield Finding(source, place, *_PHONE_FAULT, quote=match)


RULE = Rule(
    id="personuppgift",
    level=Level.WARNING,
    title="En persons e-postadress eller telefonnummer",
    guide=(
        "Banken är öppen för alla och kopieras vidare. Hänvisa till en funktion, en växel eller "
        "en webbsida i stället för till en person."
    ),
    bad="- Ring Robin på 070-174 06 35 och boka lokalen.",
    good="- Ring växeln och boka lokalen.",
    check=check,
)
