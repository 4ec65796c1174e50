"""The least number is no larger than the greatest."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.tips import Tip
from jambanken.kinds.trycksaker import Printed
from jambanken.problems import FieldPath, Level
from jambanken.rules.base import Finding, Rule, entries_of
from jambanken.source import Source


def check(bank: Bank) -> Iterator[Finding]:
    """Find participants and copies whose limits are turned round."""
    for source, tip in entries_of(bank, Tip):
        if tip.participants:
            people = tip.participants
            yield from _compare(source, ("deltagare", "minst"), people.at_least, people.at_most)
    for source, printed in entries_of(bank, Printed):
        yield from _compare(source, ("minst",), printed.at_least, printed.at_most)


def _compare(
    source: Source, path: FieldPath, at_least: int | None, at_most: int | None
) -> Iterator[Finding]:
    if at_least is not None and at_most is not None and at_least > at_most:
        yield Finding(
            source,
            path,
            f'"minst" är {at_least}, men "högst" är {at_most}.',
            "Byt plats på talen, eller rätta det ena.",
            about=((*path[:-1], "högst"),),
        )


RULE = Rule(
    id="minst-over-hogst",
    level=Level.ERROR,
    title="Minst är större än högst",
    guide="Minsta antal deltagare eller exemplar får inte vara större än det största.",
    bad="minst: 12",
    good="minst: 4",
    check=check,
)
