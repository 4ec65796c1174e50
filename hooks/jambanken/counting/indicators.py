"""How women, men and others are shown in pictures: twelve indicators, counted exactly.

The formulas are those of Swedish handbooks on pictures and equality: the band of 40–60 % is that of
Kalmar län's checklist (ettjamstalltkalmarlan.nu); who acts, leads, cares and looks out of the
picture is counted as in Gävle kommun's handbook "Bilder som förändrar världen" (2016) and the Global
Media Monitoring Project. They count persons, so a picture of four weighs four times one of one.

K is women and girls, M is men and boys, Ö is everybody else: non-binary, not stated, not known. Ö is
in no share of K and M, and always told beside it.

``docs/assets/js/balance.js`` does the same for a visitor's own selection; one set of cases holds both.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from jambanken.counting.headcount import (
    Sex,
    Tally,
    has,
    in_front,
    is_active,
    is_coded,
    is_counter_image,
    may_act,
    people_in,
    shows_people,
    tally,
    tally_of,
)
from jambanken.counting.values import (
    ALIKE,
    ALL,
    COUNTER,
    EVEN,
    MOST,
    Found,
    Indicator,
    Measure,
    Verdict,
)
from jambanken.kinds.bildbank import Picture
from jambanken.pictures import AgeGroup, Gaze, Person, ShownRole

#: There is to be an older woman and an older man for every so many pictures.
PICTURES_PER_OLDER = 10


def _ratio(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _visibility(pictures: Sequence[Picture]) -> Found:
    base = sum(map(tally_of, pictures), Tally())
    return Found(base, value=_ratio(base.women, base.known))


def _picture_weight(pictures: Sequence[Picture]) -> Found:
    tallies = [tally_of(picture) for picture in pictures]
    with_either = [one for one in tallies if one.known]
    sums: Counter[int] = Counter()
    for one in with_either:
        sums[one.known] += one.women
    # One common denominator: adding thousands of unlike fractions one by one would take minutes.
    common = math.lcm(*sums) if sums else 1
    women = sum(number * (common // known) for known, number in sums.items())
    return Found(
        sum(tallies, Tally()),
        whole=len(with_either),
        value=_ratio(women, common * len(with_either)),
    )


def _share_of(sex: Sex, keep: Callable[[Person], bool]) -> Callable[[Sequence[Picture]], Found]:
    def find(pictures: Sequence[Picture]) -> Found:
        base = tally(filter(keep, people_in(pictures)))
        return Found(base, value=_ratio(base.of(sex), base.known))

    return find


def _gap(
    looked_at: Callable[[Person], bool], looked_for: Callable[[Person], bool]
) -> Callable[[Sequence[Picture]], Found]:
    def find(pictures: Sequence[Picture]) -> Found:
        looked = list(filter(looked_at, people_in(pictures)))
        base, hits = tally(looked), tally(filter(looked_for, looked))
        women, men = _ratio(hits.women, base.women), _ratio(hits.men, base.men)
        gap = women - men if women is not None and men is not None else None
        return Found(base, hits, women=women, men=men, value=gap)

    return find


def _older(pictures: Sequence[Picture]) -> Found:
    coded = [picture for picture in pictures if picture.people]
    found = _gap(lambda _: True, lambda person: person.age is AgeGroup.OLDER)(coded)
    hits, whole = found.hits or Tally(), len(coded)
    enough = min(hits.women, hits.men) * PICTURES_PER_OLDER >= whole
    verdict = Verdict.WITHIN if enough else Verdict.BELOW
    if found.value is None:
        verdict = Verdict.TOO_FEW
    return Found(found.base, hits, whole=whole, women=found.women, men=found.men, verdict=verdict)


def foreground_by_area(pictures: Iterable[Picture]) -> dict[str, Tally]:
    """Return who stands in the foreground, by area, for the areas of pictures with coded persons."""
    found: dict[str, Tally] = {}
    for picture in pictures:
        for area in picture.areas if picture.people else ():
            front = tally(filter(in_front, picture.people))
            found[str(area)] = found.get(str(area), Tally()) + front
    return found


def _breadth(pictures: Sequence[Picture]) -> Found:
    areas = foreground_by_area(pictures).values()
    both = sum(1 for one in areas if one.women and one.men)
    base = tally(filter(in_front, people_in(pictures)))
    return Found(base, part=both, whole=len(areas), value=_ratio(both, len(areas)))


def _two_active(pictures: Sequence[Picture]) -> Found:
    coded = [picture for picture in pictures if picture.people]
    active = [tally(filter(is_active, picture.people)) for picture in coded]
    hits = Tally(*(sum(1 for one in active if one.of(sex) > 1) for sex in Sex))
    women, men = _ratio(hits.women, len(coded)), _ratio(hits.men, len(coded))
    base = tally(filter(may_act, people_in(coded)))
    verdict = Verdict.NO_BAND if coded else Verdict.TOO_FEW
    return Found(base, hits, whole=len(coded), women=women, men=men, verdict=verdict)


def _counter_images(pictures: Sequence[Picture]) -> Found:
    coded = [picture for picture in pictures if picture.people]
    part = sum(map(is_counter_image, coded))
    base = tally(filter(in_front, people_in(coded)))
    return Found(base, part=part, whole=len(coded), value=_ratio(part, len(coded)))


def _coverage(pictures: Sequence[Picture]) -> Found:
    part, whole = sum(map(is_coded, pictures)), len(pictures)
    base = sum(map(tally_of, pictures), Tally())
    return Found(base, part=part, whole=whole, value=_ratio(part, whole))


_ONE_BY_ONE = "Personer som är beskrivna en och en. Bilder med bara antal kan inte räknas med."
INDICATORS = (
    Indicator(
        "I1",
        "Synlighet",
        "K delat med K + M",
        "Alla som visas, också i bilder där bara antalet är angivet.",
        EVEN,
        _visibility,
    ),
    Indicator(
        "I1b",
        "Bildvikt",
        "medelvärdet över bilderna av K delat med K + M",
        "Alla bilder som visar någon K eller M. Varje bild väger lika, så att en gruppbild inte styr.",
        EVEN,
        _picture_weight,
    ),
    Indicator(
        "I2",
        "Förgrund",
        "K delat med K + M bland dem som står i förgrunden",
        _ONE_BY_ONE,
        EVEN,
        _share_of(Sex.WOMEN, in_front),
    ),
    Indicator(
        "I3",
        "Aktivitetsgap",
        "andelen aktiva bland K minus andelen aktiva bland M",
        f"{_ONE_BY_ONE} Porträtt, där ingen gör något, räknas inte.",
        ALIKE,
        _gap(may_act, is_active),
    ),
    Indicator(
        "I4",
        "Ledarskap",
        "K delat med K + M bland dem som leder",
        _ONE_BY_ONE,
        EVEN,
        _share_of(Sex.WOMEN, has(ShownRole.LEADER)),
    ),
    Indicator(
        "I5",
        "Omsorgsansvar",
        "M delat med K + M bland dem som ger omsorg",
        _ONE_BY_ONE,
        EVEN,
        _share_of(Sex.MEN, has(ShownRole.CARE)),
    ),
    Indicator(
        "I6",
        "Teknik",
        "K delat med K + M bland dem i tekniska roller",
        _ONE_BY_ONE,
        EVEN,
        _share_of(Sex.WOMEN, has(ShownRole.TECHNICAL)),
    ),
    Indicator(
        "I7",
        "Ålder och kön",
        "andelen äldre bland K och bland M, och minst en äldre av varje per tio bilder",
        _ONE_BY_ONE,
        None,
        _older,
    ),
    Indicator(
        "I8",
        "Blickgap",
        "andelen som ser ut ur bilden bland K minus andelen bland M",
        _ONE_BY_ONE,
        ALIKE,
        _gap(lambda _: True, lambda person: person.gaze is Gaze.OUTWARDS),
    ),
    Indicator(
        "I9",
        "Områdesbredd",
        "antalet verksamheter med både K och M i förgrunden delat med antalet verksamheter",
        "Verksamheter som har bilder där personerna är beskrivna en och en.",
        MOST,
        _breadth,
    ),
    Indicator(
        "I10",
        "Bildtest",
        "andelen bilder med minst två aktiva K, jämförd med andelen med minst två aktiva M",
        "Bilder där personerna är beskrivna en och en.",
        None,
        _two_active,
    ),
    Indicator(
        "I11",
        "Motbild",
        "andelen bilder med minst en K i förgrunden i teknisk roll, räddningstjänst, teknik eller it, "
        "eller minst en M i förgrunden som ger omsorg eller är i förskola, vård eller omsorg",
        "Bilder där personerna är beskrivna en och en. Är de fler än 60 procent har motbilden blivit en ny klyscha.",
        COUNTER,
        _counter_images,
    ),
    Indicator(
        "I12",
        "Täckning",
        "andelen bilder där det står hur uppgiften om dem som visas är känd",
        "Alla bilder som visar människor. Ö har en egen andel: Ö delat med K + M + Ö.",
        ALL,
        _coverage,
        fewest=0,
    ),
)


def measures(pictures: Iterable[Picture]) -> tuple[Measure, ...]:
    """Return every indicator for some pictures, in the order of `INDICATORS`."""
    shown = [picture for picture in pictures if shows_people(picture)]
    return tuple(_judged(indicator, indicator.find(shown)) for indicator in INDICATORS)


def _judged(indicator: Indicator, found: Found) -> Measure:
    if found.base.known < indicator.fewest:
        return Measure(indicator, found, None, Verdict.TOO_FEW)
    if found.verdict:
        return Measure(indicator, found, found.value, found.verdict)
    if found.value is None:
        return Measure(indicator, found, None, Verdict.TOO_FEW)
    verdict = indicator.band.verdict(found.value) if indicator.band else Verdict.NO_BAND
    return Measure(indicator, found, found.value, verdict)
