"""What a picture can be found by, and which ones a choice finds.

A choice holds words of several facets. Within a facet any of its words will do, between facets all
must fit. What is chosen of people must fit one and the same person: "woman" and "leader" find
pictures where a woman leads, not those where a woman stands beside a leading man.

``docs/assets/js/facets.js`` finds by the same rules, and counts; a test compares the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jambanken.catalogue import Catalogue
from jambanken.kinds.bildbank import Picture
from jambanken.pictures import (
    Action,
    AgeGroup,
    Counts,
    Person,
    PictureType,
    Presentation,
    ShownRole,
    Use,
)
from jambanken.swedish import sentence, slug, sort_key
from jambanken.values import LONGEST_SLUG, AreaId

#: A place is free text: only the most frequent ones are a choice, so that choices stay few.
MOST_SETTINGS = 30


@dataclass(frozen=True, slots=True)
class Facet:
    """A side of pictures. ``id`` is its name in addresses; ``of_people`` is said of each person."""

    id: str
    name: str
    of_people: bool = False


FACETS = (
    Facet("verksamhet", "Verksamhet"),
    Facet("visar", "Vem som visas", of_people=True),
    Facet("roll", "Roll", of_people=True),
    Facet("handling", "Aktiv eller passiv", of_people=True),
    Facet("alder", "Ålder", of_people=True),
    Facet("miljo", "Miljö"),
    Facet("typ", "Typ"),
    Facet("format", "Format"),
    Facet("licens", "Licens"),
    Facet("anvandning", "Får användas till"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word to choose. ``key`` is facet and word, as in ``roll-ledare``."""

    facet: str
    id: str
    name: str

    @property
    def key(self) -> str:
        return f"{self.facet}-{self.id}"


@dataclass(frozen=True, slots=True)
class Traits:
    """What one picture can be found by: the keys of the whole picture, and of each person in it.

    People who are alike are there once. A picture without people has a person who says just that.
    """

    whole: tuple[str, ...]
    people: tuple[tuple[str, ...], ...]

    @property
    def keys(self) -> frozenset[str]:
        """All keys of the picture."""
        return frozenset(self.whole).union(*self.people)


@dataclass(frozen=True, slots=True)
class Facets:
    """The words in use, in the order to show them, and each picture's traits in the order given."""

    words: tuple[Word, ...]
    traits: tuple[Traits, ...]

    def of(self, facet: Facet) -> tuple[Word, ...]:
        """Return a facet's words."""
        return tuple(word for word in self.words if word.facet == facet.id)


class Seen(NamedTuple):
    """A picture, and the size of its file in pixels."""

    picture: Picture
    width: int
    height: int


def facets(catalogue: Catalogue, pictures: Sequence[Seen]) -> Facets:
    """Return what pictures can be found by.

    A word that no picture has is left out, and so are places beyond the `MOST_SETTINGS` most used.
    """
    settings = _settings(seen.picture for seen in pictures)
    traits = tuple(_traits(seen, settings) for seen in pictures)
    used = frozenset[str]().union(*(item.keys for item in traits))
    known = (
        *(Word("verksamhet", id_, name) for id_, name in _areas(catalogue, pictures)),
        *_WORDS,
        *(Word("miljo", id_, name) for id_, name in settings.items()),
        *(Word("licens", id_, name) for id_, name in _licences(pictures)),
    )
    words = {word.key: word for word in known if word.key in used}
    return Facets(tuple(words.values()), traits)


def _words(facet: str, names: Mapping[str, str]) -> Iterator[Word]:
    return (Word(facet, slug(value), name) for value, name in names.items())


#: What is said of a picture where nobody is shown, and where nothing is known of who is.
_NOBODY, _NOT_SAID = "inga-personer", "ingen-uppgift"
#: The words of the contract's lists, in its order, as a visitor reads them.
_WORDS = (
    *_words(
        "visar",
        {
            Presentation.WOMAN: "Kvinna",
            Presentation.MAN: "Man",
            Presentation.GIRL: "Flicka",
            Presentation.BOY: "Pojke",
            Presentation.NON_BINARY: "Ickebinär",
            Presentation.CHILD_NOT_STATED: "Barn, kön inte angivet",
            Presentation.NOT_STATED: "Kön inte angivet",
            _NOBODY: "Inga personer",
            _NOT_SAID: "Ingen uppgift",
        },
    ),
    *_words(
        "roll",
        {
            ShownRole.LEADER: "Ledare",
            ShownRole.CARE: "Ger omsorg",
            ShownRole.TECHNICAL: "Teknisk roll",
            ShownRole.PERFORMER: "Utförare",
            ShownRole.ELECTED: "Förtroendevald",
            ShownRole.EMPLOYEE: "Medarbetare",
            ShownRole.PUPIL: "Elev",
            ShownRole.USER: "Brukare",
            ShownRole.RESIDENT: "Invånare",
            ShownRole.PRACTITIONER: "Utövare",
        },
    ),
    *_words(
        "handling",
        {
            Action.ACTIVE: "Aktiv",
            Action.PASSIVE: "Passiv",
            Action.NOT_APPLICABLE: "Inget av dem",
        },
    ),
    *_words("alder", {age: sentence(age.label) for age in AgeGroup}),
    *_words("typ", {type_: sentence(type_.label) for type_ in PictureType}),
    *_words("format", {"liggande": "Liggande", "stående": "Stående", "kvadrat": "Kvadrat"}),
    *_words(
        "anvandning",
        {Use.WEB: "Webb", Use.PRINT: "Tryck", Use.SOCIAL: "Sociala medier"},
    ),
)
#: Licences that are a holder's own words are one choice.
_RESERVED_RIGHTS = ("upphovsratt", "Upphovsrätt (©)")


def shape(width: int, height: int) -> str:
    """Return how a picture lies: ``liggande``, ``stående`` or ``kvadrat``.

    What differs by less than a fiftieth is square to the eye.
    """
    if abs(width - height) * 50 < max(width, height):
        return "kvadrat"
    return "liggande" if width > height else "stående"


def _traits(seen: Seen, settings: Mapping[str, str]) -> Traits:
    picture = seen.picture
    setting, licence = _setting_id(picture), _licence(picture)[0]
    whole = (
        *(f"verksamhet-{area}" for area in picture.areas),
        *([f"miljo-{setting}"] if setting in settings else []),
        f"typ-{slug(picture.picture_type)}",
        f"format-{slug(shape(seen.width, seen.height))}",
        f"licens-{licence}",
        *(f"anvandning-{slug(use)}" for use in picture.uses),
    )
    return Traits(tuple(dict.fromkeys(whole)), tuple(dict.fromkeys(_people(picture))))


def _people(picture: Picture) -> Iterator[tuple[str, ...]]:
    counted = list(_counted(picture.counts)) if picture.counts else []
    yield from map(_person, picture.people)
    yield from counted
    if not picture.people and not counted:
        yield (f"visar-{_NOBODY if picture.counts else _NOT_SAID}",)


def _person(person: Person) -> tuple[str, ...]:
    return (
        f"visar-{slug(person.presentation)}",
        f"roll-{slug(person.role)}",
        f"handling-{slug(person.action)}",
        f"alder-{slug(person.age)}",
    )


def _counted(counts_: Counts) -> Iterator[tuple[str, ...]]:
    """Give the people of a picture that says no more than how many they are."""
    sorts = (
        (counts_.women, (Presentation.WOMAN, "")),
        (counts_.men, (Presentation.MAN, "")),
        (counts_.girls, (Presentation.GIRL, AgeGroup.CHILD)),
        (counts_.boys, (Presentation.BOY, AgeGroup.CHILD)),
        (counts_.non_binary, (Presentation.NON_BINARY, "")),
        (counts_.unknown, (Presentation.NOT_STATED, "")),
    )
    for number, (presentation, age) in sorts:
        if number:
            yield (f"visar-{slug(presentation)}", *([f"alder-{slug(age)}"] if age else []))


def _settings(pictures: Iterable[Picture]) -> dict[str, str]:
    """Return the places that are a choice, in alphabetical order: id and name."""
    named = [(id_, picture.setting) for picture in pictures if (id_ := _setting_id(picture))]
    names = {id_: sentence(name or "") for id_, name in reversed(named)}
    by_use = sorted(Counter(id_ for id_, _ in named).items(), key=lambda item: (-item[1], item[0]))
    most = sorted((id_ for id_, _ in by_use[:MOST_SETTINGS]), key=lambda id_: sort_key(names[id_]))
    return {id_: names[id_] for id_ in most}


def _setting_id(picture: Picture) -> str:
    """Return a place as part of an address, empty where none of its letters can stand there."""
    return slug(picture.setting or "")[:LONGEST_SLUG].strip("-")


def _areas(catalogue: Catalogue, pictures: Sequence[Seen]) -> Iterator[tuple[str, str]]:
    """Give the areas in the order of their list, then those that no list knows."""
    for sort, id_ in catalogue.words:
        if sort is AreaId:
            yield id_, catalogue.words[sort, id_].name
    known = {id_ for sort, id_ in catalogue.words if sort is AreaId}
    for seen in pictures:
        yield from ((str(id_), str(id_)) for id_ in seen.picture.areas if id_ not in known)


def _licences(pictures: Sequence[Seen]) -> list[tuple[str, str]]:
    return sorted({_licence(seen.picture) for seen in pictures}, key=lambda item: item[1])


def _licence(picture: Picture) -> tuple[str, str]:
    if picture.licence.startswith("©"):
        return _RESERVED_RIGHTS
    return slug(picture.licence), picture.licence.label
