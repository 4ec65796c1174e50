"""What pictures are missing: what would bring an indicator into its band, and what to order.

A need is worked out for one indicator by itself. Pictures that are ordered for one of them move the
others too, so the figures are looked at again when the pictures have come.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jambanken.counting.headcount import Sex, Tally, tally
from jambanken.counting.indicators import PICTURES_PER_OLDER
from jambanken.counting.values import Band, Found, Measure, Verdict
from jambanken.kinds.bildbank import Picture
from jambanken.pictures import AgeGroup, Person, ShownRole

#: The indicators that a role is counted in.
INDICATOR_OF_ROLE = {ShownRole.LEADER: "I4", ShownRole.CARE: "I5", ShownRole.TECHNICAL: "I6"}
_YOUNG = {AgeGroup.CHILD, AgeGroup.YOUTH}


@dataclass(frozen=True, slots=True)
class Need:
    """How many of whom or what would bring an indicator into its band.

    ``sex`` is who, None where it is pictures or areas.
    """

    number: int
    sex: Sex | None


@dataclass(frozen=True, slots=True)
class Order:
    """A cell of area, role and sex without anybody in it (I13).

    ``shown`` is who the pictures show in that area and role. ``helps`` is 1 where a picture would
    bring an indicator towards its band, −1 where it would take it further out, else 0.
    """

    area: str
    role: ShownRole
    sex: Sex
    shown: Tally
    helps: int
    young: bool


def needs(measure: Measure) -> tuple[Need, ...]:
    """Return what would bring an indicator into its band; nothing where it is there, or has none."""
    if measure.verdict not in {Verdict.BELOW, Verdict.ABOVE}:
        return ()
    return tuple(_NEEDS[measure.indicator.id](measure))


def _of_share(numerator: Sex) -> Callable[[Measure], Iterator[Need]]:
    """More of one sex in ``numerator / (K + M)``.

    Below the band, solve ``(a + x) / (n + x) = lowest`` for x; above it, ``a / (n + x) = highest``.
    """
    other = Sex.MEN if numerator is Sex.WOMEN else Sex.WOMEN

    def find(measure: Measure) -> Iterator[Need]:
        base = measure.found.base
        number = _to_add(_band(measure), Fraction(base.of(numerator)), base.known, measure.verdict)
        yield Need(number, numerator if measure.verdict is Verdict.BELOW else other)

    return find


def _to_add(band: Band, part: Fraction, whole: int, verdict: Verdict) -> int:
    if verdict is Verdict.BELOW:
        return math.ceil((band.lowest * whole - part) / (1 - band.lowest))
    return math.ceil(part / band.highest) - whole


def _weighted(measure: Measure) -> Iterator[Need]:
    whole, value = measure.found.whole or 0, measure.value or Fraction(0)
    number = _to_add(_band(measure), value * whole, whole, measure.verdict)
    yield Need(number, Sex.WOMEN if measure.verdict is Verdict.BELOW else Sex.MEN)


def _more_with(measure: Measure) -> Iterator[Need]:
    """More with what is looked for, of the sex that has less of it: ``(a + x) / (n + x) = share``."""
    behind = Sex.WOMEN if measure.verdict is Verdict.BELOW else Sex.MEN
    base, hits, ahead = _sides(measure.found, behind)
    share = ahead - _band(measure).highest
    yield Need(math.ceil((share * base - hits) / (1 - share)), behind)


def _more_without(measure: Measure) -> Iterator[Need]:
    """More without it, of the sex that has more: ``a / (n + x) = share``."""
    ahead = Sex.WOMEN if measure.verdict is Verdict.ABOVE else Sex.MEN
    base, hits, behind = _sides(measure.found, ahead)
    share = behind + _band(measure).highest
    yield Need(math.ceil(hits / share) - base, ahead)


def _sides(found: Found, sex: Sex) -> tuple[int, int, Fraction]:
    """Return how many of a sex there are, how many with what is looked for, the other's share."""
    hits = found.hits or Tally()
    other = found.men if sex is Sex.WOMEN else found.women
    return found.base.of(sex), hits.of(sex), other or Fraction(0)


def _older(measure: Measure) -> Iterator[Need]:
    """Older women and men, each in a picture of their own, which makes more pictures to have them for."""
    found, hits = measure.found, measure.found.hits or Tally()
    women = men = 0
    while True:
        goal = (found.whole or 0) + women + men
        if (hits.women + women) * PICTURES_PER_OLDER < goal:
            women += 1
        elif (hits.men + men) * PICTURES_PER_OLDER < goal:
            men += 1
        else:
            break
    yield from (Need(n, sex) for n, sex in ((women, Sex.WOMEN), (men, Sex.MEN)) if n)


def _to_change(measure: Measure) -> Iterator[Need]:
    """As many of those that are there as must be made good: ``(a + x) / n = lowest``."""
    found = measure.found
    yield Need(math.ceil(_band(measure).lowest * (found.whole or 0)) - (found.part or 0), None)


def _more_pictures(measure: Measure) -> Iterator[Need]:
    found = measure.found
    part, whole = Fraction(found.part or 0), found.whole or 0
    yield Need(_to_add(_band(measure), part, whole, measure.verdict), None)


def _band(measure: Measure) -> Band:
    assert measure.indicator.band is not None  # noqa: S101  # only a band tells what is outside it
    return measure.indicator.band


_NEEDS: Mapping[str, Callable[[Measure], Iterator[Need]]] = {
    "I1": _of_share(Sex.WOMEN),
    "I1b": _weighted,
    "I2": _of_share(Sex.WOMEN),
    "I3": _more_with,
    "I4": _of_share(Sex.WOMEN),
    "I5": _of_share(Sex.MEN),
    "I6": _of_share(Sex.WOMEN),
    "I7": _older,
    "I8": _more_without,
    "I9": _to_change,
    "I11": _more_pictures,
    "I12": _to_change,
}


def orders(pictures: Iterable[Picture], found: Sequence[Measure]) -> tuple[Order, ...]:
    """Return the cells of area, role and sex that nobody stands in, the most useful order first (I13).

    A role belongs in an area where pictures show somebody in it there; so nothing is ordered that the
    bank has no use for. First come those that bring an indicator towards its band, last those that
    would take one further out; then the largest difference between the two sexes, areas and roles.
    """
    helpful = {sex: _lacking(found, sex) for sex in (Sex.WOMEN, Sex.MEN)}
    made = [
        Order(area, role, sex, shown, _help(role, sex, helpful), _are_young(people))
        for (area, role), people in _cells(pictures).items()
        if (shown := tally(people)).total
        for sex in (Sex.WOMEN, Sex.MEN)
        if not shown.of(sex)
    ]
    return tuple(sorted(made, key=_usefulness))


def _usefulness(order: Order) -> tuple[int, int, str, str, str]:
    return (-order.helps, -order.shown.known, order.area, str(order.role), str(order.sex))


def _cells(pictures: Iterable[Picture]) -> Mapping[tuple[str, ShownRole], list[Person]]:
    cells: dict[tuple[str, ShownRole], list[Person]] = defaultdict(list)
    for picture in pictures:
        for area in dict.fromkeys(map(str, picture.areas)):
            for person in picture.people:
                cells[area, person.role].append(person)
    return cells


def _lacking(found: Sequence[Measure], sex: Sex) -> frozenset[str]:
    """Return the indicators that more of a sex would bring towards their band."""
    return frozenset(
        measure.indicator.id for measure in found if any(need.sex is sex for need in needs(measure))
    )


def _help(role: ShownRole, sex: Sex, helpful: Mapping[Sex, frozenset[str]]) -> int:
    indicator = INDICATOR_OF_ROLE.get(role, "I1")
    other = Sex.MEN if sex is Sex.WOMEN else Sex.WOMEN
    return (indicator in helpful[sex]) - (indicator in helpful[other])


def _are_young(people: Iterable[Person]) -> bool:
    """Tell whether those in a role are children or youths, so that girls and boys are ordered."""
    return all(person.age in _YOUNG for person in people)


def areas_without(pictures: Iterable[Picture], areas: Iterable[str]) -> tuple[str, ...]:
    """Return the areas that no picture of people belongs to, in the order given."""
    seen = {str(area) for picture in pictures if picture.people for area in picture.areas}
    return tuple(area for area in areas if area not in seen)
