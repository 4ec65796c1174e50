"""An entry refers to others."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.base import values_of
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule
from jambanken.values import Ref


def check(bank: Bank) -> Iterator[Finding]:
    """Find references of an entry to itself, in any field."""
    for own, record in bank.records.items():
        if own in record.refs:
            for path, ref in values_of(record.entry, Ref):
                if ref == own:
                    yield Finding(
                        record.source,
                        path,
                        f'"{ref}" är posten själv.',
                        "Hänvisa till en annan post, eller ta bort hänvisningen.",
                    )


RULE = Rule(
    id="hanvisar-till-sig",
    level=Level.ERROR,
    title="En post hänvisar till sig själv",
    guide=(
        "En lärväg kan inte vara ett steg i sig själv, och en trycksak kan inte ersättas av sig själv. "
        "Hänvisa till en annan post."
    ),
    bad="ersätts_av: trycksaker/affisch",
    good="ersätts_av: trycksaker/affisch-ny",
    check=check,
)
