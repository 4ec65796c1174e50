"""What a picture's own page offers: files to take, texts to copy, pictures like it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from jambanken.catalogue import Catalogue
from jambanken.gallery import Gallery, Made, Shown
from jambanken.images.recipe import CROPS, Format
from jambanken.kinds.base import Status
from jambanken.kinds.bildbank import Picture
from jambanken.markdown import BASE
from jambanken.pages.picture_words import credit_html, credit_text, figure_html
from jambanken.pictures import Use
from jambanken.swedish import file_size, number

#: What the page asks of the browser, for its head.
SCRIPT = Markup(f'<script type="module" src="{BASE}assets/js/copy.js"></script>')  # noqa: S704  # constants
SIMILAR = 6
#: How much each trait that two pictures share says of how alike they are; each role or tag counts.
WEIGHTS: Mapping[str, int] = {"area": 3, "activity": 3, "setting": 2, "tag": 2, "role": 1}
#: Pictures that share less than this have nothing to do with each other.
ALIKE = 2
#: A trait of more pictures than this tells none of them from the rest. It bounds the work, too.
COMMON = 300
#: What printers ask for, for pictures that are seen at arm's length.
PRINT_DPI = 300

Trait = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away: what it is called, and whom it is for."""

    made: Made
    name: str
    advice: str

    @property
    def size(self) -> str:
        """Its pixels and bytes in words."""
        return f"{pixels(self.made)}, {file_size(self.made.size)}"


@dataclass(frozen=True, slots=True)
class Crop:
    """A crop as it is offered. Without ``made``, ``missing`` says why."""

    name: str
    use: str
    made: Made | None
    missing: str

    @property
    def size(self) -> str:
        """Its pixels and bytes in words, empty where it is not made."""
        return f"{pixels(self.made)}, {file_size(self.made.size)}" if self.made else ""


@dataclass(frozen=True)
class PictureView:
    """A picture as its own page shows it.

    ``site`` is the site's own address with a slash at its end, empty where it is not known.
    """

    shown: Shown
    site: str
    similar: tuple[Shown, ...]

    @property
    def picture(self) -> Picture:
        return self.shown.picture

    @cached_property
    def main(self) -> Download:
        """The file that suits most."""
        return self.web[0]

    @cached_property
    def web(self) -> tuple[Download, ...]:
        """The whole picture for screens, the file that suits most first."""
        return tuple(self._downloads("webb", _FOR_WEB))

    @cached_property
    def print(self) -> tuple[Download, ...]:
        """The whole picture for print, empty where it may not be printed."""
        if Use.PRINT not in self.picture.uses:
            return ()
        return tuple(self._downloads("tryck", _FOR_PRINT))

    @property
    def print_size(self) -> str:
        """How large the picture can be printed: ``20 × 14 cm``."""
        size = (self.shown.file.width, self.shown.file.height)
        return "{} × {} cm".format(*(max(1, pixel * 254 // (PRINT_DPI * 100)) for pixel in size))

    @cached_property
    def crops(self) -> tuple[Crop, ...]:
        """All crops, with those that are not made."""
        return tuple(self._crop(name) for name in CROPS)

    @property
    def may_be_in_social_media(self) -> bool:
        return Use.SOCIAL in self.picture.uses

    @property
    def credit(self) -> str:
        return credit_text(self.picture)

    @property
    def credit_html(self) -> str:
        """The credit line as HTML source, to be shown and copied as text."""
        return str(credit_html(self.picture))

    @property
    def figure(self) -> str:
        """A ``<figure>`` as HTML source, to be shown and copied as text."""
        made = self.main.made
        source = self.site + made.address if self.site else made.address.rpartition("/")[2]
        size = made.output
        return str(figure_html(self.picture, source, size.width, size.height))

    def _downloads(self, name: str, sorts: Mapping[Format, tuple[str, str]]) -> Iterator[Download]:
        for format_, (title, advice) in sorts.items():
            made = self.shown.find(name, format_)
            if made:
                yield Download(made, title, advice)

    def _crop(self, name: str) -> Crop:
        title, use = _CROPS[name]
        made = self.shown.find(name)
        crops = self.picture.crops
        is_withheld = crops is not None and name in crops.model_dump(
            by_alias=True, exclude_none=True
        )
        wide, high = CROPS[name]
        missing = (
            "Redaktionen har valt bort det här formatet, eftersom det skulle skada bilden."
            if is_withheld
            else f"Bilden är för liten. Formatet kräver {wide} × {high} pixlar."
        )
        return Crop(title, use, made, "" if made else missing)


_FOR_WEB: Mapping[Format, tuple[str, str]] = {
    Format.JPEG: (
        "Webb (JPEG)",
        "De flesta behov: webbsidor, nyhetsbrev, presentationer och dokument. Fungerar överallt.",
    ),
    Format.WEBP: ("Webb (WebP)", "Mindre fil för webbsidor. Alla aktuella webbläsare visar den."),
    Format.AVIF: (
        "Webb (AVIF)",
        "Liten fil i ett nyare format. Äldre webbläsare och program kan inte öppna den.",
    ),
}
_FOR_PRINT: Mapping[Format, tuple[str, str]] = {
    Format.JPEG: ("Tryck (JPEG)", "Bildens alla pixlar."),
    Format.PNG: ("Tryck (PNG)", "Bildens alla pixlar, utan förluster."),
    Format.TIFF: ("Tryck (TIFF)", "Samma bild, i ett format som en del tryckerier ber om."),
}
#: What each crop is called and used for.
_CROPS: Mapping[str, tuple[str, str]] = {
    "1x1": ("Kvadrat, 1:1", "Inlägg i flöden och kort."),
    "4x5": ("Stående, 4:5", "Inlägg som fyller mer av skärmen på en telefon."),
    "16x9": ("Liggande, 16:9", "Presentationer, skärmar och film."),
    "9x16": ("Stående, 9:16", "Stories och informationsskärmar på höjden."),
    "1200x630": ("Länkbild, 1200 × 630", "Bilden som syns när någon delar en länk."),
}


def pixels(made: Made) -> str:
    """Return a file's size on the screen: ``1 920 × 1 280 pixlar``."""
    return f"{number(made.output.width)} × {number(made.output.height)} pixlar"


class PictureViews:
    """All pictures of a gallery as their own pages show them."""

    def __init__(self, gallery: Gallery, catalogue: Catalogue) -> None:
        self.gallery = gallery
        address = catalogue.settings.address
        self.site = f"{str(address).rstrip('/')}/" if address else ""

    def view(self, slug: str) -> PictureView | None:
        """Return a picture's view, None where the picture has no files to show."""
        shown = self.gallery.pictures.get(slug)
        return PictureView(shown, self.site, self.similar(shown)) if shown else None

    def similar(self, shown: Shown) -> tuple[Shown, ...]:
        """Return the pictures that are most like one, by what is written of them, never by looks.

        Each trait that both have adds its weight (`WEIGHTS`); of equals, the first slug comes first.
        """
        scores: Counter[str] = Counter()
        for trait in set(_traits(shown.picture)):
            slugs = self._by_trait.get(trait, [])
            if len(slugs) <= COMMON:
                scores.update(dict.fromkeys(slugs, WEIGHTS[trait[0]]))
        del scores[shown.slug]
        alike = sorted(
            (slug for slug, score in scores.items() if score >= ALIKE),
            key=lambda slug: (-scores[slug], slug),
        )
        return tuple(self.gallery.pictures[slug] for slug in alike[:SIMILAR])

    @cached_property
    def _by_trait(self) -> Mapping[Trait, list[str]]:
        found: dict[Trait, list[str]] = {}
        for shown in self.gallery:
            if shown.picture.status is Status.ARCHIVED:  # in no list
                continue
            for trait in set(_traits(shown.picture)):
                found.setdefault(trait, []).append(shown.slug)
        return found


def _traits(picture: Picture) -> Iterator[Trait]:
    yield from (("area", str(area)) for area in picture.areas)
    yield from (("tag", tag.casefold()) for tag in picture.tags)
    yield from (("role", person.role.value) for person in picture.people)
    if picture.setting:
        yield "setting", picture.setting.casefold()
    if picture.activity:
        yield "activity", picture.activity.casefold()
