"""A shared file whose ids entries use must be there."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.base import values_of
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule
from jambanken.shared import ID_LIST_BY_SORT
from jambanken.values import Id


def check(bank: Bank) -> Iterator[Finding]:
    """Find shared files that are not there, each once, where an entry has an id that should be in it."""
    for file in sorted(bank.absent):
        sorts = {sort for sort, one in ID_LIST_BY_SORT.items() if one.file == file}
        used = {
            (type(id_), id_)
            for _, entry in bank.readable()
            for _, id_ in values_of(entry, Id)
            if type(id_) in sorts
        }
        if used:
            yield Finding(
                file,
                (),
                f"filen finns inte, och posterna hänvisar till {len(used)} id i den.",
                "Lägg tillbaka den, eller skriv en ny.",
            )


RULE = Rule(
    id="gemensam-fil-saknas",
    level=Level.ERROR,
    title="En gemensam fil som inte finns",
    guide=(
        "Posterna hänvisar till målgrupper, teman, organisationer och vägar att beställa med id. De "
        "står i gemensamma filer i mappen tipsbank. Saknas en fil går inget id i den att slå upp."
    ),
    bad="avsändare: [falkby-kommun, region-x]",
    good="- {id: falkby-kommun, namn: Falkby kommun, typ: kommun}\n- {id: region-x, namn: Region X, typ: region}",
    check=check,
)
