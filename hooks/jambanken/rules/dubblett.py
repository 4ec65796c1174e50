"""A picture is in the bank once."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.images.alike import alike
from jambanken.images.values import PictureFile
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule


def check(bank: Bank) -> Iterator[Finding]:
    """Find pictures that are the same as one before them, in another size, format or quality too."""
    files = {
        slug: found
        for slug, found in sorted(bank.pictures.items())
        if isinstance(found, PictureFile)
    }
    for slug, other in alike({slug: found.phash for slug, found in files.items()}).items():
        original = bank.records[f"bildbank/{other}"].source.file
        same = files[slug].sha256 == files[other].sha256
        yield Finding(
            bank.records[f"bildbank/{slug}"].source,
            ("fil",),
            f"bilden är {'densamma' if same else 'nästan likadan'} som den i {original}.",
            "Behåll en av dem, helst den som är störst och har rätt uppgifter.",
        )


RULE = Rule(
    id="dubblett",
    level=Level.WARNING,
    title="Samma bild två gånger",
    guide=(
        "Bilder jämförs också när de är sparade i olika storlek, format och kvalitet. Ligger samma"
        " bild i banken två gånger visas den vidare när den ena dras tillbaka."
    ),
    bad="fil: fika-liten.png",
    good="fil: rast.png",
    check=check,
)
