"""A film has room in its steps of a meeting pack, and a tip in the meeting."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.filmer import Film
from jambanken.kinds.larvagar import LearningPath, PathStep, PathType
from jambanken.kinds.tips import Tip
from jambanken.meeting.agenda import outside
from jambanken.meeting.suggest import minutes_of
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of


def check(bank: Bank) -> Iterator[Finding]:
    """Find films that take longer than their step, and tips that take longer than the meeting.

    A tip may be in a pack for one of its steps alone; a film is seen from beginning to end.
    """
    for source, path in entries_of(bank, LearningPath):
        if path.path_type is not PathType.PACK:
            continue
        before, after = outside(path.steps)
        whole = sum(step.minutes or 0 for step in path.steps)
        for index in range(before, len(path.steps) - after):
            step = path.steps[index]
            for place, ref in enumerate(step.entries):
                needed, room = _needed(bank, ref), _room(bank, ref, step, whole)
                if room and needed > room:
                    yield Finding(
                        source,
                        ("steg", index, "poster", place),
                        f'"{ref}" tar {needed} minuter, men här finns {room}.',
                        "Ge det mer tid, eller välj något kortare.",
                        about=(("typ",), *(("steg", one, "tid") for one in range(len(path.steps)))),
                    )


def _needed(bank: Bank, ref: str) -> int:
    record = bank.records.get(ref)
    return minutes_of(record.entry) if record else 0


def _room(bank: Bank, ref: str, step: PathStep, whole: int) -> int:
    """Return the minutes that an entry may take, 0 where it takes none or its step has no time."""
    record = bank.records.get(ref)
    if record is not None and isinstance(record.entry, Film):
        return step.minutes or 0
    return whole if record is not None and isinstance(record.entry, Tip) else 0


RULE = Rule(
    id="ryms-inte-i-motet",
    level=Level.HINT,
    title="Filmen eller tipset ryms inte i mötet",
    guide=(
        "Den som leder mötet litar på tiderna. En film ska hinna visas i det steg där den står, "
        "också om någon ställer en fråga efteråt. Ett tips får inte ta längre tid än hela mötet."
    ),
    bad="  tid: 2",
    good="  tid: 4",
    check=check,
)
