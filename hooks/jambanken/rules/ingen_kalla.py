"""An entry says what it builds on."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.base import Article
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of


def check(bank: Bank) -> Iterator[Finding]:
    """Find entries without sources. Pictures have none: their maker is one."""
    for source, entry in entries_of(bank, Article):
        if not entry.sources:
            yield Finding(
                source,
                ("källor",),
                "posten har inga källor.",
                'Skriv under "källor" var uppgifterna kommer ifrån. Egna erfarenheter är också en källa.',
                key=True,
            )


RULE = Rule(
    id="ingen-kalla",
    level=Level.WARNING,
    title="Inga källor",
    guide=(
        "Den som läser ska kunna se var uppgifterna kommer ifrån. Skriv minst en källa: en "
        "rapport, en webbsida eller er egen erfarenhet."
    ),
    bad="källor: []",
    good="källor:\n  - titel: Egen erfarenhet, servicecenter\n    år: 2026",
    check=check,
)
