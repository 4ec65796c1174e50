"""``/rapport/``: what the bank needs looking after, and its tables as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment
from markupsafe import Markup

from jambanken.coordination.report import Coordination
from jambanken.coordination.tables import (
    Table,
    balance_table,
    participation_table,
    quarter_table,
    task_table,
    whole,
)
from jambanken.coordination.values import Balance, Quarter, Report, Subject, edit_address, when
from jambanken.markdown import BASE
from jambanken.opendata.tables import csv
from jambanken.output import Asset, Later, Page
from jambanken.pages.memory import Making, PageMemory
from jambanken.settings import Settings

ADDRESS = "rapport/"
TITLE = "Rapport för samordnare"
DESCRIPTION = "Vad i banken som behöver ses över, och hur den är fördelad. Bara antal, aldrig vem."
#: So many rows of a section stand on the page; its file has all.
MOST_ROWS = 30
MOST_QUARTERS = 12
#: Where an entry of a kind is mended in a form, for banks without a repository.
FORM = "medverka/{}/"
_SCRIPT = Markup('<script type="module" src="{}assets/js/rapport.js"></script>').format(BASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar, in shares of the whole width as ``56.4%``."""

    name: str
    start: str
    width: str


def report_making(templates: Environment, made: Coordination, memory: PageMemory) -> Making:
    """Return what makes ``/rapport/``: as it was, where nothing in the report has changed."""

    def make() -> Page:
        report = made.report
        return memory.page(
            ADDRESS, (report,), partial(_page, templates, report, made.catalogue.settings)
        )

    return make


def report_assets(made: Coordination) -> Iterator[Asset]:
    """Give the tables, ``rapport/PART.csv``, and ``rapport/rapport.csv`` with all of it."""
    settings, report = made.catalogue.settings, made.report
    base = settings.base or "../"
    yield _file("rapport", report, partial(whole, report))
    for section in report.sections:
        # the days left are told, and another repository has other links
        made_from = (section, report.today, settings.repository, base)
        yield _file(
            section.id, made_from, partial(task_table, section, report.today, settings, base)
        )
    balance = (report.kinds, report.balances, base)
    yield _file("balans", balance, partial(balance_table, report, base))
    yield _file("deltagande", report.taken, partial(participation_table, report))
    yield _file("kvartal", report.quarters, partial(quarter_table, report))


def file_of(part: str) -> str:
    """Return the address of the table of a part of the report."""
    return f"{ADDRESS}{part}.csv"


def _file(part: str, made_from: object, make: Callable[[], Table]) -> Asset:
    return Asset(file_of(part), Later(made_from, partial(_csv, make)))


def _csv(make: Callable[[], Table]) -> bytes:
    table = make()
    return csv([table.head, *table.rows])


def _page(templates: Environment, report: Report, settings: Settings) -> Page:
    body = templates.get_template("report.html.jinja").render(
        report=report,
        most=MOST_ROWS,
        when=lambda day: when(day, report.today),
        edit_of=partial(_edit, settings),
        form=FORM,
        has_repository=settings.repository is not None,
        file_of=file_of,
        most_of_a_kind=max((one.entries for one in report.kinds), default=0),
        bar=bar,
        balance_bars=balance_bars,
        most_of_a_year=max((year.count for year in report.years), default=0),
        quarters=report.quarters[-MOST_QUARTERS:],
        quarter_bars=quarter_bars(report.quarters[-MOST_QUARTERS:]),
    )
    return Page(ADDRESS, TITLE, DESCRIPTION, body, head=_SCRIPT, indexed=False)


def _edit(settings: Settings, subject: Subject) -> str:
    return edit_address(settings, subject.file)


def bar(most: int, *counts: tuple[str, int]) -> tuple[Part, ...]:
    """Return named counts as pieces of a bar, one after the other; ``most`` fills the width."""
    begun, parts = 0, []
    for name, count in counts:
        if count and most:
            parts.append(Part(name, _place(begun / most), _place(count / most)))
        begun += count
    return tuple(parts)


def balance_bars(lists: Balance) -> dict[str, tuple[Part, ...]]:
    """Return the bar of each word of a list, by id."""
    most = max((one.entries for one in lists.counts), default=0)
    return {
        one.ref: bar(most, ("tips", one.tips), ("annat", one.entries - one.tips))
        for one in lists.counts
    }


def quarter_bars(quarters: tuple[Quarter, ...]) -> tuple[tuple[Part, ...], ...]:
    """Return the bar of each quarter."""
    most = max((one.new + one.changed for one in quarters), default=0)
    return tuple(bar(most, ("nya", one.new), ("ändrade", one.changed)) for one in quarters)


def _place(share: float) -> str:
    return f"{100 * share:.1f}%"
