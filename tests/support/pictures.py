"""Pictures of which a test says what matters to it, and their own pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.galleries import shown_of

from jambanken.cache.store import Store
from jambanken.catalogue import Catalogue
from jambanken.gallery import Gallery
from jambanken.kinds.bildbank import Picture
from jambanken.pages.entry import EntryPages, Shared
from jambanken.pages.environment import environment
from jambanken.pages.memory import PageMemory
from jambanken.terms import phrases_of

#: A text that would do harm where it is not taken as text.
HOSTILE = '"><img src=x alt=y>&amp;</script>{{ 7*7 }}'


def bank_of(root: Path, **pictures: Mapping[str, Any]) -> tuple[Catalogue, Gallery]:
    """Return a bank of pictures by slug, drawn and free where nothing else is said."""
    free = {"licens": "CC0-1.0", "typ": "illustration"}
    data = {
        f"bildbank/{slug}": {**free, "fil": f"{slug}.png", **fields}
        for slug, fields in pictures.items()
    }
    return shown_of(root, data)


def picture_of(root: Path, **fields: Any) -> Picture:
    """Return one such picture."""
    return bank_of(root, bild=fields)[1].pictures["bild"].picture


def page_of(seen: Catalogue, gallery: Gallery, slug: str) -> str:
    """Return the body of a picture's own page."""

    def exists(_: str) -> bool:
        return True

    shared = Shared(
        catalogue=seen,
        pictures=gallery,
        templates=environment(exists, gallery.find),
        known=phrases_of(seen),
        exists=exists,
        store=Store(None),
        memory=PageMemory("", None),
    )
    return EntryPages(shared).body(seen.records[f"bildbank/{slug}"])
