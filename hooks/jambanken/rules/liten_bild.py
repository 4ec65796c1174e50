"""A picture is large enough for what people take it for."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.images.values import PictureFile
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule

#: Pixels along the longer side: the width of a page, and 20 cm on paper at 300 to the inch.
FOR_THE_WEB = 1200
FOR_PRINT = 2400


def check(bank: Bank) -> Iterator[Finding]:
    """Find pictures that are too small for a page or for print."""
    for slug, found in bank.pictures.items():
        if not isinstance(found, PictureFile):
            continue
        longest = max(found.width, found.height)
        if longest >= FOR_PRINT:
            continue
        enough = f"{FOR_PRINT} bildpunkter på långsidan"
        what = "en sida på webben" if longest < FOR_THE_WEB else "tryck i 20 cm"
        yield Finding(
            bank.records[f"bildbank/{slug}"].source,
            ("fil",),
            f"bilden är {found.width} × {found.height} bildpunkter och räcker inte till {what}.",
            f"Leta efter originalet, helst med minst {enough}. Förstora inte bilden.",
        )


RULE = Rule(
    id="liten-bild",
    level=Level.HINT,
    title="Bilden är liten",
    guide=(
        "För webben behövs minst 1200 bildpunkter på långsidan, och för tryck i 20 cm minst 2400."
        " Banken förstorar aldrig en bild: format som bilden är för liten för finns inte att ladda ned."
    ),
    bad="fil: fika.png",
    good="fil: fika-stor.png",
    check=check,
)
