"""Printed material that is a PDF alone has a PDF, or a text to make one of."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.trycksaker import Printed, Stock
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of


def check(bank: Bank) -> Iterator[Finding]:
    """Find PDFs that can be had in no way."""
    for source, printed in entries_of(bank, Printed):
        has_pdf = printed.pdf or printed.content or any(version.pdf for version in printed.versions)
        if printed.stock is Stock.PDF_ONLY and not has_pdf:
            yield Finding(
                source,
                ("lager",),
                "trycksaken finns bara som PDF, men ingen PDF är angiven.",
                'Fyll i "pdf", eller skriv texten i "innehåll" så görs en PDF av den.',
            )


RULE = Rule(
    id="tryck-utan-innehall",
    level=Level.WARNING,
    title="PDF som inte finns",
    guide=(
        "En trycksak som bara finns som PDF behöver en fil, en adress eller en text i innehåll "
        "som webbplatsen gör en PDF av."
    ),
    bad="lager: endast_pdf",
    good="lager: endast_pdf\npdf: https://exempel.se/affisch.pdf",
    check=check,
)
