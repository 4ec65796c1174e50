"""What visitors may not see is in no file of the index, and search words are shown nowhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support.builds import CASES, DAY

from jambanken.bank import Memory, load
from jambanken.catalogue import catalogue
from jambanken.gallery import EMPTY
from jambanken.search.build import search_assets
from jambanken.today import today

TIP = """titel: Zebrafinken
sammanfattning: Ett tips om ugglemöten i trädgården för alla.
publicerad: {published}
status: {status}
teman: [moten]
källor: [{{titel: Egen}}]
nyckelord: [pumpastig]
tid: 5
steg: [{{text: Flyg.}}]
"""


@pytest.mark.parametrize(
    ("status", "published", "is_found"),
    [
        ("publicerad", "2026-01-01", True),
        ("utkast", "2026-01-01", False),
        ("publicerad", "2099-01-01", False),
        ("arkiverad", "2026-01-01", False),
    ],
)
def test_only_what_is_published_is_in_the_index(
    tmp_path: Path, status: str, published: str, *, is_found: bool
) -> None:
    """A draft, an entry whose day has not come and an archived one leave no word in any file."""
    root = tmp_path / "bank"
    shutil.copytree(CASES / "bank", root)
    file = root / "tipsbank/tips/zebra.yml"
    file.write_text(TIP.format(status=status, published=published), "utf-8")
    shown = catalogue(load(root, today({"SOURCE_DATE_EPOCH": DAY}), Memory()))
    files = {
        asset.address: asset.read().decode() for asset in search_assets(shown, EMPTY, root / "docs")
    }
    assert any("ugglemöt" in text for text in files.values()) is is_found
    assert any("zebrafink" in text.lower() for text in files.values()) is is_found
    assert any("pumpastig" in text for text in files.values()) is is_found
    shown_files = [text for name, text in files.items() if "/d-" in name]
    assert not any("pumpastig" in text for text in shown_files)
