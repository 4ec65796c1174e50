"""Small things that templates ask of the model and that are too much for a template."""

from __future__ import annotations

import re
from decimal import Decimal

from jambanken.kinds.trycksaker import PaperSize
from jambanken.kinds.utbildningar import Participation
from jambanken.values import WebAddress

_NEW_PANEL = re.compile(r"^(?=## )", re.MULTILINE)


def host(address: str) -> str:
    """Return the host that an address leads to, without www."""
    return WebAddress(address).host


def panels(content: str) -> list[str]:
    """Split the text of a printed thing into its panels or pages; each new one begins with ``## ``."""
    return [panel.strip() for panel in _NEW_PANEL.split(content) if panel.strip()]


_LANGUAGES = {
    "svenska": "sv",
    "engelska": "en",
    "finska": "fi",
    "arabiska": "ar",
    "somaliska": "so",
    "tigrinja": "ti",
    "persiska": "fa",
    "dari": "prs",
    "ukrainska": "uk",
    "polska": "pl",
    "franska": "fr",
    "spanska": "es",
    "ryska": "ru",
    "turkiska": "tr",
    "thailändska": "th",
    "nordsamiska": "se",
    "sydsamiska": "sma",
    "lulesamiska": "smj",
    "meänkieli": "fit",
    "tyska": "de",
    "norska": "no",
    "danska": "da",
    "jiddisch": "yi",
    "kurmanji": "kmr",
}
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")


def language_code(name: str) -> str:
    """Return the BCP 47 tag of a language given by its Swedish name or its tag, empty if unknown."""
    known = _LANGUAGES.get(name.lower(), "")
    return known or (name if _LANGUAGE_TAG.fullmatch(name) else "")


def share_of(row: Participation) -> Decimal | None:
    """Return the share that took part, in percent: as the source gives it, else worked out."""
    if row.share is not None:
        return row.share
    if row.count is None or not row.out_of:
        return None
    return (Decimal(100 * row.count) / row.out_of).quantize(Decimal(1))


def sheet_of(size: PaperSize) -> tuple[float, float]:
    """Return width and height of a sheet to draw, its short side 100; very long ones are cut short.

    A-sizes are as of ISO 216: the long side is the square root of two times the short one.
    """
    if size.startswith("A"):
        return 100, 141.4
    width, height = (int(number) for number in size.removesuffix(" mm").split("x"))
    long = round(min(100 * max(width, height) / min(width, height), 240), 1)
    return (100, long) if width <= height else (long, 100)
