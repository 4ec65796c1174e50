"""What a meeting pack comes to: running minutes, and the questions and the material of its entries.

Steps with minutes are the meeting. Those without any, before the first and after the last of them,
are what one person does before and after it. A step without minutes in between takes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import Protocol

from jambanken.bank import Record
from jambanken.cards import Card
from jambanken.catalogue import Catalogue
from jambanken.kinds.filmer import Film
from jambanken.kinds.larvagar import LearningPath, PathStep, PathType
from jambanken.kinds.tips import Tip
from jambanken.kinds.trycksaker import Printed

#: The lengths that meetings are looked for by, in minutes.
LENGTHS = (15, 30, 60)


@dataclass(frozen=True, slots=True)
class Point:
    """A step of the meeting; minutes since it began, both None where the step has no time."""

    step: PathStep
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of a tip or a film."""

    card: Card
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting pack, ready to show. ``minutes`` is None where no step has a time."""

    before: tuple[Point, ...]
    points: tuple[Point, ...]
    after: tuple[Point, ...]
    minutes: int | None
    films: tuple[Card, ...]
    asked: tuple[Asked, ...]
    material: tuple[Card, ...]


class Timed(Protocol):
    """Something that may say how many minutes it takes."""

    @property
    def minutes(self) -> int | None:
        """Whole minutes, None where nobody has said."""


def outside(steps: Sequence[Timed]) -> tuple[int, int]:
    """Return how many steps come before and after the meeting; none where no step has a time."""
    if not any(step.minutes for step in steps):
        return 0, 0
    before, after = (
        sum(1 for _ in takewhile(lambda step: not step.minutes, order))
        for order in (steps, reversed(steps))
    )
    return before, after


def agenda(catalogue: Catalogue, path: LearningPath) -> Agenda:
    """Return what a pack comes to, of entries that other pages may show."""
    before, after = outside(path.steps)
    inside = path.steps[before : len(path.steps) - after]
    minutes = sum(step.minutes or 0 for step in inside)
    own = tuple(_listed(catalogue, inside))
    return Agenda(
        before=tuple(map(Point, path.steps[:before])),
        points=tuple(_running(inside)) if minutes else tuple(map(Point, inside)),
        after=tuple(map(Point, path.steps[len(path.steps) - after :])),
        minutes=minutes or None,
        films=tuple(record.card for record in own if isinstance(record.entry, Film)),
        asked=tuple(
            Asked(record.card, record.entry.questions)
            for record in own
            if isinstance(record.entry, Tip | Film) and record.entry.questions
        ),
        material=tuple(record.card for record in material(catalogue, path)),
    )


def _running(steps: Iterable[PathStep]) -> Iterator[Point]:
    ends = accumulate(step.minutes or 0 for step in steps)
    for step, end in zip(steps, ends, strict=True):
        yield Point(step, end - step.minutes, end) if step.minutes else Point(step)


def material(catalogue: Catalogue, path: LearningPath) -> tuple[Record, ...]:
    """Return the printed things of a pack, and of the tips in the meeting, each once."""
    before, after = outside(path.steps)
    refs = [ref for step in path.steps for ref in step.entries]
    for record in _listed(catalogue, path.steps[before : len(path.steps) - after]):
        refs += record.entry.printed if isinstance(record.entry, Tip) else ()
    found = map(catalogue.find_listed, dict.fromkeys(refs))
    return tuple(record for record in found if record and isinstance(record.entry, Printed))


def _listed(catalogue: Catalogue, steps: Iterable[PathStep]) -> Iterator[Record]:
    refs = dict.fromkeys(ref for step in steps for ref in step.entries)
    return (record for record in map(catalogue.find_listed, refs) if record)


def is_pack(record: Record) -> bool:
    """Tell whether an entry is a meeting pack."""
    return isinstance(record.entry, LearningPath) and record.entry.path_type is PathType.PACK


def made_from(catalogue: Catalogue, record: Record) -> tuple[str, ...]:
    """Return what a pack's page is made from beside the pack itself and its entries in short."""
    if not (isinstance(record.entry, LearningPath) and is_pack(record)):
        return ()
    whole = (other.digest for other in _listed(catalogue, record.entry.steps))
    printed = (other.card_digest for other in material(catalogue, record.entry))
    return (*whole, *printed)


def packs(catalogue: Catalogue) -> tuple[tuple[int, tuple[Record, ...]], ...]:
    """Return the packs by the length of meeting they fit, the newest first; 0 for longer and untimed ones."""
    found: dict[int, list[Record]] = {length: [] for length in (*LENGTHS, 0)}
    for record in catalogue.of_kind("larvagar"):
        if is_pack(record) and isinstance(record.entry, LearningPath):
            found[fits(record.entry)].append(record)
    return tuple((length, tuple(records)) for length, records in found.items() if records)


def fits(path: LearningPath) -> int:
    """Return the shortest of `LENGTHS` that a pack fits in, 0 for none of them."""
    minutes = sum(step.minutes or 0 for step in path.steps)
    return next((length for length in LENGTHS if 0 < minutes <= length), 0)
