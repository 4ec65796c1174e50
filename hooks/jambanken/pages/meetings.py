"""Meetings: the ready packs by length, and a suggestion by rule from the visitor's own choice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from jambanken.bank import Record
from jambanken.cards import Card
from jambanken.catalogue import Catalogue
from jambanken.feeds.courses import FILE as CALENDAR
from jambanken.feeds.courses import has_dates_to_come
from jambanken.kinds.filmer import Film
from jambanken.kinds.larvagar import LearningPath
from jambanken.kinds.tips import Tip
from jambanken.kinds.trycksaker import Printed
from jambanken.markdown import BASE
from jambanken.meeting.agenda import LENGTHS, agenda, is_pack, packs
from jambanken.meeting.suggest import (
    FRAMES,
    Pick,
    Suggestion,
    Suggestions,
    choices,
    minutes_of,
    suggestions,
)
from jambanken.output import Asset, Later, Page
from jambanken.pages.memory import Making, PageMemory
from jambanken.values import AreaId, AudienceId

ADDRESS = "moten/"
DATA_FILE = "moten/forslag.json"
TITLE = "Ett möte på 15, 30 eller 60 minuter"
#: So many questions of a film and of a tip are enough for one meeting.
MOST_QUESTIONS = 3
_SCRIPT = Markup('<script type="module" src="{}assets/js/moten.js"></script>').format(BASE)
_DUMP = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Ready:
    """What is suggested for an audience and a length: what visitors without scripts read."""

    length: int
    film: Card | None
    tip: Card


def extras_of(catalogue: Catalogue, record: Record) -> dict[str, Any]:
    """Return what the templates of packs and courses show beside the entry.

    ``agenda`` is a pack's (`jambanken.meeting.agenda.Agenda`), else None; ``calendar_file`` is the
    address of a course's dates, empty where none is to come.
    """
    entry = record.entry
    is_meeting = isinstance(entry, LearningPath) and is_pack(record)
    has_dates = has_dates_to_come(record, catalogue)
    return {
        "agenda": agenda(catalogue, entry)
        if isinstance(entry, LearningPath) and is_meeting
        else None,
        "calendar_file": record.address + CALENDAR if has_dates else "",
    }


def meetings_making(templates: Environment, catalogue: Catalogue, memory: PageMemory) -> Making:
    """Give what makes ``/moten/``."""
    cards = (record.card for _, records in packs(catalogue) for record in records)
    made_from = (*cards, *_chosen_from(catalogue))
    return memory.making(ADDRESS, made_from, partial(meetings_page, templates, catalogue))


def _chosen_from(catalogue: Catalogue) -> tuple[object, ...]:
    """Return all that decides what is suggested."""
    kinds = map(catalogue.of_kind, ("tips", "filmer", "trycksaker"))
    return (*kinds, choices(catalogue), catalogue.today)


def meetings_page(templates: Environment, catalogue: Catalogue) -> Page:
    """Return ``/moten/``."""
    found = suggestions(catalogue)
    audiences, areas = choices(catalogue)
    ready = [
        (_name(catalogue, AudienceId, audience), _ready(found, audience))
        for audience in ("", *audiences)
    ]
    body = templates.get_template("meetings.html.jinja").render(
        packs=[(length, [one.card for one in records]) for length, records in packs(catalogue)],
        lengths=LENGTHS,
        frames=FRAMES,
        audiences=[(id_, _name(catalogue, AudienceId, id_)) for id_ in audiences],
        areas=[(id_, _name(catalogue, AreaId, id_)) for id_ in areas],
        ready=[(name, lines) for name, lines in ready if lines],
        source=DATA_FILE,
    )
    lead = "Färdiga mötespaket, och ett förslag efter vilka ni är och hur lång tid ni har."
    return Page(ADDRESS, TITLE, lead, body, head=_SCRIPT)


def meetings_assets(catalogue: Catalogue) -> Iterator[Asset]:
    """Give `DATA_FILE`, from which the page's script looks up a suggestion.

    ``frames`` has for each length (minutes, as text) ``opening``, ``closing``: minutes. ``entries``
    has for each tip and film that is ever suggested ``ref``, ``title``, ``label``, ``minutes``,
    ``questions``, ``material`` (places in ``printed``). ``printed`` has ``ref``, ``title``,
    ``number``. ``picks`` has for each length and ``AUDIENCE/AREA`` (ids, either may be empty)
    ``[film, why, tip, why, tip, why …]``: places in ``entries``, the film's −1 for none, and
    `jambanken.meeting.suggest.Fit`.
    """
    yield Asset(DATA_FILE, Later(_chosen_from(catalogue), partial(_data, catalogue)))


def _data(catalogue: Catalogue) -> bytes:
    found = suggestions(catalogue)
    audiences, areas = choices(catalogue)
    told = _Told(catalogue)
    picks = {
        str(frame.length): {
            f"{audience}/{area}": told.row(found.of(frame, audience, area))
            for audience in ("", *audiences)
            for area in ("", *areas)
        }
        for frame in FRAMES
    }
    data = {
        "frames": {
            str(one.length): {"opening": one.opening, "closing": one.closing} for one in FRAMES
        },
        "entries": told.entries,
        "printed": told.printed,
        "picks": picks,
    }
    return _DUMP(data).encode()


class _Told:
    """Lists of what is suggested, in which each entry has its place."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.entries: list[Mapping[str, Any]] = []
        self.printed: list[Mapping[str, Any]] = []
        self._places: dict[str, int] = {}

    def row(self, suggestion: Suggestion) -> list[int]:
        film = self._pick(suggestion.film) if suggestion.film else (-1, 0)
        return [*film, *(number for tip in suggestion.tips for number in self._pick(tip))]

    def _pick(self, pick: Pick) -> tuple[int, int]:
        record, entry = pick.record, pick.record.entry
        if record.ref not in self._places:
            self._places[record.ref] = len(self.entries)
            questions = entry.questions if isinstance(entry, Tip | Film) else ()
            printed = entry.printed if isinstance(entry, Tip) else ()
            self.entries.append(
                {
                    "ref": record.ref,
                    "title": record.card.title,
                    "label": record.card.label,
                    "minutes": minutes_of(entry),
                    "questions": questions[:MOST_QUESTIONS],
                    "material": [place for ref in printed for place in self._print(ref)],
                }
            )
        return self._places[record.ref], int(pick.fit)

    def _print(self, ref: str) -> Sequence[int]:
        record = self.catalogue.find_listed(ref)
        if record is None or not isinstance(record.entry, Printed):
            return ()
        if ref not in self._places:
            self._places[ref] = len(self.printed)
            number = str(record.entry.article_number)
            told = {"ref": record.ref, "title": record.card.title, "number": number}
            self.printed.append(told)
        return (self._places[ref],)


def _ready(found: Suggestions, audience: str) -> list[Ready]:
    return [
        Ready(
            frame.length,
            suggestion.film.record.card if suggestion.film else None,
            suggestion.tips[0].record.card,
        )
        for frame in FRAMES
        if (suggestion := found.of(frame, audience)).tips
    ]


def _name(catalogue: Catalogue, sort: type[AudienceId | AreaId], id_: str) -> str:
    word = catalogue.words.get((sort, id_))
    return word.name if word else ""
