"""A picture file is described by a YAML file."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.folder import PICTURE_ENDINGS, ContentFile
from jambanken.kinds.bildbank import Picture
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of, knows
from jambanken.swedish import slug


def check(bank: Bank) -> Iterator[Finding]:
    """Find picture files that no YAML file names. Case is another rule's matter."""
    named = {picture.file.lower() for _, picture in entries_of(bank, Picture) if picture.file}
    # A YAML file with errors may well name its picture.
    broken = {broken.slug for broken in bank.broken if broken.kind.name == "bildbank"} | {
        record.slug
        for record in bank.records.values()
        if isinstance(record.entry, Picture) and not knows(bank, record.source, ("fil",))
    }
    for item in bank.folders["bildbank"].others:
        if (
            _is_picture(item)
            and item.path.name.lower() not in named
            and slug(item.slug) not in broken
        ):
            yield Finding(
                item.file,
                (),
                "bildfilen har ingen YAML-fil och visas inte.",
                f"Skriv en, till exempel {slug(item.slug) or 'bild'}.yml, eller ta bort bildfilen.",
            )


def _is_picture(item: ContentFile) -> bool:
    return item.path.suffix.lower() in PICTURE_ENDINGS


RULE = Rule(
    id="bild-utan-yaml",
    level=Level.WARNING,
    title="Bildfil utan uppgifter",
    guide=(
        "En bild utan YAML-fil har varken fotograf, licens eller alt-text. Den visas inte "
        "någonstans."
    ),
    bad="bildbank/fika.jpg",
    good="bildbank/fika.jpg\nbildbank/fika.yml",
    check=check,
)
