"""What is not accessible, in the groups that a statement has: by whom a fault meets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jambanken.duties import Accessibility, Fault, Situation
from jambanken.law.findings import Pdf
from jambanken.swedish import counted

#: What follows "Problem vid användning".
USE: dict[Situation, str] = {
    Situation.NO_SIGHT: "utan syn",
    Situation.LOW_SIGHT: "med nedsatt syn",
    Situation.NO_COLOUR: "utan att kunna se färger",
    Situation.NO_HEARING: "utan hörsel",
    Situation.LOW_HEARING: "med nedsatt hörsel",
    Situation.VOICE: "utan röst eller med nedsatt röst",
    Situation.MOVEMENT: "med nedsatt rörlighet, räckvidd eller styrka",
    Situation.SEIZURES: "vid känslighet för blinkande och blixtrande innehåll",
    Situation.COGNITION: "med nedsatt kognition eller svårt att läsa",
    Situation.ALL: "oavsett funktionsnedsättning",
}


@dataclass(frozen=True, slots=True)
class Group:
    """The faults that meet those who use the site in one way."""

    use: str
    faults: tuple[Fault, ...]


def groups_of(faults: Sequence[Fault]) -> Iterator[Group]:
    """Give the faults by situation, in the order of the standard; one can stand in several."""
    for situation, use in USE.items():
        found = tuple(fault for fault in faults if situation in fault.situations)
        if found:
            yield Group(use, found)


def counted_faults(pdfs: Sequence[Pdf]) -> Iterator[Fault]:
    """Give the faults that the bank finds itself, in the words of a statement.

    Films are no such faults: those of the site itself are stopped by a rule, and whether one that
    lies elsewhere falls under the law the bank cannot know.
    """
    bare = sum(pdf.tagged is False for pdf in pdfs)
    if bare:
        yield Fault(
            situationer=(Situation.NO_SIGHT, Situation.LOW_SIGHT),
            vad=f"{bare} av {counted(len(pdfs), 'PDF-fil', 'PDF-filer')} saknar taggar. En skärmläsare "
            "kan inte skilja rubriker, listor och tabeller från annan text.",
            varför="Filerna är gjorda utan tillgänglig struktur och har inte gjorts om.",
        )


def all_faults(said: Accessibility | None, pdfs: Sequence[Pdf]) -> tuple[Fault, ...]:
    """Return what the region tells and what the bank finds itself."""
    return (*(said.known_faults if said else ()), *counted_faults(pdfs))
