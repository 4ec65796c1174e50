"""A small bank with pictures, as a project to build: what a communicator may meet in one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.support.builds import ROOT, small_bank
from tests.support.drawn import drawn, saved

#: A picture that may be used freely, one that may not be printed, one on its own.
FREE, LIMITED, ALONE = "motet", "fikat", "kartan"
WITHDRAWN = "borttagen"
_PEOPLE = [
    {
        "presentation": presentation,
        "åldersgrupp": "vuxen",
        "roll": "ledare",
        "handling": "aktiv",
        "plan": "förgrund",
        "blick": "medperson",
    }
    for presentation in ("kvinna", "man", "kvinna", "ickebinär")
]
_DRAWN: dict[str, Any] = {"typ": "illustration", "fotograf": "Provbanken", "licens": "CC0-1.0"}
PICTURES: dict[str, dict[str, Any]] = {
    FREE: {
        **_DRAWN,
        "titel": "Mötet & fikat",
        "alt": 'Illustration: fyra personer runt ett bord, och en skylt med "Öppet" & <välkomna>.',
        "verksamheter": ["skola"],
        "miljö": "kontor",
        "taggar": ["möte"],
        "personer": _PEOPLE,
        "underlag": "beställning",
        "beskärning": {"4x5": "nej"},
    },
    LIMITED: {
        "titel": "Fika i köket",
        "alt": "Tre personer dricker kaffe i ett kök och skrattar.",
        "typ": "foto",
        "fotograf": "Åsa Öberg",
        "licens": "CC-BY-4.0",
        "miljö": "kontor",
        "igenkännbara": "ja",
        "rättslig_grund": {
            "typ": "avtal",
            "omfattar": ["webb", "sociala_medier"],
            "gäller_till": "2030-06-30",
            "granskas_senast": "2029-06-30",
        },
        "antal": {"kvinnor": 2, "män": 1},
        "underlag": "självuppgift",
    },
    ALONE: {**_DRAWN, "titel": "En karta", "alt": "Illustration: en karta över en stad."},
}
TITLES: dict[str, str] = {slug: data["titel"] for slug, data in PICTURES.items()}
_SIZES = {FREE: (1300, 1400), LIMITED: (900, 600), ALONE: (600, 400)}


def picture_bank(folder: Path) -> Path:
    """Make a project with the small bank, three pictures, a withdrawn one and a tip that shows one."""
    small_bank(folder)
    shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    for seed, (slug, data) in enumerate(PICTURES.items()):
        ending = "jpg" if data["typ"] == "foto" else "png"
        picture = saved(drawn(seed, _SIZES[slug]), "JPEG" if ending == "jpg" else "PNG")
        (folder / "bildbank" / f"{slug}.{ending}").write_bytes(picture)
        _put(folder / "bildbank" / f"{slug}.yml", {**data, "fil": f"{slug}.{ending}"})
    gone = {**_DRAWN, "titel": "Borta", "alt": "Illustration: något som inte visas."}
    _put(folder / "bildbank" / f"{WITHDRAWN}.yml", {**gone, "återkallad": "2026-10-01"})
    tip = folder / "tipsbank" / "tips" / "forsta-tipset.yml"
    tip.write_text(f"bild: bildbank/{FREE}\n{tip.read_text('utf-8')}", "utf-8")
    return folder


def _put(path: Path, data: dict[str, Any]) -> None:
    # JSON is YAML, and has no surprises
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
