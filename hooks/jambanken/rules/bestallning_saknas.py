"""Printed material says how to order it, unless it is a PDF alone."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.trycksaker import Printed, Stock
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of
from jambanken.shared import CHANNELS_FILE


def check(bank: Bank) -> Iterator[Finding]:
    """Find printed things without a way to order them, and PDFs that have one."""
    for source, printed in entries_of(bank, Printed):
        pdf_only = printed.stock is Stock.PDF_ONLY
        if not pdf_only and printed.channel is None:
            yield Finding(
                source,
                ("lager",),
                f'"lager" är {printed.stock}, men "beställning" saknas.',
                f"Skriv id för en väg i {CHANNELS_FILE}, eller ändra lager till endast_pdf.",
            )
        elif pdf_only and printed.channel is not None:
            yield Finding(
                source,
                ("beställning",),
                '"lager" är endast_pdf, men "beställning" är ifylld.',
                "Ta bort beställning, eller ändra lager.",
                key=True,
            )


RULE = Rule(
    id="bestallning-saknas",
    level=Level.ERROR,
    title="Det går inte att beställa trycksaken",
    guide=(
        "En trycksak som finns på papper har en väg att beställa, ur bestallning.yml. En som bara"
        " finns som PDF har ingen."
    ),
    bad="lager: finns",
    good="lager: endast_pdf",
    check=check,
)
