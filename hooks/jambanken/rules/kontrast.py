"""The region's colours can be read on white."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule

LEAST = 4.5
# WCAG 2.2, "relative luminance": below this share of full light the scale of sRGB is straight.
_STRAIGHT = 0.04045


def check(bank: Bank) -> Iterator[Finding]:
    """Find colours in bank.yml whose contrast to white is below what WCAG 2.2, 1.4.3 asks of text."""
    source = bank.shared.get("bank.yml")
    colours = bank.settings.colours
    for key, colour in (("primär", colours.primary), ("accent", colours.accent)):
        ratio = contrast_to_white(colour)
        if source is not None and ratio < LEAST:
            # Cut, not rounded: 4.49 must not be shown as 4.5.
            shown = f"{int(ratio * 10) / 10}".replace(".", ",")
            yield Finding(
                source,
                ("färger", key),
                f"färgen {colour} har kontrasten {shown}:1 mot vitt.",
                "Välj en mörkare färg. Text behöver minst 4,5:1 för att alla ska kunna läsa den.",
            )


def contrast_to_white(colour: str) -> float:
    """Return the contrast ratio of ``#rrggbb`` to white, from 1 to 21."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(share: float) -> float:
    return share / 12.92 if share <= _STRAIGHT else ((share + 0.055) / 1.055) ** 2.4


RULE = Rule(
    id="kontrast",
    level=Level.WARNING,
    title="Färgen är för ljus",
    guide=(
        "Färgerna i bank.yml används till text och knappar. De behöver kontrasten 4,5:1 mot vitt,"
        " annars kan många inte läsa dem."
    ),
    bad='primär: "#e8a33d"',
    good='primär: "#4b2e83"',
    check=check,
)
