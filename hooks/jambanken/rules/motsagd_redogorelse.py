"""The accessibility statement does not speak against itself or the bank."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.duties import Accessibility, Conformance
from jambanken.law.faults import all_faults
from jambanken.law.findings import pdf_files, pdfs_of
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule
from jambanken.swedish import counted


def check(bank: Bank) -> Iterator[Finding]:
    """Find a site that is said to be without faults and has some, and days that cannot be."""
    source, said = bank.settings_source, bank.settings.accessibility
    if source is None or said is None:
        return
    if said.conformance is Conformance.FULLY:
        pdfs = tuple(pdfs_of(bank.records.values(), pdf_files(bank)))
        count = len(all_faults(said, pdfs)) + len(said.burdens)
        if count:
            yield Finding(
                source,
                ("tillgänglighet", "följsamhet"),
                "webbplatsen sägs vara helt förenlig med lagen, men "
                f"{counted(count, 'brist', 'brister')} visas i redogörelsen.",
                "Skriv delvis_förenlig, eller åtgärda det som brister.",
            )
    for key, message in _impossible(bank, said):
        yield Finding(source, ("tillgänglighet", key), message, "Rätta dagen.")


def _impossible(bank: Bank, said: Accessibility) -> Iterator[tuple[str, str]]:
    if said.assessed > bank.today:
        yield "bedömd", f"bedömningen gjordes {said.assessed}, en dag som inte har varit än."
    if said.updated > bank.today:
        yield "uppdaterad", f"redogörelsen ändrades {said.updated}, en dag som inte har varit än."
    elif said.updated < said.assessed:
        yield (
            "uppdaterad",
            f"redogörelsen ändrades {said.updated}, före bedömningen {said.assessed}.",
        )


RULE = Rule(
    id="motsagd-redogorelse",
    level=Level.WARNING,
    title="Tillgänglighetsredogörelsen stämmer inte",
    guide=(
        "Det som står i redogörelsen ska hålla. En webbplats med kända brister, eller med PDF-filer "
        "utan taggar, är inte helt förenlig med lagen. Bedömningen görs före den dag då "
        "redogörelsen ändras, och ingen av dem ligger framåt i tiden."
    ),
    bad="följsamhet: helt_förenlig",
    good="följsamhet: delvis_förenlig",
    check=check,
)
