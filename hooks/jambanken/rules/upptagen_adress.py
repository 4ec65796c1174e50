"""An entry may not have the address of another page."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.addresses import hand_written
from jambanken.bank import Bank
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule

#: Addresses of the contract that look like an entry's.
_RESERVED = frozenset({"bildbank/balans/", "bildbank/aterkallade/"})


def check(bank: Bank) -> Iterator[Finding]:
    """Find entries whose address belongs to a page of the site."""
    for address in sorted(_RESERVED | hand_written(bank.root)):
        record = bank.records.get(address.rstrip("/"))
        if record is not None:
            yield Finding(
                record.source,
                (),
                f"adressen /{address} hör till en annan sida på webbplatsen.",
                "Döp om filen.",
            )


RULE = Rule(
    id="upptagen-adress",
    level=Level.ERROR,
    title="Adressen är upptagen",
    guide=(
        "En fils namn blir postens adress. Några adresser har webbplatsen själv: bildbankens balans, "
        "listan över återkallade bilder och sidorna i docs."
    ),
    bad="bildbank/balans.yml",
    good="bildbank/balansgang.yml",
    check=check,
)
