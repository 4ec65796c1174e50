"""Who is shown is counted by the formulas, exactly."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.balance.cases import CASES, SMALLEST, needed, ordered, plain, read_case

from jambanken.balance import balance, balance_by_area
from jambanken.counting.indicators import INDICATORS, measures
from jambanken.counting.shortage import areas_without, needs, orders
from jambanken.counting.values import Verdict
from jambanken.counting.words import points
from jambanken.kinds.bildbank import Picture
from jambanken.pictures import (
    Action,
    AgeGroup,
    CodedFrom,
    Gaze,
    Person,
    Plane,
    Presentation,
    ShownRole,
)
from jambanken.values import AreaId


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_what_is_counted_is_what_was_counted_by_hand(case: Path) -> None:
    """Each indicator has the persons, the exact value, the verdict and the need of the case."""
    told = read_case(case)
    found = {measure.indicator.id: measure for measure in measures(told.pictures)}
    for id_, expected in told.indicators.items():
        wanted = {key: value for key, value in expected.items() if key != "needs"}
        had = plain(found[id_])
        assert {key: had.get(key) for key in wanted} == wanted, id_
        assert ("value" in had) == ("value" in wanted), id_
        assert needed(found[id_]) == expected.get("needs", []), id_


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_what_is_missing_is_ordered_the_most_useful_first(case: Path) -> None:
    """The order list follows from the counts by its rule, and holds nothing else."""
    told = read_case(case)
    assert [ordered(order) for order in orders(told.pictures, measures(told.pictures))] == (
        told.orders
    )


def test_every_indicator_has_a_case_on_each_side() -> None:
    """The cases try every verdict that an indicator can have."""
    seen: dict[str, set[str]] = {indicator.id: set() for indicator in INDICATORS}
    for case in CASES:
        for id_, expected in read_case(case).indicators.items():
            seen[id_].add(expected["verdict"])
    assert all(Verdict.TOO_FEW in verdicts and len(verdicts) > 1 for verdicts in seen.values())
    assert {Verdict.BELOW, Verdict.ABOVE, Verdict.WITHIN} <= seen["I1"] | seen["I5"]


PEOPLE = st.builds(
    Person,
    presentation=st.sampled_from(Presentation),
    åldersgrupp=st.sampled_from(AgeGroup),
    roll=st.sampled_from(ShownRole),
    handling=st.sampled_from(Action),
    plan=st.sampled_from(Plane),
    blick=st.sampled_from(Gaze),
)
AREAS = st.sampled_from(["forskola", "teknik-och-gata", "politik", "skola"]).map(AreaId)


@st.composite
def pictures(draw: st.DrawFn) -> list[Picture]:
    """Return some pictures of people."""
    groups = draw(st.lists(st.lists(PEOPLE, max_size=12), max_size=8))
    return [picture(people, draw(st.lists(AREAS, max_size=2))) for people in groups]


def picture(people: list[Person], areas: list[AreaId]) -> Picture:
    """Return a picture of people."""
    data = {**SMALLEST, "personer": tuple(people), "verksamheter": tuple(areas)}
    return Picture.model_validate({**data, "underlag": "beställning"})


SWAPPED = {
    Presentation.WOMAN: Presentation.MAN,
    Presentation.MAN: Presentation.WOMAN,
    Presentation.GIRL: Presentation.BOY,
    Presentation.BOY: Presentation.GIRL,
}


def with_people(given_: list[Picture], change: dict[Presentation, Presentation]) -> list[Picture]:
    """Return pictures in which persons are presented otherwise."""
    return [
        one.model_copy(
            update={
                "people": tuple(
                    person.model_copy(
                        update={
                            "presentation": change.get(person.presentation, person.presentation)
                        }
                    )
                    for person in one.people
                )
            }
        )
        for one in given_
    ]


@given(pictures())
def test_women_and_men_are_treated_alike(shown: list[Picture]) -> None:
    """With every woman a man and every man a woman, shares and gaps are mirrored, and no verdict softer."""
    mirrored_verdict = {Verdict.BELOW: Verdict.ABOVE, Verdict.ABOVE: Verdict.BELOW}
    for one, other in zip(measures(shown), measures(with_people(shown, SWAPPED)), strict=True):
        id_ = one.indicator.id
        if id_ == "I11":
            continue  # names the areas and roles where each sex is the norm
        assert (one.found.women, one.found.men) == (other.found.men, other.found.women)
        if id_ in {"I7", "I9", "I10", "I12"}:
            assert (one.value, one.verdict) == (other.value, other.verdict)
        elif one.value is not None:
            whole = 0 if one.indicator.compares_points else 1
            assert other.value == whole - one.value
            assert other.verdict == mirrored_verdict.get(one.verdict, one.verdict)


@given(pictures(), st.lists(PEOPLE.filter(lambda one: one.presentation not in SWAPPED), max_size=9))
def test_others_are_in_no_share_of_women_and_men(
    shown: list[Picture], others: list[Person]
) -> None:
    """A picture of Ö alone changes no share of K and M, and is always told of."""
    more = measures([*shown, picture(others, [])])
    for before, after in zip(measures(shown), more, strict=True):
        if before.indicator.id in {"I1", "I1b", "I2", "I3", "I4", "I5", "I6", "I8", "I9"}:
            assert (before.value, before.verdict) == (after.value, after.verdict)
    assert more[0].found.base.others == measures(shown)[0].found.base.others + len(others)


@given(pictures(), st.integers(2, 4))
def test_the_size_of_the_bank_changes_no_share(shown: list[Picture], times: int) -> None:
    """Every picture twice is the same balance, where there were enough pictures at first."""
    for before, after in zip(measures(shown), measures(shown * times), strict=True):
        if before.verdict is not Verdict.TOO_FEW:
            assert (before.value, before.verdict) == (after.value, after.verdict)
            assert (before.found.women, before.found.men) == (after.found.women, after.found.men)


@given(pictures())
def test_too_few_is_said_below_ten(shown: list[Picture]) -> None:
    """No share is told of fewer than ten K and M, and what is outside a band says what would help."""
    for measure in measures(shown):
        if measure.indicator.fewest and measure.found.base.known < 10:
            assert measure.verdict is Verdict.TOO_FEW
            assert measure.value is None
        outside = measure.verdict in {Verdict.BELOW, Verdict.ABOVE}
        assert bool(needs(measure)) == outside
        assert all(need.number > 0 for need in needs(measure))


@given(pictures())
def test_nobody_is_ordered_twice_or_where_they_are(shown: list[Picture]) -> None:
    """An order is for somebody who is in no picture of that area and role, and that role is used there."""
    made = orders(shown, measures(shown))
    cells = [(order.area, order.role, order.sex) for order in made]
    assert len(set(cells)) == len(cells)
    for order in made:
        assert order.shown.of(order.sex) == 0
        assert order.shown.total > 0


def test_thousands_of_unlike_groups_are_counted_at_once() -> None:
    """The mean over pictures stays exact without fractions that grow for minutes."""
    data = {**SMALLEST, "underlag": "beställning"}
    groups = [
        Picture.model_validate({**data, "antal": {"kvinnor": "1", "män": str(number)}})
        for number in range(1, 1_500)
    ]
    weight = measures(groups)[1].value
    assert weight == sum(Fraction(1, number + 1) for number in range(1, 1_500)) / 1_499


def test_each_area_is_counted_by_itself() -> None:
    """A picture counts in all of its areas, and the bank as a whole counts it once."""
    told = read_case(next(case for case in CASES if case.stem == "blick-och-motbild"))
    by_area = balance_by_area(told.pictures)
    assert {area: one.pictures for area, one in by_area.items()} == {
        "forskola": 8,
        "raddningstjanst": 2,
        "kommunikation": 3,
    }
    whole = balance(told.pictures)
    assert (whole.pictures, whole.empty) == (11, 0)
    assert whole.coded_from == {CodedFrom.ORDERED: 10, CodedFrom.UNKNOWN: 1}
    assert areas_without(told.pictures, ["skola", "forskola", "politik"]) == ("skola", "politik")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(1, 100), "+1 procentenhet"),
        (Fraction(-1, 100), "−1 procentenhet"),
        (Fraction(-1, 1000), "0 procentenheter"),
        (Fraction(5, 1000), "+1 procentenhet"),
        (Fraction(0), "0 procentenheter"),
    ],
)
def test_a_difference_is_told_in_points(value: Fraction, words: str) -> None:
    """A difference between shares is points, with its sign, and nought has none."""
    assert points(value) == words
