"""A bank of made-up entries of every kind, in the shares a large bank may have, from a seed.

The entries are sound: references lead somewhere, steps fit their time, vocabularies are the
project's own. An entry depends on the seed, its number and the size of the bank alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchtools.entry import Fields
from benchtools.fields import fields_of
from benchtools.plan import Plan


@dataclass(frozen=True, slots=True)
class Entry:
    """A made entry: ``KIND/SLUG`` and its fields."""

    kind: str
    slug: str
    fields: Fields


def entries(wanted: Plan) -> Iterator[Entry]:
    """Make the entries one at a time, so that a large bank takes no memory."""
    for kind, slugs in wanted.slugs.items():
        for at, slug in enumerate(slugs):
            yield Entry(kind, slug, fields_of(wanted, kind, at))
