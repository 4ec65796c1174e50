"""Two files may not differ in case or in the way letters are composed alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from jambanken.bank import Bank
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule


def check(bank: Bank) -> Iterator[Finding]:
    """Find files that Windows and macOS take for one and the same."""
    for folder in bank.folders.values():
        first: dict[str, str] = {}
        for item in (*folder.entries, *folder.others):
            earlier = first.setdefault(
                unicodedata.normalize("NFC", item.file).casefold(), item.file
            )
            if earlier != item.file:
                yield Finding(
                    item.file,
                    (),
                    f"namnet skiljer bara i stora och små bokstäver från {PurePosixPath(earlier).name}.",
                    "Döp om eller ta bort den ena: på Windows och Mac skriver de över varandra.",
                )


RULE = Rule(
    id="snarlika-filnamn",
    level=Level.ERROR,
    title="Två filer med nästan samma namn",
    guide=(
        "Windows och Mac skiljer inte på stora och små bokstäver i filnamn. Två filer som bara "
        "skiljer i det skriver över varandra."
    ),
    bad="bildbank/fika.jpg\nbildbank/Fika.jpg",
    good="bildbank/fika.jpg\nbildbank/fika-2.jpg",
    check=check,
)
