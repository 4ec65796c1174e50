"""Pages of the last build in this process, taken again where nothing they are made from has changed."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass

from jambanken.output import Page

#: By a page's address: what it was made from, and the page.
PagesByAddress = MutableMapping[str, tuple[tuple[object, ...], Page]]
#: Makes a page, now or in another process.
Making = Callable[[], Page]


@dataclass(frozen=True, slots=True)
class PageMemory:
    """``key`` names what all pages are made from; without ``pages`` nothing is remembered."""

    key: str
    pages: PagesByAddress | None

    @property
    def remembers(self) -> bool:
        """Tell whether pages outlive the build."""
        return self.pages is not None

    def find(self, address: str, made_from: tuple[object, ...]) -> Page | None:
        """Return a page that was made from just this, None where there is none."""
        known = (self.pages or {}).get(address)
        return known[1] if known and known[0] == (self.key, *made_from) else None

    def keep(self, page: Page, made_from: tuple[object, ...]) -> Page:
        """Remember a page, and return it."""
        if self.pages is not None:
            self.pages[page.address] = ((self.key, *made_from), page)
        return page

    def page(self, address: str, made_from: tuple[object, ...], make: Making) -> Page:
        """Return a page as it was, or made now."""
        return self.find(address, made_from) or self.keep(make(), made_from)

    def making(self, address: str, made_from: tuple[object, ...], make: Making) -> Making:
        """Return what gives a page as it was, or made when asked for."""
        return lambda: self.page(address, made_from, make)
