"""Project plans: purposes, goals, levels, activities and how they are followed up."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from jambanken.kinds.base import Article, Kind
from jambanken.part import Part
from jambanken.swedish import span
from jambanken.values import Markdown, Number, PartialDate, Ref, Text


class Period(Part):
    """From when to when."""

    start: PartialDate = Field(alias="från", title="Från", description="År, månad eller dag.")
    end: PartialDate = Field(alias="till", title="Till", description="År, månad eller dag.")


class Role(Part):
    """A role in the project."""

    role: Text = Field(alias="roll", title="Roll", description="Till exempel projektledare.")
    name: Text | None = Field(
        None, alias="namn", title="Namn", description="Bara där det spelar roll."
    )
    position: Text | None = Field(
        None, alias="befattning", title="Befattning", description="Personens tjänst."
    )


class Group(Part):
    """A group within a level."""

    name: Text = Field(alias="namn", title="Namn", description="Gruppens namn.")
    description: Text | None = Field(
        None, alias="beskrivning", title="Beskrivning", description="Vilka som ingår."
    )
    content: tuple[Text, ...] = Field(
        (), alias="innehåll", title="Innehåll", description="Vad gruppen arbetar med."
    )


class PlanLevel(Part):
    """A level of the organisation that the plan works with."""

    name: Text = Field(alias="namn", title="Namn", description="Till exempel Nivå 1.")
    audience: Text | None = Field(
        None, alias="målgrupp", title="Målgrupp", description="Vilka som finns på nivån."
    )
    content: tuple[Text, ...] = Field(
        (), alias="innehåll", title="Innehåll", description="Vad nivån arbetar med."
    )
    groups: tuple[Group, ...] = Field(
        (), alias="grupper", title="Grupper", description="Grupper på nivån."
    )


class TimeStep(Part):
    """A stretch of the time plan."""

    start: PartialDate = Field(alias="från", title="Från", description="År, månad eller dag.")
    end: PartialDate | None = Field(
        None, alias="till", title="Till", description="År, månad eller dag."
    )
    text: Text = Field(alias="text", title="Text", description="Vad som händer.")


class Offer(Part):
    """Something the project offers those who take part."""

    name: Text = Field(alias="namn", title="Namn", description="Erbjudandets namn.")
    text: Markdown = Field(alias="text", title="Text", description="Vad erbjudandet innehåller.")


class Activity(Part):
    """A row of the measuring table: activity, measure, equality goal, its measure."""

    name: Text = Field(alias="namn", title="Namn", description="Vad som görs.")
    start: PartialDate | None = Field(
        None, alias="från", title="Från", description="År, månad eller dag."
    )
    end: PartialDate | None = Field(
        None, alias="till", title="Till", description="År, månad eller dag."
    )
    audience: Text | None = Field(
        None, alias="målgrupp", title="Målgrupp", description="För vilka."
    )
    measures: tuple[Text, ...] = Field(
        (), alias="mått", title="Så här mäter vi", description="Hur ni ser att aktiviteten blev av."
    )
    goal: Text | None = Field(
        None,
        alias="jämställdhetsmål",
        title="Jämställdhetsmål",
        description="Vad aktiviteten ska leda till för kvinnor och män.",
    )
    goal_measures: tuple[Text, ...] = Field(
        (),
        alias="målmått",
        title="Så här mäter vi målet",
        description="Hur ni ser att målet är nått.",
    )


class FollowUp(Part):
    """A measured value, split by sex where it counts people."""

    measure: Text = Field(alias="mått", title="Mått", description="Vad som är mätt.")
    date: PartialDate = Field(alias="datum", title="Datum", description="När det mättes.")
    women: Number | None = Field(
        None, alias="kvinnor", title="Kvinnor", description="Värdet för kvinnor."
    )
    men: Number | None = Field(None, alias="män", title="Män", description="Värdet för män.")
    total: Number | None = Field(
        None, alias="totalt", title="Totalt", description="Värdet för alla."
    )
    goal: Text | None = Field(None, alias="mål", title="Mål", description="Värdet ni vill nå.")
    unit: Text = Field(
        alias="enhet", title="Enhet", description="Till exempel personer eller procent."
    )


class Plan(Article):
    """A project plan with its follow-up."""

    period: Period = Field(alias="period", title="Period", description="När projektet pågår.")
    organisation: tuple[Role, ...] = Field(
        (), alias="organisation", title="Organisation", description="Roller i projektet."
    )
    funding: tuple[Text, ...] = Field(
        (), alias="finansiering", title="Finansiering", description="Var pengarna kommer ifrån."
    )
    background: Markdown | None = Field(
        None, alias="bakgrund", title="Bakgrund", description="Varför projektet finns."
    )
    expected: Markdown | None = Field(
        None,
        alias="förväntade_resultat",
        title="Förväntade resultat",
        description="Vad projektet ska leda till.",
    )
    purposes: tuple[Text, ...] = Field(
        min_length=1, alias="syfte", title="Syfte", description="Varför ni gör det. Minst ett."
    )
    goals: tuple[Text, ...] = Field(
        min_length=1,
        alias="mål",
        title="Mål",
        description="Vad som ska vara uppnått, så att det går att mäta.",
    )
    levels: tuple[PlanLevel, ...] = Field(
        (), alias="nivåer", title="Nivåer", description="Nivåer i organisationen, med grupper."
    )
    schedule: tuple[TimeStep, ...] = Field(
        (), alias="tidplan", title="Tidplan", description="Vad som händer när."
    )
    offers: tuple[Offer, ...] = Field(
        (),
        alias="erbjudanden",
        title="Erbjudanden",
        description="Vad projektet erbjuder deltagarna.",
    )
    activities: tuple[Activity, ...] = Field(
        (),
        alias="aktiviteter",
        title="Aktiviteter",
        description="Tabellen: aktivitet, mått, mål, mått på målet.",
    )
    follow_up: tuple[FollowUp, ...] = Field(
        (), alias="uppföljning", title="Uppföljning", description="Uppmätta värden."
    )
    lessons: Markdown | None = Field(
        None, alias="lärdomar", title="Lärdomar", description="Vad andra kan ha nytta av."
    )
    sub_plans: tuple[Ref, ...] = Field(
        (), alias="delplaner", title="Delplaner", description="Andra planer som hör till den här."
    )


def _facts(plan: Plan) -> Iterator[str]:
    yield span(plan.period.start, plan.period.end)


KIND = Kind(
    name="projektplaner",
    folder="tipsbank/projektplaner",
    model=Plan,
    singular="Projektplan",
    plural="Projektplaner",
    lead=(
        "Planer som kommuner och regioner har arbetat efter, med mål, nivåer och sätt "
        "att mäta. Låna upplägget och lär av det som saknas."
    ),
    facts=_facts,
)
