"""Who runs a site says how accessible it is."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule


def check(bank: Bank) -> Iterator[Finding]:
    """Find an operator without an accessibility statement."""
    source, settings = bank.settings_source, bank.settings
    if source is not None and settings.operator is not None and settings.accessibility is None:
        yield Finding(
            source,
            ("utgivare",),
            "utgivaren är känd, men tillgänglighetsredogörelsen är inte skriven.",
            "Bedöm webbplatsen och fyll i tillgänglighet.",
            key=True,
        )


RULE = Rule(
    id="ingen-redogorelse",
    level=Level.WARNING,
    title="Tillgänglighetsredogörelsen är inte skriven",
    guide=(
        "Kommuner, regioner och myndigheter måste redovisa hur tillgänglig en webbplats är. När det "
        "står i bank.yml vem som driver banken ska det också stå hur ni har bedömt den. Tills dess "
        "säger sidan om tillgänglighet att redogörelsen inte är klar."
    ),
    bad="utgivare:\norganisation: Region Exempel",
    good="tillgänglighet:\nföljsamhet: helt_förenlig",
    check=check,
)
