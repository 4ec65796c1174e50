"""An article number stands for one printed thing."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.kinds.trycksaker import Printed
from jambanken.problems import FieldPath, Level
from jambanken.rules.base import Finding, Rule, entries_of


def check(bank: Bank) -> Iterator[Finding]:
    """Find article numbers that two printed things, or two versions, share."""
    first: dict[str, str] = {}
    for source, printed in sorted(entries_of(bank, Printed), key=lambda pair: pair[0].file):
        for path, number in _numbers(printed):
            owner = first.setdefault(_key(number), f"{source.file} {path}")
            if owner == f"{source.file} {path}":
                continue
            file = owner.partition(" ")[0]
            where = "tidigare i den här filen" if file == source.file else f"i {file}"
            yield Finding(
                source,
                path,
                f'artikelnumret "{number}" finns redan {where}.',
                "Ge den ena ett eget nummer.",
            )


def _numbers(printed: Printed) -> Iterator[tuple[FieldPath, str]]:
    yield ("artikelnummer",), printed.article_number
    for index, version in enumerate(printed.versions):
        if version.article_number is not None:
            yield ("versioner", index, "artikelnummer"), version.article_number


def _key(number: str) -> str:
    """Return what an order would be read as: case and spaces do not tell two things apart."""
    return number.casefold().replace(" ", "")


RULE = Rule(
    id="dubbelt-artikelnummer",
    level=Level.ERROR,
    title="Samma artikelnummer två gånger",
    guide=(
        "Den som tar emot en beställning går efter artikelnumret. Varje trycksak och varje "
        "version måste ha sitt eget."
    ),
    bad="artikelnummer: JB-001",
    good="artikelnummer: JB-002",
    check=check,
)
