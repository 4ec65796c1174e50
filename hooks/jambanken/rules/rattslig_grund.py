"""A picture of recognisable people has a ground on which they may be shown."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.bildbank import Picture
from jambanken.pictures import LegalBasisType
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of


def check(bank: Bank) -> Iterator[Finding]:
    """Find pictures of recognisable people whose ground is said not to matter."""
    for source, picture in entries_of(bank, Picture):
        basis = picture.legal_basis
        unfounded = basis is not None and basis.basis is LegalBasisType.NOT_APPLICABLE
        if picture.recognisable and unfounded and picture.withdrawn is None:
            yield Finding(
                source,
                ("rättslig_grund", "typ"),
                "bilden visar verkliga personer, men den rättsliga grunden är ej_tillämpligt.",
                "Skriv samtycke, avtal eller allmänt_intresse, eller ta bort bilden.",
                about=(("igenkännbara",), ("återkallad",)),
            )


RULE = Rule(
    id="rattslig-grund",
    level=Level.ERROR,
    title="Bild av personer utan rättslig grund",
    guide=(
        "Går någon att känna igen måste det finnas en grund för att visa bilden: ett samtycke, "
        "ett avtal eller ett allmänt intresse."
    ),
    bad="typ: ej_tillämpligt",
    good="typ: samtycke",
    check=check,
)
