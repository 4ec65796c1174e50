"""No more take part than could have."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.utbildningar import Course
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of


def check(bank: Bank) -> Iterator[Finding]:
    """Find rows of participation that count more than there are."""
    for source, course in entries_of(bank, Course):
        for index, row in enumerate(course.participation):
            if row.count is not None and row.out_of is not None and row.count > row.out_of:
                here = ("deltagande", index)
                yield Finding(
                    source,
                    (*here, "antal"),
                    f'"antal" är {row.count}, men "av" är {row.out_of}.',
                    "Byt plats på talen, eller rätta det ena.",
                    about=((*here, "av"),),
                )


RULE = Rule(
    id="antal-over-av",
    level=Level.ERROR,
    title="Fler deltog än som kunde",
    guide="I deltagande är antal de som har gått utbildningen, av alla som kunde ha gått den.",
    bad="antal: 10",
    good="antal: 5",
    check=check,
)
