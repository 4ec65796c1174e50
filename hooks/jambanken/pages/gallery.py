"""The gallery: all pictures, the pictures under each word, and the file that scripts read them from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from jambanken.balance import people_of
from jambanken.catalogue import Catalogue
from jambanken.facets import FACETS, Facet, Facets, Seen, Traits, Word, facets
from jambanken.feeds.atom import head_link
from jambanken.feeds.bank import FILE as FEED
from jambanken.gallery import Gallery, Made, Shown
from jambanken.images.recipe import Use
from jambanken.kinds import KIND_BY_NAME
from jambanken.markdown import BASE
from jambanken.output import Asset, Page
from jambanken.pages.listing import PAGE_LENGTH
from jambanken.pages.memory import Making, PageMemory
from jambanken.pages.sides import Choice, Side
from jambanken.pictures import PictureType

DATA_FILE = "bildbank/bilder.json"
SCRIPTS = ("gallery.js",)
#: So many pictures of a page come at once: about what the first screen shows.
EAGER = 4
#: So many facets are open from the start.
OPEN = 3
_KIND = KIND_BY_NAME["bildbank"]
_FEED = str(head_link(_KIND.address + FEED, _KIND.plural))
_DUMP = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its pictures (places in the gallery's list), and the pages beside it."""

    address: str
    number: int
    last: int
    places: tuple[int, ...]
    previous: str
    following: str


def gallery_pages(
    templates: Environment, catalogue: Catalogue, gallery: Gallery, memory: PageMemory
) -> Iterator[Making]:
    """Give what makes ``/bildbank/``, its further pages, and ``/bildbank/filter/WORD/`` for each word.

    The first page is there even when there are no pictures. Pages that scripts filter name
    `DATA_FILE`, which `gallery_assets` gives.
    """
    room = _Room(templates, catalogue, gallery)
    for sheet in _sheets(_KIND.address, range(len(room.listed))):
        yield memory.making(sheet.address, room.made_from(sheet), partial(room.page, sheet))
    for word in room.found.words:
        for sheet in _sheets(f"{_KIND.address}filter/{word.key}/", room.places[word.key]):
            make = partial(room.page, sheet, word)
            yield memory.making(sheet.address, room.made_from(sheet), make)


def gallery_assets(catalogue: Catalogue, gallery: Gallery) -> Iterator[Asset]:
    """Give `DATA_FILE`: what scripts read of the pictures that are listed.

    ``count`` is how many there are, and ``pictures`` has for each: ``id`` (slug), ``title``,
    ``alt``, ``credit``, ``maker`` (the credit in short), ``licence`` (``label``, ``url``), ``page``
    (address below the site's base, as all addresses here), ``width`` and ``height`` in pixels,
    ``format`` (a word's id), ``colour``, ``uses`` (what it may be used for),
    ``avif``, ``webp`` and ``jpg`` (``[width, address]``, the narrowest first), ``files`` (``webb``
    and ``tryck``, each a list of ``{"address", "format", "width", "height", "size"}``), ``whole``
    and ``people`` (`jambanken.facets.Traits`), and who is shown, as `jambanken.balance.people_of`
    says it. ``facets`` has the words in use, in their order.
    """
    listed = _listed(catalogue, gallery)
    found = _facets(catalogue, listed)
    data = {
        "count": len(listed),
        "facets": [
            {
                "id": facet.id,
                "name": facet.name,
                "people": facet.of_people,
                "words": [[word.id, word.name] for word in found.of(facet)],
            }
            for facet in FACETS
        ],
        "pictures": list(map(_data, listed, found.traits)),
    }
    yield Asset(DATA_FILE, _DUMP(data).encode())


class _Room:
    """What all pages of the gallery share; a picture's card is rendered once for all of them."""

    def __init__(self, templates: Environment, catalogue: Catalogue, gallery: Gallery) -> None:
        self.templates = templates
        self.listed = _listed(catalogue, gallery)
        self.found = _facets(catalogue, self.listed)
        self.places: dict[str, list[int]] = {}
        for place, traits in enumerate(self.found.traits):
            for key in traits.keys:
                self.places.setdefault(key, []).append(place)
        self._cards: dict[int, Markup] = {}

    def made_from(self, sheet: Sheet) -> tuple[object, ...]:
        """Return what a page is made from."""
        listed = [self.listed[place] for place in sheet.places]
        shown = tuple((picture.key, picture.record.digest) for picture in listed)
        return sheet, shown, self._sides, self.all_drawn

    @cached_property
    def _sides(self) -> tuple[Side, ...]:
        return self.sides("")

    @cached_property
    def all_drawn(self) -> bool:
        """Tell whether there are pictures, and no photo among them."""
        types = {shown.picture.picture_type for shown in self.listed}
        return types == {PictureType.ILLUSTRATION}

    def sides(self, chosen: str) -> tuple[Side, ...]:
        """Return the facets that have words; ``chosen`` is the key of the page's own word."""
        used = [facet for facet in FACETS if self.found.of(facet)]
        return tuple(
            self._side(facet, chosen, is_first=number < OPEN) for number, facet in enumerate(used)
        )

    def _side(self, facet: Facet, chosen: str, *, is_first: bool) -> Side:
        choices = tuple(self._choice(word, chosen) for word in self.found.of(facet))
        is_open = is_first or any(choice.is_chosen for choice in choices)
        return Side(facet.id, facet.name, choices, of_people=facet.of_people, is_open=is_open)

    def page(self, sheet: Sheet, word: Word | None = None) -> Page:
        """Render a page: of all pictures, or of those that have a word."""
        side = next((facet for facet in FACETS if word and facet.id == word.facet), None)
        body = self.templates.get_template("gallery.html.jinja").render(
            kind=_KIND,
            sheet=sheet,
            cards=[
                self.card(place, eager=number < EAGER) for number, place in enumerate(sheet.places)
            ],
            total=len(self.listed),
            count=len(self.places[word.key]) if word else len(self.listed),
            sides=self.sides(word.key if word else ""),
            side=side,
            word=word,
            all_drawn=self.all_drawn,
            data_file=DATA_FILE,
        )
        return Page(
            address=sheet.address,
            title=_title(sheet, side, word),
            description=_description(side, word, len(self.listed)),
            body=body,
            head=_FEED + "".join(map(_script, SCRIPTS) if self.listed else ()),
            section=_KIND.address,
        )

    def card(self, place: int, *, eager: bool) -> Markup:
        """Return a picture's card. One that is fetched at once is not kept."""
        if eager:
            return self._render(place, eager=True)
        if place not in self._cards:
            self._cards[place] = self._render(place, eager=False)
        return self._cards[place]

    def _render(self, place: int, *, eager: bool) -> Markup:
        module: Any = self.templates.get_template("macros/gallery.html.jinja").module
        made: Markup = module.shot(self.listed[place], self.found.traits[place], eager)
        return made

    def _choice(self, word: Word, chosen: str) -> Choice:
        address = f"{_KIND.address}filter/{word.key}/"
        count = len(self.places[word.key])
        return Choice(word.id, word.name, count, address, is_chosen=word.key == chosen)


def _listed(catalogue: Catalogue, gallery: Gallery) -> tuple[Shown, ...]:
    found = (gallery.find(record.ref) for record in catalogue.of_kind(_KIND.name))
    return tuple(shown for shown in found if shown is not None)


def _facets(catalogue: Catalogue, listed: Sequence[Shown]) -> Facets:
    seen = [Seen(shown.picture, shown.file.width, shown.file.height) for shown in listed]
    return facets(catalogue, seen)


def _sheets(address: str, places: Sequence[int]) -> list[Sheet]:
    """Split pictures into pages of a bearable length; the first one may be empty."""
    starts = range(0, len(places), PAGE_LENGTH) or range(1)
    addresses = [
        address if number == 1 else f"{address}sida/{number}/"
        for number in range(1, len(starts) + 1)
    ]
    around = ["", *addresses, ""]
    return [
        Sheet(
            address=addresses[index],
            number=index + 1,
            last=len(starts),
            places=tuple(places[start : start + PAGE_LENGTH]),
            previous=around[index],
            following=around[index + 2],
        )
        for index, start in enumerate(starts)
    ]


def _title(sheet: Sheet, side: Facet | None, word: Word | None) -> str:
    title = f"Bilder – {side.name.lower()}: {word.name}" if side and word else _KIND.plural
    return f"{title}, sida {sheet.number}" if sheet.number > 1 else title


def _description(side: Facet | None, word: Word | None, total: int) -> str:
    if side and word:
        return f"Bilderna i bildbanken med {side.name.lower()}: {word.name}."
    return _KIND.lead if total else f"{_KIND.lead} Bildbanken byggs."


def _script(name: str) -> str:
    return f'<script type="module" src="{BASE}assets/js/{name}"></script>'


def _data(shown: Shown, traits: Traits) -> Mapping[str, object]:
    picture, file = shown.picture, shown.file
    is_format = "format-"
    return {
        "id": shown.slug,
        "title": shown.record.card.title,
        "alt": picture.alt,
        "credit": picture.credit,
        "maker": picture.short_credit,
        "licence": {"label": picture.licence.label, "url": picture.licence.url},
        "page": shown.address,
        "width": file.width,
        "height": file.height,
        "format": next(
            key.removeprefix(is_format) for key in traits.whole if key.startswith(is_format)
        ),
        "colour": file.colour,
        "uses": list(map(str, picture.uses)),
        **{format_: _sources(shown, format_) for format_ in ("avif", "webp", "jpg")},
        "files": _files(shown),
        "whole": traits.whole,
        "people": traits.people,
        **people_of(picture),
    }


def _sources(shown: Shown, format_: str) -> list[tuple[int, str]]:
    return [(made.output.width, made.address) for made in shown.sources(format_)]


def _files(shown: Shown) -> dict[str, list[dict[str, object]]]:
    files: dict[str, list[dict[str, object]]] = {}
    for made in shown.downloads:
        if made.output.use is not Use.CROP:
            files.setdefault(made.output.name, []).append(_file(made))
    return files


def _file(made: Made) -> dict[str, object]:
    return {
        "address": made.address,
        "format": made.output.format.value,
        "width": made.output.width,
        "height": made.output.height,
        "size": made.size,
    }
