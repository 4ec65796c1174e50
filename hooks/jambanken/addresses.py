"""Which addresses exist in the site, so that no page links to one that does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jambanken.catalogue import Catalogue
from jambanken.groups import GROUPS
from jambanken.kinds import KINDS
from jambanken.law.places import PLACES

HAND_WRITTEN = "docs"
#: First parts of addresses that content has: it comes and goes by day, with no change to any page.
OF_CONTENT = frozenset({*(kind.name for kind in KINDS), *(group.folder for group in GROUPS)})


class Addresses:
    """Every address that a link inside the bank may lead to."""

    def __init__(self, catalogue: Catalogue, root: Path) -> None:
        self._fixed = frozenset(
            {
                "",
                "redaktion/regler/",
                "redaktion/falt/",
                "redaktion/sokord/",
                "bildbank/aterkallade/",
                "bildbank/balans/",
                "data/",
                "medverka/",
                "moten/",
                "nytt/",
                "rapport/",
                "samling/",
                "bestall/",
                "sok/",
                "veckans-tips/",
                *(place.address for place in PLACES),
                *(kind.address for kind in KINDS),
                *(f"redaktion/falt/{kind.name}/" for kind in KINDS),
                *(f"medverka/{kind.name}/" for kind in KINDS),
                *(f"{group.folder}/" for group in GROUPS),
                *(f"organisationer/{id_}/" for id_ in catalogue.organisations),
                *hand_written(root),
            }
        )
        self._words = frozenset(
            f"{group.folder}/{id_}/"
            for group in GROUPS
            for sort, id_ in catalogue.words
            if sort is group.sort
        )
        self._records = frozenset(record.address for record in catalogue.records.values())

    def __iter__(self) -> Iterator[str]:
        """Give all addresses, sorted."""
        return iter(sorted(self._records | self._fixed | self._words))

    def __contains__(self, address: object) -> bool:
        return address in self._records or address in self._fixed or address in self._words


def hand_written(root: Path) -> frozenset[str]:
    """Return the addresses of the pages in ``docs/``."""
    folder = root / HAND_WRITTEN
    files = (path.relative_to(folder).with_suffix("") for path in folder.rglob("*.md"))
    return frozenset(
        f"{path.parent.as_posix()}/".removeprefix("./")
        if path.name == "index"
        else f"{path.as_posix()}/"
        for path in files
    )
