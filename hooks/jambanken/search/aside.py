"""Makes the index beside everything else: it takes as long as a third of the pages."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from jambanken.cache.store import Store
from jambanken.catalogue import Catalogue
from jambanken.forked import begin
from jambanken.gallery import Gallery
from jambanken.output import Asset
from jambanken.search.build import search_assets


def search_aside(
    shown: Catalogue,
    pictures: Gallery,
    pages: Path,
    store: Store,
    memory: MutableMapping[str, Any] | None,
) -> Callable[[], tuple[Asset, ...]]:
    """Return what gives the files of the index, as `search_assets` does.

    Where nothing is to be remembered in this process, another one makes them meanwhile. It opens
    the store for itself, since no two processes may use one connection.
    """
    if memory is not None:
        return lambda: tuple(search_assets(shown, pictures, pages, store, memory))

    def make() -> tuple[tuple[Asset, ...], frozenset[str]]:
        own = Store(store.file)
        assets = tuple(search_assets(shown, pictures, pages, own))
        asked = own.asked
        own.close(prune=False)
        return assets, asked

    made = begin(make, weight=len(shown.records))

    def wait() -> tuple[Asset, ...]:
        assets, asked = made()
        store.ask(asked)
        return assets

    return wait
