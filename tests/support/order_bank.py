"""A small bank with printed things to order in every way, and one of each that cannot be had."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from tests.support.bank import write
from tests.support.builds import ROOT, small_bank

EMAIL, FORM, SHOP = "Tryckeriet", "Förrådet", "Webbutiken"
ALL_FIELDS = ["namn", "organisation", "leveransadress", "fakturareferens", "önskat_datum"]
CHANNELS: list[dict[str, Any]] = [
    {
        "id": "tryck",
        "namn": EMAIL,
        "typ": "epost",
        "adress": "tryck@skane.example",
        "ämne": "Beställning & mer",
        "fält": ALL_FIELDS,
        "leveranstid": "tio dagar",
    },
    {
        "id": "form",
        "namn": FORM,
        "typ": "formulär",
        "fält": ["namn"],
        "adress": "https://form.example/?a={artiklar}&n={namn}",
    },
    {"id": "butik", "namn": SHOP, "typ": "länk", "adress": "https://butik.example/"},
    {"id": "stangd", "namn": "Ingen", "typ": "epost"},
]
_LIMITS = {"minst": "5", "högst": "300"}
_EASY = {"språk": "svenska", "form": "lättläst", "artikelnummer": "A-L"}
ENTRIES: dict[str, dict[str, Any]] = {
    "trycksaker/affisch": {
        "titel": "Affischen å, ä & ö",
        "typ": "affisch",
        "format": "A3",
        "artikelnummer": "A-1",
        "beställning": "tryck",
        **_LIMITS,
        "versioner": [_EASY],
    },
    "trycksaker/kort": {"titel": "Kortet", "artikelnummer": "K-1", "beställning": "tryck"},
    "trycksaker/folder": {
        "titel": "Foldern",
        "typ": "folder",
        "format": "A5",
        "artikelnummer": "F-1",
        "beställning": "form",
        "pris": "12,50",
        "minst": "10",
    },
    "trycksaker/handbok": {
        "titel": "=HYPERLINK(Handboken)",
        "typ": "handbok",
        "format": "210x200 mm",
        "artikelnummer": "H-1",
        "beställning": "butik",
    },
    "trycksaker/rollup": {
        "titel": "Rollupen W" + "W" * 70,
        "typ": "rollup",
        "format": "850x2000 mm",
        "artikelnummer": "R-1",
        "beställning": "stangd",
    },
    "trycksaker/slut": {
        "titel": "Broschyren",
        "typ": "broschyr",
        "artikelnummer": "S-1",
        "lager": "slut",
        "beställning": "tryck",
    },
    "trycksaker/pdf": {
        "titel": "Utskriften",
        "artikelnummer": "P-1",
        "lager": "endast_pdf",
        "pdf": "https://pdf.example/p.pdf",
    },
    "trycksaker/gammal": {
        "titel": "Gamla utgåvan",
        "artikelnummer": "G-1",
        "beställning": "tryck",
        "ersätts_av": "trycksaker/affisch",
    },
    "tips/forsta-tipset": {
        "titel": "Ett tips med trycksaker",
        "trycksaker": ["trycksaker/affisch", "trycksaker/kort", "trycksaker/slut"],
    },
    "larvagar/paketet": {
        "titel": "Ett paket",
        "typ": "mötespaket",
        "steg": [
            {"rubrik": "Ett", "tid": "15", "poster": ["tips/forsta-tipset", "trycksaker/folder"]}
        ],
    },
}


def order_bank(folder: Path) -> Path:
    """Make a project with this project's machinery and the entries above."""
    small_bank(folder)
    shutil.rmtree(folder / "tipsbank")
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    return write(folder, ENTRIES, bestallning=CHANNELS)
