"""The data files: ``/data/KIND.json``, each entry on a line of its own."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.gallery import Gallery, Shown
from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.kinds.bildbank import Picture
from jambanken.opendata.plain import Around, fields_of
from jambanken.output import Asset, Later

FOLDER = "data/"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
#: By reference: what an entry's text was made from, and the text. What all of them are made from has
#: the key `_ALL`.
Remembered = MutableMapping[str, tuple[object, str]]
_ALL = ""


def file_of(kind: Kind) -> str:
    """Return the address of a kind's data, relative to the site's base."""
    return f"{FOLDER}{kind.name}.json"


def plural_of(kind: Kind) -> str:
    """Return what a kind's entries are called; one is named after the place where they are."""
    return "Bilder" if kind.model is Picture else kind.plural


@dataclass(frozen=True)
class OpenData:
    """What the data are made from.

    ``addresses`` are those of all pages of the site. ``memory`` is of a process that lives on.
    """

    shown: Catalogue
    pictures: Gallery
    addresses: frozenset[str]
    memory: Remembered | None = None

    @cached_property
    def listed(self) -> frozenset[str]:
        """The references of all entries that are in the data."""
        return frozenset(record.ref for kind in KINDS for record in self.records(kind))

    @property
    def base(self) -> str:
        """What stands before every address: the site's own, or the way to it from ``/data/``."""
        return self.shown.settings.base or "../"

    def records(self, kind: Kind) -> tuple[Record, ...]:
        """Return a kind's entries that are in the data: those in its listing, the newest first."""
        found = self.shown.of_kind(kind.name)
        if kind.model is not Picture:
            return found
        return tuple(record for record in found if self.pictures.find(record.ref))

    def entry(self, record: Record) -> dict[str, Any]:
        """Return an entry as plain data, under its own Swedish keys."""
        address = self.base + record.address
        around = Around(self.listed, self.addresses.__contains__, address)
        picture = self.pictures.find(record.ref)
        return {
            "id": record.ref,
            "url": address,
            **fields_of(record.entry, around),
            **(_of_picture(picture, self.base) if picture else {}),
        }

    def file(self, kind: Kind) -> bytes:
        """Return a kind's data file."""
        records = self.records(kind)
        self._forget()
        head = {
            "kind": kind.name,
            "generated": self.shown.today.isoformat(),
            "license": str(self.shown.settings.licences.data),
            "count": len(records),
        }
        # One buffer: rows that are gathered first and then joined stand in memory three times.
        file = io.BytesIO()
        file.write(f'{_JSON(head)[:-1]},"entries":['.encode())
        for number, record in enumerate(records):
            file.write(b",\n" if number else b"\n")
            file.write(self._piece(record).encode())
        file.write(b"\n]}\n")
        return file.getvalue()

    def made_from(self, kind: Kind) -> tuple[object, ...]:
        """Return all that a kind's file is made from."""
        pictures = self.pictures.key if kind.model is Picture else ""
        licence, day = self.shown.settings.licences.data, self.shown.today
        return self.records(kind), self._around, day, licence, pictures

    @property
    def _around(self) -> tuple[object, ...]:
        return self.base, self.listed, self.addresses

    def _forget(self) -> None:
        """Forget texts that were made when other entries were there to refer to."""
        if self.memory is not None and self.memory.get(_ALL, ((), ""))[0] != self._around:
            self.memory.clear()
            self.memory[_ALL] = self._around, ""

    def _piece(self, record: Record) -> str:
        if self.memory is None:
            return _JSON(self.entry(record))
        picture = self.pictures.find(record.ref)
        made_from = record, picture.key if picture else ""
        known = self.memory.get(record.ref)
        if known is None or known[0] != made_from:
            known = self.memory[record.ref] = made_from, _JSON(self.entry(record))
        return known[1]


def data_assets(data: OpenData) -> Iterator[Asset]:
    """Give the data files, each made when it is written."""
    for kind in KINDS:
        yield Asset(file_of(kind), Later(data.made_from(kind), partial(data.file, kind)))


def _of_picture(shown: Shown, base: str) -> Mapping[str, Any]:
    """Return what only the made files of a picture tell: where to take it, and its credit line."""
    return {
        "kredit": shown.picture.credit,
        "nedladdningar": [
            {
                "namn": made.output.name,
                "mediatyp": made.output.format.media_type,
                "bredd": made.output.width,
                "höjd": made.output.height,
                "byte": made.size,
                "adress": base + made.address,
            }
            for made in shown.downloads
        ],
    }
