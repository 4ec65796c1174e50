"""What an indicator is, what is found for it, and how that is judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from jambanken.counting.headcount import Tally
from jambanken.kinds.bildbank import Picture

#: With fewer women and men than this no share is told: one person would move it too far.
FEWEST = 10


class Verdict(StrEnum):
    """How a value stands to its band. The values are what the browser's code says too."""

    WITHIN = "inom"
    BELOW = "under"
    ABOVE = "över"
    TOO_FEW = "för få"
    NO_BAND = "utan gräns"


@dataclass(frozen=True, slots=True)
class Band:
    """Between which values an indicator is in balance, its ends included, and what that is called."""

    lowest: Fraction
    highest: Fraction
    inside: str
    under: str
    over: str = ""

    def verdict(self, value: Fraction) -> Verdict:
        if value < self.lowest:
            return Verdict.BELOW
        return Verdict.ABOVE if value > self.highest else Verdict.WITHIN


_PER_CENT = "\N{NARROW NO-BREAK SPACE}%"
EVEN = Band(
    Fraction(2, 5),
    Fraction(3, 5),
    f"Inom 40–60{_PER_CENT}",
    f"Under 40{_PER_CENT}",
    f"Över 60{_PER_CENT}",
)
ALIKE = Band(
    Fraction(-1, 10),
    Fraction(1, 10),
    "Inom ±10 procentenheter",
    "Mer än 10 procentenheter lägre för K",
    "Mer än 10 procentenheter högre för K",
)
COUNTER = Band(
    Fraction(3, 10),
    Fraction(3, 5),
    f"Inom 30–60{_PER_CENT}",
    f"Under 30{_PER_CENT}",
    f"Över 60{_PER_CENT}",
)
MOST = Band(Fraction(4, 5), Fraction(1), f"Minst 80{_PER_CENT}", f"Under 80{_PER_CENT}")
ALL = Band(Fraction(1), Fraction(1), "Alla bilder", "Inte alla bilder")


@dataclass(frozen=True, slots=True)
class Found:
    """What is counted for an indicator, before it is judged.

    ``base`` is the persons it looks at, ``hits`` those (or, for I10, the pictures) with what it
    looks for. ``part`` of ``whole`` is a number of pictures, for I9 of areas. ``women`` and ``men``
    are the two shares that an indicator compares. ``verdict`` is set where no band decides it.
    """

    base: Tally
    hits: Tally | None = None
    part: int | None = None
    whole: int | None = None
    women: Fraction | None = None
    men: Fraction | None = None
    value: Fraction | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator: its id and Swedish name, its formula in words, and who is counted in it.

    ``fewest`` is how many K and M there must be for a value to be told.
    """

    id: str
    name: str
    formula: str
    counted: str
    band: Band | None
    find: Callable[[Sequence[Picture]], Found]
    fewest: int = FEWEST

    @property
    def compares_points(self) -> bool:
        """Tell whether the value is a difference between two shares."""
        return self.band == ALIKE


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator's value for some pictures. ``value`` is None where they are too few."""

    indicator: Indicator
    found: Found
    value: Fraction | None
    verdict: Verdict
