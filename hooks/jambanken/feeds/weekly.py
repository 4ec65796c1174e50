"""The tip of the week: the same for everybody, chosen by the date alone.

The rule, as visitors read it on ``/veckans-tips/``: a short tip that most can use is drawn for each
week, whoever they are and wherever they work. Those that were drawn up to three weeks before, or will
be up to three weeks after, are not in the draw: a tip stays away for at least three weeks. A new tip is
in the draw when it has been in the bank for five weeks, so nothing that is added changes a week that has
begun, or one that is over.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Self

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.kinds.base import Entry
from jambanken.kinds.tips import Tip
from jambanken.values import AreaId

LONGEST = 30
#: A tip for fewer audiences, or for fewer areas, may be of one trade alone.
BROAD = 3
#: The area that every workplace has a part in.
EVERYWHERE = AreaId("ledning-och-personal")
#: So many weeks before and after have other tips.
APART = 3
#: Weeks are drawn four by four in this order, each with regard to the earlier ones around it: what
#: a week gets depends on at most the five after it, not on all of time.
_ORDER = (0, 2, 1, 3)
_REACH = 5 * 7
#: A draw must have more tips than there can be neighbours.
_FEWEST = 2 * APART + 1


class _Lot(NamedTuple):
    """A tip in the draw: an odd number that its name gives, and the day it came to the bank."""

    number: int
    since: int
    record: Record

    @classmethod
    def of(cls, record: Record) -> Self:
        published = record.entry.published or dt.date.min
        return cls(_number(record.ref), published.toordinal(), record)


class Draw:
    """The draw among one bank's tips; a week is its number since the calendar began."""

    def __init__(self, tips: Sequence[Record]) -> None:
        self._all = [_Lot.of(record) for record in _able(tips)]
        self._picks: dict[int, Record] = {}

    def of_day(self, day: dt.date) -> Record | None:
        """Return the tip of the week that a day belongs to, Monday to Sunday; None in a bank without."""
        return self.of_week(week_of(day))

    def of_week(self, week: int) -> Record | None:
        """Return a week's tip."""
        if len(self._all) < _FEWEST:
            return self._all[week % len(self._all)].record if self._all else None
        return self._pick(week)

    def _pick(self, week: int) -> Record:
        if week not in self._picks:
            near = [
                self._pick(other)
                for other in range(week - APART, week + APART + 1)
                if _ORDER.index(other % 4) < _ORDER.index(week % 4)
            ]
            factor = _number(f"vecka {week}")
            found = max(
                (one.number * factor & _MASK, one.record)
                for one in self._known(week)
                if one.record not in near
            )
            self._picks[week] = found[1]
        return self._picks[week]

    def _known(self, week: int) -> Sequence[_Lot]:
        """Return the tips that were in the bank five weeks before, or all where those are too few."""
        since = monday_of(week).toordinal() - _REACH
        known = [one for one in self._all if one.since < since]
        return known if len(known) >= _FEWEST else self._all


def draw_of(catalogue: Catalogue) -> Draw:
    """Return the draw among the tips that visitors see: a draft is in none, in previews either."""
    return _draw(catalogue.of_kind("tips"), catalogue.today)


#: Home page, own page and feed ask for the same one, and records that have not changed are the same.
@lru_cache(maxsize=2)
def _draw(tips: tuple[Record, ...], today: dt.date) -> Draw:
    return Draw([record for record in tips if not record.entry.is_draft(today)])


def week_of(day: dt.date) -> int:
    """Return the number of whole weeks, Monday to Sunday, since the calendar began."""
    return (day.toordinal() - day.weekday()) // 7


def monday_of(week: int) -> dt.date:
    """Return the first day of a week."""
    return dt.date.fromordinal(min(max(week * 7 + 1, 1), dt.date.max.toordinal()))


def _able(tips: Sequence[Record]) -> Sequence[Record]:
    """Return the tips that most can use: for many audiences and in many areas.

    Others only where the bank has none of those.
    """
    short = [
        record
        for record in sorted(tips, key=lambda record: record.ref)
        if isinstance(record.entry, Tip) and record.entry.minutes <= LONGEST
    ]
    return [record for record in short if _is_broad(record.entry)] or short


def _is_broad(entry: Entry) -> bool:
    """Tell whether an entry is for `BROAD` audiences and areas, or for none in particular."""
    audiences, areas = (not ids or len(ids) >= BROAD for ids in (entry.audiences, entry.areas))
    return audiences and (areas or EVERYWHERE in entry.areas)


def _number(name: str) -> int:
    """Return an odd number of 64 bits. The product of two, cut to as many, is as good as a new one.

    Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4) is ten times as quick as
    a digest for each week and tip.
    """
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) | 1


_MASK = (1 << 64) - 1
