"""An activity, and the goal it serves, are measured."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.projektplaner import Plan
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of


def check(bank: Bank) -> Iterator[Finding]:
    """Find activities of plans without a measure, and equality goals without one."""
    for source, plan in entries_of(bank, Plan):
        for index, activity in enumerate(plan.activities):
            if not activity.measures:
                yield Finding(
                    source,
                    ("aktiviteter", index, "namn"),
                    "aktiviteten har inget mått.",
                    'Skriv under "mått" hur ni ser att den har blivit gjord.',
                )
            if activity.goal and not activity.goal_measures:
                yield Finding(
                    source,
                    ("aktiviteter", index, "jämställdhetsmål"),
                    "jämställdhetsmålet har inget mått.",
                    'Skriv under "målmått" hur ni ser att det är nått.',
                )


RULE = Rule(
    id="aktivitet-utan-matt",
    level=Level.HINT,
    title="Aktivitet utan mått",
    guide=(
        "Varje aktivitet behöver ett mått som visar att den blev av, och ett som visar vad den "
        "ledde till för kvinnor och män."
    ),
    bad="- namn: Utbildning för chefer",
    good="- namn: Utbildning för chefer\n  mått: [Antal kvinnor och antal män som gått hela utbildningen]",
    check=check,
)
