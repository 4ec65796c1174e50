"""Listings of made-up tips, and their pages as a small site."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.support.bank import shown, write
from tests.support.builds import ROOT

from jambanken.catalogue import Catalogue
from jambanken.kinds import KIND_BY_NAME
from jambanken.output import Asset, Page, relative
from jambanken.pages.environment import environment
from jambanken.pages.memory import PageMemory
from jambanken.pages.overview import listing_assets, listing_pages
from jambanken.pages.style import stylesheet
from jambanken.publishing.policy import META

AUDIENCES, THEMES, AREAS = ("chef", "hr", "pedagog"), ("moten", "sprak"), ("skola", "forskola")
SHARED: dict[str, Any] = {
    "vokabular": {
        "målgrupper": [{"id": id_, "namn": id_.capitalize()} for id_ in AUDIENCES],
        "verksamheter": [{"id": id_, "namn": id_.capitalize()} for id_ in AREAS],
        "teman": [{"id": id_, "namn": id_.capitalize()} for id_ in THEMES],
        "styrdokument": [],
    },
    "organisationer": [
        {"id": f"kommun-{number}", "namn": f"Kommun {number}", "typ": "kommun"}
        for number in range(40)
    ],
}


def made_up(count: int, seed: int = 1) -> dict[str, dict[str, Any]]:
    """Return the data of so many tips, the same in every run."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    return {f"tips/tips-{number:03}": _tip(chance, number) for number in range(count)}


def _tip(chance: random.Random, number: int) -> dict[str, Any]:
    smallest = chance.choice([2, 4, 10])
    return {
        "titel": f"Tips nummer {number:03}",
        "publicerad": f"2026-{chance.randint(1, 10):02}-{chance.randint(1, 28):02}",
        "målgrupper": chance.sample(AUDIENCES, chance.randrange(3)) or None,
        "verksamheter": chance.sample(AREAS, chance.randrange(3)) or None,
        "teman": chance.sample(THEMES, chance.randint(1, 2)),
        "avsändare": chance.choice([None, ["kommun-1"], ["kommun-1", "kommun-2"]]),
        "tid": chance.choice([3, 5, 15, 20, 60, 90]),
        "insats": chance.choice([None, "liten", "stor"]),
        "deltagare": chance.choice(
            [None, {"minst": smallest}, {"minst": smallest, "högst": smallest + 6}]
        ),
    }


def shown_of(root: Path, entries: Mapping[str, Mapping[str, Any]]) -> Catalogue:
    """Write a bank, and return what is to be seen of it."""
    return shown(write(root, entries, **SHARED))


def pages_of(seen: Catalogue, kind: str = "tips") -> dict[str, Page]:
    """Return the pages of a listing, by address."""
    makings = listing_pages(
        environment(lambda _: True), seen, KIND_BY_NAME[kind], PageMemory("", None)
    )
    return {page.address: page for page in (make() for make in makings)}


def write_site(folder: Path, seen: Catalogue, *kinds: str) -> None:
    """Write listings as a site: the bank's styles and scripts, nothing around."""
    pages = [page for kind in kinds for page in pages_of(seen, kind).values()]
    write_pages(folder, seen, pages, listing_assets(seen))


def write_pages(
    folder: Path, seen: Catalogue, pages: Iterable[Page], assets: Iterable[Asset]
) -> None:
    """Write pages and files as a site: the bank's styles and scripts, nothing around."""
    shutil.copytree(ROOT / "docs" / "assets", folder / "assets")
    (folder / "assets" / "css" / "farger.css").write_bytes(stylesheet(seen.settings.colours))
    styles = sorted(path.name for path in (folder / "assets" / "css").glob("*.css"))
    links = "".join(f'<link rel="stylesheet" href="\x1dassets/css/{name}">' for name in styles)
    for page in pages:
        html = (
            f'<!doctype html><html lang="sv"><head>{META}<title>{page.title}</title>'
            f'<meta name="viewport" content="width=device-width,initial-scale=1">{links}{page.head}'
            f'</head><body><main class="jb-main">{page.body}</main></body></html>'
        )
        path = folder / page.address / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(relative(html, page.depth), "utf-8")
    for asset in assets:
        path = folder / asset.address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.read())
