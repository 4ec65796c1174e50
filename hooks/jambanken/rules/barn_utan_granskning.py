"""The ground on which a child is shown is tried again some day."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.bildbank import Picture
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of


def check(bank: Bank) -> Iterator[Finding]:
    """Find pictures of children whose ground has neither a last day nor a day of review."""
    for source, picture in entries_of(bank, Picture):
        basis = picture.legal_basis
        if basis is None or not basis.child or picture.withdrawn is not None:
            continue
        if basis.review_by is None and basis.valid_to is None:
            yield Finding(
                source,
                ("rättslig_grund", "barn"),
                "bilden visar ett barn, och ingen dag är satt då grunden prövas igen.",
                "Sätt granskas_senast, till exempel om ett år.",
                about=(
                    ("rättslig_grund", "granskas_senast"),
                    ("rättslig_grund", "gäller_till"),
                    ("återkallad",),
                ),
            )


RULE = Rule(
    id="barn-utan-granskning",
    level=Level.WARNING,
    title="Bild av barn utan dag för ny prövning",
    guide=(
        "För ett barn svarar vårdnadshavarna, men barnet växer och får en egen vilja. Sätt en dag i"
        " granskas_senast eller gäller_till, och fråga både barnet och vårdnadshavarna igen då."
    ),
    bad="barn: ja",
    good="barn: ja\ngranskas_senast: 2027-11-01",
    check=check,
)
