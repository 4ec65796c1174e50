"""The report as tables of cells, and as one: what its files and the command's answers are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jambanken.coordination.values import Balance, Count, Report, Section, Taken, Task, edit_address
from jambanken.settings import Settings

Cell = str | int | Decimal | None
_OF_TASKS = ("sort", "id", "titel", "läge", "datum", "dagar kvar", "länk", "adress", "ändra")
_OF_ALL = ("avsnitt", "sort", "id", "titel", "läge", "datum", "dagar kvar", "antal", "länk")
_OF_BALANCE = ("lista", "id", "namn", "poster", "varav tips", "bilder", "lucka", "adress")
_OF_PARTICIPATION = (
    *("organisation", "utbildning", "id", "datum", "antal", "av", "procent", "kvinnor", "män"),
)
_OF_QUARTERS = ("år", "kvartal", "nya poster", "ändrade poster")
_HIDDEN = "dolt, färre än 5"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head. ``id`` names it in addresses and JSON."""

    id: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(report: Report, settings: Settings, base: str) -> Iterator[Table]:
    """Give each part of the report as a table. ``base`` goes before the site's addresses."""
    for section in report.sections:
        yield task_table(section, report.today, settings, base)
    yield balance_table(report, base)
    yield participation_table(report)
    yield quarter_table(report)


def task_table(section: Section, today: dt.date, settings: Settings, base: str) -> Table:
    """Return what is to be done as a table."""
    rows = tuple(
        (*_task(task, today), task.link or None, *_places(task, settings, base))
        for task in section.tasks
    )
    return Table(section.id, section.title, _OF_TASKS, rows)


def _task(task: Task, today: dt.date) -> tuple[Cell, ...]:
    subject, day = task.subject, task.day
    days = (day.isoformat(), (day - today).days) if day else (None, None)
    return (subject.label, subject.ref, subject.title, task.state, *days)


def _places(task: Task, settings: Settings, base: str) -> tuple[Cell, Cell]:
    """Return the address of what a task is about, and that where it can be mended."""
    subject = task.subject
    address = base + subject.address if subject.address else None
    return address, edit_address(settings, subject.file) or None


def balance_table(report: Report, base: str) -> Table:
    """Return how many entries belong to each kind and word."""
    kinds = tuple(
        ("Sorter", one.kind, one.name, one.entries, None, None, None, f"{base}{one.kind}/")
        for one in report.kinds
    )
    words = tuple(_word(lists, one, base) for lists in report.balances for one in lists.counts)
    return Table("balans", "Bankens balans", _OF_BALANCE, (*kinds, *words))


def quarter_table(report: Report) -> Table:
    """Return how many entries came and were changed."""
    rows = tuple(map(tuple, report.quarters))
    return Table("kvartal", "Nytt och ändrat per kvartal", _OF_QUARTERS, rows)


def _word(lists: Balance, one: Count, base: str) -> tuple[Cell, ...]:
    counts = (one.entries, one.tips, one.pictures)
    return (lists.title, one.ref, one.name, *counts, one.gap or None, base + one.address)


def participation_table(report: Report) -> Table:
    """Return how many have taken courses."""
    rows = tuple(map(_figure, report.taken))
    return Table("deltagande", "Deltagande i utbildningar", _OF_PARTICIPATION, rows)


def _figure(one: Taken) -> tuple[Cell, ...]:
    count = _HIDDEN if one.is_small else one.count
    sexes = (_HIDDEN, _HIDDEN) if one.sexes_are_small else (one.women, one.men)
    whose = (one.organisation, one.course, one.course_ref, one.date)
    return (*whose, count, one.out_of, one.share, *sexes)


def whole(report: Report) -> Table:
    """Return all of the report in one table."""
    return Table("rapport", "Rapporten", _OF_ALL, tuple(_all(report)))


def _all(report: Report) -> Iterator[tuple[Cell, ...]]:
    for section in report.sections:
        for task in section.tasks:
            yield section.title, *_task(task, report.today), None, task.link or None
    for kind in report.kinds:
        yield "Poster per sort", "Sort", kind.kind, kind.name, None, None, None, kind.entries, None
    for lists in report.balances:
        part = f"Balans: {lists.title.lower()}"
        for word in lists.counts:
            said = (lists.singular, word.ref, word.name, word.gap or None)
            yield part, *said, None, None, word.entries, None
    for figure in report.taken:
        course = _HIDDEN if figure.is_small else figure.course
        whose = ("Utbildning", figure.course_ref, figure.organisation, course)
        yield "Deltagande", *whose, figure.date, None, figure.count, None
    for quarter in report.quarters:
        for what, number in (("nya", quarter.new), ("ändrade", quarter.changed)):
            yield "Per kvartal", "Kvartal", None, quarter.name, what, None, None, number, None


def rows_by_key(table: Table) -> list[dict[str, Sequence[Cell] | Cell | float]]:
    """Return a table's rows for programs: by key, without what is empty."""
    return [
        {
            key: float(value) if isinstance(value, Decimal) else value
            for key, value in zip(table.head, row, strict=True)
            if value is not None
        }
        for row in table.rows
    ]
