"""How the bank is balanced: what its pages tell of who is shown, and what the browser counts from."""

from __future__ import annotations

from typing import TypedDict

from jambanken.counting.headcount import shows_people
from jambanken.kinds.bildbank import Picture
from jambanken.pictures import Action, Gaze, Person, Plane


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
