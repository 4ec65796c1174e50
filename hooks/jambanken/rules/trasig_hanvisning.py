"""A reference must lead to an entry."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.base import values_of
from jambanken.problems import FieldPath, Level
from jambanken.rules.base import Finding, Rule
from jambanken.rules.suggest import Suggestions
from jambanken.source import Source
from jambanken.values import Ref


def check(bank: Bank) -> Iterator[Finding]:
    """Find references to entries that are not there, in any field, and in the settings."""
    known = dict.fromkeys([*bank.records, *(broken.ref for broken in bank.broken)])
    suggestions = Suggestions(known)
    for source, path, ref in _references(bank):
        if ref in known:
            continue
        near = suggestions.nearest(ref)
        fix = f'Menade du "{near}"?' if near else "Rätta hänvisningen, eller ta bort den."
        yield Finding(source, path, f'"{ref}" finns inte.', fix)


def _references(bank: Bank) -> Iterator[tuple[Source, FieldPath, Ref]]:
    settings, featured = bank.settings_source, bank.settings.featured_path
    if settings is not None and featured is not None:
        yield settings, ("lärväg",), featured
    for source, entry in bank.readable():
        for path, ref in values_of(entry, Ref):
            yield source, path, ref


RULE = Rule(
    id="trasig-hanvisning",
    level=Level.ERROR,
    title="Hänvisning till en post som inte finns",
    guide=(
        "En hänvisning är mappens namn, ett snedstreck och postens filnamn utan .yml. Posten "
        "måste finnas."
    ),
    bad="relaterat: [tips/mat-talartidn]",
    good="relaterat: [tips/mat-talartiden]",
    check=check,
)
