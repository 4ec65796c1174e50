"""The region's colours can be read on white."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.colours import READABLE, WHITE, contrast, rgb
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule


def check(bank: Bank) -> Iterator[Finding]:
    """Find colours in bank.yml whose contrast to white is below what WCAG 2.2, 1.4.3 asks of text."""
    source = bank.settings_source
    colours = bank.settings.colours
    for key, colour in (("primär", colours.primary), ("accent", colours.accent)):
        ratio = contrast(rgb(colour), WHITE)
        if source is not None and ratio < READABLE:
            # Cut, not rounded: 4.49 must not be shown as 4.5.
            shown = f"{int(ratio * 10) / 10}".replace(".", ",")
            yield Finding(
                source,
                ("färger", key),
                f"färgen {colour} har kontrasten {shown}:1 mot vitt.",
                "Välj en mörkare färg. Text behöver minst 4,5:1 för att alla ska kunna läsa den.",
            )


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
