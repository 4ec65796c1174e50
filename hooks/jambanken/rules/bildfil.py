"""A picture's file is a picture that the bank can use."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.images.values import PictureFault
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule


def check(bank: Bank) -> Iterator[Finding]:
    """Find files that are damaged, too large, or of a sort that the bank does not take."""
    for slug, found in bank.pictures.items():
        if isinstance(found, PictureFault):
            name = bank.picture_paths[slug].name
            message = f'"{name}" kan inte användas: {found.message}'
            yield Finding(bank.records[f"bildbank/{slug}"].source, ("fil",), message, found.fix)


RULE = Rule(
    id="bildfil",
    level=Level.ERROR,
    title="Bildfilen kan inte användas",
    guide=(
        "Banken tar emot JPEG, PNG, WebP, AVIF och TIFF på högst 60 MB och 100 miljoner bildpunkter."
        " Filen ska vara hel, och ändelsen ska stämma med innehållet. Av en animering eller en fil"
        " med flera sidor används den första bilden."
    ),
    bad="fil: fika.jpg",
    good="fil: fika.png",
    check=check,
)
