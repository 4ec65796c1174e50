"""From shells and a compiled site to files: every page joined into the shell of its spot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from jambanken.output import Asset, Group, Page, Site
from jambanken.publishing.files import stamps
from jambanken.publishing.lean import make_lean
from jambanken.publishing.links import Document
from jambanken.publishing.policy import META
from jambanken.publishing.publish import Staging, faults
from jambanken.publishing.shell import Shell, ShellError, Spot
from jambanken.publishing.sitemap import sitemaps

NOT_FOUND = "404.html"


class UnsoundSiteError(Exception):
    """What was built is not a whole site. The arguments are Swedish sentences."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the generator made around the bank's pages: shells, and its own hand-written pages."""

    shells: Mapping[Spot, Shell]
    documents: Sequence[Document]


class Place(Protocol):
    """Where the files of a site are put."""

    def put(self, address: str, made_from: object, make: Callable[[], bytes | Path]) -> None:
        """Put a file there. Raises ``FileExistsError`` where there is one already."""


def write_bank(
    place: Place,
    site: Site,
    around: Around,
    base: str | None,
    beside: Sequence[Callable[[], object]] = (),
) -> int:
    """Write the bank's pages and files beside those of the generator, and the sitemap.

    ``base`` is the site's own address; a site that does not know it has no sitemap. The functions
    of ``beside`` are called meanwhile. Returns how many pages there are. Raises
    ``UnsoundSiteError`` where two want the same address.
    """
    listed: list[tuple[str, dt.date | None]] = [(page.address, None) for page in around.documents]

    def write(page: Page) -> tuple[str, dt.date | None, bool]:
        shell = around.shells.get(Spot.of(page))
        if shell is None:
            raise ShellError(f"no shell for {page.address!r} in section {page.section!r}")
        _put(place, f"{page.address}index.html", page, lambda: shell.join(page))
        return page.address, page.modified, page.indexed

    def put(group: Group) -> None:
        for asset in group():
            _put(place, asset.address, _made_from(asset), asset.give)

    groups = [partial(put, group) for group in (site.assets.here, *site.assets.beside)]
    written = list(site.pages.each(write, [*groups, *beside]))
    listed += [(address, modified) for address, modified, indexed in written if indexed]
    put(site.assets.last)
    if base:
        for address, content in sitemaps(base, listed).items():
            _put(place, address, content, partial(bytes, content))
    return len(written)


def finish(
    staging: Staging, site: Site, around: Around, files: Sequence[str], base: str | None
) -> None:
    """Make a whole site of the generator's ``files`` and the bank, as visitors get it, and check it.

    Raises ``UnsoundSiteError`` where it is not whole, and ``OSError``.
    """
    lean = partial(make_lean, staging.folder, files)
    pages = write_bank(staging, site, around, base, [lean])
    check(staging, site, pages + sum(name.endswith(".html") for name in files))


def check(staging: Staging, site: Site, pages: int) -> None:
    """Raise ``UnsoundSiteError`` unless the built site has ``pages`` sound pages and all sections."""
    wanted = (NOT_FOUND, *(f"{section.address}index.html" for section in site.sections))
    found = faults(staging.folder, pages, wanted, META.encode())
    if found:
        raise UnsoundSiteError(*found)


def _made_from(asset: Asset) -> object:
    if isinstance(asset.content, Path):
        return asset, stamps([asset.content])
    return asset


def _put(place: Place, address: str, made_from: object, make: Callable[[], bytes | Path]) -> None:
    try:
        place.put(address, made_from, make)
    except FileExistsError:
        raise UnsoundSiteError(
            f"Två sidor eller filer vill ligga på adressen /{address}."
        ) from None
