"""Courses, web courses and programmes, with their dates and who took part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from jambanken.kinds.base import Article, Kind
from jambanken.part import Part
from jambanken.values import (
    Choice,
    Markdown,
    Moment,
    Number,
    OrganisationId,
    PartialDate,
    Text,
    WebAddress,
    Whole,
)

LONGEST_FACT = 40
People = Annotated[Whole, Field(ge=0, le=10_000_000)]


class CourseForm(Choice):
    """How a course is given."""

    WEB = "webb"
    COURSE = "kurs"
    PROGRAMME = "program"
    SEMINAR = "seminarium"


class Occasion(Part):
    """A date of the course."""

    heading: Text = Field(alias="rubrik", title="Rubrik", description="Till exempel modulens namn.")
    start: Moment = Field(alias="start", title="Start", description="Dag, eller dag och klockslag.")
    end: Moment | None = Field(
        None, alias="slut", title="Slut", description="Dag, eller dag och klockslag."
    )
    place: Text | None = Field(None, alias="plats", title="Plats", description="Var det hålls.")
    sign_up: WebAddress | None = Field(
        None, alias="anmälan", title="Anmälan", description="Adressen där man anmäler sig."
    )


class Participation(Part):
    """How many of an organisation took part."""

    organisation: OrganisationId = Field(
        alias="organisation",
        title="Organisation",
        description="Vars deltagare det är, ur organisationer.yml.",
    )
    date: PartialDate = Field(alias="datum", title="Datum", description="När siffran gällde.")
    count: People | None = Field(
        None, alias="antal", title="Antal", description="Antal som deltog."
    )
    out_of: People | None = Field(
        None, alias="av", title="Av", description="Antal som kunde ha deltagit."
    )
    share: Annotated[Number, Field(ge=0, le=100)] | None = Field(
        None, alias="andel", title="Andel", description="I procent."
    )
    women: People | None = Field(
        None, alias="kvinnor", title="Kvinnor", description="Antal kvinnor."
    )
    men: People | None = Field(None, alias="män", title="Män", description="Antal män.")


class Course(Article):
    """A course."""

    form: CourseForm = Field(
        alias="form", title="Form", description="Välj webb, kurs, program eller seminarium."
    )
    extent: Text | None = Field(
        None,
        alias="omfattning",
        title="Omfattning",
        description="Till exempel 9 dagar eller 3 timmar.",
    )
    content: Markdown | None = Field(
        None, alias="innehåll", title="Innehåll", description="Vad man lär sig."
    )
    organisers: tuple[OrganisationId, ...] = Field(
        (), alias="arrangör", title="Arrangör", description="Organisationer ur organisationer.yml."
    )
    occasions: tuple[Occasion, ...] = Field(
        (), alias="tillfällen", title="Tillfällen", description="Datum och platser."
    )
    address: WebAddress | None = Field(
        None, alias="adress", title="Adress", description="Webbutbildningens egen adress."
    )
    participation: tuple[Participation, ...] = Field(
        (),
        alias="deltagande",
        title="Deltagande",
        description="Hur många som gått, per organisation.",
    )


_FORMS = {
    CourseForm.WEB: "webbutbildning",
    CourseForm.COURSE: "kurs",
    CourseForm.PROGRAMME: "program",
    CourseForm.SEMINAR: "seminarium",
}


def _facts(course: Course) -> Iterator[str]:
    yield _FORMS[course.form]
    if course.extent and len(course.extent) <= LONGEST_FACT:
        yield course.extent


KIND = Kind(
    name="utbildningar",
    folder="tipsbank/utbildningar",
    model=Course,
    singular="Utbildning",
    plural="Utbildningar",
    lead=(
        "Kurser, webbutbildningar och program, med upplägg, datum och hur många som "
        "gått. Flera är avslutade: upplägget går att låna."
    ),
    facts=_facts,
)
