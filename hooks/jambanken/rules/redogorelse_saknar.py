"""An accessibility statement that has been begun has all that Digg asks for."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.duties import Conformance
from jambanken.law.contact import can_be_reached
from jambanken.law.faults import counted_faults
from jambanken.law.findings import pdf_files, pdfs_of
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule


def check(bank: Bank) -> Iterator[Finding]:
    """Find what the model cannot ask for by itself: who answers, where to report, what is at fault."""
    source, said = bank.settings_source, bank.settings.accessibility
    if source is None or said is None:
        return
    here = ("tillgänglighet",)
    if bank.settings.operator is None:
        yield Finding(
            source,
            here,
            "redogörelsen måste säga vem som står bakom webbplatsen, men utgivare saknas.",
            "Fyll i utgivare.",
            key=True,
        )
    elif not can_be_reached(bank.settings):
        yield Finding(
            source,
            here,
            "redogörelsen måste säga hur man anmäler en brist, men det finns ingen adress.",
            "Fyll i epost under utgivare, eller meddela här.",
            key=True,
        )
    if said.conformance is not Conformance.FULLY and not _tells_why(bank):
        yield Finding(
            source,
            (*here, "följsamhet"),
            f"webbplatsen är {said.conformance.label} med lagen, men ingen brist är beskriven.",
            "Skriv alla brister under kända_brister, var och en med skälet till att den finns.",
        )


def _tells_why(bank: Bank) -> bool:
    said = bank.settings.accessibility
    if said is not None and (said.known_faults or said.burdens):
        return True
    return any(counted_faults(tuple(pdfs_of(bank.records.values(), pdf_files(bank)))))


RULE = Rule(
    id="redogorelse-saknar",
    level=Level.ERROR,
    title="Tillgänglighetsredogörelsen är inte hel",
    guide=(
        "En redogörelse enligt lagen om tillgänglighet till digital offentlig service ska säga vem "
        "som står bakom webbplatsen, hur man anmäler en brist och exakt vad som inte är tillgängligt, "
        "med skälen. Fyll i det som saknas i bank.yml, eller ta bort hela tillgänglighet tills ni har "
        "gjort bedömningen: då säger sidan att redogörelsen inte är klar."
    ),
    bad="följsamhet: delvis_förenlig",
    good=(
        "kända_brister:\n"
        "- situationer: [utan_syn]\n"
        "vad: Diagrammen på balanssidan läses upp siffra för siffra.\n"
        "varför: En sammanfattning i text är inte klar."
    ),
    check=check,
)
