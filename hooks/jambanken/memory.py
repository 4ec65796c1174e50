"""What a builder that lives on remembers of a whole site, a room for each part that remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jambanken.bank import Memory, begin
from jambanken.printing.latest import LatestPlan
from jambanken.search.memory import SearchMemory

if TYPE_CHECKING:  # what begins to read a bank has not loaded the code that makes the site
    from jambanken.opendata.entries import Remembered
    from jambanken.pages.memory import PagesByAddress


@dataclass(slots=True)
class SiteMemory:
    """What a process that builds more than once keeps from build to build.

    ``bank`` is what it has read. The others serve previews: the ``pages`` that need not be made
    again, what the ``search`` index was made of, the open ``data`` of each entry and the latest plan
    of the ``prints``.
    """

    bank: Memory = field(default_factory=Memory)
    pages: PagesByAddress = field(default_factory=dict)
    search: SearchMemory = field(default_factory=SearchMemory)
    data: Remembered = field(default_factory=dict)
    prints: LatestPlan = field(default_factory=LatestPlan)

    def begin(self, root: Path) -> None:
        """Begin to read the bank below ``root``, where that pays (`jambanken.bank.begin`)."""
        begin(root, self.bank)
