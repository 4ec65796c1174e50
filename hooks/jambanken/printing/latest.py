"""The plan of a preview's print files, between the build that makes it and the server that asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a plan takes the code that sets print files
    from jambanken.printing.plan import Plan


@dataclass(slots=True)
class LatestPlan:
    """The plan of the last build, None before the first."""

    plan: Plan | None = None
