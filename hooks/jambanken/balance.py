"""How the bank is balanced: what its pages tell of who is shown, and what the browser counts from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from jambanken.counting.headcount import Tally, shows_people, tally_of
from jambanken.counting.indicators import measures
from jambanken.counting.values import Measure
from jambanken.kinds.bildbank import Picture
from jambanken.pictures import Action, CodedFrom, Gaze, Person, Plane


class Compact(TypedDict, total=False):
    """Who a picture shows, as the browser reads it (`people_of`)."""

    p: list[list[str]]
    n: dict[str, int]
    v: list[str]
    u: str


def people_of(picture: Picture) -> Compact:
    """Return who a picture shows, for the browser: keys to put beside the picture's others.

    ``p`` has a row for every person, ``[presentation, åldersgrupp, roll, handling, plan, blick]``;
    ``n`` instead has numbers by the keys of ``antal``, noughts left out; ``v`` the ids of areas;
    ``u`` how it is known who is shown (``underlag``), left out where nothing is said. The words are
    those of the YAML. A picture that shows nobody, as far as is known, has none of the keys; one
    that shows people of whom nothing is said has an empty ``p``.
    """
    if not shows_people(picture):
        return {}
    made: Compact = {"v": [str(area) for area in picture.areas]}
    numbers = picture.counts.model_dump(by_alias=True) if picture.counts else {}
    counted = {key: int(number) for key, number in numbers.items() if number}
    if counted:
        made["n"] = counted
    else:
        made["p"] = [
            [str(value) for value in (one.presentation, one.age, one.role, *_how_shown(one))]
            for one in picture.people
        ]
    if picture.coded_from:
        made["u"] = str(picture.coded_from)
    return made


def _how_shown(person: Person) -> tuple[Action, Plane, Gaze]:
    return person.action, person.plane, person.gaze


@dataclass(frozen=True, slots=True)
class Balance:
    """What some pictures show. ``pictures`` counts those that show people, ``empty`` the others.

    ``coded_from`` tells of how many it is known in which way who they show; None where nothing is said.
    """

    pictures: int
    empty: int
    people: Tally
    measures: tuple[Measure, ...]
    coded_from: Mapping[CodedFrom | None, int]


def balance(pictures: Iterable[Picture]) -> Balance:
    """Count some pictures."""
    given = list(pictures)
    shown = [picture for picture in given if shows_people(picture)]
    return Balance(
        pictures=len(shown),
        empty=len(given) - len(shown),
        people=sum(map(tally_of, shown), Tally()),
        measures=measures(shown),
        coded_from=Counter(picture.coded_from for picture in shown),
    )


def balance_by_area(pictures: Iterable[Picture]) -> Mapping[str, Balance]:
    """Count the pictures of each area that has any. A picture counts in all of its areas."""
    by_area: dict[str, list[Picture]] = defaultdict(list)
    for picture in pictures:
        for area in dict.fromkeys(map(str, picture.areas)):
            by_area[area].append(picture)
    return {area: balance(there) for area, there in by_area.items()}
