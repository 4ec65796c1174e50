"""What has been replaced leads to something that has not."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.trycksaker import Printed
from jambanken.nearest import listing
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule


def check(bank: Bank) -> Iterator[Finding]:
    """Find printed things that replace each other in a circle, each circle once."""
    following = {
        ref: str(record.entry.replaced_by)
        for ref, record in bank.records.items()
        if isinstance(record.entry, Printed) and record.entry.replaced_by is not None
    }
    seen: set[str] = set()
    for start in sorted(following):
        walked: dict[str, None] = {}
        ref = start
        while ref in following and ref not in seen:
            seen.add(ref)
            walked[ref] = None
            ref = following[ref]
        circle = [*walked][[*walked].index(ref) :] if ref in walked else []
        if len(circle) > 1:
            first = min(circle)
            others = listing(sorted({*circle} - {first}), "och")
            yield Finding(
                bank.records[first].source,
                ("ersätts_av",),
                f"trycksaken ersätts i en cirkel, tillsammans med {others}.",
                "Ta bort ersätts_av i den som gäller.",
            )


RULE = Rule(
    id="ersatts-i-cirkel",
    level=Level.ERROR,
    title="Trycksaker som ersätter varandra",
    guide=(
        "Den som kommer till en gammal trycksak leds till den som gäller. Ersätter de varandra i en "
        "cirkel går ingen av dem att beställa."
    ),
    bad="ersätts_av: trycksaker/gammal",
    good="ersätts_av: trycksaker/ny",
    check=check,
)
