"""Somebody looks at every entry again on the day that is set for it."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.bildbank import Picture
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of, live


def check(bank: Bank) -> Iterator[Finding]:
    """Find entries, and legal grounds of pictures, whose day of review has passed."""
    for record in live(bank):
        day = record.entry.review
        if day is not None and day < bank.today:
            yield Finding(
                record.source,
                ("granskas",),
                f"posten skulle ha granskats senast {day}.",
                "Läs den, rätta det som har ändrats och sätt en ny dag.",
            )
    for source, picture in entries_of(bank, Picture):
        day = picture.legal_basis.review_by if picture.legal_basis else None
        if day is not None and day < bank.today and picture.withdrawn is None:
            yield Finding(
                source,
                ("rättslig_grund", "granskas_senast"),
                f"den rättsliga grunden skulle ha prövats senast {day}.",
                "Pröva om bilden fortfarande får visas och sätt en ny dag.",
                about=(("återkallad",),),
            )


RULE = Rule(
    id="granskningsdag",
    level=Level.WARNING,
    title="Granskningsdagen har passerat",
    guide=(
        "Fakta åldras. När dagen i granskas har passerat läser någon posten igen, rättar det som "
        "har ändrats och sätter en ny dag. För en bild gäller det också granskas_senast: då prövas "
        "om den fortfarande får visas."
    ),
    bad="granskas: 2026-10-01",
    good="granskas: 2027-10-01",
    check=check,
)
