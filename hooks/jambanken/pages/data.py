"""The page of the open data: what there is, where it is, on what terms."""

from __future__ import annotations

import json
from dataclasses import dataclass

from jinja2 import Environment

from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.opendata.dcat import DCAT_FILE, has_catalogue
from jambanken.opendata.entries import FOLDER, OpenData, file_of, plural_of
from jambanken.opendata.schemas import schema_file
from jambanken.opendata.tables import TABLES, table_file
from jambanken.output import Page
from jambanken.pages.picture import SCRIPT

ADDRESS = FOLDER
TITLE = "Öppna data"
DESCRIPTION = "Hela banken som JSON, tabeller och flöden, med scheman och villkor."
#: As many keys of an entry as show what the data look like.
_FEW = ("id", "url", "titel", "sammanfattning", "publicerad", "teman", "tid", "licens")


@dataclass(frozen=True, slots=True)
class Offered:
    """The files of a kind. Addresses are relative to the site's base; ``table`` may be empty."""

    name: str
    anchor: str
    count: int
    data: str
    schema: str
    table: str


def data_page(templates: Environment, data: OpenData) -> Page:
    """Return ``/data/``."""
    settings = data.shown.settings
    kinds = [kind for kind in KINDS if data.records(kind)]
    body = templates.get_template("data.html.jinja").render(
        files=[_offered(kind, data) for kind in KINDS],
        example=example(data, kinds[0]) if kinds else "",
        licence=settings.licences.data,
        texts=settings.licences.texts,
        base=settings.base,
        catalogue_file=DCAT_FILE if has_catalogue(data) else "",
        operator=settings.operator,
    )
    return Page(ADDRESS, TITLE, DESCRIPTION, body, head=SCRIPT)


def example(data: OpenData, kind: Kind) -> str:
    """Return the beginning of a kind's data with some fields of its newest entry, as readable JSON."""
    records = data.records(kind)
    entry = data.entry(records[0])
    head = {
        "kind": kind.name,
        "generated": data.shown.today.isoformat(),
        "license": str(data.shown.settings.licences.data),
        "count": len(records),
        "entries": [{key: entry[key] for key in _FEW if key in entry}],
    }
    return json.dumps(head, ensure_ascii=False, indent=2)


def _offered(kind: Kind, data: OpenData) -> Offered:
    table = table_file(kind) if kind.name in TABLES else ""
    count = len(data.records(kind))
    return Offered(plural_of(kind), kind.name, count, file_of(kind), schema_file(kind), table)
