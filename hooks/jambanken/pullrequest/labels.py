"""The labels of a pull request, by the files that it changes."""

from __future__ import annotations

from collections.abc import Iterable

from jambanken.kinds import KINDS
from jambanken.pullrequest.change import Change, Standing, entries_of

NEEDS_MAINTAINER = "behöver en ansvarig"
SHARED = "gemensamt"
CODE = "kod"
TEXTS = "webbplatsens texter"
_OF_KIND = {kind.name: kind.singular.lower() for kind in KINDS}
#: Every label that is set and taken away by files; all others are left alone.
MANAGED = frozenset({NEEDS_MAINTAINER, SHARED, CODE, TEXTS, *_OF_KIND.values()})


def labels_for(changes: Iterable[Change]) -> frozenset[str]:
    """Return the labels that fit: the kinds of the entries, and who has to look."""
    changes = tuple(changes)
    labels = {_OF_KIND[ref.partition("/")[0]] for ref in entries_of(changes)}
    for change in changes:
        if change.standing is Standing.CONTENT:
            labels |= set() if change.ref else {SHARED}
        else:
            labels |= {NEEDS_MAINTAINER, TEXTS if _is_text(change.path) else CODE}
    return frozenset(labels)


def outside_of(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return the files that are no content, for a maintainer to look at."""
    return tuple(change.path for change in changes if change.standing is not Standing.CONTENT)


def _is_text(path: str) -> bool:
    return path.startswith("docs/") and path.endswith(".md")
