"""A film of the site's own is a file, one elsewhere has an address."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.filmer import Film, ShownAs
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, entries_of


def check(bank: Bank) -> Iterator[Finding]:
    """Find films whose way of showing and address contradict each other."""
    for source, film in entries_of(bank, Film):
        own, is_file = film.showing.shown_as is ShownAs.FILE, film.showing.address.is_file
        if own and not is_file:
            yield Finding(
                source,
                ("visning", "typ"),
                '"typ" är fil, men "adress" leder till en annan webbplats.',
                "Skriv extern: då länkar sidan till filmen i stället för att hämta den.",
                about=(("visning", "adress"),),
            )
        elif is_file and not own:
            yield Finding(
                source,
                ("visning", "typ"),
                '"typ" är extern, men "adress" är en fil.',
                "Skriv hela adressen med https:// först, eller ändra typ till fil.",
                about=(("visning", "adress"),),
            )


RULE = Rule(
    id="film-adress",
    level=Level.ERROR,
    title="Filmens typ och adress säger emot varandra",
    guide=(
        "En film av typen fil ligger bredvid YAML-filen. En film av typen extern finns på en "
        "annan webbplats och öppnas som en länk."
    ),
    bad="typ: fil",
    good="typ: extern",
    check=check,
)
