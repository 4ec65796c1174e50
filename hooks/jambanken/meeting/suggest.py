"""A meeting suggested by rule: the visitor says for whom, where and how long, and sees why.

The rule, as visitors read it on ``/moten/``: first those for both the audience and the area, then
those for the audience, then those for the area, then all others; among equals the longest that has
room, then the one for most audiences, then the first in the alphabet. Chance has no part in it.
Everything is worked out while building, so the script of the page only looks up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.kinds.base import Entry
from jambanken.kinds.filmer import Film
from jambanken.kinds.tips import Tip
from jambanken.swedish import sort_key
from jambanken.values import AreaId, AudienceId

SECONDS = 60
#: So many tips are suggested in turn for one choice.
TURNS = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """What is fixed in a meeting, in minutes. The questions get what is left."""

    length: int
    opening: int
    closing: int
    longest_tip: int
    longest_film: int


FRAMES = (
    Frame(15, opening=2, closing=3, longest_tip=10, longest_film=0),
    Frame(30, opening=2, closing=3, longest_tip=15, longest_film=5),
    Frame(60, opening=5, closing=5, longest_tip=30, longest_film=10),
)


class Fit(IntEnum):
    """Why something was chosen, the best reason first."""

    BOTH = 0
    AUDIENCE = 1
    AREA = 2
    ANY = 3


@dataclass(frozen=True, slots=True)
class Pick:
    """Something that was chosen, and why."""

    record: Record
    fit: Fit


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested: a film or none, and tips to take in turn; none where the bank has none."""

    film: Pick | None
    tips: tuple[Pick, ...]


#: By an audience and an area, either of them empty for any.
Choice = tuple[str, str]
Best = Mapping[Choice, Sequence[Record]]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that can be suggested, by length of meeting."""

    tips: Mapping[int, Best]
    films: Mapping[int, Best]

    def of(self, frame: Frame, audience: str = "", area: str = "") -> Suggestion:
        """Return what is suggested for a choice; ids that nothing is for count as none."""
        films = _chain(self.films[frame.length], audience, area, 1)
        tips = _chain(self.tips[frame.length], audience, area, TURNS)
        return Suggestion(films[0] if films else None, tips)


def suggestions(catalogue: Catalogue) -> Suggestions:
    """Return what can be suggested out of a bank: what visitors see in lists, no drafts."""
    tips, films = (
        tuple(one for one in catalogue.of_kind(kind) if not one.entry.is_draft(catalogue.today))
        for kind in ("tips", "filmer")
    )
    return _suggestions(tips, films)


#: A preview asks at every edit, and records that have not changed are the same.
@lru_cache(maxsize=2)
def _suggestions(tips: tuple[Record, ...], films: tuple[Record, ...]) -> Suggestions:
    # Only those that have room: the alphabet takes longer than all the rest.
    longest = max(one.longest_tip for one in FRAMES)
    able = [one for one in tips if minutes_of(one.entry) <= longest]
    in_order, shown = sorted(able, key=_alphabet), sorted(films, key=_alphabet)
    return Suggestions(
        {one.length: _best(in_order, one.longest_tip, TURNS) for one in FRAMES},
        {one.length: _best(shown, one.longest_film, 1) for one in FRAMES},
    )


def minutes_of(entry: Entry) -> int:
    """Return how many whole minutes a tip or film takes, 0 where that is not known."""
    if isinstance(entry, Tip):
        return entry.minutes
    seconds = entry.length.seconds if isinstance(entry, Film) else None
    return -(-(seconds or 0) // SECONDS)


def _best(records: Sequence[Record], longest: int, most: int) -> Best:
    """Return the first few for each choice. ``records`` are in the order of the alphabet."""
    timed = [(minutes, one) for one in records if 0 < (minutes := minutes_of(one.entry)) <= longest]
    timed.sort(key=lambda pair: (-pair[0], -len(pair[1].entry.audiences)))
    found: dict[Choice, list[Record]] = {}
    for _, record in timed:
        for choice in _choices(record.entry):
            kept = found.setdefault(choice, [])
            if len(kept) < most:
                kept.append(record)
    return found


def _choices(entry: Entry) -> Iterator[Choice]:
    for audience in ("", *map(str, entry.audiences)):
        yield audience, ""
        yield from ((audience, str(area)) for area in entry.areas)


def _chain(best: Best, audience: str, area: str, most: int) -> tuple[Pick, ...]:
    ways = (
        (Fit.BOTH, (audience, area), audience and area),
        (Fit.AUDIENCE, (audience, ""), audience),
        (Fit.AREA, ("", area), area),
        (Fit.ANY, ("", ""), True),
    )
    found: dict[str, Pick] = {}
    for fit, choice, is_asked in ways:
        for record in best.get(choice, ()) if is_asked else ():
            found.setdefault(record.ref, Pick(record, fit))
    return tuple(found.values())[:most]


def _alphabet(record: Record) -> tuple[tuple[int, ...], str]:
    return sort_key(record.entry.title), record.ref


def choices(catalogue: Catalogue) -> tuple[Sequence[str], Sequence[str]]:
    """Return the ids of the audiences and areas that something in the bank is for, in their order."""
    words: Iterable[tuple[type, str]] = catalogue.words
    used = [(sort, id_) for sort, id_ in words if catalogue.group(sort, id_)]
    audiences = [id_ for sort, id_ in used if sort is AudienceId]
    areas = [id_ for sort, id_ in used if sort is AreaId]
    return audiences, areas
