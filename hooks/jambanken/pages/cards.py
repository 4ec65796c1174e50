"""What one page shows of an entry that has a page of its own."""

from __future__ import annotations

from dataclasses import dataclass

from jambanken.bank import Record
from jambanken.kinds.base import Kind, Status
from jambanken.swedish import sentence


@dataclass(frozen=True, slots=True)
class Card:
    """An entry in short: everything a list, a step or a related link shows of it."""

    ref: str
    address: str
    kind: str
    label: str
    title: str
    summary: str
    facts: tuple[str, ...]
    notice: str


def card(record: Record) -> Card:
    """Return an entry in short."""
    entry = record.entry
    return Card(
        ref=record.ref,
        address=record.address,
        kind=record.kind.name,
        label=label(record.kind, record),
        title=sentence(entry.title),
        summary=entry.summary or "",
        facts=tuple(sentence(fact) for fact in record.kind.facts(entry)),
        notice=notice(record),
    )


def label(kind: Kind, record: Record) -> str:
    """Return what sort of entry it is, in the singular; learning paths say which of the two."""
    path_type = getattr(record.entry, "path_type", None)
    return sentence(str(path_type)) if path_type is not None else kind.singular


def notice(record: Record) -> str:
    """Return what stands in the way of reading the entry as current: a draft, an archived one."""
    if record.entry.status is Status.ARCHIVED:
        return "Arkiverad"
    return "Utkast" if record.entry.status is Status.DRAFT else ""
