"""How many women, men and others pictures show, and who does what: the counting below the indicators.

K is women and girls, M is men and boys, Ö is everybody else: non-binary, not stated, not known. What
is counted is how a picture was ordered or what those in it have said, never how somebody looks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from jambanken.kinds.bildbank import Picture
from jambanken.pictures import (
    Action,
    CodedFrom,
    Counts,
    Person,
    Plane,
    Presentation,
    ShownRole,
)

#: Where men are the norm, and where women are: a counter-image shows the other in the foreground.
MEN_S_AREAS = frozenset({"teknik-och-gata", "raddningstjanst", "it-och-digitalisering"})
WOMEN_S_AREAS = frozenset({"forskola", "vard-och-omsorg"})


class Sex(StrEnum):
    """The three that are counted. The values are the letters of the formulas."""

    WOMEN = "K"
    MEN = "M"
    OTHERS = "Ö"


SEX_OF = {
    Presentation.WOMAN: Sex.WOMEN,
    Presentation.GIRL: Sex.WOMEN,
    Presentation.MAN: Sex.MEN,
    Presentation.BOY: Sex.MEN,
    Presentation.NON_BINARY: Sex.OTHERS,
    Presentation.CHILD_NOT_STATED: Sex.OTHERS,
    Presentation.NOT_STATED: Sex.OTHERS,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many women and girls (K), men and boys (M) and others (Ö)."""

    women: int = 0
    men: int = 0
    others: int = 0

    @property
    def known(self) -> int:
        """K + M: what the shares are shares of."""
        return self.women + self.men

    @property
    def total(self) -> int:
        return self.known + self.others

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.women + other.women, self.men + other.men, self.others + other.others)

    def of(self, sex: Sex) -> int:
        """Return the number of one of the three."""
        return {Sex.WOMEN: self.women, Sex.MEN: self.men, Sex.OTHERS: self.others}[sex]


def shows_people(picture: Picture) -> bool:
    """Tell whether a picture says who it shows, or at least that people can be recognised."""
    return tally_of(picture).total > 0 or bool(picture.recognisable)


def tally_of(picture: Picture) -> Tally:
    """Return how many of each a picture shows, told one by one or as numbers."""
    return _numbers(picture.counts) if picture.counts else tally(picture.people)


def tally(people: Iterable[Person]) -> Tally:
    """Return how many of each there are among people."""
    sexes = Counter(SEX_OF[person.presentation] for person in people)
    return Tally(sexes[Sex.WOMEN], sexes[Sex.MEN], sexes[Sex.OTHERS])


def _numbers(counts: Counts) -> Tally:
    return Tally(
        (counts.women or 0) + (counts.girls or 0),
        (counts.men or 0) + (counts.boys or 0),
        (counts.non_binary or 0) + (counts.unknown or 0),
    )


def people_in(pictures: Iterable[Picture]) -> Iterable[Person]:
    """Give the persons of pictures that are described one by one."""
    return chain.from_iterable(picture.people for picture in pictures)


def in_front(person: Person) -> bool:
    """Tell whether a person stands in the foreground."""
    return person.plane is Plane.FOREGROUND


def is_active(person: Person) -> bool:
    """Tell whether a person acts."""
    return person.action is Action.ACTIVE


def may_act(person: Person) -> bool:
    """Tell whether it can be asked if a person acts: not in a portrait."""
    return person.action is not Action.NOT_APPLICABLE


def has(role: ShownRole) -> Callable[[Person], bool]:
    """Return what tells whether a person has a role."""
    return lambda person: person.role is role


def is_counter_image(picture: Picture) -> bool:
    """Tell whether a picture shows a woman in front where men are the norm, or the other way round."""
    areas = {str(area) for area in picture.areas}
    return any(
        _is_counter(SEX_OF[person.presentation], person.role, areas)
        for person in picture.people
        if in_front(person)
    )


def _is_counter(sex: Sex, role: ShownRole, areas: set[str]) -> bool:
    if sex is Sex.WOMEN:
        return role is ShownRole.TECHNICAL or bool(areas & MEN_S_AREAS)
    return sex is Sex.MEN and (role is ShownRole.CARE or bool(areas & WOMEN_S_AREAS))


def is_coded(picture: Picture) -> bool:
    """Tell whether a picture says who it shows and how that is known."""
    told = picture.coded_from not in {None, CodedFrom.UNKNOWN}
    return told and tally_of(picture).total > 0
