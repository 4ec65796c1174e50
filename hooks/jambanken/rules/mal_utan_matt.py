"""A goal can be seen to have been reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.projektplaner import Plan
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of

_MEASURABLE = re.compile(
    r"\d|%|\bprocent|\bantal|\bandel|\bhalv|\bhälft|\bdubb|\bfördubb|\bsenast\b"
    r"|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)\b",
    re.IGNORECASE,
)


def check(bank: Bank) -> Iterator[Finding]:
    """Find goals without a figure, in plans that measure nothing elsewhere either."""
    for source, plan in entries_of(bank, Plan):
        if plan.follow_up or any(row.measures or row.goal_measures for row in plan.activities):
            continue
        for index, goal in enumerate(plan.goals):
            if not _MEASURABLE.search(goal):
                yield Finding(
                    source,
                    ("mål", index),
                    "målet går inte att mäta: det har varken mängd eller datum.",
                    'Skriv hur mycket och när, eller lägg till mått under "aktiviteter".',
                )


RULE = Rule(
    id="mal-utan-matt",
    level=Level.HINT,
    title="Målet går inte att mäta",
    guide=(
        "Skriv en mängd och ett datum i målet, eller visa i planens aktiviteter eller uppföljning"
        " hur ni mäter. Annars vet ingen om ni kom fram."
    ),
    bad="- Mötena blir mer jämställda.",
    good="- Senast i december 2027 talar kvinnor och män lika länge på mötena.",
    check=check,
)
