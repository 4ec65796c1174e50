"""Which picture stands for a page where its address is shared, and the cards drawn for that.

An entry's own picture where it has one that may be used so; else a card with its title. Cards take
some 5 ms each: they are drawn for visitors alone, and kept in the store. In a preview or a trial
build one card stands for all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from markupsafe import escape

from jambanken.bank import Record
from jambanken.cache.store import Store
from jambanken.catalogue import Catalogue
from jambanken.colours import WHITE, readable, rgb
from jambanken.forked import spread
from jambanken.gallery import Gallery
from jambanken.images.card import HEIGHT, WIDTH, Paint, Words, can_be_drawn, draw, software
from jambanken.output import Asset, Later, Page
from jambanken.pictures import Use
from jambanken.settings import Settings

FOLDER = "assets/delning"
CROP = f"{WIDTH}x{HEIGHT}"
#: How many times the work of one file a card is.
_WEIGHT = 5


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of 1200 by 630 pixels: its address below the site's base, and what it shows."""

    address: str
    alt: str


NONE = Picture("", "")


@dataclass(frozen=True)
class Sharing:
    """The pictures of a site's pages. ``is_drawn`` tells whether each entry gets a card of its own."""

    shown: Catalogue
    pictures: Gallery
    is_drawn: bool = False

    @cached_property
    def site(self) -> Picture:
        """The picture of a page that has none of its own.

        There is none where the bank does not know its address: services want whole ones.
        """
        settings = self.shown.settings
        words = Words("", settings.tagline or settings.name, settings.name)
        if not settings.base or not can_be_drawn(words.title + words.bank):
            return NONE
        return self._card(words)

    @cached_property
    def frame(self) -> Mapping[str, str]:
        """What the theme is told, as finished HTML: ``image`` and ``image_alt``, empty for none."""
        return {"image": self.site.address, "image_alt": str(escape(self.site.alt))}

    def with_image(self, page: Page) -> Page:
        """Return a page with the site's picture, where it has none of its own."""
        if page.image or not self.site.address:
            return page
        return replace(page, image=self.site.address, image_alt=self.site.alt)

    def of(self, record: Record) -> Picture:
        """Return the picture of an entry's page."""
        if not self.site.address:
            return NONE
        if own := self._own(record):
            return own
        words = self._words(record)
        return self._card(words) if words else self.site

    def assets(self, store: Store) -> Iterator[Asset]:
        """Give the cards. Those that ``store`` lacks are drawn now, by several processes."""
        wanted = {self._key(words): words for words in self._all()}
        missing = [key for key in wanted if key not in store]
        drawn = spread(
            partial(_draw, self._paint), [wanted[key] for key in missing], weight=_WEIGHT
        )
        for key, content in zip(missing, drawn, strict=True):
            store.put(key, content)
        for key, words in wanted.items():
            yield Asset(_address(key), Later(key, partial(self._kept, store, key, words)))

    def _all(self) -> Iterator[Words]:
        if not self.site.address:
            return
        settings = self.shown.settings
        yield Words("", settings.tagline or settings.name, settings.name)
        for record in self.shown.records.values() if self.is_drawn else ():
            if not self._own(record) and (words := self._words(record)):
                yield words

    def _own(self, record: Record) -> Picture | None:
        """Return the entry's own picture, where it may be used in social services and has the crop."""
        shown = self.pictures.find(record.ref) or self.pictures.find(record.entry.image)
        if shown is None or Use.SOCIAL not in shown.picture.uses:
            return None
        made = shown.find(CROP)
        return Picture(made.address, shown.picture.alt) if made else None

    def _words(self, record: Record) -> Words | None:
        """Return what an entry's card says, None where it gets none."""
        card, bank = record.card, self.shown.settings.name
        kind = " · ".join([card.label, *card.facts[:1]])
        if not self.is_drawn or not can_be_drawn(card.title + kind):
            return None
        return Words(kind, card.title, bank)

    def _card(self, words: Words) -> Picture:
        parts = (words.kind, words.title, words.bank)
        said = ". ".join(part.rstrip(".") for part in parts if part)
        return Picture(_address(self._key(words)), f"Text på färgad botten: {said}")

    def _key(self, words: Words) -> str:
        made_from = f"{software()} {self._paint!r} {words!r}"
        return f"card {hashlib.sha256(made_from.encode()).hexdigest()}"

    @cached_property
    def _paint(self) -> Paint:
        return paint_of(self.shown.settings)

    def _kept(self, store: Store, key: str, words: Words) -> bytes:
        known = store.get(key)
        return draw(words, self._paint) if known is None else known


def paint_of(settings: Settings) -> Paint:
    """Return the region's colours, dark enough for white text."""
    primary, accent = rgb(settings.colours.primary), rgb(settings.colours.accent)
    ground = readable(primary, WHITE)
    return Paint(ground, ground, readable(accent, WHITE))


def _draw(paint: Paint, words: Words) -> bytes:
    return draw(words, paint)


def _address(key: str) -> str:
    return f"{FOLDER}/{key.removeprefix('card ')[:20]}.png"
