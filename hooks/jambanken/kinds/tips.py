"""Tips: something concrete to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from jambanken.kinds.base import Article, Kind, ListingGroup
from jambanken.part import Part
from jambanken.swedish import duration, people
from jambanken.values import Choice, Markdown, OrganisationId, PrintRef, Text, Whole

Minutes = Annotated[Whole, Field(ge=1, le=10_000)]
People = Annotated[Whole, Field(ge=1, le=10_000)]


class Effort(Choice):
    """How much work a tip takes."""

    SMALL = "liten"
    MEDIUM = "mellan"
    LARGE = "stor"

    @property
    def label(self) -> str:
        """The value as a visitor reads it before "insats"."""
        return "medelstor" if self is Effort.MEDIUM else self.value


class Participants(Part):
    """How many can take part."""

    at_least: People | None = Field(
        None, alias="minst", title="Minst", description="Minsta antal personer."
    )
    at_most: People | None = Field(
        None, alias="högst", title="Högst", description="Största antal personer."
    )


class Step(Part):
    """A step to take, in order."""

    heading: Text | None = Field(
        None, alias="rubrik", title="Rubrik", description="Vad steget går ut på, i några ord."
    )
    text: Markdown = Field(alias="text", title="Text", description="Vad man gör, säger och frågar.")
    minutes: Minutes | None = Field(
        None, alias="tid", title="Tid", description="Hur många minuter steget tar."
    )


class Experience(Part):
    """What an organisation found when it tried."""

    organisation: OrganisationId = Field(
        alias="organisation",
        title="Organisation",
        description="Vem som har prövat, ur organisationer.yml.",
    )
    year: Annotated[Whole, Field(ge=1900, le=2100)] = Field(
        alias="år", title="År", description="När de prövade."
    )
    text: Text = Field(alias="text", title="Text", description="Vad de kom fram till.")


class Tip(Article):
    """A tip: something to do, with steps."""

    minutes: Minutes = Field(alias="tid", title="Tid", description="Hur många minuter allt tar.")
    participants: Participants | None = Field(
        None, alias="deltagare", title="Deltagare", description="Hur många som kan vara med."
    )
    effort: Effort | None = Field(
        None,
        alias="insats",
        title="Insats",
        description="Hur mycket arbete tipset kräver: liten, mellan, stor.",
    )
    purpose: Markdown | None = Field(
        None, alias="syfte", title="Syfte", description="Varför det är värt att göra."
    )
    preparations: tuple[Text, ...] = Field(
        (),
        alias="förberedelser",
        title="Förberedelser",
        description="Vad som ska vara klart innan.",
    )
    steps: tuple[Step, ...] = Field(
        min_length=1,
        alias="steg",
        title="Steg",
        description="Vad man gör, i ordning. Minst ett steg.",
    )
    questions: tuple[Text, ...] = Field(
        (),
        alias="diskussionsfrågor",
        title="Frågor att prata om",
        description="Frågor till gruppen.",
    )
    pitfalls: tuple[Text, ...] = Field(
        (),
        alias="fallgropar",
        title="Fallgropar",
        description="Det som brukar gå snett, och vad man gör då.",
    )
    printed: tuple[PrintRef, ...] = Field(
        (), alias="trycksaker", title="Trycksaker", description="Trycksaker som hör till tipset."
    )
    experiences: tuple[Experience, ...] = Field(
        (),
        alias="erfarenheter",
        title="Erfarenheter",
        description="Vad andra har sett när de prövat.",
    )


#: Upper limit in minutes, heading and anchor of the groups in the listing.
_GROUPS = (
    (5, "1–5 minuter", "5-minuter"),
    (15, "6–15 minuter", "15-minuter"),
    (30, "16–30 minuter", "30-minuter"),
    (60, "31–60 minuter", "60-minuter"),
    (10_000, "Mer än en timme", "mer-an-en-timme"),
)


def _facts(tip: Tip) -> Iterator[str]:
    yield duration(tip.minutes)
    if tip.participants:
        yield people(tip.participants.at_least, tip.participants.at_most)
    if tip.effort:
        yield f"{tip.effort.label} insats"


def _group(tip: Tip) -> ListingGroup:
    limit, heading, anchor = next(group for group in _GROUPS if tip.minutes <= group[0])
    return ListingGroup((limit,), heading, anchor)


KIND = Kind(
    name="tips",
    folder="tipsbank/tips",
    model=Tip,
    singular="Tips",
    plural="Tips",
    lead=(
        "Konkreta saker att göra på jobbet. Varje tips har steg, tider och frågor, så "
        "att du kan leda det direkt från sidan."
    ),
    facts=_facts,
    group=_group,
    neuter=True,
)
