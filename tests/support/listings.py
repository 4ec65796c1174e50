"""Listings of made-up tips, and their pages as a small site.

Tips are found here by rules of the tests' own, to hold the script to them.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.bank import shown, write
from tests.support.browsing import served
from tests.support.builds import ROOT

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.kinds import KIND_BY_NAME
from jambanken.output import Asset, Page, relative
from jambanken.pages.environment import environment
from jambanken.pages.listing import sheets
from jambanken.pages.memory import PageMemory
from jambanken.pages.overview import listing_assets, listing_pages
from jambanken.pages.style import stylesheet
from jambanken.publishing.policy import META
from jambanken.search.facet_values import facet_values

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


class ServedListing(NamedTuple):
    """A served listing, with what it was made from."""

    base: str
    seen: Catalogue

    @property
    def records(self) -> list[Record]:
        """All entries in the order of the listing."""
        listing = sheets(KIND_BY_NAME["tips"], self.seen.of_kind("tips"))
        cards = (card for sheet in listing for shelf in sheet.shelves for card in shelf.cards)
        return [self.seen.records[card.ref] for card in cards]

    def records_found(self, **choice: Any) -> list[Record]:
        """Return the entries that fit: by the package's values, not by the script."""
        return [one for one in self.records if _fits(one, choice)]

    def found(self, **choice: Any) -> list[str]:
        """Return the titles of the entries that fit."""
        return [one.entry.title for one in self.records_found(**choice)]


def _fits(record: Record, choice: Mapping[str, Any]) -> bool:
    values = facet_values(record)
    least, most = values.group or (0, 0)
    tests: dict[str, Callable[[Any], bool]] = {
        "malgrupp": lambda ids: bool(set(ids) & set(values.audiences)),
        "tema": lambda ids: bool(set(ids) & set(values.themes)),
        "verksamhet": lambda ids: bool(set(ids) & set(values.areas)),
        "tid": lambda longest: (values.minutes or 0) <= longest,
        "insats": lambda ids: values.effort in ids,
        "grupp": lambda size: least <= size <= most,
    }
    return all(tests[name](wanted) for name, wanted in choice.items())


@contextmanager
def served_listing(folder: Path, count: int) -> Iterator[ServedListing]:
    """Serve a listing of so many made-up tips below a folder, as some hosts do."""
    seen = shown_of(folder / "bank", made_up(count))
    pages = [page for kind in ("tips", "begrepp") for page in pages_of(seen, kind).values()]
    write_pages(folder / "site" / "banken", seen, pages, listing_assets(seen))
    with served(folder / "site") as address:
        yield ServedListing(f"{address}banken/tips/", seen)
