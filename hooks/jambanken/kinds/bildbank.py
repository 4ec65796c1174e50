"""Pictures: who is shown, who made them, and on what ground they may be used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from jambanken.kinds.base import Entry, Kind
from jambanken.part import Contradiction
from jambanken.pictures import (
    Checksums,
    CodedFrom,
    Counts,
    Crops,
    Focus,
    LegalBasis,
    LegalBasisType,
    Person,
    PictureType,
    Use,
)
from jambanken.values import (
    Date,
    FileName,
    Licence,
    Markdown,
    OrganisationId,
    PartialDate,
    Text,
    YesNo,
    of_length,
    wrong,
)


class Picture(Entry):
    """A picture of the bank."""

    file: FileName | None = Field(
        None, alias="fil", title="Fil", description="Bildfilens namn. Filen ligger bredvid."
    )
    picture_type: PictureType = Field(
        alias="typ", title="Typ", description="Välj foto eller illustration."
    )
    alt: Annotated[str, *of_length(10, 250)] = Field(
        alias="alt",
        title="Alt-text",
        description="Vad bilden visar, för den som inte ser den, i 10–250 tecken.",
    )
    caption: Text | None = Field(
        None, alias="bildtext", title="Bildtext", description="Texten under bilden."
    )
    description: Markdown | None = Field(
        None,
        alias="beskrivning",
        title="Beskrivning",
        description="En längre beskrivning av bilden.",
    )
    maker: Text = Field(
        alias="fotograf",
        title="Fotograf",
        description="Den som har gjort bilden, också en illustration.",
    )
    credit_line: Text | None = Field(
        None, alias="kredit", title="Kredit", description="Hela raden som ska stå vid bilden."
    )
    rights_holder: Text | None = Field(
        None,
        alias="rättighetshavare",
        title="Rättighetshavare",
        description="Om det är någon annan.",
    )
    licence: Licence = Field(
        alias="licens",
        title="Licens",
        description="Hur bilden får användas: CC-BY-4.0, CC0-1.0 eller © och ett namn.",
    )
    origin: Text | None = Field(
        None, alias="källa", title="Källa", description="Var bilden kommer ifrån."
    )
    date: PartialDate | None = Field(
        None, alias="datum", title="Datum", description="När bilden togs eller ritades."
    )
    place: Text | None = Field(
        None, alias="plats", title="Plats", description="Var, i ord. Inga koordinater."
    )
    municipality: OrganisationId | None = Field(
        None,
        alias="kommun",
        title="Kommun",
        description="Kommunen där bilden är tagen, ur organisationer.yml.",
    )
    setting: Text | None = Field(
        None, alias="miljö", title="Miljö", description="Till exempel kontor."
    )
    activity: Text | None = Field(
        None, alias="aktivitet", title="Aktivitet", description="Vad som pågår."
    )
    tags: tuple[Text, ...] = Field(
        (), alias="taggar", title="Taggar", description="Ord att hitta bilden med."
    )
    focus: Focus | None = Field(
        None, alias="fokus", title="Fokus", description="Mitt på huvudpersonen."
    )
    crops: Crops | None = Field(
        None, alias="beskärning", title="Beskärning", description="Format som inte får göras."
    )
    recognisable: YesNo | None = Field(
        None,
        alias="igenkännbara",
        title="Igenkännbara",
        description="Välj ja om verkliga personer går att känna igen. Krävs för foton.",
    )
    legal_basis: LegalBasis | None = Field(
        None,
        alias="rättslig_grund",
        title="Rättslig grund",
        description="Krävs när någon går att känna igen.",
    )
    withdrawn: Date | None = Field(
        None, alias="återkallad", title="Återkallad", description="Dagen bilden drogs tillbaka."
    )
    checksums: Checksums | None = Field(
        None,
        alias="kontrollsummor",
        title="Kontrollsummor",
        description="Skrivs när bilden dras tillbaka.",
    )
    people: tuple[Person, ...] = Field(
        (),
        alias="personer",
        title="Personer",
        description="De som visas, i illustrationer och beställda bilder.",
    )
    counts: Counts | None = Field(
        None, alias="antal", title="Antal", description="Hur många som visas, i foton."
    )
    coded_from: CodedFrom | None = Field(
        None, alias="underlag", title="Underlag", description="Hur ni vet vilka som visas."
    )

    @model_validator(mode="after")
    def _has_what_its_sort_needs(self) -> Self:
        for one in self.contradictions():
            raise wrong(one.message, one.fix, one.at)
        return self

    def contradictions(self) -> Iterator[Contradiction]:
        """Give what a picture of its sort lacks, or has two of."""
        if self.file is None and self.withdrawn is None:
            yield Contradiction(
                '"fil" saknas.',
                "Skriv bildfilens namn. Filen ska ligga bredvid YAML-filen.",
                "",
                ("fil", "återkallad"),
            )
        if self.picture_type is PictureType.PHOTO and self.recognisable is None:
            yield Contradiction(
                '"igenkännbara" saknas.',
                "Skriv ja om någon går att känna igen på fotot, annars nej.",
                "typ",
                ("typ", "igenkännbara"),
            )
        if self.recognisable and self.legal_basis is None and self.withdrawn is None:
            yield Contradiction(
                '"rättslig_grund" saknas, och bilden visar verkliga personer.',
                "Skriv på vilken grund bilden får visas, eller ta bort bilden.",
                "igenkännbara",
                ("igenkännbara", "rättslig_grund", "återkallad"),
            )
        if self.people and self.counts:
            yield Contradiction(
                'både "personer" och "antal" är ifyllda.',
                "Behåll ett av dem.",
                "antal",
                ("personer", "antal"),
            )

    @property
    def credit(self) -> str:
        """The credit line that must stand beside the picture."""
        return self.credit_line or self.short_credit

    @property
    def short_credit(self) -> str:
        """Who made the picture, where the whole credit line is one step away."""
        word = "Foto" if self.picture_type is PictureType.PHOTO else "Illustration"
        return f"{word}: {self.maker}"

    @property
    def uses(self) -> tuple[Use, ...]:
        """What the picture may be used for: all, where no ground limits it."""
        basis = self.legal_basis
        is_limited = basis is not None and basis.basis is not LegalBasisType.NOT_APPLICABLE
        return basis.covers if basis is not None and is_limited else tuple(Use)

    def may_be_shown(self, today: dt.date) -> bool:
        """Tell whether the picture may leave the build today. The last day counts as valid."""
        if self.withdrawn is not None:
            return False
        basis = self.legal_basis
        if basis is None:
            return not self.recognisable
        if self.recognisable and basis.basis is LegalBasisType.NOT_APPLICABLE:
            return False
        in_time = basis.valid_to is None or today <= basis.valid_to
        return in_time and Use.WEB in basis.covers


def _facts(picture: Picture) -> Iterator[str]:
    yield picture.picture_type.label
    yield picture.licence.label


KIND = Kind(
    name="bildbank",
    folder="bildbank",
    model=Picture,
    singular="Bild",
    plural="Bildbank",
    lead=(
        "Bilder som visar människor rättvist och som får användas, med kreditrad, licens "
        "och alt-text."
    ),
    facts=_facts,
    several="bilder",
)
