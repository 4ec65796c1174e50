"""The steps of a tip take no longer than the tip."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.tips import Tip
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of


def check(bank: Bank) -> Iterator[Finding]:
    """Find tips whose steps add up to more minutes than the tip says."""
    for source, tip in entries_of(bank, Tip):
        minutes = sum(step.minutes or 0 for step in tip.steps)
        if minutes > tip.minutes:
            yield Finding(
                source,
                ("tid",),
                f'stegen tar tillsammans {minutes} minuter, men "tid" är {tip.minutes}.',
                f"Ändra tid till {minutes}, eller korta stegen.",
                about=tuple(("steg", index, "tid") for index in range(len(tip.steps))),
            )


RULE = Rule(
    id="tid-over-total",
    level=Level.ERROR,
    title="Stegen tar längre tid än tipset",
    guide=(
        "Den som leder litar på tiden. Lägg ihop stegens minuter: summan får inte vara större än "
        "tipsets tid."
    ),
    bad="tid: 15",
    good="tid: 20",
    check=check,
)
