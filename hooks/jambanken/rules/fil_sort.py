"""A file that is handed on must be what its ending says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jambanken.bank import Bank
from jambanken.kinds.base import values_of
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule
from jambanken.values import FileOrAddress

_ENOUGH = 64


def check(bank: Bank) -> Iterator[Finding]:
    """Find published files whose first bytes are not those of their format."""
    for record in bank.records.values():
        folder = {item.path.name: item.path for item in bank.folders[record.kind.name].others}
        for path, name in values_of(record.entry, FileOrAddress):
            file = folder.get(name) if name.is_file else None
            if file is not None and not _begins_right(file, name):
                yield Finding(
                    record.source,
                    path,
                    f'filen "{name}" är inte av den sort som namnet säger.',
                    "Spara den på nytt i rätt format. Att bara byta namn hjälper inte.",
                )


def _begins_right(file: Path, name: FileOrAddress) -> bool:
    with file.open("rb") as opened:
        beginning = opened.read(_ENOUGH)
    return name.beginnings[name.rpartition(".")[2]].match(beginning) is not None


RULE = Rule(
    id="fil-sort",
    level=Level.ERROR,
    title="En fil som är något annat än namnet säger",
    guide=(
        "En PDF, en film eller en fil med undertexter läggs ut som den är. Därför kontrolleras att "
        "den verkligen är en sådan fil, och inte något annat med ett nytt namn."
    ),
    bad="pdf: webbsida-med-nytt-namn.pdf",
    good="pdf: affisch.pdf",
    check=check,
)
