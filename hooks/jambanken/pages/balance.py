"""The page that tells how the bank is balanced, figures and charts, and what to order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from jinja2 import Environment

from jambanken.balance import Balance, balance, balance_by_area
from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.counting.headcount import Tally
from jambanken.counting.shortage import Order, areas_without, orders
from jambanken.counting.values import Band, Measure, Verdict
from jambanken.counting.words import percent, value_of, verdict_of
from jambanken.groups import Chip, chip
from jambanken.kinds.bildbank import Picture
from jambanken.output import Page
from jambanken.pages.balance_words import (
    CODED_FROM,
    clause,
    need,
    order_reason,
    order_text,
    summary,
)
from jambanken.pages.memory import PageMemory
from jambanken.swedish import sentence
from jambanken.values import AreaId

ADDRESS = "bildbank/balans/"
TITLE = "Bildbankens balans"
DESCRIPTION = (
    "Hur många kvinnor och män bankens bilder visar, vilka som leder, ger omsorg och är aktiva, "
    "och vilka bilder som saknas."
)
#: So many orders stand open on the page, and so many of one area; the rest can be opened.
MOST_ORDERS = 12
MOST_OF_AN_AREA = 3
_HALF = Fraction(1, 2)
#: What compares areas says nothing of one of them.
_OF_THE_WHOLE = "I9"


@dataclass(frozen=True, slots=True)
class Tick:
    """A number under a scale, at a share of its width."""

    x: str
    text: str
    side: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value and its band stand on a scale. Places are shares of its width, as ``56.4%``."""

    x: str
    low: str
    width: str
    middle: bool
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One of two shares that are compared."""

    letter: str
    width: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An indicator as the page shows it. ``scale`` or ``bars`` is its chart, neither where it has none."""

    measure: Measure
    value: str
    label: str
    sentence: str
    need: str
    scale: Scale | None
    bars: tuple[Bar, ...]

    @property
    def anchor(self) -> str:
        return self.measure.indicator.id.lower()

    @property
    def people(self) -> Tally:
        return self.measure.found.base


@dataclass(frozen=True, slots=True)
class Area:
    """An area as the page shows it."""

    id: str
    chip: Chip
    balance: Balance
    measures: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """What to order for an area: whom, and why."""

    area: Chip
    lines: tuple[tuple[str, str], ...]


def balance_page(
    templates: Environment, catalogue: Catalogue, records: Sequence[Record], memory: PageMemory
) -> Page:
    """Return ``/bildbank/balans/``. ``records`` are the pictures that visitors may see."""
    pictures = tuple(record.entry for record in records if isinstance(record.entry, Picture))
    return memory.page(ADDRESS, (pictures,), lambda: _page(templates, catalogue, pictures))


def _page(templates: Environment, catalogue: Catalogue, pictures: Sequence[Picture]) -> Page:
    whole = balance(pictures)
    by_area = balance_by_area(pictures)
    known = [str(id_) for sort, id_ in catalogue.words if sort is AreaId]
    # an area that no list knows comes last; the check has told of it
    areas = [id_ for id_ in known if id_ in by_area] + sorted(set(by_area) - set(known))
    wanted = orders(pictures, whole.measures)
    first = _first(wanted)
    rest = [order for order in wanted if order not in first]
    body = templates.get_template("balance.html.jinja").render(
        balance=whole,
        summary=summary(whole),
        others_share=_others_share(whole.people),
        parts_of_all=_bars_of(whole.people),
        measures=[_shown(measure) for measure in whole.measures],
        areas=[_area(catalogue, id_, by_area[id_]) for id_ in areas],
        first=_grouped(catalogue, first, whole),
        rest=_grouped(catalogue, rest, whole),
        rest_count=len(rest),
        unseen=[_chip(catalogue, id_) for id_ in areas_without(pictures, known)],
        coded=[
            (*CODED_FROM[basis], whole.coded_from[basis])
            for basis in CODED_FROM
            if whole.coded_from.get(basis)
        ],
    )
    return Page(ADDRESS, TITLE, DESCRIPTION, body, section="bildbank/")


def _others_share(people: Tally) -> str:
    return percent(Fraction(people.others, people.total)) if people.total else ""


def _chip(catalogue: Catalogue, id_: str) -> Chip:
    return chip(catalogue, AreaId(id_))


def _area(catalogue: Catalogue, id_: str, there: Balance) -> Area:
    measures = (one for one in there.measures if one.indicator.id != _OF_THE_WHOLE)
    return Area(id_, _chip(catalogue, id_), there, tuple(map(_shown, measures)))


def _first(wanted: Sequence[Order]) -> list[Order]:
    """Return the most useful orders, no more than a few of an area."""
    seen: dict[str, int] = {}
    chosen: list[Order] = []
    for order in wanted:
        seen[order.area] = seen.get(order.area, 0) + 1
        if seen[order.area] <= MOST_OF_AN_AREA and len(chosen) < MOST_ORDERS:
            chosen.append(order)
    return chosen


def _grouped(catalogue: Catalogue, wanted: Sequence[Order], whole: Balance) -> list[Ordered]:
    names = {measure.indicator.id: measure.indicator.name for measure in whole.measures}
    lines: dict[str, list[tuple[str, str]]] = {}
    for order in wanted:
        lines.setdefault(order.area, []).append((order_text(order), order_reason(order, names)))
    return [Ordered(_chip(catalogue, area), tuple(texts)) for area, texts in lines.items()]


def _shown(measure: Measure) -> Shown:
    told = measure.verdict is not Verdict.TOO_FEW
    found = measure.found
    return Shown(
        measure=measure,
        value=value_of(measure),
        label=verdict_of(measure),
        sentence=f"{sentence(clause(measure))}.",
        need=need(measure),
        scale=_scale(measure) if told and measure.value is not None else None,
        bars=(_bar("K", found.women), _bar("M", found.men))
        if told and measure.value is None
        else (),
    )


def _bar(letter: str, share: Fraction | None) -> Bar:
    return Bar(letter, _place(share or Fraction(0)), percent(share))


def _bars_of(people: Tally) -> tuple[tuple[str, str, str, int], ...]:
    """Return the parts of all who are shown: letter, where it begins, its width, and how many."""
    counts = (("K", people.women), ("M", people.men), ("Ö", people.others))
    begun, parts = 0, []
    for letter, count in counts:
        if count:
            start, width = Fraction(begun, people.total), Fraction(count, people.total)
            parts.append((letter, _place(start), _place(width), count))
        begun += count
    return tuple(parts)


def _scale(measure: Measure) -> Scale | None:
    band, value = measure.indicator.band, measure.value
    if band is None or value is None:
        return None
    # differences stand around the middle; one of more than 50 points stands at the end
    move = _HALF if measure.indicator.compares_points else Fraction(0)
    place = min(max(value + move, Fraction(0)), Fraction(1))
    low, high = band.lowest + move, band.highest + move
    ticks = _ticks_of_points(band) if move else _ticks(band)
    return Scale(_place(place), _place(low), _place(high - low), low + high == 1, ticks)


def _ticks(band: Band) -> tuple[Tick, ...]:
    places = sorted({Fraction(0), band.lowest, band.highest, Fraction(1)})
    return tuple(_tick(place, str(int(place * 100))) for place in places)


def _ticks_of_points(band: Band) -> tuple[Tick, ...]:
    named = ((-_HALF, "−50"), (band.lowest, "−10"), (band.highest, "+10"), (_HALF, "+50"))
    return tuple(_tick(place + _HALF, text) for place, text in named)


def _tick(place: Fraction, text: str) -> Tick:
    side = {Fraction(0): "start", Fraction(1): "end"}.get(place, "middle")
    return Tick(_place(place), text, side)


def _place(share: Fraction) -> str:
    return f"{float(share * 100):.1f}%"
