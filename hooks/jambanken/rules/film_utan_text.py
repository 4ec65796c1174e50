"""A film that the site plays itself must be open to those who do not hear or see."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.filmer import AudioDescription, Captions, DescriptionState, Film, ShownAs
from jambanken.problems import FieldPath, Level
from jambanken.rules.base import Finding, Rule, entries_of
from jambanken.source import Source

_DESCRIBED = frozenset({DescriptionState.SEPARATE, DescriptionState.IN_SOUND})


def check(bank: Bank) -> Iterator[Finding]:
    """Find films of the site's own without captions, or without audio description or a reason."""
    for source, film in entries_of(bank, Film):
        if film.showing.shown_as is not ShownAs.FILE:
            continue
        shown = ("visning", "typ")
        if not film.subtitles and film.captions is not Captions.BURNT_IN:
            yield Finding(
                source,
                ("textning",),
                "filmen visas på webbplatsen utan text.",
                "Lägg till en WebVTT-fil under undertexter, eller länka till filmen med visning typ extern.",
                about=(shown,),
            )
        yield from _description(source, film.description, shown)


def _description(
    source: Source, description: AudioDescription, shown: FieldPath
) -> Iterator[Finding]:
    state = description.state
    if state is DescriptionState.NOT_NEEDED and description.reason is None:
        yield Finding(
            source,
            ("syntolkning", "läge"),
            "det står inte varför syntolkning inte behövs.",
            'Skriv det i "motivering", till exempel: Allt som visas sägs också.',
            about=(shown,),
        )
    elif state is not DescriptionState.NOT_NEEDED and state not in _DESCRIBED:
        yield Finding(
            source,
            ("syntolkning", "läge"),
            "filmen visas på webbplatsen utan syntolkning.",
            "Ordna en syntolkad version, eller skriv behövs_inte med en motivering.",
            about=(shown,),
        )


RULE = Rule(
    id="film-utan-text",
    level=Level.ERROR,
    title="Film utan text eller syntolkning",
    guide=(
        "En film som webbplatsen själv visar måste ha undertexter, och syntolkning eller ett skäl till"
        " att den inte behövs."
    ),
    bad="textning: saknas",
    good="textning: valbar",
    check=check,
)
