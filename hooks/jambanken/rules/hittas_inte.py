"""An entry can be found by the words of its title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jambanken.bank import Bank, Record
from jambanken.problems import Level
from jambanken.rules.base import Finding, Rule, live
from jambanken.search.language import stems, words

#: Who does not stand among so many hits is seldom found.
LOOKED_AT = 3


def check(bank: Bank) -> Iterator[Finding]:
    """Find titles that say nothing to the search, and those that too many have alike.

    A title is its stems: no stop words, no inflection, in any order. Where three others have the
    same, no search for them tells which entry is meant, and one of the four is not among the first
    three hits.
    """
    alike: dict[frozenset[str], list[Record]] = defaultdict(list)
    for record in live(bank):
        alike[_searched(record)].append(record)
    for searched, records in alike.items():
        if not searched:
            yield from map(_nothing, records)
        elif len(records) > LOOKED_AT:
            yield from (_crowded(record, len(records) - 1) for record in records)


def _searched(record: Record) -> frozenset[str]:
    return frozenset(stem for word in words(record.entry.title) for stem in stems(word))


def _nothing(record: Record) -> Finding:
    return Finding(
        record.source,
        ("titel",),
        "titeln har bara småord, och dem letar sökningen inte efter.",
        "Skriv in det som posten handlar om.",
    )


def _crowded(record: Record, others: int) -> Finding:
    return Finding(
        record.source,
        ("titel",),
        f"{others} andra poster har samma ord i titeln, så den som söker på dem hittar knappast hit.",
        "Skriv in det som skiljer posten från de andra.",
    )


RULE = Rule(
    id="hittas-inte",
    level=Level.WARNING,
    title="Titeln går inte att söka på",
    guide=(
        "Den som har sett en post förut söker på orden i titeln. Småord som och, hur och inte söks"
        " det inte efter, och böjningen spelar ingen roll. När fyra poster eller fler har samma ord"
        " hamnar någon av dem längre ner än de tre första träffarna."
    ),
    bad="titel: Hur gör vi då?",
    good="titel: Hur gör vi då mötet blir tyst?",
    check=check,
)
