"""Photographs of real people lie where they can be removed for good."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.bildbank import KIND, Picture
from jambanken.pictures import PictureType
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule


def check(bank: Bank) -> Iterator[Finding]:
    """Find photographs of recognisable people in the folder that is part of the repository."""
    for item in bank.folders[KIND.name].entries:
        record = bank.records.get(f"{KIND.name}/{item.slug}")
        if record is None or item.path.parent != bank.root / KIND.folder:
            continue
        picture = record.entry
        if isinstance(picture, Picture) and _shows_somebody(picture):
            message = (
                "fotot visar personer som går att känna igen. I kodförrådet blir det kvar i "
                "historiken, också när det har tagits bort."
            )
            fix = "Lägg bild och YAML i en mapp utanför projektet, och peka ut den med bildmapp i bank.yml."
            about = (("typ",), ("återkallad",))
            yield Finding(record.source, ("igenkännbara",), message, fix, about=about)


def _shows_somebody(picture: Picture) -> bool:
    is_photo = picture.picture_type is PictureType.PHOTO
    return is_photo and bool(picture.recognisable) and picture.withdrawn is None


RULE = Rule(
    id="person-i-forradet",
    level=Level.HINT,
    title="Foto av personer i kodförrådet",
    guide=(
        "Den som syns på ett foto kan ångra sig. Ur kodförrådet och dess kopior går ett foto inte att"
        " få bort helt. Lägg därför foton av personer i en egen mapp utanför projektet, bildmapp i"
        " bank.yml."
    ),
    bad="bildbank/fika.jpg",
    good="bilder/fika.jpg",
    check=check,
)
