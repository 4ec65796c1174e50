"""An entry in short: what other pages show of it."""

from __future__ import annotations

from dataclasses import dataclass

from jambanken.kinds.base import Entry, Kind, Status
from jambanken.kinds.bildbank import Picture
from jambanken.kinds.trycksaker import Printed
from jambanken.swedish import sentence


@dataclass(frozen=True, slots=True)
class Card:
    """An entry in short: everything a list, a step or a related link shows of it.

    ``channel`` is the id of where copies of it are ordered, ``least`` copies at a time; empty for
    what is not, and for printed things that cannot be had.
    """

    ref: str
    address: str
    kind: str
    label: str
    title: str
    summary: str
    facts: tuple[str, ...]
    notice: str
    picture: str = ""
    channel: str = ""
    least: int = 1

    def __hash__(self) -> int:
        """By what names the entry: all that it says of it takes ten times as long."""
        return hash(self.ref)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that the card says, and the reference of its picture."""
        said = (self.ref, self.label, self.title, self.summary, *self.facts, self.notice)
        return (*said, self.picture, self.channel, str(self.least))


def card(kind: Kind, slug: str, entry: Entry) -> Card:
    """Return an entry in short."""
    orders = entry if isinstance(entry, Printed) and entry.can_be_had else None
    return Card(
        ref=f"{kind.name}/{slug}",
        address=f"{kind.name}/{slug}/",
        kind=kind.name,
        label=_label(kind, entry),
        title=sentence(entry.title),
        summary=entry.summary or "",
        facts=tuple(sentence(fact) for fact in kind.facts(entry)),
        notice=_NOTICES.get(entry.status, ""),
        picture=f"{kind.name}/{slug}" if kind.model is Picture else str(entry.image or ""),
        channel=str(orders.channel or "") if orders else "",
        least=(orders.at_least or 1) if orders else 1,
    )


#: What stands in the way of reading an entry as current.
_NOTICES = {Status.ARCHIVED: "Arkiverad", Status.DRAFT: "Utkast"}


def _label(kind: Kind, entry: Entry) -> str:
    """Return what sort of entry it is, in the singular; learning paths say which of the two."""
    path_type = vars(entry).get("path_type")  # pydantic takes long to say that there is none
    return sentence(str(path_type)) if path_type is not None else kind.singular
