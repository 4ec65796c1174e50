"""The checks of the content that need more than one value. A new rule is a module here and a line in ``RULES``."""

from __future__ import annotations

from jambanken.bank import Bank
from jambanken.problems import Problem, in_order
from jambanken.rules.base import Rule

RULES: tuple[Rule, ...] = ()


def run(bank: Bank) -> tuple[Problem, ...]:
    """Return what all rules have against the bank, sorted by file and place."""
    findings = [(rule, finding) for rule in RULES for finding in rule.check(bank)]
    # File by file: a source works out its places once and forgets them soon.
    findings.sort(key=lambda pair: pair[1].file)
    return in_order(rule.problem(finding) for rule, finding in findings)
