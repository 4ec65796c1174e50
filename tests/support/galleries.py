"""Galleries of made-up pictures whose files are only said to exist, and their pages as a small site.

Pictures are found here by rules of the tests' own, to hold scripts and pages to them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.bank import TODAY, write
from tests.support.browsing import served
from tests.support.listings import write_pages

from jambanken.bank import Memory, load
from jambanken.catalogue import Catalogue, catalogue
from jambanken.facets import FACETS, Facets, Seen, Traits, facets
from jambanken.gallery import Gallery, Made, Shown, wish_of
from jambanken.images.recipe import outputs
from jambanken.images.values import PictureFile
from jambanken.kinds.bildbank import Picture
from jambanken.output import Page
from jambanken.pages.environment import environment
from jambanken.pages.gallery import gallery_assets, gallery_pages
from jambanken.pages.memory import PageMemory
from jambanken.pictures import Action, AgeGroup, Gaze, Plane, Presentation, ShownRole

#: Keys that are chosen, by facet.
Choice = Mapping[str, frozenset[str]]

SIZES = ((2400, 1600), (2000, 2400), (1500, 1500), (900, 3000), (5000, 700))
AREAS = ("forskola", "skola", "teknik-och-gata")
VOCABULARY = {
    "målgrupper": [],
    "verksamheter": [{"id": id_, "namn": id_.capitalize()} for id_ in AREAS],
    "teman": [{"id": "bild", "namn": "Bild"}],
    "styrdokument": [],
}


def choice_of(keys: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return keys that are chosen by facet."""
    by_facet: dict[str, set[str]] = {facet.id: set() for facet in FACETS}
    for key in keys:
        by_facet[key.partition("-")[0]].add(key)
    return {id_: frozenset(chosen) for id_, chosen in by_facet.items()}


def is_found(traits: Traits, choice: Choice) -> bool:
    """Tell whether a picture fits a choice: the rule that the gallery's script follows."""
    return bool(_found(traits, choice))


def counts(all_: Iterable[Traits], choice: Choice) -> Counter[str]:
    """Return how many pictures each key would show beside what is chosen in the other facets."""
    found: Counter[str] = Counter()
    for facet in FACETS:
        rest = {id_: keys for id_, keys in choice.items() if id_ != facet.id}
        for traits in all_:
            found.update(key for key in _found(traits, rest) if key.partition("-")[0] == facet.id)
    return found


def _found(traits: Traits, choice: Choice) -> frozenset[str]:
    """Return the keys of the whole picture and of the people who fit; none where it does not fit."""
    asked = [(facet, choice[facet.id]) for facet in FACETS if choice.get(facet.id)]
    if not all(keys & set(traits.whole) for facet, keys in asked if not facet.of_people):
        return frozenset()
    wanted = [keys for facet, keys in asked if facet.of_people]
    people = [person for person in traits.people if all(keys & set(person) for keys in wanted)]
    return frozenset(traits.whole).union(*people) if people else frozenset()


def made_up(count: int, seed: int = 1) -> dict[str, dict[str, Any]]:
    """Return the data of so many pictures, the same in every run: all sorts of people in all places."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    return {f"bildbank/bild-{number:03}": _picture(chance, number) for number in range(count)}


def _picture(chance: random.Random, number: int) -> dict[str, Any]:
    data: dict[str, Any] = {
        "titel": f"Bild nummer {number:03}",
        "fil": f"bild-{number:03}.png",
        "alt": f"En bild med numret {number}, som inte finns.",
        "licens": chance.choice(["CC0-1.0", "CC-BY-4.0", "© Kim Exempel"]),
        "verksamheter": chance.sample(AREAS, chance.randrange(3)) or None,
        "miljö": chance.choice(["Kontor", "gata", "Skolkök", None]),
        "typ": chance.choice(["illustration", "foto"]),
        "igenkännbara": "nej",
    }
    if data["typ"] == "foto":
        data["antal"] = {"kvinnor": chance.randrange(3), "pojkar": chance.randrange(2)}
    else:
        data["personer"] = [_person(chance) for _ in range(chance.randrange(4))] or None
    return data


def _person(chance: random.Random) -> dict[str, str]:
    lists = {
        "presentation": Presentation,
        "åldersgrupp": AgeGroup,
        "roll": ShownRole,
        "handling": Action,
        "plan": Plane,
        "blick": Gaze,
    }
    return {key: str(chance.choice(list(choices))) for key, choices in lists.items()}


def shown_of(root: Path, pictures: Mapping[str, Mapping[str, Any]]) -> tuple[Catalogue, Gallery]:
    """Write a bank of pictures, and return it as if all their files had been made."""
    write(root, pictures, vokabular=VOCABULARY)
    bank = load(root, TODAY, Memory())
    seen = catalogue(bank)
    shown = {
        record.slug: _shown(record.slug, record, record.entry, number)
        for number, record in enumerate(seen.of_kind("bildbank"))
        if isinstance(record.entry, Picture)
    }
    return seen, Gallery(shown, {}, "key")


def _shown(slug: str, record: Any, picture: Picture, number: int) -> Shown:
    width, height = SIZES[number % len(SIZES)]
    colour = f"#{number * 7919 % 0x1000000:06x}"
    file = PictureFile("0" * 64, "0" * 16, width, height, colour)
    made = tuple(
        Made(output, f"bildbank/{slug}/{slug}-{output.name}.{output.format}", 1_000)
        for output in outputs(width, height, wish_of(picture))
    )
    return Shown(record, picture, file, made, record.digest)


def pages_of(seen: Catalogue, gallery: Gallery) -> dict[str, Page]:
    """Return the pages of a gallery, by address."""
    templates = environment(lambda _: False)
    makings = gallery_pages(templates, seen, gallery, PageMemory("", None))
    return {page.address: page for page in (make() for make in makings)}


class ServedGallery(NamedTuple):
    """A served gallery, with what it was made from."""

    base: str
    seen: Catalogue
    gallery: Gallery

    @property
    def facets(self) -> Facets:
        """What its pictures can be found by."""
        return facets(
            self.seen, [Seen(one.picture, one.file.width, one.file.height) for one in self.gallery]
        )

    def found(self, *keys: str) -> list[str]:
        """Return the titles of the pictures that fit a choice, in the order of the gallery."""
        choice = choice_of(keys)
        pairs = zip(self.gallery, self.facets.traits, strict=True)
        return [shown.picture.title for shown, traits in pairs if is_found(traits, choice)]


@contextmanager
def served_gallery(folder: Path, count: int) -> Iterator[ServedGallery]:
    """Serve a gallery of so many made-up pictures below a folder, as some hosts do."""
    seen, gallery = shown_of(folder / "bank", made_up(count))
    pages = pages_of(seen, gallery).values()
    write_pages(folder / "site" / "banken", seen, pages, gallery_assets(seen, gallery))
    with served(folder / "site") as address:
        yield ServedGallery(f"{address}banken/bildbank/", seen, gallery)
