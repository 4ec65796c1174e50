"""The words and parts of a picture: who is shown, how it may be cropped, on what ground it is used."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import Field

from jambanken.part import Part
from jambanken.values import Choice, Date, Number, Text, Value, Whole, YesNo

Share = Annotated[Number, Field(ge=0, le=1)]
Count = Annotated[Whole, Field(ge=0, le=10_000)]


class PictureType(Choice):
    """What a picture is made with."""

    PHOTO = "foto"
    ILLUSTRATION = "illustration"


class LegalBasisType(Choice):
    """On what ground people may be shown."""

    CONSENT = "samtycke"
    CONTRACT = "avtal"
    PUBLIC_INTEREST = "allmänt_intresse"
    NOT_APPLICABLE = "ej_tillämpligt"


class Use(Choice):
    """What a legal basis covers."""

    WEB = "webb"
    PRINT = "tryck"
    SOCIAL = "sociala_medier"


class Presentation(Choice):
    """How a person is presented, as ordered or as they say themselves."""

    WOMAN = "kvinna"
    MAN = "man"
    GIRL = "flicka"
    BOY = "pojke"
    NON_BINARY = "ickebinär"
    CHILD_NOT_STATED = "barn_ej_angivet"
    NOT_STATED = "ej_angivet"


class AgeGroup(Choice):
    """A person's age, roughly."""

    CHILD = "barn"
    YOUTH = "ungdom"
    ADULT = "vuxen"
    OLDER = "äldre"


class ShownRole(Choice):
    """What a person is in the picture."""

    LEADER = "ledare"
    CARE = "omsorg"
    TECHNICAL = "teknisk"
    PERFORMER = "utförare"
    ELECTED = "förtroendevald"
    EMPLOYEE = "medarbetare"
    PUPIL = "elev"
    USER = "brukare"
    RESIDENT = "invånare"
    PRACTITIONER = "utövare"


class Action(Choice):
    """Whether a person acts or is acted on."""

    ACTIVE = "aktiv"
    PASSIVE = "passiv"
    NOT_APPLICABLE = "ej_tillämpligt"


class Plane(Choice):
    """How near a person is."""

    FOREGROUND = "förgrund"
    BACKGROUND = "bakgrund"


class Gaze(Choice):
    """Where a person looks."""

    OUTWARDS = "utåt"
    AT_PERSON = "medperson"
    AT_WORK = "arbete"
    ELSEWHERE = "annat"


class CodedFrom(Choice):
    """How it is known who is shown."""

    ORDERED = "beställning"
    SELF_STATED = "självuppgift"
    EDITORIAL = "redaktionell"
    UNKNOWN = "okänt"


class CropChoice(Choice):
    """The one thing that can be said of a crop."""

    WITHHELD = "nej"


class Opaque(Value):
    """A case number or the like that says nothing of whom it is about."""

    form: ClassVar = re.compile(r"[A-Za-z0-9][A-Za-z0-9./:-]{0,39}")
    fault: ClassVar = "är ingen referens utan namn"
    cure: ClassVar = "Skriv ett diarienummer som KS-2026-0123, aldrig ett namn eller en blankett."


class Sha256(Value):
    """A SHA-256 sum in hexadecimal digits."""

    form: ClassVar = re.compile(r"[0-9a-f]{64}")
    fault: ClassVar = "är ingen SHA-256-summa"
    cure: ClassVar = "Låt scripts/withdraw.py skriva den."


class PerceptualHash(Value):
    """A perceptual hash of 64 bits in hexadecimal digits."""

    form: ClassVar = re.compile(r"[0-9a-f]{16}")
    fault: ClassVar = "är inget bildavtryck"
    cure: ClassVar = "Låt scripts/withdraw.py skriva det."


class Focus(Part):
    """Where the main person is, as shares of width and height from the upper left."""

    x: Share = Field(alias="x", title="Från vänster", description="0 är vänster kant, 1 är höger.")
    y: Share = Field(alias="y", title="Uppifrån", description="0 är överkant, 1 är nederkant.")


class Crops(Part):
    """Crops that would harm the picture and are not offered."""

    square: CropChoice | None = Field(
        None, alias="1x1", title="1:1", description="Välj nej om den inte får göras."
    )
    portrait: CropChoice | None = Field(
        None, alias="4x5", title="4:5", description="Välj nej om den inte får göras."
    )
    wide: CropChoice | None = Field(
        None, alias="16x9", title="16:9", description="Välj nej om den inte får göras."
    )
    story: CropChoice | None = Field(
        None, alias="9x16", title="9:16", description="Välj nej om den inte får göras."
    )
    card: CropChoice | None = Field(
        None, alias="1200x630", title="1200×630", description="Välj nej om den inte får göras."
    )


class LegalBasis(Part):
    """On what ground recognisable people may be shown, for what and how long."""

    basis: LegalBasisType = Field(
        alias="typ",
        title="Typ",
        description="Välj samtycke, avtal, allmänt_intresse eller ej_tillämpligt.",
    )
    reference: Opaque | None = Field(
        None,
        alias="referens",
        title="Referens",
        description="Ett diarienummer. Aldrig namn eller blankett.",
    )
    valid_to: Date | None = Field(
        None, alias="gäller_till", title="Gäller till", description="Sista dagen bilden får visas."
    )
    review_by: Date | None = Field(
        None,
        alias="granskas_senast",
        title="Granskas senast",
        description="Dagen då grunden ska prövas igen.",
    )
    covers: tuple[Use, ...] = Field(
        tuple(Use),
        alias="omfattar",
        title="Omfattar",
        description="Välj webb, tryck eller sociala_medier, en eller flera.",
    )
    child: YesNo | None = Field(
        None, alias="barn", title="Barn", description="Välj ja om ett barn går att känna igen."
    )


class Checksums(Part):
    """What a withdrawn picture is known by."""

    sha256: tuple[Sha256, ...] = Field(
        (), alias="sha256", title="SHA-256", description="Filernas summor."
    )
    phash: tuple[PerceptualHash, ...] = Field(
        (), alias="phash", title="Bildavtryck", description="Bildernas avtryck."
    )


class Person(Part):
    """A person in an illustration or an ordered picture, as ordered or as they have said themselves."""

    presentation: Presentation = Field(
        alias="presentation",
        title="Presentation",
        description="Som bilden är beställd, aldrig gissat.",
    )
    age: AgeGroup = Field(
        alias="åldersgrupp",
        title="Åldersgrupp",
        description="Välj barn, ungdom, vuxen eller äldre.",
    )
    role: ShownRole = Field(alias="roll", title="Roll", description="Vad personen är i bilden.")
    action: Action = Field(
        alias="handling", title="Handling", description="Välj aktiv, passiv eller ej_tillämpligt."
    )
    plane: Plane = Field(alias="plan", title="Plan", description="Välj förgrund eller bakgrund.")
    gaze: Gaze = Field(
        alias="blick", title="Blick", description="Välj utåt, medperson, arbete eller annat."
    )
    aid: Text | None = Field(
        None,
        alias="hjälpmedel",
        title="Hjälpmedel",
        description="Ett hjälpmedel som syns, till exempel rullstol.",
    )


class Counts(Part):
    """How many are shown in a photo."""

    women: Count | None = Field(None, alias="kvinnor", title="Kvinnor", description="Antal.")
    men: Count | None = Field(None, alias="män", title="Män", description="Antal.")
    girls: Count | None = Field(None, alias="flickor", title="Flickor", description="Antal.")
    boys: Count | None = Field(None, alias="pojkar", title="Pojkar", description="Antal.")
    non_binary: Count | None = Field(
        None, alias="ickebinära", title="Ickebinära", description="Antal som själva har sagt det."
    )
    unknown: Count | None = Field(
        None, alias="okänt", title="Okänt", description="Antal där det inte är känt."
    )
