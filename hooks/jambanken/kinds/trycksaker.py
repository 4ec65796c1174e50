"""Printed material that can be ordered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from jambanken.kinds.base import Article, Kind, ListingGroup
from jambanken.part import Part
from jambanken.values import (
    ChannelId,
    Choice,
    Markdown,
    Number,
    PdfOrAddress,
    PrintRef,
    Text,
    Value,
    Whole,
)


class PrintType(Choice):
    """What sort of printed thing it is."""

    POSTER = "affisch"
    FOLDER = "folder"
    CARD = "kort"
    BROCHURE = "broschyr"
    HANDBOOK = "handbok"
    ROLLUP = "rollup"


class Form(Choice):
    """A form for those who read in another way."""

    STANDARD = "standard"
    EASY_READ = "lättläst"
    BRAILLE = "punktskrift"
    LARGE_PRINT = "storstil"


class Stock(Choice):
    """Whether copies can be had."""

    IN_STOCK = "finns"
    SOLD_OUT = "slut"
    PDF_ONLY = "endast_pdf"


class PaperSize(Value):
    """``A3`` to ``A6``, or ``BxH mm`` in whole millimetres."""

    form: ClassVar = re.compile(r"A[3-6]|[1-9][0-9]{0,3}x[1-9][0-9]{0,3} mm")
    fault: ClassVar = "är inget format"
    cure: ClassVar = "Skriv A3, A4, A5 eller A6, eller bredd och höjd som 850x2000 mm."


Copies = Annotated[Whole, Field(ge=1, le=100_000)]


class Version(Part):
    """A version in another language or form."""

    language: Text = Field(alias="språk", title="Språk", description="Till exempel svenska.")
    form: Form = Field(
        alias="form",
        title="Form",
        description="Välj standard, lättläst, punktskrift eller storstil.",
    )
    article_number: Text | None = Field(
        None, alias="artikelnummer", title="Artikelnummer", description="Om versionen har ett eget."
    )
    pdf: PdfOrAddress | None = Field(
        None, alias="pdf", title="PDF", description="En fil bredvid, eller en adress."
    )


class Printed(Article):
    """A printed thing."""

    article_number: Text = Field(
        alias="artikelnummer", title="Artikelnummer", description="Finns bara på en trycksak."
    )
    print_type: PrintType = Field(
        alias="typ",
        title="Typ",
        description="Välj affisch, folder, kort, broschyr, handbok eller rollup.",
    )
    size: PaperSize = Field(
        alias="format", title="Format", description="A3–A6, eller bredd och höjd i mm."
    )
    pages: Annotated[Whole, Field(ge=1, le=2_000)] | None = Field(
        None, alias="sidor", title="Sidor", description="Antal sidor."
    )
    edition: Text | None = Field(
        None, alias="upplaga", title="Upplaga", description="Vilken upplaga det är."
    )
    year: Annotated[Whole, Field(ge=1900, le=2100)] | None = Field(
        None, alias="år", title="År", description="Tryckår."
    )
    versions: tuple[Version, ...] = Field(
        (), alias="versioner", title="Versioner", description="Andra språk och former."
    )
    content: Markdown | None = Field(
        None,
        alias="innehåll",
        title="Innehåll",
        description="Den tryckta texten. En rad som börjar med ## inleder en ny sida.",
    )
    pdf: PdfOrAddress | None = Field(
        None, alias="pdf", title="PDF", description="En fil bredvid, eller en adress."
    )
    price: Annotated[Number, Field(ge=0)] = Field(
        Decimal(0),
        alias="pris",
        title="Pris",
        description="I kronor. 0 är gratis.",
    )
    at_least: Copies | None = Field(
        None, alias="minst", title="Minst", description="Minsta antal i en beställning."
    )
    at_most: Copies | None = Field(
        None, alias="högst", title="Högst", description="Största antal i en beställning."
    )
    stock: Stock = Field(
        alias="lager", title="Lager", description="Välj finns, slut eller endast_pdf."
    )
    replaced_by: PrintRef | None = Field(
        None, alias="ersätts_av", title="Ersätts av", description="Trycksaken som gäller i stället."
    )
    channel: ChannelId | None = Field(
        None,
        alias="beställning",
        title="Beställning",
        description="Vägen att beställa, ur bestallning.yml. Behövs inte med endast_pdf.",
    )

    @property
    def can_be_had(self) -> bool:
        """Tell whether there are copies of it, and no later edition."""
        return self.stock is Stock.IN_STOCK and self.replaced_by is None


def _facts(printed: Printed) -> Iterator[str]:
    yield f"{printed.print_type.label} {printed.size}"
    yield f"artikelnummer {printed.article_number}"
    if printed.stock is Stock.SOLD_OUT:
        yield "slut"
    elif printed.stock is Stock.PDF_ONLY:
        yield "att skriva ut själv"


def _group(printed: Printed) -> ListingGroup:
    order = tuple(PrintType).index(printed.print_type)
    return ListingGroup((order,), _PLURAL[printed.print_type], printed.print_type.value)


_PLURAL = {
    PrintType.POSTER: "Affischer",
    PrintType.FOLDER: "Foldrar",
    PrintType.CARD: "Kort",
    PrintType.BROCHURE: "Broschyrer",
    PrintType.HANDBOOK: "Handböcker",
    PrintType.ROLLUP: "Rollupper",
}


KIND = Kind(
    name="trycksaker",
    folder="tipsbank/trycksaker",
    model=Printed,
    singular="Trycksak",
    plural="Trycksaker",
    lead=(
        "Kort, affischer, foldrar och handböcker att beställa eller skriva ut. Varje "
        "trycksak hör ihop med något att göra."
    ),
    facts=_facts,
    group=_group,
)
