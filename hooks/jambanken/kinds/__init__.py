"""The kinds of entries. A new kind is a module here, a template and a line in ``KINDS``."""

from __future__ import annotations

from jambanken.kinds import (
    begrepp,
    bildbank,
    exempel,
    filmer,
    larvagar,
    projektplaner,
    tips,
    trycksaker,
    utbildningar,
)
from jambanken.kinds.base import Kind

KINDS: tuple[Kind, ...] = (
    tips.KIND,
    filmer.KIND,
    projektplaner.KIND,
    trycksaker.KIND,
    utbildningar.KIND,
    exempel.KIND,
    begrepp.KIND,
    larvagar.KIND,
    bildbank.KIND,
)
KIND_BY_NAME = {kind.name: kind for kind in KINDS}
