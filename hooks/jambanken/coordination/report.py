"""The coordinators' report of a bank, worked out once from what is to be seen of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from jambanken.bank import Bank
from jambanken.catalogue import Catalogue
from jambanken.coordination.counts import balances, kind_counts, quarters
from jambanken.coordination.dated import consents, hidden_pictures, next_day, reviews
from jambanken.coordination.links import broken_links, tried
from jambanken.coordination.missing import films, untagged, without_picture
from jambanken.coordination.taking_part import taken, years
from jambanken.coordination.unused import unlinked_tips, unused_words
from jambanken.coordination.values import SOON, Report, Section, Task, in_order


@dataclass(frozen=True)
class Coordination:
    """The report of a bank, made when it is asked for and only once."""

    bank: Bank
    catalogue: Catalogue

    @cached_property
    def report(self) -> Report:
        bank, catalogue = self.bank, self.catalogue
        hidden = hidden_pictures(bank)
        dated = (reviews(catalogue), consents(bank, catalogue, len(hidden)))
        return Report(
            today=bank.today,
            sections=(
                *dated,
                films(catalogue),
                untagged(bank, catalogue),
                broken_links(bank, catalogue, tried(bank.root)),
                without_picture(catalogue),
                unlinked_tips(catalogue),
                unused_words(catalogue),
            ),
            now=due(dated, bank.today),
            next_day=next_day(catalogue),
            hidden=hidden,
            kinds=kind_counts(catalogue),
            balances=balances(catalogue),
            taken=taken(catalogue),
            years=years(catalogue),
            quarters=quarters(catalogue),
        )


def due(dated: Sequence[Section], today: dt.date) -> tuple[Task, ...]:
    """Return the tasks that are late or due within `SOON` days, the latest first."""
    last = today + dt.timedelta(days=SOON)
    tasks = (task for section in dated for task in section.tasks)
    return in_order([task for task in tasks if task.day is not None and task.day <= last])
