"""A link in a text must lead somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jambanken.addresses import Addresses
from jambanken.bank import Bank
from jambanken.catalogue import catalogue
from jambanken.groups import GROUPS
from jambanken.kinds.base import values_of
from jambanken.markdown import internal_target, is_external, links_in
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, knows_list
from jambanken.rules.suggest import Suggestions
from jambanken.shared import ID_LIST_BY_SORT
from jambanken.values import Markdown, shorten

_GROUP_FOLDERS = frozenset(group.folder for group in GROUPS)


def check(bank: Bank) -> Iterator[Finding]:
    """Find links to addresses that the bank does not have, and those no browser could use."""
    cure = _cures(bank)
    for source, entry in bank.readable(lambda record: any(map(cure, record.links))):
        for path, text in values_of(entry, Markdown):
            for address in dict.fromkeys(links_in(text)):
                fault = cure(address)
                if fault:
                    yield Finding(source, path, *fault, quote=f"({address}")


def _cures(bank: Bank) -> Callable[[str], tuple[str, str] | None]:
    """Return what tells of an address what is wrong and what to do, None where it is right."""
    # Drafts are no broken links; what is not published yet is another rule's matter.
    addresses = Addresses(catalogue(bank, preview=True), bank.root)
    entries = dict.fromkeys([*bank.records, *(broken.ref for broken in bank.broken)])
    groups_known = all(knows_list(bank, ID_LIST_BY_SORT[group.sort]) for group in GROUPS)
    suggestions = Suggestions(entries)

    def fault(address: str) -> tuple[str, str] | None:
        target = internal_target(address)
        if target is None:
            return None if is_external(address) else _unusable(address)
        if target in addresses or target.rstrip("/") in entries:
            return None
        if not groups_known and target.partition("/")[0] in _GROUP_FOLDERS:
            return None
        near = suggestions.nearest(target.rstrip("/"))
        fix = f"Menade du /{near}/?" if near else "Rätta adressen, eller ta bort länken."
        return f"länken {shorten(address)} leder till en sida som inte finns.", fix

    return fault


def _unusable(address: str) -> tuple[str, str]:
    message = (
        f"länken {shorten(address)} är ingen adress som går att använda."
        if address
        else "länken är tom."
    )
    if address.startswith("http:"):
        return message, "Skriv https:// i stället för http://."
    if "@" in address and ":" not in address:
        return message, "Skriv mailto: först."
    if address.startswith("www."):
        return message, "Skriv https:// först."
    if address and internal_target(f"{address}/") is not None:
        return message, f"Skriv snedstreck sist: {shorten(address)}/"
    return (
        message,
        "Skriv hela adressen med https:// först, eller /tips/NAMN/ för en post i banken.",
    )


RULE = Rule(
    id="trasig-lank",
    level=Level.ERROR,
    title="Länk som inte leder någonstans",
    guide=(
        "En länk i en text leder till en sida i banken, som /tips/mat-talartiden/, eller ut på "
        "webben med https:// först. En e-postadress har mailto: först."
    ),
    bad="syfte: Läs [tipset](/tips/mat-talartidn/) först.",
    good="syfte: Läs [tipset](/tips/mat-talartiden/) först.",
    check=check,
)
