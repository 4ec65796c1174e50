"""The second picture folder must be there, or its pictures are gone without a word."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule


def check(bank: Bank) -> Iterator[Finding]:
    """Find a folder in the settings that does not exist on this machine."""
    source, folder = bank.settings_source, bank.settings.second_picture_folder
    if source is not None and folder is not None and not (bank.root / folder).is_dir():
        yield Finding(
            source,
            ("bildmapp",),
            f'mappen "{folder}" finns inte på den här datorn. Inga bilder därifrån kommer med.',
            "Rätta sökvägen, eller hämta mappen dit.",
        )


RULE = Rule(
    id="bildmapp",
    level=Level.WARNING,
    title="En bildmapp som inte finns",
    guide=(
        "Foton av verkliga personer kan ligga i en mapp utanför projektet. Finns den inte där banken "
        "byggs kommer bilderna inte med."
    ),
    bad="bildmapp: ../bilder-som-inte-finns",
    good="bildmapp: bilder",
    check=check,
)
