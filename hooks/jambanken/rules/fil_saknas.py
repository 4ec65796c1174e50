"""A PDF, a film or a file of captions that is named must be there."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.base import values_of
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule
from jambanken.rules.files import fault_of, names_beside
from jambanken.values import FileOrAddress


def check(bank: Bank) -> Iterator[Finding]:
    """Find files beside the YAML that are not there, and a logotype that is not."""
    beside = {kind: names_beside(bank, kind) for kind in bank.folders}
    for record in bank.records.values():
        for path, name in values_of(record.entry, FileOrAddress):
            fault = fault_of(name, beside[record.kind.name]) if name.is_file else None
            if fault:
                yield Finding(record.source, path, *fault)
    yield from _logotype(bank)


def _logotype(bank: Bank) -> Iterator[Finding]:
    source, logo = bank.settings_source, bank.settings.logo
    if source is not None and logo is not None and not (bank.root / logo).is_file():
        yield Finding(
            source,
            ("logotyp",),
            f'filen "{logo}" finns inte.',
            "Lägg dit filen, eller ta bort raden.",
        )


RULE = Rule(
    id="fil-saknas",
    level=Level.ERROR,
    title="En fil som inte finns",
    guide=(
        "Ett filnamn utan https:// är en fil i samma mapp som YAML-filen: en PDF, en film eller "
        "undertexter. Den måste finnas där."
    ),
    bad="pdf: affish.pdf",
    good="pdf: affisch.pdf",
    check=check,
)
