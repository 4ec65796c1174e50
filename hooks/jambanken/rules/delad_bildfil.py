"""A picture file belongs to one YAML file, so that a picture that is withdrawn is gone."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.bildbank import Picture
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of


def check(bank: Bank) -> Iterator[Finding]:
    """Find picture files that two YAML files name."""
    first: dict[str, str] = {}
    for source, picture in sorted(entries_of(bank, Picture), key=lambda pair: pair[0].file):
        if picture.file is None:
            continue
        owner = first.setdefault(picture.file, source.file)
        if owner != source.file:
            yield Finding(
                source,
                ("fil",),
                f'"{picture.file}" hör redan till {owner}.',
                "Ta bort den ena YAML-filen. Annars visas en återkallad bild vidare under det andra namnet.",
            )


RULE = Rule(
    id="delad-bildfil",
    level=Level.ERROR,
    title="Två poster med samma bildfil",
    guide=(
        "En bildfil hör till en enda YAML-fil. Då räcker det att dra tillbaka bilden på ett ställe."
    ),
    bad="fil: fika.jpg",
    good="fil: fika-2.jpg",
    check=check,
)
