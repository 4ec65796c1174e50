"""Nothing ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jambanken.bank import Bank
from jambanken.kinds.exempel import Example
from jambanken.kinds.projektplaner import Plan
from jambanken.kinds.utbildningar import Course
from jambanken.problems import FieldPath, Level
from jambanken.rules.base import Finding, Rule, entries_of
from jambanken.source import Source


class _Span(NamedTuple):
    path: FieldPath
    start: str | None
    end: str | None


def check(bank: Bank) -> Iterator[Finding]:
    """Find periods, activities and occasions whose end lies before their start."""
    for source, span in _spans(bank):
        if span.start and span.end and _is_before(span.end, span.start):
            yield Finding(
                source,
                span.path,
                f'"{span.path[-1]}" är {span.end}, före starten {span.start}.',
                "Rätta det ena datumet.",
                about=((*span.path[:-1], "start" if span.path[-1] == "slut" else "från"),),
            )


def _spans(bank: Bank) -> Iterator[tuple[Source, _Span]]:
    for source, plan in entries_of(bank, Plan):
        yield source, _Span(("period", "till"), plan.period.start, plan.period.end)
        for index, step in enumerate(plan.schedule):
            yield source, _Span(("tidplan", index, "till"), step.start, step.end)
        for index, activity in enumerate(plan.activities):
            yield source, _Span(("aktiviteter", index, "till"), activity.start, activity.end)
    for source, example in entries_of(bank, Example):
        if example.period:
            yield source, _Span(("period", "till"), example.period.start, example.period.end)
    for source, course in entries_of(bank, Course):
        for index, occasion in enumerate(course.occasions):
            yield source, _Span(("tillfällen", index, "slut"), occasion.start, occasion.end)


def _is_before(end: str, start: str) -> bool:
    """Compare as far as both are known: ``2019`` is not before ``2019-04``."""
    known = min(len(end), len(start))
    return end[:known] < start[:known]


RULE = Rule(
    id="slut-fore-start",
    level=Level.ERROR,
    title="Slutet ligger före starten",
    guide="En period, en aktivitet eller ett kurstillfälle kan inte sluta innan det har börjat.",
    bad="till: 2018",
    good="till: 2021",
    check=check,
)
