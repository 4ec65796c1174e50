"""What all kinds of entries share: the common fields, and the descriptor of a kind.

A field is declared once, with its English name, the Swedish key editors write (``alias``), a
title and a help text. Messages, field guide, blank entries, forms and schemas follow from it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, Field

from jambanken.part import Part
from jambanken.problems import FieldPath
from jambanken.values import (
    AreaId,
    AudienceId,
    Choice,
    Date,
    Licence,
    OrganisationId,
    PictureRef,
    Ref,
    SteeringId,
    Text,
    ThemeId,
    WebAddress,
    Whole,
    of_length,
)

DEFAULT_LICENCE = Licence("CC-BY-4.0")


class Status(Choice):
    """Whether an entry is to be seen."""

    DRAFT = "utkast"
    PUBLISHED = "publicerad"
    ARCHIVED = "arkiverad"


class Reference(Part):
    """A source that the entry builds on."""

    title: Text = Field(alias="titel", title="Titel", description="Källans titel.")
    link: WebAddress | None = Field(
        None, alias="länk", title="Länk", description="Adressen, med https:// först."
    )
    publisher: Text | None = Field(
        None, alias="utgivare", title="Utgivare", description="Den som har gett ut källan."
    )
    year: Annotated[Whole, Field(ge=1000, le=2100)] | None = Field(
        None, alias="år", title="År", description="Året källan kom ut."
    )


TITLE = Field(
    alias="titel",
    title="Titel",
    description="Säg vad posten handlar om, i 3–90 tecken.",
)


def summary_field(**default: Any) -> Any:
    """Declare ``sammanfattning``; pictures may leave it out."""
    return Field(
        **default,
        alias="sammanfattning",
        title="Sammanfattning",
        description="Det läsaren får ut av posten, i 20–280 tecken. Visas i listor.",
    )


def published_field(**default: Any) -> Any:
    """Declare ``publicerad``; pictures may leave it out."""
    return Field(
        **default,
        alias="publicerad",
        title="Publicerad",
        description="Dagen då posten syns för alla. En dag som inte har kommit gör posten till ett utkast.",
    )


def themes_field(**limits: Any) -> Any:
    """Declare ``teman``; pictures may leave it out."""
    return Field(
        **limits,
        alias="teman",
        title="Teman",
        description="Ett eller flera teman ur vokabular.yml.",
    )


class Entry(Part):
    """The fields that every entry has."""

    title: Annotated[str, *of_length(3, 90)] = TITLE
    summary: Annotated[str, *of_length(20, 280)] | None = summary_field(default=None)
    status: Status = Field(
        Status.PUBLISHED,
        alias="status",
        title="Status",
        description="Välj utkast, publicerad eller arkiverad. Ett utkast syns bara i förhandsvisning.",
    )
    published: Date | None = published_field(default=None)
    updated: Date | None = Field(
        None,
        alias="uppdaterad",
        title="Uppdaterad",
        description="Dagen då innehållet senast ändrades.",
    )
    review: Date | None = Field(
        None,
        alias="granskas",
        title="Granskas",
        description="Dagen då någon senast måste läsa posten igen.",
    )
    audiences: tuple[AudienceId, ...] = Field(
        (),
        alias="målgrupper",
        title="Målgrupper",
        description="Vilka posten är till för, ur vokabular.yml.",
    )
    areas: tuple[AreaId, ...] = Field(
        (),
        alias="verksamheter",
        title="Verksamheter",
        description="Var posten passar, ur vokabular.yml.",
    )
    themes: tuple[ThemeId, ...] = themes_field(default=())
    steering: tuple[SteeringId, ...] = Field(
        (),
        alias="styrdokument",
        title="Styrdokument",
        description="Mål, lagar och strategier som posten svarar mot, ur vokabular.yml.",
    )
    senders: tuple[OrganisationId, ...] = Field(
        (),
        alias="avsändare",
        title="Avsändare",
        description="Organisationer som står bakom posten.",
    )
    sources: tuple[Reference, ...] = Field(
        (), alias="källor", title="Källor", description="Var uppgifterna kommer ifrån."
    )
    related: tuple[Ref, ...] = Field(
        (),
        alias="relaterat",
        title="Relaterat",
        description="Andra poster i banken. Kopplingen visas på båda sidor.",
    )
    keywords: tuple[Text, ...] = Field(
        (),
        alias="nyckelord",
        title="Nyckelord",
        description="Ord att hitta posten med. Visas aldrig.",
    )
    licence: Licence = Field(
        DEFAULT_LICENCE, alias="licens", title="Licens", description="Hur texten får användas."
    )
    image: PictureRef | None = Field(
        None, alias="bild", title="Bild", description="Postens bild, som bildbank/NAMN."
    )

    def is_draft(self, today: dt.date) -> bool:
        """Tell whether the entry waits for an editor or for its day."""
        return self.status is Status.DRAFT or (
            self.published is not None and self.published > today
        )

    def may_be_shown(self, today: dt.date) -> bool:
        """Tell whether the law lets the entry be shown today; pictures answer for themselves."""
        del today  # what asks for it is a picture's own
        return True


class Article(Entry):
    """An entry with a text of its own: everything but a picture."""

    summary: Annotated[str, *of_length(20, 280)] = summary_field()
    published: Date = published_field()
    themes: tuple[ThemeId, ...] = themes_field(min_length=1)


class ListingGroup(NamedTuple):
    """A heading in a listing: what it is sorted by, what it says, and its anchor."""

    order: tuple[int | str, ...] = ()
    heading: str = ""
    anchor: str = ""


def _no_facts(_: Any) -> Iterable[str]:
    return ()


def _no_group(_: Any) -> ListingGroup:
    return ListingGroup()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry, named as its folder and its addresses are.

    ``singular`` and ``plural`` are for headings, ``lead`` is the text of the listing. ``facts``
    gives the few words that say what an entry is, for cards and page heads ("15 minuter").
    ``group`` puts an entry under a heading of the listing. ``neuter``
    tells whether one is "ett", and ``several`` is what two are called where that is not ``plural``.
    """

    name: str
    folder: str
    model: type[Entry]
    singular: str
    plural: str
    lead: str
    facts: Callable[[Any], Iterable[str]] = _no_facts
    group: Callable[[Any], ListingGroup] = _no_group
    neuter: bool = False
    several: str = ""

    @property
    def address(self) -> str:
        """The listing's address, relative to the site's base."""
        return f"{self.name}/"


def leaves(value: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    """Walk the values in a part of an entry, each with its path in the YAML file."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from leaves(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    elif value is not None:
        yield path, value


def values_of(part: Any, sort: type[str], path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    """Walk the values of one type in a part of an entry, each with its path in the YAML file.

    Looks only into fields that are declared to hold such values, which most are not.
    """
    if isinstance(part, BaseModel):
        for name, alias in _fields_with(type(part), sort):
            yield from values_of(getattr(part, name), sort, (*path, alias))
    elif isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from values_of(item, sort, (*path, index))
    elif isinstance(part, sort):
        yield path, part


def held(part: BaseModel, sort: type[str]) -> list[Any]:
    """Return the values of one type in a part of an entry, in order.

    They are those that `values_of` walks; without their paths it takes a quarter of the time.
    """
    found: list[Any] = []
    _add_held(part, sort, found)
    return found


def _add_held(value: Any, sort: type[str], found: list[Any]) -> None:
    if isinstance(value, sort):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            if isinstance(item, sort):
                found.append(item)
            else:
                _add_held(item, sort, found)
    elif isinstance(value, BaseModel):
        values = vars(value)
        for name, _ in _fields_with(type(value), sort):
            if values[name]:
                _add_held(values[name], sort, found)


@cache
def _fields_with(model: type[BaseModel], sort: type[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if _may_hold(field.annotation, sort)
    )


def _may_hold(annotation: Any, sort: type[str]) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return bool(_fields_with(annotation, sort))
    if isinstance(annotation, type) and issubclass(annotation, sort):
        return True
    return any(_may_hold(part, sort) for part in getattr(annotation, "__args__", ()))
