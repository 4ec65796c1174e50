"""What data portals read of the data: a catalogue as DCAT-AP-SE in RDF/XML.

DCAT-AP-SE 3.0.1 (https://github.com/diggsweden/DCAT-AP-SE) says what must be there: of a catalogue
a title, a description, a publisher, its datasets and the licence CC0; of a dataset a title, a
description and a publisher; of a distribution an address. Contact, theme, language and day are
recommended. The Swedish portal's harvester (docs/harvesting.md there) decides the form: RDF/XML,
whole addresses, a name for each thing and none for two things, Creative Commons by http addresses.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.kinds.bildbank import Picture
from jambanken.opendata.entries import FOLDER, OpenData, file_of, plural_of
from jambanken.opendata.schemas import schema_file
from jambanken.opendata.tables import TABLES, table_file
from jambanken.output import Asset
from jambanken.settings import Operator
from jambanken.values import Licence

DCAT_FILE = f"{FOLDER}dcat.rdf"
PAGE = FOLDER
_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority"
_SWEDISH = f"{_EU}/language/SWE"
#: Population and society; the portal has no nearer theme.
_THEME = f"{_EU}/data-theme/SOCI"
_OPEN = f"{_EU}/access-right/PUBLIC"
_CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-([0-9]\.[0-9])")
_KEYWORDS = ("jämställdhet", "bemötande", "kommun")


def dcat_assets(data: OpenData) -> Iterator[Asset]:
    """Give the catalogue, where there can be one."""
    operator = data.shown.settings.operator
    if operator and has_catalogue(data):
        yield Asset(DCAT_FILE, catalogue_of(data, operator).encode())


def has_catalogue(data: OpenData) -> bool:
    """Tell whether the bank knows its address and who runs it: a catalogue must say both."""
    return bool(data.shown.settings.base and data.shown.settings.operator)


def catalogue_of(data: OpenData, operator: Operator) -> str:
    """Return the catalogue. A kind without entries is no dataset."""
    base, kinds = data.base, [kind for kind in KINDS if data.records(kind)]
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _SPACES.items())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<rdf:RDF {spaces}>",
        *_catalogue(data, kinds),
        *_thing(
            "foaf:Agent",
            _named(base, "utgivare"),
            _said("foaf:name", operator.organisation),
            _led("foaf:homepage", base),
        ),
        *_contact(base, operator),
        *(line for kind in kinds for line in _dataset(data, kind)),
        "</rdf:RDF>",
    ]
    return "\n".join(lines) + "\n"


def licence_address(licence: Licence) -> str:
    """Return a licence's address as data portals know it, empty for one that has none."""
    if licence == "CC0-1.0":
        return _CC0
    found = _CREATIVE_COMMONS.fullmatch(licence)
    if found:
        return f"http://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    return str(licence.url)


def _catalogue(data: OpenData, kinds: Sequence[Kind]) -> list[str]:
    base, settings = data.base, data.shown.settings
    about = f"Öppna data från {settings.name}. {settings.tagline or ''}".strip()
    return _thing(
        "dcat:Catalog",
        _named(base, "katalog"),
        _said("dcterms:title", f"{settings.name}: öppna data"),
        _said("dcterms:description", about),
        _led("dcterms:publisher", _named(base, "utgivare")),
        _led("dcterms:license", _CC0),
        _led("dcterms:language", _SWEDISH),
        _led("foaf:homepage", base + PAGE),
        _led("dcat:themeTaxonomy", f"{_EU}/data-theme"),
        *(_led("dcat:dataset", _named(base, kind.name)) for kind in kinds),
    )


def _contact(base: str, operator: Operator) -> list[str]:
    """Return the contact: an organisation, never a person."""
    mail = [_led("vcard:hasEmail", f"mailto:{operator.email}")] if operator.email else []
    name = _said("vcard:fn", operator.organisation)
    page = _led("vcard:hasURL", f"{base}om/")
    return _thing("vcard:Organization", _named(base, "kontakt"), name, *mail, page)


def _dataset(data: OpenData, kind: Kind) -> Iterator[str]:
    base, settings = data.base, data.shown.settings
    days = [record.entry.updated or record.entry.published for record in data.records(kind)]
    newest = max((day for day in days if day), default=None)
    first = min((r.entry.published for r in data.records(kind) if r.entry.published), default=None)
    files = [(file_of(kind), "application/json", "JSON")]
    if kind.name in TABLES:
        files.append((table_file(kind), "text/csv", "CSV"))
    yield from _thing(
        "dcat:Dataset",
        _named(base, kind.name),
        _said("dcterms:title", f"{plural_of(kind)} om jämställdhet"),
        _said("dcterms:description", f"{kind.lead} {_terms(kind)}"),
        _said("dcterms:identifier", f"{base}{FOLDER}#{kind.name}", language=False),
        _led("dcterms:publisher", _named(base, "utgivare")),
        _led("dcat:contactPoint", _named(base, "kontakt")),
        _led("dcat:landingPage", base + PAGE),
        _led("dcat:theme", _THEME),
        _led("dcterms:accessRights", _OPEN),
        _led("dcterms:language", _SWEDISH),
        *(_said("dcat:keyword", word) for word in (*_KEYWORDS, plural_of(kind).lower())),
        *(_dated("dcterms:issued", day) for day in [first] if day),
        *(_dated("dcterms:modified", day) for day in [newest] if day),
        *(_led("dcat:distribution", _named(base, name)) for name in _names(kind)),
    )
    licence = settings.licences.data if kind.model is Picture else settings.licences.texts
    for name, (address, media_type, label) in zip(_names(kind), files, strict=True):
        yield from _distribution(data, kind, name, (address, media_type, label), licence)


def _distribution(
    data: OpenData, kind: Kind, name: str, file: tuple[str, str, str], licence: Licence
) -> list[str]:
    address, media_type, label = file
    terms = licence_address(licence)
    is_json = media_type.endswith("json")
    return _thing(
        "dcat:Distribution",
        _named(data.base, name),
        _said("dcterms:title", f"{plural_of(kind)} som {label}"),
        _led("dcat:accessURL", data.base + address),
        _led("dcat:downloadURL", data.base + address),
        _said("dcterms:format", media_type, language=False),
        _led("dcterms:language", _SWEDISH),
        *([_led("dcterms:license", terms)] if terms else []),
        *([_led("dcterms:conformsTo", data.base + schema_file(kind))] if is_json else []),
    )


def _names(kind: Kind) -> list[str]:
    return [f"{kind.name}-json", *([f"{kind.name}-csv"] if kind.name in TABLES else [])]


def _terms(kind: Kind) -> str:
    if kind.model is Picture:
        return "Uppgifterna är fria. Varje bild har sin egen licens, i fältet licens."
    return "En post kan ha en egen licens, i fältet licens."


def _named(base: str, name: str) -> str:
    """Return the name of a thing: an address of its own on the page of the data."""
    return f"{base}{PAGE}#{name}"


def _thing(sort: str, about: str, *lines: str) -> list[str]:
    return [f'<{sort} rdf:about="{_iri(about)}">', *lines, f"</{sort}>"]


def _led(name: str, address: str) -> str:
    return f'<{name} rdf:resource="{_iri(address)}"/>'


def _said(name: str, text: str, *, language: bool = True) -> str:
    tag = ' xml:lang="sv"' if language else ""
    return f"<{name}{tag}>{escape(text)}</{name}>"


def _dated(name: str, day: dt.date) -> str:
    return f'<{name} rdf:datatype="{_SPACES["xsd"]}date">{day.isoformat()}</{name}>'


def _iri(address: str) -> str:
    """Return an address with what an IRI may not hold in its other form (RFC 3987)."""
    return escape(quote(address, safe="%/:#?&=@+,;!$'()*~-._[]"))
