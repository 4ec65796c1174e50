"""What an entry can be chosen by, in listings and in the search: its facet values.

They are the ids, minutes and numbers that its fields say, never guessed. What a field leaves unsaid
is no value: an entry without a time is in no choice of time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from weakref import WeakKeyDictionary

from jambanken.bank import Record
from jambanken.kinds.base import Entry
from jambanken.kinds.filmer import Film
from jambanken.kinds.larvagar import LearningPath
from jambanken.kinds.tips import Effort, Tip
from jambanken.values import AreaId, AudienceId, Id, OrganisationId, ThemeId

SECONDS_PER_MINUTE = 60
#: The widest group that `jambanken.kinds.tips.People` can say.
MOST_PEOPLE = 10_000


@dataclass(frozen=True, slots=True)
class Side:
    """A side of entries to choose by.

    ``id`` is its name in addresses and in the page, ``filter`` its name in filters of a search, and
    ``name`` what visitors read. A side of ``words`` has a list of ids; the others have a number or
    one of a few values.
    """

    id: str
    filter: str
    name: str
    words: type[Id] | None = None


SIDES = (
    Side("malgrupp", "målgrupper", "Målgrupp", AudienceId),
    Side("tid", "tid", "Tid"),
    Side("tema", "teman", "Tema", ThemeId),
    Side("verksamhet", "verksamheter", "Verksamhet", AreaId),
    Side("insats", "insats", "Insats"),
    Side("grupp", "deltagare", "Gruppens storlek"),
    Side("organisation", "organisationer", "Organisation", OrganisationId),
)

#: Choices of time, in minutes: at most so long. What is longer than the last is a choice too.
TIMES = (5, 15, 30, 60)
EFFORTS = tuple(Effort)


@dataclass(frozen=True, slots=True)
class FacetValues:
    """What one entry can be chosen by.

    ``minutes`` is how long it takes, at least 1, None where it does not say. ``group`` is the
    smallest and the largest group it suits; None where it says nothing of groups.
    """

    audiences: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    minutes: int | None = None
    effort: str = ""
    group: tuple[int, int] | None = None

    def words(self, side: Side) -> tuple[str, ...]:
        """Return the ids of a side of words."""
        return _WORDS[side.id](self) if side.words else ()


_WORDS: Mapping[str, Callable[[FacetValues], tuple[str, ...]]] = {
    "malgrupp": attrgetter("audiences"),
    "verksamhet": attrgetter("areas"),
    "tema": attrgetter("themes"),
    "organisation": attrgetter("organisations"),
}
NOTHING = FacetValues()


#: The values of entries that are still in use: listings and the search ask for the same ones.
_KNOWN: WeakKeyDictionary[Record, FacetValues] = WeakKeyDictionary()


def facet_values(record: Record) -> FacetValues:
    """Return what an entry can be chosen by.

    An organisation counts wherever the entry names it (sender, organiser, experience), as in the
    organisation's own overview.
    """
    known = _KNOWN.get(record)
    if known is None:
        known = _KNOWN[record] = _values(record)
    return known


def _values(record: Record) -> FacetValues:
    ids: dict[type[Id], list[str]] = {AudienceId: [], AreaId: [], ThemeId: [], OrganisationId: []}
    for id_ in record.ids:
        if (found := ids.get(type(id_))) is not None:
            found.append(str(id_))
    return FacetValues(
        tuple(ids[AudienceId]),
        tuple(ids[AreaId]),
        tuple(ids[ThemeId]),
        tuple(ids[OrganisationId]),
        minutes(record.entry),
        _effort(record.entry),
        _group(record.entry),
    )


def minutes(entry: Entry) -> int | None:
    """Return how many minutes an entry takes, begun minutes counted; None where it does not say.

    That of a learning path is the sum of the times that its steps say, as on its card.
    """
    if isinstance(entry, Tip):
        return entry.minutes
    if isinstance(entry, Film):
        seconds = entry.length.seconds
        return None if seconds is None else max(1, -(-seconds // SECONDS_PER_MINUTE))
    if isinstance(entry, LearningPath):
        return sum(step.minutes or 0 for step in entry.steps) or None
    return None


def _effort(entry: Entry) -> str:
    return str(entry.effort) if isinstance(entry, Tip) and entry.effort else ""


def _group(entry: Entry) -> tuple[int, int] | None:
    if not isinstance(entry, Tip) or entry.participants is None:
        return None
    return entry.participants.at_least or 1, entry.participants.at_most or MOST_PEOPLE
