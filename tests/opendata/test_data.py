"""The open data: they fit their schemas, hold what visitors may see, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tests.support.bank import TODAY, compiled, read, write
from tests.support.models import CASES, data_of

from jambanken.build import compile_site
from jambanken.catalogue import catalogue
from jambanken.gallery import EMPTY
from jambanken.kinds import KIND_BY_NAME, KINDS
from jambanken.memory import SiteMemory
from jambanken.opendata.entries import OpenData, file_of
from jambanken.opendata.schemas import schema_file
from jambanken.output import Asset, Later
from jambanken.problems import stops_build

NAMES = [kind.name for kind in KINDS]
#: May not be shown today, each for a reason of its own; the word stands in all its texts.
HIDDEN: dict[str, dict[str, Any]] = {
    "tips/dold-utkast": {"status": "utkast"},
    "tips/dold-framtid": {"publicerad": "2099-01-01"},
    "tips/dold-arkiverad": {"status": "arkiverad"},
    "bildbank/dold-aterkallad": {
        "återkallad": "2026-10-01",
        "kontrollsummor": {"sha256": ["a" * 64], "phash": ["0123456789abcdef"]},
        "fil": None,
    },
    "bildbank/dold-utgangen": {
        "typ": "foto",
        "igenkännbara": "ja",
        "rättslig_grund": {"typ": "samtycke", "gäller_till": "2026-10-01"},
        "fil": "dold-utgangen.png",
    },
}
SECRETS = ("dold", "hemligtsökord", "KS-2026-0123", "a" * 64, "min-egen-fil", "granskas_senast")
PHOTO = {
    "titel": "Mötet",
    "typ": "foto",
    "fil": "min-egen-fil.png",
    "licens": "CC-BY-4.0",
    "igenkännbara": "ja",
    "rättslig_grund": {
        "typ": "avtal",
        "referens": "KS-2026-0123",
        "gäller_till": "2030-01-01",
        "granskas_senast": "2029-01-01",
        "barn": "ja",
    },
    "nyckelord": ["hemligtsökord"],
}


def parsed(assets: dict[str, Asset], address: str) -> Any:
    """Return a file as other programs read it."""
    return json.loads(assets[address].read())


def assets_of(root: Path, *, preview: bool = False) -> dict[str, Asset]:
    """Return the files of a bank, by address."""
    site = compiled(root, preview=preview)
    assert preview or not stops_build(site.problems), site.problems
    return {asset.address: asset for asset in site.assets}


def faults_of(kind: str, data: Any, schema: Any) -> list[str]:
    """Return how data differ from their schema."""
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{kind} {fault.json_path}: {fault.message}" for fault in validator.iter_errors(data)]


@pytest.mark.parametrize("kind", NAMES)
def test_the_bank_s_own_data_fit_and_lead_somewhere(built_site: Path, kind: str) -> None:
    """What is published fits the published schema; every id, page, file and reference is there."""
    data = json.loads((built_site / file_of(KIND_BY_NAME[kind])).read_bytes())
    schema = json.loads((built_site / schema_file(KIND_BY_NAME[kind])).read_bytes())
    assert faults_of(kind, data, schema) == []
    assert (data["kind"], data["count"]) == (kind, len(data["entries"]))
    for entry in data["entries"]:
        assert (built_site / entry["id"] / "index.html").is_file()
        assert urljoin(f"/{file_of(KIND_BY_NAME[kind])}", entry["url"]) == f"/{entry['id']}/"
        for taken in entry.get("nedladdningar", []):
            path = urlsplit(urljoin("/data/", taken["adress"])).path.lstrip("/")
            assert (built_site / path).stat().st_size == taken["byte"]
        for ref in (*entry.get("relaterat", []), *filter(None, [entry.get("bild")])):
            assert (built_site / ref / "index.html").is_file()


def test_every_kind_with_every_field_fits(tmp_path: Path) -> None:
    """Also what no entry of the bank has today: each good case is an entry here."""
    entries: dict[str, Any] = {}
    for kind in NAMES:
        for case in sorted((CASES / kind / "good").glob("*.yml")):
            data = data_of(case)
            assert isinstance(data, dict)
            number = {"artikelnummer": case.stem} if kind == "trycksaker" else {}
            picture = {"fil": f"{case.stem}.png"} if data.get("fil") else {}
            entries[f"{kind}/{case.stem}"] = {**data, **number, **picture}
    assets = assets_of(write(tmp_path, entries), preview=True)
    for kind in NAMES:
        found = parsed(assets, f"data/{kind}.json")
        assert faults_of(kind, found, parsed(assets, f"data/schema/{kind}.schema.json")) == []
        assert found["count"]


def test_what_may_not_be_seen_is_in_no_file(tmp_path: Path) -> None:
    """Drafts, pictures without a ground, search words and case numbers; references to them too."""
    refs = list(HIDDEN)
    text = " och ".join(f"[länken till](/{ref}/)" for ref in refs if "arkiverad" not in ref)
    entries: dict[str, Any] = {
        "tips/synlig": {
            "relaterat": [*refs, "bildbank/motet"],
            "nyckelord": ["hemligtsökord"],
            "bild": "bildbank/dold-utgangen",
            "steg": [{"text": f"Läs {text} och [mötet](/bildbank/motet/) <b>."}],
        },
        "larvagar/synlig": {"steg": [{"rubrik": "Ett", "poster": refs}]},
        "bildbank/motet": PHOTO,
        **{ref: {"titel": f"{ref} dold", **fields} for ref, fields in HIDDEN.items()},
    }
    assets = assets_of(write(tmp_path, entries))
    for address, asset in assets.items():
        if address.startswith("data/") and not address.startswith("data/schema/"):
            content = asset.read().decode()
            assert [secret for secret in SECRETS if secret in content] == [], address
    (tip,) = parsed(assets, "data/tips.json")["entries"]
    assert tip["relaterat"] == ["bildbank/motet"]
    assert "bild" not in tip
    links = " och ".join(["länken till"] * (len(refs) - 1))
    assert tip["steg"] == [{"text": f"Läs {links} och [mötet](/bildbank/motet/) <b>."}]
    (picture,) = parsed(assets, "data/bildbank.json")["entries"]
    assert picture["rättslig_grund"] == {
        "typ": "avtal",
        "gäller_till": "2030-01-01",
        "omfattar": ["webb", "tryck", "sociala_medier"],
    }
    assert picture["igenkännbara"] is True
    assert picture["kredit"]
    assert picture["nedladdningar"]


def test_addresses_are_whole_where_the_bank_knows_its_own(tmp_path: Path) -> None:
    """Else they start from the file's own place, which holds under any base path."""
    entries = {"trycksaker/kort": {"pdf": "kort.pdf", "lager": "endast_pdf"}}
    root = write(tmp_path, entries)
    (root / "tipsbank/trycksaker/kort.pdf").write_bytes(b"%PDF-1.7")
    near = parsed(assets_of(root), "data/trycksaker.json")
    assert near["entries"][0]["url"] == "../trycksaker/kort/"
    assert near["entries"][0]["pdf"] == "../trycksaker/kort/kort.pdf"
    settings = {"namn": "Provbanken", "webbadress": "https://bank.example/jam"}
    assets = assets_of(write(tmp_path, entries, bank=settings))
    (far,) = parsed(assets, "data/trycksaker.json")["entries"]
    assert far["url"] == "https://bank.example/jam/trycksaker/kort/"
    assert far["pdf"] == "https://bank.example/jam/trycksaker/kort/kort.pdf"
    schema = parsed(assets, "data/schema/trycksaker.schema.json")
    assert schema["$id"] == "https://bank.example/jam/data/schema/trycksaker.schema.json"


def test_a_preview_makes_only_what_has_changed(tmp_path: Path) -> None:
    """An edit touches the file of its kind alone, and in it the edited entry alone."""
    root = write(tmp_path, {"tips/ett": {}, "tips/tva": {}, "begrepp/ord": {}})
    memory = SiteMemory()

    def files() -> dict[str, Asset]:
        site = compile_site(root, TODAY, memory, preview=True)
        ours = (asset for asset in site.assets if asset.address.startswith("data/"))
        return {asset.address: asset for asset in ours if isinstance(asset.content, Later)}

    first = files()
    texts = {address: asset.read() for address, asset in first.items()}
    pieces = {ref: known[1] for ref, known in memory.data.items()}
    assert files() == first
    write(root, {"tips/tva": {"titel": "Ny titel"}})
    second = files()
    assert {name for name in second if second[name] != first[name]} == {
        "data/tips.json",
        "data/tips.csv",
    }
    changed = second["data/tips.json"].read()
    assert changed != texts["data/tips.json"]
    assert {ref for ref in pieces if memory.data[ref][1] is not pieces[ref]} == {"tips/tva"}
    write(root, {"tips/tre": {"relaterat": ["tips/tva"]}})
    third = json.loads(files()["data/tips.json"].read())
    by_id = {entry["id"]: entry for entry in third["entries"]}
    assert by_id["tips/tre"]["relaterat"] == ["tips/tva"]
    fresh = OpenData(catalogue(read(root)), EMPTY, frozenset())
    assert third == json.loads(fresh.file(KIND_BY_NAME["tips"]))
