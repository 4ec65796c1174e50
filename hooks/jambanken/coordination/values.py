"""What a report holds. It names entries, words and organisations, and never a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from jambanken.bank import Record
from jambanken.settings import Settings
from jambanken.swedish import counted

#: So many days before its day something is to be done now.
SOON = 60
_SWEDISH_ORDER = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e", "ü": "u"})
_NO_DAY = dt.date.max


class Subject(NamedTuple):
    """What is to be looked after: an entry, a word of a list, a page.

    ``ref`` is its id, ``label`` says what sort of thing it is, ``address`` is relative to the site's base
    (empty where it has no page), ``file`` is the file to change, relative to the project's root, and
    ``kind`` is the kind of an entry, empty for all else.
    """

    ref: str
    label: str
    title: str
    address: str
    file: str
    kind: str = ""


class Task(NamedTuple):
    """Something to do. ``state`` is a Swedish clause, ``weight`` is less the more it matters.

    ``day`` is the last day to do it, None where there is none; ``link`` is the outside address that
    it is about, empty for none.
    """

    subject: Subject
    state: str
    weight: int
    day: dt.date | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Tasks of one sort, the most urgent first, out of ``total`` things that were looked at.

    ``id`` is its anchor and the name of its table. ``lead`` says what is counted and ``cure`` what to do;
    ``done`` stands there where nothing is to do; ``note`` is what else there is to know, often empty.
    """

    id: str
    title: str
    short: str
    lead: str
    cure: str
    done: str
    tasks: tuple[Task, ...]
    total: int
    note: str = ""

    @property
    def number(self) -> int:
        """How many things there is something to do about: an entry may have several tasks."""
        return len({task.link or task.subject.ref for task in self.tasks})

    @property
    def has_days(self) -> bool:
        return any(task.day for task in self.tasks)


class Count(NamedTuple):
    """How much of the bank belongs to a word. ``gap`` is a Swedish clause, empty where there is none."""

    name: str
    ref: str
    address: str
    entries: int
    tips: int
    pictures: int
    gap: str


class Balance(NamedTuple):
    """The words of a list, the least used first, and how many entries have none of them."""

    id: str
    title: str
    singular: str
    counts: tuple[Count, ...]
    without: int


class KindCount(NamedTuple):
    """How many entries of a kind there are."""

    kind: str
    name: str
    entries: int


@dataclass(frozen=True, slots=True)
class Taken:
    """How many of an organisation have taken a course, by a source, on a day that may be a year.

    Numbers are None where the source does not say; ``is_small`` and ``sexes_are_small`` say that some are
    held back, because they are about a few people. ``share`` is in percent.
    """

    organisation: str
    organisation_address: str
    course: str
    course_ref: str
    date: str
    count: int | None = None
    out_of: int | None = None
    share: Decimal | None = None
    women: int | None = None
    men: int | None = None
    is_small: bool = False
    sexes_are_small: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """A year's participation: the last figure of each course and organisation, those that are not small.

    ``women`` and ``men`` are of the figures that say so; ``told`` is how many figures were added.
    """

    year: int
    count: int
    told: int
    women: int
    men: int


class Quarter(NamedTuple):
    """How many entries came and were changed in a quarter (1–4) of a year."""

    year: int
    number: int
    new: int
    changed: int

    @property
    def name(self) -> str:
        return f"{self.year}, kvartal {self.number}"


@dataclass(frozen=True, slots=True)
class Report:
    """All that coordinators need to see on a day. ``now`` are the tasks that are late or due soon.

    ``next_day`` is the first day to come on which something is due; ``hidden`` are pictures that may not
    be shown, and that therefore may be named to those alone who have the files.
    """

    today: dt.date
    sections: tuple[Section, ...]
    now: tuple[Task, ...]
    next_day: dt.date | None
    hidden: tuple[Task, ...]
    kinds: tuple[KindCount, ...]
    balances: tuple[Balance, ...]
    taken: tuple[Taken, ...]
    years: tuple[Year, ...]
    quarters: tuple[Quarter, ...]


def subject_of(record: Record) -> Subject:
    """Return an entry as what is to be looked after."""
    card = record.card
    file = record.source.file
    is_of_project = file.startswith(f"{record.kind.folder}/")  # not of a second picture folder
    return Subject(
        card.ref,
        card.label,
        card.title,
        card.address,
        file if is_of_project else "",
        record.kind.name,
    )


def in_order(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Return tasks with the most urgent first: by weight, by day, and by title as Swedish sorts."""
    return tuple(sorted(tasks, key=_urgency))


def _urgency(task: Task) -> tuple[int, dt.date, str, str]:
    title = task.subject.title.lower().translate(_SWEDISH_ORDER)
    return task.weight, task.day or _NO_DAY, title, task.subject.ref


def when(day: dt.date, today: dt.date) -> str:
    """Return how far off a day is: ``för 3 dagar sedan``, ``i dag``, ``om 1 dag``."""
    left = (day - today).days
    if left < 0:
        return f"för {counted(-left, 'dag', 'dagar')} sedan"
    return f"om {counted(left, 'dag', 'dagar')}" if left else "i dag"


def edit_address(settings: Settings, file: str) -> str:
    """Return where a file can be edited, empty where no repository is set or it is no file of it."""
    return settings.repository.editing(file) if settings.repository and file else ""
