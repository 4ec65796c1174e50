"""The recall list tells a withdrawn picture by id, date and checksums, and says nothing else of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from tests.support.bank import TODAY, read, write
from tests.support.html import elements, text_of
from tests.support.models import CASES, data_of

from jambanken.bank import Bank
from jambanken.output import Asset, Page
from jambanken.pages.environment import environment
from jambanken.pages.recall import ADDRESS, DATA_FILE, FEED_FILE, recall_assets, recall_page

ATOM = "{http://www.w3.org/2005/Atom}"
SHA = ["a" * 64, "b" * 64]
PHASH = ["0123456789abcdef"]
WITHDRAWN: Mapping[str, Any] = {"fil": None, "återkallad": "2026-10-01"}
SUMS: Mapping[str, Any] = {"kontrollsummor": {"sha256": SHA, "phash": PHASH}}


def bank_of(folder: Path, **pictures: Mapping[str, Any]) -> Bank:
    """Return a bank of pictures by slug."""
    entries = {f"bildbank/{slug.replace('_', '-')}": data for slug, data in pictures.items()}
    return read(write(folder, entries))


def page_of(bank: Bank) -> Page:
    """Return the list as a page."""
    page = recall_page(environment(lambda _: True), bank)
    assert page.address == ADDRESS
    return page


def data_file(bank: Bank) -> dict[str, Any]:
    """Return the list as other programs read it."""
    return dict(json.loads(_asset(bank, DATA_FILE).read()))


def feed(bank: Bank) -> ET.Element:
    """Return the list as a program that reads feeds does."""
    return ET.fromstring(_asset(bank, FEED_FILE).read())  # noqa: S314  # made by the bank itself


def _asset(bank: Bank, address: str) -> Asset:
    return {asset.address: asset for asset in recall_assets(bank)}[address]


def test_a_withdrawn_picture_is_listed_by_id_date_and_sums(tmp_path: Path) -> None:
    """Page, data and feed know it by the same."""
    bank = bank_of(tmp_path, fika_pa_kontoret={**WITHDRAWN, **SUMS})
    body = page_of(bank).body
    (item,) = (it.attributes for it in elements(body) if it.attributes.get("data-id"))
    assert item["id"] == "bild-fika-pa-kontoret"
    assert item["data-sha256"].split() == SHA
    assert item["data-phash"].split() == PHASH
    assert "bildbank/fika-pa-kontoret Återkallad 1 oktober 2026" in text_of(body)
    assert data_file(bank)["entries"] == [
        {
            "id": "bildbank/fika-pa-kontoret",
            "återkallad": "2026-10-01",
            "kontrollsummor": {"sha256": SHA, "phash": PHASH},
        }
    ]
    (entry,) = feed(bank).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "bildbank/fika-pa-kontoret är återkallad"
    assert entry.findtext(f"{ATOM}updated") == "2026-10-01T00:00:00Z"
    assert {*SHA, *PHASH} <= set((entry.findtext(f"{ATOM}content") or "").split())


def test_nothing_else_of_it_is_said(tmp_path: Path) -> None:
    """Page, data and feed are the same, letter for letter, whatever other fields the entry has."""
    fullest = data_of(CASES / "bildbank" / "good" / "fullest.yml")
    assert isinstance(fullest, dict)
    banks = [
        bank_of(tmp_path / name, hemlig={**fields, **WITHDRAWN, **SUMS})
        for name, fields in (("smallest", {}), ("fullest", fullest))
    ]
    first, second = ([page_of(bank), *recall_assets(bank)] for bank in banks)
    assert first == second


def test_only_withdrawn_pictures_are_listed(tmp_path: Path) -> None:
    """One whose consent has run out may come back; archived and draft ones are withdrawn like others."""
    out_of_date = {"typ": "samtycke", "gäller_till": "2026-01-01"}
    bank = bank_of(
        tmp_path,
        visad={},
        utgangen={"typ": "foto", "igenkännbara": "ja", "rättslig_grund": out_of_date},
        arkiverad={**WITHDRAWN, "status": "arkiverad"},
        utkast={**WITHDRAWN, "status": "utkast"},
    )
    ids = [entry["id"] for entry in data_file(bank)["entries"]]
    assert ids == ["bildbank/arkiverad", "bildbank/utkast"]


def test_the_latest_stands_first(tmp_path: Path) -> None:
    """Who comes back to the list, or reads the feed, sees what is new."""
    days = {"a": "2024-02-29", "b": "2026-11-01", "c": "2026-11-01", "d": "2025-12-31"}
    bank = bank_of(
        tmp_path, **{slug: {"fil": None, "återkallad": day} for slug, day in days.items()}
    )
    ids = [entry["id"][-1] for entry in data_file(bank)["entries"]]
    assert ids == ["b", "c", "d", "a"]
    page = page_of(bank)
    shown = [it.attributes["id"] for it in elements(page.body) if "data-id" in it.attributes]
    assert shown == ["bild-b", "bild-c", "bild-d", "bild-a"]
    assert str(page.modified) == feed(bank).findtext(f"{ATOM}updated", "")[:10] == "2026-11-01"


def test_an_empty_list_is_a_list(tmp_path: Path) -> None:
    """Where nothing is withdrawn page, data and feed say so, and are sound."""
    bank = bank_of(tmp_path, visad={})
    assert "Ingen bild är återkallad." in text_of(page_of(bank).body)
    assert data_file(bank)["entries"] == []
    assert data_file(bank)["count"] == 0
    assert feed(bank).find(f"{ATOM}entry") is None
    assert feed(bank).findtext(f"{ATOM}updated") == f"{TODAY}T00:00:00Z"


@pytest.mark.parametrize("address", [None, "https://www.region.example/banken"])
def test_the_feed_is_atom(tmp_path: Path, address: str | None) -> None:
    """It has what RFC 4287 requires: ids that differ, moments, titles, an author, a link to itself."""
    settings = {
        "namn": 'Bank <b> & "Co"',
        "utgivare": {"organisation": "Region & <Nord>"},
        **({"webbadress": address} if address else {}),
    }
    entries = {f"bildbank/{slug}": {**WITHDRAWN, **SUMS} for slug in ("fika", "rast")}
    bank = read(write(tmp_path, entries, bank=settings))
    root = feed(bank)
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}title") == 'Återkallade bilder – Bank <b> & "Co"'
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Region & <Nord>"
    parts = [root, *root.iter(f"{ATOM}entry")]
    ids = [part.findtext(f"{ATOM}id", "") for part in parts]
    assert len(set(ids)) == len(parts)
    own = f"{address}/bildbank/aterkallade/"
    assert all(id_.startswith(own if address else "urn:uuid:") for id_ in ids)
    for part in parts:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", part.findtext(f"{ATOM}updated", ""))
        assert part.findtext(f"{ATOM}title")
        (link,) = part.findall(f"{ATOM}link[@rel='alternate']")
        leads_to = urljoin(f"{address or 'https://anywhere.example'}/{FEED_FILE}", link.get("href"))
        assert leads_to.startswith(own if address else f"https://anywhere.example/{ADDRESS}")
    selves = [link.get("href") for link in root.findall(f"{ATOM}link[@rel='self']")]
    assert selves == ([f"{address}/{FEED_FILE}"] if address else [])


def test_the_feed_is_the_same_every_day(tmp_path: Path) -> None:
    """No reader of the feed is told of the same picture twice."""
    first, second = (
        _asset(bank_of(tmp_path / name, fika={**WITHDRAWN, **SUMS}), FEED_FILE).read()
        for name in ("a", "b")
    )
    assert first == second


def test_without_sums_the_page_says_so(tmp_path: Path) -> None:
    """A picture withdrawn by hand can be known by its name alone."""
    body = page_of(bank_of(tmp_path, fika=WITHDRAWN)).body
    assert "Kontrollsummor saknas" in text_of(body)


def test_where_to_ask(tmp_path: Path) -> None:
    """Who runs the bank answers for it, at the address in the settings."""
    operator = {"organisation": "Region Nord", "epost": "bank@region.example"}
    bank = read(write(tmp_path, {}, bank={"utgivare": operator}))
    assert 'href="mailto:bank@region.example"' in page_of(bank).body
