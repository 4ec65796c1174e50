"""The catalogue for data portals has what DCAT-AP-SE and the Swedish portal's harvester demand."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from tests.support.bank import compiled, write

from jambanken.opendata.dcat import DCAT_FILE, licence_address
from jambanken.values import Licence

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DCT = "{http://purl.org/dc/terms/}"
DCAT = "{http://www.w3.org/ns/dcat#}"
FOAF = "{http://xmlns.com/foaf/0.1/}"
VCARD = "{http://www.w3.org/2006/vcard/ns#}"
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
BASE = "https://bank.example/jam/"
SETTINGS = {
    "namn": "Bank & <Söner>",
    "devis": "En bank om jämställdhet",
    "webbadress": "https://bank.example/jam",
    "utgivare": {"organisation": "Region <Exempel>", "epost": "bank@region.example"},
}
ENTRIES = {
    "tips/ett": {"publicerad": "2026-01-02", "uppdaterad": "2026-03-04"},
    "tips/tva": {"publicerad": "2025-01-02"},
    "bildbank/bild": {},
}
#: What must be there, by class: the properties of DCAT-AP-SE 3.0.1 with a least number of one, and
#: the recommended ones that every dataset of the bank can have.
NEEDED = {
    f"{DCAT}Catalog": {f"{DCT}title", f"{DCT}description", f"{DCT}publisher", f"{DCT}license"}
    | {f"{DCAT}dataset", f"{FOAF}homepage", f"{DCT}language"},
    f"{DCAT}Dataset": {f"{DCT}title", f"{DCT}description", f"{DCT}publisher", f"{DCAT}theme"}
    | {f"{DCAT}contactPoint", f"{DCAT}distribution", f"{DCAT}keyword", f"{DCT}accessRights"},
    f"{DCAT}Distribution": {f"{DCAT}accessURL", f"{DCT}license", f"{DCT}format"},
    f"{FOAF}Agent": {f"{FOAF}name"},
    f"{VCARD}Organization": {f"{VCARD}fn", f"{VCARD}hasEmail"},
}


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ET.Element]:
    """Everything that a catalogue describes, by its name."""
    root = write(tmp_path_factory.mktemp("dcat"), ENTRIES, bank=SETTINGS)
    (asset,) = (one for one in compiled(root).assets if one.address == DCAT_FILE)
    tree = ET.fromstring(asset.read())  # noqa: S314  # made by the bank itself
    found = {str(thing.get(f"{RDF}about")): thing for thing in tree}
    assert len(found) == len(tree), "no name for two things"
    return found


def test_all_that_is_demanded_is_there(things: dict[str, ET.Element]) -> None:
    """Each class has its properties, and the catalogue's licence is CC0."""
    assert {thing.tag for thing in things.values()} == set(NEEDED)
    for thing in things.values():
        assert {line.tag for line in thing} >= NEEDED[thing.tag], thing.tag
    (catalogue,) = (thing for thing in things.values() if thing.tag == f"{DCAT}Catalog")
    licence = catalogue.find(f"{DCT}license")
    assert licence is not None
    assert licence.get(f"{RDF}resource") == CC0
    texts = {line.text for thing in things.values() for line in thing if line.text}
    assert {"Region <Exempel>", "Bank & <Söner>: öppna data"} <= texts


def test_the_form_is_the_harvester_s(things: dict[str, ET.Element]) -> None:
    """Addresses are whole, nothing is without a name, and what is pointed at within it is there."""
    for name, thing in things.items():
        assert name.startswith(BASE)
        for line in thing:
            resource = line.get(f"{RDF}resource")
            assert len(line) == 0
            assert (resource is None) != (not line.text)
            if resource:
                assert urlsplit(resource).scheme in {"http", "https", "mailto"}
            if line.tag in {f"{DCAT}dataset", f"{DCAT}distribution", f"{DCT}publisher"}:
                assert resource in things


def test_days_are_those_of_the_entries(things: dict[str, ET.Element]) -> None:
    """First published and last changed, never the day of the build."""
    tips = things[f"{BASE}data/#tips"]
    days = {line.tag: line.text for line in tips if line.tag in {f"{DCT}issued", f"{DCT}modified"}}
    assert days == {f"{DCT}issued": "2025-01-02", f"{DCT}modified": "2026-03-04"}


def test_a_bank_that_nobody_runs_yet_has_none(tmp_path: Path) -> None:
    """A catalogue needs the bank's address and who runs it; the page says so."""
    for missing in ("webbadress", "utgivare"):
        settings = {key: value for key, value in SETTINGS.items() if key != missing}
        site = compiled(write(tmp_path / missing, ENTRIES, bank=settings))
        assert DCAT_FILE not in {asset.address for asset in site.assets}
        (page,) = (page for page in site.pages if page.address == "data/")
        assert "bank.yml" in page.body
        assert "dcat.rdf" not in page.body


def test_licences_have_the_names_that_portals_know() -> None:
    """CC BY is always http, with a slash at its end."""
    assert licence_address(Licence("CC-BY-4.0")) == "http://creativecommons.org/licenses/by/4.0/"
    assert licence_address(Licence("CC0-1.0")) == CC0
    assert licence_address(Licence("© Kim")) == ""
