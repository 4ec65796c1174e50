"""The schemas of the data files: ``/data/schema/KIND.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.kinds.bildbank import Picture
from jambanken.opendata.entries import FOLDER, plural_of
from jambanken.opendata.plain import LEFT_OUT
from jambanken.output import Asset, Later
from jambanken.schema import DIALECT, Notation, Schema, object_schema
from jambanken.settings import Settings
from jambanken.values import FileOrAddress, Markdown, Ref

_ADDRESS: Schema = {"type": "string", "format": "uri-reference"}
#: The data as JSON: no key without a value, numbers as numbers, and whole addresses of files.
DATA = Notation(
    special={
        bool: {"type": "boolean", "description": "ja är true, nej är false."},
        Decimal: {"type": "number"},
        Markdown: {"contentMediaType": "text/markdown", "description": "Text i Markdown."},
        FileOrAddress: {**_ADDRESS, "pattern": None, "maxLength": None},
        Ref: {"description": "id för en annan post i banken."},
    },
    left_out=LEFT_OUT,
    always=True,
)
_DOWNLOAD = {
    "namn": {
        "type": "string",
        "title": "Namn",
        "description": "webb, tryck, eller beskärningen: 1x1, 4x5, 16x9, 9x16, 1200x630.",
    },
    "mediatyp": {"type": "string", "title": "Mediatyp", "pattern": "^image/"},
    "bredd": {"type": "integer", "title": "Bredd", "description": "Bildpunkter.", "minimum": 1},
    "höjd": {"type": "integer", "title": "Höjd", "description": "Bildpunkter.", "minimum": 1},
    "byte": {"type": "integer", "title": "Storlek", "description": "I byte.", "minimum": 1},
    "adress": {"title": "Adress", **_ADDRESS},
}
_PICTURE: Schema = {
    "kredit": {
        "type": "string",
        "title": "Kredit",
        "description": "Hela raden som ska stå vid bilden.",
    },
    "nedladdningar": {
        "type": "array",
        "title": "Nedladdningar",
        "description": "Bildens filer. Varje fil bär bildens titel, alt-text, kreditrad och licens.",
        "minItems": 1,
        "items": {
            "type": "object",
            "properties": _DOWNLOAD,
            "required": list(_DOWNLOAD),
            "additionalProperties": False,
        },
    },
}


def schema_file(kind: Kind) -> str:
    """Return the address of the schema of a kind's data, relative to the site's base."""
    return f"{FOLDER}schema/{kind.name}.schema.json"


def entry_schema(kind: Kind) -> Schema:
    """Return the schema of one entry in the data: its own keys, ``id`` and ``url``."""
    made = object_schema(kind.model, DATA)
    added = _PICTURE if kind.model is Picture else {}
    own: Schema = {
        "id": {
            "type": "string",
            "title": "Id",
            "description": "Sorten och namnet. Ändras inte.",
            "pattern": f"^{kind.name}/[a-z0-9]+(?:-[a-z0-9]+)*$",
        },
        "url": {
            "title": "Adress",
            "description": "Postens sida. Relativ till filens egen adress där banken saknar webbadress.",
            **_ADDRESS,
        },
    }
    return {
        **made,
        "title": kind.singular,
        "properties": {**own, **made["properties"], **added},
        "required": [*own, *made["required"], *added],
    }


def data_schema(kind: Kind, settings: Settings) -> Schema:
    """Return the schema of a kind's whole data file."""
    base = settings.base
    return {
        "$schema": DIALECT,
        **({"$id": base + schema_file(kind)} if base else {}),
        "title": f"{plural_of(kind)} i {settings.name}",
        "description": f"{kind.lead} Tomma fält är utelämnade. Datum skrivs ÅÅÅÅ-MM-DD.",
        "type": "object",
        "properties": {
            "kind": {"const": kind.name, "title": "Sort"},
            "generated": {
                "type": "string",
                "format": "date",
                "title": "Dag",
                "description": "Dagen då filen gjordes.",
            },
            "license": {
                "type": "string",
                "title": "Licens för samlingen",
                "description": "Gäller samlingen och uppgifterna. "
                "Varje posts text eller bild har licensen i postens eget fält licens.",
            },
            "count": {"type": "integer", "minimum": 0, "title": "Antal poster"},
            "entries": {"type": "array", "title": "Poster", "items": entry_schema(kind)},
        },
        "required": ["kind", "generated", "license", "count", "entries"],
        "additionalProperties": False,
    }


def schema_assets(settings: Settings) -> Iterator[Asset]:
    """Give the schemas of all kinds."""
    for kind in KINDS:
        made_from = (kind.name, settings.name, settings.base)
        yield Asset(schema_file(kind), Later(made_from, partial(_written, kind, settings)))


def _written(kind: Kind, settings: Settings) -> bytes:
    text = json.dumps(data_schema(kind, settings), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()
