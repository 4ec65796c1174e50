"""The files that all entries share: vocabularies, organisations, order channels, synonyms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Self, TypeAlias
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from jambanken.part import Contradiction, Part
from jambanken.problems import FieldPath
from jambanken.values import (
    AreaId,
    AudienceId,
    ChannelId,
    Choice,
    EmailAddress,
    Id,
    OrganisationId,
    SteeringId,
    Text,
    ThemeId,
    Value,
    WebAddress,
    shorten,
    wrong,
)

SHARED_FOLDER = "tipsbank"
VOCABULARY_FILE = f"{SHARED_FOLDER}/vokabular.yml"
ORGANISATIONS_FILE = f"{SHARED_FOLDER}/organisationer.yml"
CHANNELS_FILE = f"{SHARED_FOLDER}/bestallning.yml"
SYNONYMS_FILE = f"{SHARED_FOLDER}/synonymer.yml"


class Word(Part):
    """A word of a vocabulary."""

    id: Id = Field(
        alias="id", title="Id", description="Det som posterna hänvisar till. Ändra det inte."
    )
    name: Text = Field(alias="namn", title="Namn", description="Så som det visas.")
    description: Text | None = Field(
        None, alias="beskrivning", title="Beskrivning", description="En mening om vad som hör hit."
    )
    synonyms: tuple[Text, ...] = Field(
        (), alias="synonymer", title="Synonymer", description="Andra ord som folk söker med."
    )
    link: WebAddress | None = Field(
        None, alias="länk", title="Länk", description="En sida att läsa mer på."
    )


class SteeringType(Choice):
    """What sort of document steers."""

    CEMR = "cemr"
    GOAL = "delmål"
    AGENDA_2030 = "agenda2030"
    STRATEGY = "strategi"
    LAW = "lag"


class Steering(Word):
    """A governing document, goal or law."""

    type: SteeringType = Field(
        alias="typ", title="Typ", description="Välj cemr, delmål, agenda2030, strategi eller lag."
    )


class Vocabularies(Part):
    """The words that entries are sorted by."""

    audiences: tuple[Word, ...] = Field(
        (), alias="målgrupper", title="Målgrupper", description="För vem."
    )
    areas: tuple[Word, ...] = Field(
        (), alias="verksamheter", title="Verksamheter", description="Var."
    )
    themes: tuple[Word, ...] = Field((), alias="teman", title="Teman", description="Om vad.")
    steering: tuple[Steering, ...] = Field(
        (), alias="styrdokument", title="Styrdokument", description="Enligt vad."
    )


class OrganisationType(Choice):
    """What sort of organisation it is."""

    MUNICIPALITY = "kommun"
    REGION = "region"
    AUTHORITY = "myndighet"
    UNIVERSITY = "lärosäte"
    COMPANY = "bolag"
    ASSOCIATION = "förening"


class Organisation(Part):
    """An organisation that entries come from or tell of."""

    id: Id = Field(
        alias="id", title="Id", description="Det som posterna hänvisar till. Ändra det inte."
    )
    name: Text = Field(alias="namn", title="Namn", description="Hela namnet.")
    type: OrganisationType = Field(
        alias="typ",
        title="Typ",
        description="Välj kommun, region, myndighet, lärosäte, bolag eller förening.",
    )
    county: Text | None = Field(
        None, alias="län", title="Län", description="Länets namn utan ordet län."
    )
    web: WebAddress | None = Field(
        None, alias="webb", title="Webb", description="Organisationens webbplats."
    )


class ChannelType(Choice):
    """How an order travels."""

    EMAIL = "epost"
    FORM = "formulär"
    LINK = "länk"


class OrderField(Choice):
    """What a channel asks the one who orders."""

    NAME = "namn"
    ORGANISATION = "organisation"
    DELIVERY = "leveransadress"
    INVOICE = "fakturareferens"
    DATE = "önskat_datum"


class ChannelAddress(Value):
    """An e-mail address or a web address, which for a form holds ``{artiklar}`` and field names."""

    longest = 2_000

    @classmethod
    def read(cls, raw: str) -> Self:
        if raw.startswith("https:"):
            plain = raw.replace("{artiklar}", "x")
            for field in OrderField:
                plain = plain.replace("{" + field + "}", "x")
            WebAddress.read(plain)
            if "{" in urlsplit(raw).netloc:
                raise wrong(
                    f'"{shorten(raw)}" har en platshållare i värdnamnet.',
                    "Skriv {artiklar} och fältens namn efter värdnamnet och ett snedstreck.",
                )
            return cls(raw)
        if "@" in raw:
            return cls(EmailAddress.read(raw))
        raise wrong(
            f'"{shorten(raw)}" är varken en e-postadress eller en webbadress.',
            "Skriv namn@kommun.se, eller en adress som börjar med https://.",
        )


class Channel(Part):
    """A way to order printed material. Without an address nothing can be ordered."""

    id: Id = Field(alias="id", title="Id", description="Det som trycksakerna hänvisar till.")
    name: Text = Field(
        alias="namn", title="Namn", description="Vem som tar emot, så som det visas."
    )
    type: ChannelType = Field(
        alias="typ", title="Typ", description="Välj epost, formulär eller länk."
    )
    address: ChannelAddress | None = Field(
        None, alias="adress", title="Adress", description="Utan adress är beställningen inte öppen."
    )
    subject: Text | None = Field(
        None, alias="ämne", title="Ämne", description="Ämnesraden i ett mejl."
    )
    fields: tuple[OrderField, ...] = Field(
        (), alias="fält", title="Fält", description="Vad den som beställer ska uppge."
    )
    delivery_time: Text | None = Field(
        None, alias="leveranstid", title="Leveranstid", description="Till exempel tio arbetsdagar."
    )
    terms: Text | None = Field(
        None, alias="villkor", title="Villkor", description="Det som gäller för beställningen."
    )

    @model_validator(mode="after")
    def _address_suits_the_type(self) -> Self:
        for one in self.contradictions():
            raise wrong(one.message, one.fix, one.at)
        return self

    def contradictions(self) -> Iterator[Contradiction]:
        """Give what an address lacks that the type needs."""
        if self.address is None:
            return
        if (self.type is ChannelType.EMAIL) != ("@" in self.address and ":" not in self.address):
            yield Contradiction(
                f'"adress" passar inte typen {self.type}.',
                "En väg av typen epost har en e-postadress, de andra en adress som börjar med https://.",
                "adress",
                ("adress", "typ"),
            )
        elif self.type is ChannelType.FORM and "{artiklar}" not in self.address:
            yield Contradiction(
                '"adress" saknar {artiklar}.',
                "Skriv {artiklar} där artiklarna ska stå i adressen.",
                "adress",
                ("adress", "typ"),
            )


SynonymGroup = Annotated[tuple[Text, ...], Field(min_length=2)]
Organisations = tuple[Organisation, ...]
Channels = tuple[Channel, ...]
Synonyms = tuple[SynonymGroup, ...]
#: The shared files: where they lie, what they hold, and where that stands in the registry.
SHARED_FILES: tuple[tuple[str, Any, str], ...] = (
    (VOCABULARY_FILE, Vocabularies, "vocabularies"),
    (ORGANISATIONS_FILE, Organisations, "organisations"),
    (CHANNELS_FILE, Channels, "channels"),
    (SYNONYMS_FILE, Synonyms, "synonyms"),
)


class Registry(Part):
    """All shared files together, asked by the type of an id."""

    vocabularies: Vocabularies = Vocabularies()
    organisations: Organisations = ()
    channels: Channels = ()
    synonyms: Synonyms = ()

    def known_ids(self) -> Mapping[type[Id], frozenset[str]]:
        """Return the ids that exist, by the type of value that refers to them."""
        return {
            one.sort: frozenset(str(item.id) for item in one.items_in(self)) for one in ID_LISTS
        }


Listed: TypeAlias = Word | Organisation | Channel


@dataclass(frozen=True, slots=True)
class IdList:
    """A list of the shared files, out of which entries name things by their ids.

    ``sort`` is the type of such an id. The list stands in ``file``, under ``key`` or, where that is
    empty, as the whole of it. ``name`` is what it is called, ``definite`` what those in it are
    together ("finns inte bland temana").
    """

    sort: type[Id]
    file: str
    key: str
    name: str
    definite: str
    items_in: Callable[[Registry], tuple[Listed, ...]]

    @property
    def place(self) -> FieldPath:
        """Where in the file the list stands."""
        return (self.key,) if self.key else ()


ID_LISTS = (
    IdList(
        AudienceId,
        VOCABULARY_FILE,
        "målgrupper",
        "målgrupper",
        "målgrupperna",
        lambda registry: registry.vocabularies.audiences,
    ),
    IdList(
        AreaId,
        VOCABULARY_FILE,
        "verksamheter",
        "verksamheter",
        "verksamheterna",
        lambda registry: registry.vocabularies.areas,
    ),
    IdList(
        ThemeId,
        VOCABULARY_FILE,
        "teman",
        "teman",
        "temana",
        lambda registry: registry.vocabularies.themes,
    ),
    IdList(
        SteeringId,
        VOCABULARY_FILE,
        "styrdokument",
        "styrdokument",
        "styrdokumenten",
        lambda registry: registry.vocabularies.steering,
    ),
    IdList(
        OrganisationId,
        ORGANISATIONS_FILE,
        "",
        "organisationer",
        "organisationerna",
        lambda registry: registry.organisations,
    ),
    IdList(
        ChannelId,
        CHANNELS_FILE,
        "",
        "beställningsvägar",
        "vägarna att beställa",
        lambda registry: registry.channels,
    ),
)
ID_LIST_BY_SORT = {one.sort: one for one in ID_LISTS}
