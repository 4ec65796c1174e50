"""Films, with what they offer those who do not see or hear."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from jambanken.kinds.base import Article, Kind
from jambanken.part import Part
from jambanken.values import (
    CaptionsOrAddress,
    Choice,
    FilmLength,
    FilmOrAddress,
    Length,
    Markdown,
    OrganisationId,
    PartialDate,
    Text,
    WebAddress,
)


class ShownAs(Choice):
    """Whether the site plays the film itself."""

    FILE = "fil"
    EXTERNAL = "extern"


class Captions(Choice):
    """Whether what is said can be read."""

    OPTIONAL = "valbar"
    BURNT_IN = "inbränd"
    MISSING = "saknas"
    UNKNOWN = "okänd"


class DescriptionState(Choice):
    """Whether what is seen can be heard."""

    SEPARATE = "separat"
    IN_SOUND = "i_ljudet"
    NOT_NEEDED = "behövs_inte"
    MISSING = "saknas"
    UNKNOWN = "okänd"


class Contributor(Part):
    """Somebody who takes part in a film, by role."""

    name: Text | None = Field(
        None, alias="namn", title="Namn", description="Bara där det spelar roll."
    )
    role: Text = Field(
        alias="roll", title="Roll", description="Till exempel politiker eller strateg."
    )
    organisation: OrganisationId | None = Field(
        None,
        alias="organisation",
        title="Organisation",
        description="Den organisation som personen företräder, ur organisationer.yml.",
    )


class Showing(Part):
    """Where the film is."""

    shown_as: ShownAs = Field(
        alias="typ",
        title="Typ",
        description="Välj fil om webbplatsen visar filmen själv, extern om den finns någon annanstans.",
    )
    address: FilmOrAddress = Field(
        alias="adress", title="Adress", description="Filens namn, eller adressen till filmens sida."
    )


class Subtitles(Part):
    """A track of captions."""

    language: Text = Field(alias="språk", title="Språk", description="Till exempel svenska.")
    file: CaptionsOrAddress = Field(alias="fil", title="Fil", description="En WebVTT-fil.")


class AudioDescription(Part):
    """What the film offers those who do not see the picture."""

    state: DescriptionState = Field(
        alias="läge",
        title="Läge",
        description="Välj separat, i_ljudet, behövs_inte, saknas eller okänd.",
    )
    address: WebAddress | None = Field(
        None, alias="adress", title="Adress", description="Den syntolkade versionen."
    )
    reason: Text | None = Field(
        None, alias="motivering", title="Motivering", description="Varför syntolkning inte behövs."
    )


class Chapter(Part):
    """A place in the film."""

    time: Length = Field(alias="tid", title="Tid", description="Var kapitlet börjar, som 1:30.")
    heading: Text = Field(alias="rubrik", title="Rubrik", description="Vad kapitlet handlar om.")


class Film(Article):
    """A film."""

    length: FilmLength = Field(
        alias="längd",
        title="Längd",
        description="Som 4:30 eller 1:04:30. Skriv okänd om ingen källa säger.",
    )
    contributors: tuple[Contributor, ...] = Field(
        (),
        alias="medverkande",
        title="Medverkande",
        description="De som är med i filmen, med roll.",
    )
    showing: Showing = Field(alias="visning", title="Visning", description="Var filmen finns.")
    subtitles: tuple[Subtitles, ...] = Field(
        (), alias="undertexter", title="Undertexter", description="Filer med undertexter."
    )
    captions: Captions = Field(
        alias="textning", title="Textning", description="Välj valbar, inbränd, saknas eller okänd."
    )
    transcript: Markdown | None = Field(
        None,
        alias="transkription",
        title="Transkription",
        description="Allt som sägs och syns, i text.",
    )
    description: AudioDescription = Field(
        alias="syntolkning", title="Syntolkning", description="Vad filmen ger den som inte ser."
    )
    sign_language: WebAddress | None = Field(
        None,
        alias="teckenspråk",
        title="Teckenspråk",
        description="Adressen till en version på teckenspråk.",
    )
    chapters: tuple[Chapter, ...] = Field(
        (), alias="kapitel", title="Kapitel", description="Ställen i filmen."
    )
    questions: tuple[Text, ...] = Field(
        (),
        alias="diskussionsfrågor",
        title="Frågor att prata om",
        description="Frågor till gruppen.",
    )
    recorded: PartialDate | None = Field(
        None, alias="inspelad", title="Inspelad", description="När filmen spelades in."
    )


def _facts(film: Film) -> Iterator[str]:
    yield f"längd {film.length}" if film.length.seconds is not None else "längd okänd"
    yield {
        Captions.OPTIONAL: "textad",
        Captions.BURNT_IN: "textad",
        Captions.MISSING: "inte textad",
        Captions.UNKNOWN: "textning okänd",
    }[film.captions]


KIND = Kind(
    name="filmer",
    folder="tipsbank/filmer",
    model=Film,
    singular="Film",
    plural="Filmer",
    lead=(
        "Filmer att se tillsammans, med frågor att prata om efteråt. Vi säger hur långa "
        "de är och om de är textade och syntolkade, så långt vi vet."
    ),
    facts=_facts,
)
