"""What is new and changed, by month."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from jinja2 import Environment

from jambanken.cards import Card
from jambanken.catalogue import Catalogue
from jambanken.history import Dates
from jambanken.output import Page
from jambanken.pages.memory import Making, PageMemory
from jambanken.swedish import MONTHS, day, sort_key

ADDRESS = "nytt/"
TITLE = "Nytt och ändrat"
#: So many lines; older months are counted, so that the page of a large bank stays one to read.
MOST = 200


class News(NamedTuple):
    """An entry that came or was changed, on the last such day of a month."""

    day: dt.date
    is_new: bool
    card: Card

    @property
    def place(self) -> tuple[bool, tuple[int, ...], str]:
        """What a day's news are sorted by: what is new before what is changed, by title."""
        return not self.is_new, sort_key(self.card.title), self.card.ref


class Day(NamedTuple):
    """A day's news, in order."""

    name: str
    news: tuple[News, ...]


class Month(NamedTuple):
    """A month's news: day by day, or (an older month) only how many."""

    name: str
    anchor: str
    days: tuple[Day, ...]
    new: int
    changed: int


def news_making(templates: Environment, catalogue: Catalogue, memory: PageMemory) -> Making:
    """Return what makes ``/nytt/``: as it was, where no entry and no day of one has changed."""
    months = tuple(by_month(news_of(catalogue)))
    return memory.making(ADDRESS, (months,), partial(_page, templates, months))


def news_of(catalogue: Catalogue) -> list[News]:
    """Return the news of all entries that belong in lists: one a month for each, the latest first."""
    found = (
        one for record in catalogue.listed for one in _of(catalogue.dates(record), record.card)
    )
    return sorted(found, key=lambda one: (-one.day.toordinal(), not one.is_new))


def by_month(news: Sequence[News]) -> Iterator[Month]:
    """Group news that are in order, with no more than `MOST` of them in full, whole months alone.

    The first month is always told in full, up to that number.
    """
    told = 0
    for (year, month), group in groupby(news, key=lambda one: (one.day.year, one.day.month)):
        these = tuple(group)
        sorts = Counter(one.is_new for one in these)
        in_full = these[:MOST] if not told or told + len(these) <= MOST else ()
        told += len(these)
        name = f"{MONTHS[month - 1]} {year}"
        days = tuple(_by_day(in_full))
        yield Month(name, f"{year}-{month:02}", days, sorts[True], sorts[False])


def _by_day(news: Sequence[News]) -> Iterator[Day]:
    for date, group in groupby(news, key=lambda one: one.day):
        yield Day(day(date).rpartition(" ")[0], tuple(sorted(group, key=lambda one: one.place)))


def _of(dates: Dates, card: Card) -> Iterator[News]:
    """Give what to tell of an entry: that it is new, and the last change of each later month."""
    months = set()
    if dates.new is not None:
        months.add((dates.new.year, dates.new.month))
        yield News(dates.new, is_new=True, card=card)
    for changed in dates.changed:
        if (changed.year, changed.month) not in months:
            months.add((changed.year, changed.month))
            yield News(changed, is_new=False, card=card)


def _page(templates: Environment, months: Sequence[Month]) -> Page:
    told = [month for month in months if month.days]
    older = [month for month in months if not month.days]
    body = templates.get_template("news.html.jinja").render(told=told, older=older, most=MOST)
    return Page(
        ADDRESS,
        TITLE,
        "Det som har kommit till i banken och det som har ändrats, månad för månad.",
        body,
    )
