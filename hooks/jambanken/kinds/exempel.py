"""Good examples from organisations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from jambanken.kinds.base import Article, Kind
from jambanken.part import Part
from jambanken.swedish import span
from jambanken.values import Markdown, Number, OrganisationId, PartialDate, Text, Whole


class OpenPeriod(Part):
    """From when, and to when if it has ended."""

    start: PartialDate = Field(alias="från", title="Från", description="År, månad eller dag.")
    end: PartialDate | None = Field(
        None, alias="till", title="Till", description="År, månad eller dag."
    )


class Figure(Part):
    """A figure of the example, split by sex where it counts people."""

    label: Text = Field(alias="etikett", title="Etikett", description="Vad siffran visar.")
    unit: Text = Field(
        alias="enhet", title="Enhet", description="Till exempel personer eller procent."
    )
    year: Annotated[Whole, Field(ge=1900, le=2100)] = Field(
        alias="år", title="År", description="Året siffran gäller."
    )
    women: Number | None = Field(
        None, alias="kvinnor", title="Kvinnor", description="Värdet för kvinnor."
    )
    men: Number | None = Field(None, alias="män", title="Män", description="Värdet för män.")
    total: Number | None = Field(
        None, alias="totalt", title="Totalt", description="Värdet för alla."
    )


class Example(Article):
    """What an organisation did and how it went."""

    organisation: OrganisationId = Field(
        alias="organisation",
        title="Organisation",
        description="Vem som gjorde det, ur organisationer.yml.",
    )
    period: OpenPeriod | None = Field(
        None, alias="period", title="Period", description="När det gjordes."
    )
    challenge: Markdown | None = Field(
        None, alias="utmaning", title="Utmaning", description="Vad som var problemet."
    )
    did: Markdown = Field(
        alias="gjorde", title="Så gjorde de", description="Vad de gjorde, steg för steg."
    )
    result: Markdown | None = Field(
        None,
        alias="resultat",
        title="Resultat",
        description="Vad det ledde till, så långt källan säger.",
    )
    advice: tuple[Text, ...] = Field(
        (), alias="råd", title="Råd", description="Råd till den som vill göra likadant."
    )
    figures: tuple[Figure, ...] = Field(
        (),
        alias="siffror",
        title="Siffror",
        description="Siffror, per kön där de räknar människor.",
    )


def _facts(example: Example) -> Iterator[str]:
    if example.period:
        yield span(example.period.start, example.period.end)


KIND = Kind(
    name="exempel",
    folder="tipsbank/exempel",
    model=Example,
    singular="Gott exempel",
    plural="Goda exempel",
    lead=(
        "Så gjorde andra kommuner, regioner och myndigheter, vad det gav och vad de "
        "råder andra att tänka på."
    ),
    facts=_facts,
    neuter=True,
)
