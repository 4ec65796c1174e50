"""The tip of the week: the same for everybody, chosen by the date alone.

The rule, as visitors read it on ``/veckans-tips/``: a short tip that most can use is drawn for each
week. Those that were drawn up to three weeks before, or will be up to three weeks after, are not in the
draw: a tip stays away for at least three weeks. A new tip is in the draw when it has been in the bank for
five weeks, so nothing that is added changes a week that has begun, or one that is over.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.kinds.tips import Tip

LONGEST = 30
#: A tip for fewer audiences may be of one trade alone.
BROAD = 3
#: So many weeks before and after have other tips.
APART = 3
#: Weeks are drawn four by four in this order, each with regard to the earlier ones around it: what
#: a week gets depends on at most the five after it, not on all of time.
_ORDER = (0, 2, 1, 3)
_REACH = dt.timedelta(weeks=5)
#: A draw must have more tips than there can be neighbours.
_FEWEST = 2 * APART + 1


class Draw:
    """The draw among one bank's tips; a week is its number since the calendar began."""

    def __init__(self, tips: Sequence[Record]) -> None:
        self._all = _able(tips)
        self._picks: dict[int, Record] = {}

    def of_day(self, day: dt.date) -> Record | None:
        """Return the tip of the week that a day belongs to, Monday to Sunday; None in a bank without."""
        return self.of_week(week_of(day))

    def of_week(self, week: int) -> Record | None:
        """Return a week's tip."""
        if len(self._all) < _FEWEST:
            return self._all[week % len(self._all)] if self._all else None
        return self._pick(week)

    def _pick(self, week: int) -> Record:
        if week not in self._picks:
            near = {
                self._pick(other).ref
                for other in range(week - APART, week + APART + 1)
                if _ORDER.index(other % 4) < _ORDER.index(week % 4)
            }
            free = [record for record in self._known(week) if record.ref not in near]
            self._picks[week] = max(free, key=lambda record: _lot(week, record.ref))
        return self._picks[week]

    def _known(self, week: int) -> Sequence[Record]:
        """Return the tips that were in the bank five weeks before, or all where those are too few."""
        if monday_of(week) < dt.date.min + _REACH:
            return self._all
        since = monday_of(week) - _REACH
        known = [record for record in self._all if (record.entry.published or since) < since]
        return known if len(known) >= _FEWEST else self._all


def draw_of(catalogue: Catalogue) -> Draw:
    """Return the draw among the tips that visitors see: a draft is in none, in previews either."""
    tips, today = catalogue.of_kind("tips"), catalogue.today
    return Draw([record for record in tips if not record.entry.is_draft(today)])


def week_of(day: dt.date) -> int:
    """Return the number of whole weeks, Monday to Sunday, since the calendar began."""
    return (day.toordinal() - day.weekday()) // 7


def monday_of(week: int) -> dt.date:
    """Return the first day of a week."""
    return dt.date.fromordinal(min(max(week * 7 + 1, 1), dt.date.max.toordinal()))


def _able(tips: Sequence[Record]) -> Sequence[Record]:
    """Return the tips that most can use: for at least `BROAD` audiences, or for no one in particular.

    Others only where the bank has none of those.
    """
    short = [
        (record, len(record.entry.audiences))
        for record in sorted(tips, key=lambda record: record.ref)
        if isinstance(record.entry, Tip) and record.entry.minutes <= LONGEST
    ]
    broad = [record for record, audiences in short if audiences == 0 or audiences >= BROAD]
    return broad or [record for record, _ in short]


def _lot(week: int, ref: str) -> bytes:
    return hashlib.blake2b(f"{week} {ref}".encode(), digest_size=8).digest()
