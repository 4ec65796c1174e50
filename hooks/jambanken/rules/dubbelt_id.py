"""An id stands for one thing in its list."""

from __future__ import annotations

from collections.abc import Iterator

from jambanken.bank import Bank
from jambanken.problems import FieldPath, Level
from jambanken.rules.base import Finding, Rule
from jambanken.shared import ID_LISTS
from jambanken.source import Source


def check(bank: Bank) -> Iterator[Finding]:
    """Find ids that stand twice in a list of the shared files."""
    for one in ID_LISTS:
        source = bank.shared.get(one.file)
        if source is not None:
            ids = [str(item.id) for item in one.items_in(bank.registry)]
            yield from _twice(source, one.place, ids)


def _twice(source: Source, place: FieldPath, ids: list[str]) -> Iterator[Finding]:
    first: dict[str, FieldPath] = {}
    for index, id_ in enumerate(ids):
        path = (*place, index, "id")
        earlier = first.setdefault(id_, path)
        if earlier != path:
            line = source.locate(earlier).line
            yield Finding(
                source,
                path,
                f'id "{id_}" finns redan på rad {line}.',
                "Ta bort den ena raden, eller ge den ett annat id.",
            )


RULE = Rule(
    id="dubbelt-id",
    level=Level.ERROR,
    title="Samma id två gånger",
    guide=(
        "Posterna hänvisar till målgrupper, teman och organisationer med id. Därför får ett id "
        "bara finnas en gång i sin lista."
    ),
    bad="- id: chef\n- id: chef",
    good="- id: chef\n- id: strateg",
    check=check,
)
