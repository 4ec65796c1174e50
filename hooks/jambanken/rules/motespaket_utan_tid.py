"""The steps of a meeting pack have times, so that the page can show when each begins."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.larvagar import LearningPath, PathType
from jambanken.meeting.agenda import outside
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of


def check(bank: Bank) -> Iterator[Finding]:
    """Find packs without any time, and steps without one between steps that have theirs."""
    for source, path in entries_of(bank, LearningPath):
        if path.path_type is not PathType.PACK:
            continue
        if not any(step.minutes for step in path.steps):
            yield Finding(
                source,
                ("steg",),
                "inget steg i mötespaketet har någon tid.",
                'Skriv "tid" på varje steg som görs på mötet, så får sidan en dagordning.',
                key=True,
                about=(("typ",),),
            )
            continue
        before, after = outside(path.steps)
        for index in range(before, len(path.steps) - after):
            if not path.steps[index].minutes:
                yield Finding(
                    source,
                    ("steg", index, "rubrik"),
                    "steget har ingen tid, men det har stegen före och efter.",
                    'Skriv "tid". Det som görs före eller efter mötet ska ligga först eller sist.',
                    about=(("typ",), ("steg", index, "tid")),
                )


RULE = Rule(
    id="motespaket-utan-tid",
    level=Level.HINT,
    title="Mötespaket utan tid",
    guide=(
        "Sidan räknar ut när varje steg börjar och hur långt mötet är. Det går bara om stegen har "
        "tider. Ett steg utan tid först eller sist visas som det man gör före eller efter mötet."
    ),
    bad="- rubrik: Prata om filmen",
    good="- rubrik: Prata om filmen\n  tid: 10",
    check=check,
)
