"""The bank as visitors may see it: nothing unpublished is in it, and everything finds everything."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from jambanken.bank import Bank, Broken, Record
from jambanken.history import UNKNOWN, Dates, History, dates_of
from jambanken.kinds.base import Status
from jambanken.kinds.larvagar import LearningPath
from jambanken.settings import Settings
from jambanken.shared import ID_LISTS, Organisation, Registry, Word
from jambanken.values import (
    AreaId,
    AudienceId,
    Id,
    OrganisationId,
    SteeringId,
    ThemeId,
)

_Key = TypeVar("_Key")
_Item = TypeVar("_Item")
_GROUPED: tuple[type[Id], ...] = (AudienceId, AreaId, ThemeId, SteeringId, OrganisationId)


@dataclass(frozen=True, slots=True)
class PathPlace:
    """Where an entry stands in a learning path: the entries before and after it there."""

    path: Record
    number: int
    total: int
    previous: Record | None
    following: Record | None


def is_visible(record: Record, today: dt.date, *, preview: bool = False) -> bool:
    """Tell whether an entry has a page. A picture that may not be shown has none, in preview either."""
    allowed = record.entry.may_be_shown(today)
    return allowed and (preview or not record.entry.is_draft(today))


@dataclass(frozen=True)
class Catalogue:
    """Published entries with their connections. Built by `catalogue`; the indexes are made when asked for."""

    today: dt.date
    settings: Settings
    registry: Registry
    records: Mapping[str, Record]
    broken: tuple[Broken, ...]
    preview: bool
    history: History = field(default_factory=dict)

    def dates(self, record: Record) -> Dates:
        """Return when an entry was new, changed and last looked at."""
        return dates_of(record.entry, self.history.get(record.ref, UNKNOWN), self.today)

    def find(self, ref: str) -> Record | None:
        """Return the entry with a page that ``ref`` (``KIND/SLUG``) names."""
        return self.records.get(ref)

    def find_listed(self, ref: str) -> Record | None:
        """Return the entry that ``ref`` names where other pages may show it: not an archived one."""
        record = self.find(ref)
        return record if record and record.entry.status is not Status.ARCHIVED else None

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """Return a kind's entries for its listing: no archived ones, the newest first."""
        return self._by_kind.get(kind, ())

    def group(self, sort: type[Id], id_: str) -> tuple[Record, ...]:
        """Return the entries that carry an id, by the type of the id."""
        return self._by_id.get((sort, id_), ())

    def linked_from(self, ref: str) -> tuple[Record, ...]:
        """Return the entries that refer to ``ref``, apart from those it names itself."""
        return self._backlinks.get(ref, ())

    def places(self, ref: str) -> tuple[PathPlace, ...]:
        """Return where ``ref`` stands in learning paths."""
        return self._places.get(ref, ())

    @cached_property
    def listed(self) -> tuple[Record, ...]:
        """All entries that belong in lists, the newest first."""
        shown = (
            record for record in self.records.values() if record.entry.status is not Status.ARCHIVED
        )
        return tuple(sorted(shown, key=_newest_first))

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        return {str(organisation.id): organisation for organisation in self.registry.organisations}

    @cached_property
    def words(self) -> Mapping[tuple[type[Id], str], Word]:
        """Every word of the vocabularies, by type and id."""
        return {
            (one.sort, str(word.id)): word
            for one in ID_LISTS
            for word in one.items_in(self.registry)
            if isinstance(word, Word)
        }

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Record, ...]]:
        return _grouped((record.kind.name, record) for record in self.listed)

    @cached_property
    def _by_id(self) -> Mapping[tuple[type[Id], str], tuple[Record, ...]]:
        return _grouped(
            ((type(value), str(value)), record)
            for record in self.listed
            for value in record.ids
            if isinstance(value, _GROUPED)
        )

    @cached_property
    def _backlinks(self) -> Mapping[str, tuple[Record, ...]]:
        return _grouped(
            (target, record)
            for record in self.listed
            for target in record.refs
            if target != record.ref and record.ref not in self._outgoing(target)
        )

    def _outgoing(self, ref: str) -> tuple[str, ...]:
        record = self.records.get(ref)
        return tuple(record.entry.related) if record else ()

    @cached_property
    def _places(self) -> Mapping[str, tuple[PathPlace, ...]]:
        return _grouped(
            pair
            for record in self.listed
            if isinstance(record.entry, LearningPath)
            for pair in self._walk(record, record.entry)
        )

    def _walk(self, path: Record, entry: LearningPath) -> Iterable[tuple[str, PathPlace]]:
        refs = dict.fromkeys(ref for step in entry.steps for ref in step.entries)
        stops = [record for record in map(self.find_listed, refs) if record is not None]
        for index, record in enumerate(stops):
            yield (
                record.ref,
                PathPlace(
                    path=path,
                    number=index + 1,
                    total=len(stops),
                    previous=stops[index - 1] if index else None,
                    following=stops[index + 1] if index + 1 < len(stops) else None,
                ),
            )


def catalogue(
    bank: Bank,
    *,
    preview: bool = False,
    unusable: Sequence[Broken] = (),
    history: History | None = None,
) -> Catalogue:
    """Leave out what may not be seen: drafts (but for ``preview``), pictures without a legal basis.

    ``unusable`` are sound entries that cannot be shown all the same; a preview says why. ``history``
    is what git knows of all entries, seen or not.
    """
    without = {broken.ref for broken in unusable}
    visible = {
        ref: record
        for ref, record in sorted(bank.records.items())
        if is_visible(record, bank.today, preview=preview) and ref not in without
    }
    return Catalogue(
        today=bank.today,
        settings=bank.settings,
        registry=bank.registry,
        records=visible,
        broken=(*bank.broken, *unusable) if preview else (),
        preview=preview,
        history={ref: days for ref, days in (history or {}).items() if ref in visible},
    )


def _newest_first(record: Record) -> tuple[int, str, str]:
    newest = record.entry.published or dt.date.min
    return (-newest.toordinal(), record.entry.title, record.ref)


def _grouped(pairs: Iterable[tuple[_Key, _Item]]) -> Mapping[_Key, tuple[_Item, ...]]:
    groups: dict[_Key, list[_Item]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
