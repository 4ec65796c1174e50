"""Names for pictures: proposed from a title or a file's name, and never one that is taken."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePath

from jambanken.addresses import hand_written
from jambanken.bank import Bank
from jambanken.swedish import slug
from jambanken.values import LONGEST_SLUG, SLUG

#: What stands below ``/bildbank/`` beside the pictures, and words that pages there may come to need.
RESERVED = frozenset(
    {
        *("balans", "aterkallade", "filter", "sida", "sok", "urval", "nytt", "flode", "index"),
        *("feed", "karta", "guide"),
    }
)
_FOLDER = "bildbank/"
_NOT_ON_WINDOWS = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
#: Room for a number after a name that is taken.
_ROOM = 5


def taken_names(bank: Bank) -> set[str]:
    """Return the names below ``/bildbank/`` that no new picture can have."""
    folder = bank.folders["bildbank"]
    pages = {
        address.removeprefix(_FOLDER).partition("/")[0]
        for address in hand_written(bank.root)
        if address.startswith(_FOLDER)
    }
    files = {item.slug.lower() for item in (*folder.entries, *folder.others)}
    return {*RESERVED, *pages, *files}


def propose(title: str, file: str, taken: Collection[str]) -> str:
    """Return a free name for a picture, from its title, else from its file's name."""
    wish = usable(slug(title)) or usable(slug(PurePath(file).stem)) or "bild-1"
    if wish not in taken:
        return wish
    number = 2
    while f"{wish}-{number}" in taken:
        number += 1
    return f"{wish}-{number}"


def usable(name: str, sort: str = "bild") -> str:
    """Return a name as short as an address has it, empty where it cannot be one.

    ``sort`` comes after a name that Windows keeps for itself.
    """
    if len(name) > LONGEST_SLUG - _ROOM:
        name = name[: LONGEST_SLUG - _ROOM].rpartition("-")[0] or name[: LONGEST_SLUG - _ROOM]
    if _NOT_ON_WINDOWS.fullmatch(name):
        name = f"{name}-{sort}"
    return name if re.fullmatch(SLUG, name) else ""
