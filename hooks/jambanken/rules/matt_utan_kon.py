"""What counts people counts women and men."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.exempel import Example, Figure
from jambanken.kinds.projektplaner import FollowUp, Plan
from jambanken.kinds.utbildningar import Course
from jambanken.problems import FieldPath, Level
from jambanken.rules.base import Finding, Rule, entries_of
from jambanken.source import Source

_PEOPLE = re.compile(
    r"\b(?:person|deltag|anställd|medarbetar|elev|barn(?!om)|brukar|invånar|medborgar|besökar|boende|chef(?:er|erna)?\b"
    r"|ledare\b|ledamöter|politiker|förtroendevald|sökande|studerande|patient|ungdom|unga\b|äldre\b|lärare|pedagog"
    r"|föräldr|vårdnadshavar|användar|människ)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\d|%|\b(?:antal|andel|procent|hur många|hur stor)", re.IGNORECASE)
_BY_SEX = re.compile(
    r"\bkvinn|\bm[äa]n\b|\bmännen|\bflick|\bpojk|\bkön|\btjej|\bkill|\bmamm|\bpapp|\bK(?:/| och )M\b",
    re.IGNORECASE,
)

_CURE = "Skriv kvinnor och män var för sig."


def check(bank: Bank) -> Iterator[Finding]:
    """Find measures, figures and participation that count people without telling the sexes apart."""
    for source, plan in entries_of(bank, Plan):
        for path, text in _measures(plan):
            if _PEOPLE.search(text) and _COUNTED.search(text) and not _BY_SEX.search(text):
                yield Finding(
                    source,
                    path,
                    "måttet räknar människor, men inte kvinnor och män var för sig.",
                    _CURE,
                )
        rows = [_is_whole(row, f"{row.measure} {row.unit}") for row in plan.follow_up]
        yield from _in_list(source, "uppföljning", rows)
    for source, example in entries_of(bank, Example):
        rows = [_is_whole(row, f"{row.label} {row.unit}") for row in example.figures]
        yield from _in_list(source, "siffror", rows)
    for source, course in entries_of(bank, Course):
        counts = [
            row.count is not None and row.women is row.men is None for row in course.participation
        ]
        yield from _in_list(source, "deltagande", counts)


def _measures(plan: Plan) -> Iterator[tuple[FieldPath, str]]:
    for index, activity in enumerate(plan.activities):
        for key, texts in (("mått", activity.measures), ("målmått", activity.goal_measures)):
            for number, text in enumerate(texts):
                yield ("aktiviteter", index, key, number), text


def _is_whole(row: FollowUp | Figure, about: str) -> bool:
    """Tell whether a value counts people, all of them together."""
    only_total = row.total is not None and row.women is None and row.men is None
    return only_total and bool(_PEOPLE.search(about)) and not _BY_SEX.search(about)


def _in_list(source: Source, key: str, at_fault: list[bool]) -> Iterator[Finding]:
    """One finding for a list: what a source does not split, it seldom splits anywhere."""
    if any(at_fault):
        which = f"{sum(at_fault)} av {len(at_fault)} rader" if len(at_fault) > 1 else "raden"
        message = f'{which} i "{key}" räknar människor, men inte kvinnor och män var för sig.'
        yield Finding(source, (key,), message, 'Fyll i "kvinnor" och "män" om ni vet.', key=True)


RULE = Rule(
    id="matt-utan-kon",
    level=Level.HINT,
    title="Mått som inte skiljer på kvinnor och män",
    guide=(
        "Räknar ni människor, räkna kvinnor och män var för sig. Först då syns det om något är "
        "ojämställt."
    ),
    bad="- Antal deltagare på utbildningen",
    good="- Antal kvinnor och antal män på utbildningen",
    check=check,
)
