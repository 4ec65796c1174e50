"""A goal says more than the purpose it serves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.projektplaner import Plan
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of

_WORD = re.compile(r"\w+")


def check(bank: Bank) -> Iterator[Finding]:
    """Find goals of plans that are one of the purposes, word for word."""
    for source, plan in entries_of(bank, Plan):
        purposes = {
            _words(purpose): number for number, purpose in reversed([*enumerate(plan.purposes, 1)])
        }
        for index, goal in enumerate(plan.goals):
            number = purposes.get(_words(goal))
            if number is not None:
                which = f"syfte {number}" if len(plan.purposes) > 1 else "syftet"
                yield Finding(
                    source,
                    ("mål", index),
                    f"målet upprepar {which} ord för ord.",
                    "Skriv vad som ska vara uppnått, hur mycket och när.",
                )


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


RULE = Rule(
    id="mal-upprepar-syfte",
    level=Level.HINT,
    title="Målet upprepar syftet",
    guide=(
        "Syftet säger varför. Målet säger vad som ska vara uppnått, hur mycket och när. Är de "
        "lika går det inte att se om ni lyckades."
    ),
    bad="mål:\n  - Fler pratar på mötena.",
    good="mål:\n  - Senast i december 2027 fördelas talartiden 40–60 procent mellan kvinnor och män.",
    check=check,
)
