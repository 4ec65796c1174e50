"""The ground on which a picture may be shown still holds, and will tomorrow.

What has run out is a warning and no error: an error would stop the daily build, and leave the
picture on the site that was built before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.bildbank import Picture
from jambanken.pictures import LegalBasis, LegalBasisType, Use
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of
from jambanken.rules.files import names_beside
from jambanken.source import Source
from jambanken.swedish import counted

FIRST_NOTICE = dt.timedelta(days=90)
LAST_NOTICE = dt.timedelta(days=30)

#: What the ground is called, and the pronoun for it.
_WORDS = {
    LegalBasisType.CONSENT: ("samtycket", "det"),
    LegalBasisType.CONTRACT: ("avtalet", "det"),
    LegalBasisType.PUBLIC_INTEREST: ("grunden", "den"),
    LegalBasisType.NOT_APPLICABLE: ("grunden", "den"),
}


def check(bank: Bank) -> Iterator[Finding]:
    """Find pictures that are withdrawn, and grounds that have run out, soon will or leave out the web."""
    beside = names_beside(bank, "bildbank")
    for source, picture in entries_of(bank, Picture):
        if picture.withdrawn is not None:
            left = picture.file if picture.file and picture.file.lower() in beside else None
            fix = (
                f"Ta bort filen {left} ur mappen."
                if left
                else "Sluta använda bilden också på andra ställen."
            )
            message = f"bilden återkallades {picture.withdrawn}. Den publiceras inte."
            yield Finding(source, ("återkallad",), message, fix)
        elif picture.legal_basis is not None:
            yield from _basis(source, picture.legal_basis, bank.today)


def _basis(source: Source, basis: LegalBasis, today: dt.date) -> Iterator[Finding]:
    noun, pronoun = _WORDS[basis.basis]
    if Use.WEB not in basis.covers:
        message = f"{noun} omfattar inte webb. Bilden publiceras inte."
        fix = "Ta reda på om bilden får visas på webben, eller ta bort bilden."
        yield Finding(source, ("rättslig_grund", "omfattar"), message, fix)
    if basis.valid_to is None:
        return
    path, left = ("rättslig_grund", "gäller_till"), basis.valid_to - today
    if left < dt.timedelta():
        message = f"{noun} gick ut {basis.valid_to}. Bilden publiceras inte."
        yield Finding(source, path, message, f"Förnya {pronoun} eller ta bort bilden.")
    elif left <= FIRST_NOTICE:
        message = f"{noun} går ut {basis.valid_to}, {_in_days(left.days)}."
        yield Finding(source, path, message, _cure(pronoun, left))


def _in_days(days: int) -> str:
    return f"om {counted(days, 'dag', 'dagar')}" if days else "i dag"


def _cure(pronoun: str, left: dt.timedelta) -> str:
    if left <= LAST_NOTICE:
        return f"Förnya {pronoun} nu. Annars tas bilden bort från webbplatsen dagen efter."
    return f"Börja förnya {pronoun}, eller leta efter en annan bild."


RULE = Rule(
    id="samtycke",
    level=Level.WARNING,
    title="Bilden får inte visas, eller snart inte",
    guide=(
        "Ett samtycke eller avtal som har gått ut, inte omfattar webb eller är återkallat stoppar"
        " bilden överallt. Varningen kommer 90 dagar innan, så att du hinner förnya."
    ),
    bad="gäller_till: 2026-10-01",
    good="gäller_till: 2028-10-01",
    check=check,
)
