"""The report as text for people, as JSON for programs and as a table for Excel."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from jambanken.coordination.tables import rows_by_key, tables, whole
from jambanken.coordination.values import Balance, Report, Section, Taken, Task, when
from jambanken.opendata.tables import csv
from jambanken.settings import Settings
from jambanken.swedish import counted, day, number, partial_day, sentence

Formatter: TypeAlias = Callable[[Report, Settings], str]
#: So many quarters are told as text; the table has all of them.
_LATEST = 8


def as_text(report: Report, settings: Settings) -> str:
    """Return the report to be read in a terminal."""
    return "\n".join(_text(report, settings))


def as_json(report: Report, settings: Settings) -> str:
    """Return ``{"datum", "bank", "gör nu": [id], "dolda bilder", "avsnitt": {ID: {"titel", "rader"}}}``."""
    parts = {
        table.id: {"titel": table.title, "rader": rows_by_key(table)}
        for table in tables(report, settings, settings.base)
    }
    data = {
        "datum": report.today.isoformat(),
        "bank": settings.name,
        "gör nu": [task.subject.ref for task in report.now],
        "dolda bilder": [
            {"id": task.subject.ref, "läge": task.state}
            | ({"datum": task.day.isoformat()} if task.day else {})
            for task in report.hidden
        ],
        "avsnitt": parts,
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def as_csv(report: Report, settings: Settings) -> str:
    """Return the report as one table."""
    del settings
    table = whole(report)
    return csv([table.head, *table.rows]).decode().replace("\r\n", "\n").rstrip("\n")


FORMATS: Mapping[str, Formatter] = MappingProxyType(
    {"text": as_text, "json": as_json, "csv": as_csv}
)
"""Every format by the name it has on a command line."""


def _text(report: Report, settings: Settings) -> Iterator[str]:
    yield f"{settings.name}: rapport {day(report.today)}"
    yield from ("", "Det här behöver göras nu")
    for task in report.now:
        yield _line(task, report)
    if not report.now:
        later = f" Nästa dag att hålla är {day(report.next_day)}." if report.next_day else ""
        yield f"  Inget är försenat, och inget ska göras inom 60 dagar.{later}"
    for section in report.sections:
        yield from _section(section, report)
    if report.hidden:
        yield from ("", "Bilder som inte visas (nämns inte på webbplatsen)")
        yield from (_line(task, report) for task in report.hidden)
    for lists in report.balances:
        yield from _balance(lists)
    yield from ("", "Deltagande i utbildningar")
    yield from map(_taken, report.taken)
    for year in report.years:
        yield f"  {year.year}: {counted(year.count, 'deltagare', 'deltagare')}"
    yield from ("", "Nytt och ändrat per kvartal")
    for quarter in report.quarters[-_LATEST:]:
        yield f"  {quarter.name}: {quarter.new} nya, {quarter.changed} ändrade"


def _section(section: Section, report: Report) -> Iterator[str]:
    yield from ("", f"{section.title} ({section.number})")
    yield from (_line(task, report) for task in section.tasks)
    if not section.tasks:
        yield f"  {section.done}"
    if section.note:
        yield f"  {section.note}"


def _line(task: Task, report: Report) -> str:
    due = f"{task.day} ({when(task.day, report.today)})  " if task.day else ""
    about = f" <{task.link}>" if task.link else ""
    return f"  {due}{task.subject.ref}  {task.subject.title}: {task.state}{about}"


def _balance(lists: Balance) -> Iterator[str]:
    yield from ("", f"Balans: {lists.title.lower()}")
    for one in lists.counts:
        posts = counted(one.entries, "post", "poster")
        gap = f"  ← {one.gap}" if one.gap else ""
        yield f"  {one.name}: {posts}, varav {one.tips} tips{gap}"


def _taken(one: Taken) -> str:
    if one.is_small:
        return f"  {one.organisation}, {partial_day(one.date)}, {one.course}: färre än 5"
    parts = [
        f"{number(one.count)} deltog" if one.count is not None else "",
        f"av {number(one.out_of)}" if one.count is not None and one.out_of else "",
        f"{number(one.share)} procent" if one.share is not None else "",
    ]
    said = ", ".join(filter(None, parts)) or "ingen uppgift"
    sexes = "" if one.women is None or one.men is None else f", {one.women} kvinnor, {one.men} män"
    return sentence(f"  {one.organisation}, {partial_day(one.date)}, {one.course}: {said}{sexes}")
