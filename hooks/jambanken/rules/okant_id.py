"""An id must be in its list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from jambanken.bank import Bank
from jambanken.kinds.base import values_of
from jambanken.meant import called_ids
from jambanken.nearest import folded
from jambanken.problems import FieldPath, Level
from jambanken.rules.base import Finding, Rule, knows_list
from jambanken.rules.suggest import Suggestions
from jambanken.shared import ID_LIST_BY_SORT
from jambanken.source import Source
from jambanken.values import Id


def check(bank: Bank) -> Iterator[Finding]:
    """Find ids that no list has. A list that cannot be read is not held against the entries."""
    lists = {
        sort: ids
        for sort, ids in bank.registry.known_ids().items()
        if knows_list(bank, ID_LIST_BY_SORT[sort])
    }
    suggestions = {sort: Suggestions(sorted(ids)) for sort, ids in lists.items()}

    absent = bank.absent  # said once, by another rule

    @cache
    def by_name(sort: type[Id]) -> Mapping[str, str]:
        called = called_ids(bank.registry, sort)
        return {folded(name): id_ for name, id_ in called.items()}

    def near(id_: Id) -> str | None:
        named = by_name(type(id_)).get(folded(id_))
        return named or suggestions[type(id_)].nearest(str(id_))

    def is_unknown(id_: Id) -> bool:
        sort = type(id_)
        return sort in lists and id_ not in lists[sort] and ID_LIST_BY_SORT[sort].file not in absent

    for source, entry in bank.readable(lambda record: any(map(is_unknown, record.ids))):
        for path, id_ in values_of(entry, Id):
            if is_unknown(id_):
                yield _finding(source, path, id_, near(id_))


def _finding(source: Source, path: FieldPath, id_: Id, near: str | None) -> Finding:
    known = ID_LIST_BY_SORT[type(id_)]
    fix = (
        f'Menade du "{near}"?'
        if near
        else f"Välj ett id som finns i {known.file}, eller lägg till det där."
    )
    return Finding(source, path, f'"{id_}" finns inte bland {known.definite}.', fix)


RULE = Rule(
    id="okant-id",
    level=Level.ERROR,
    title="Ett id som inte finns",
    guide=(
        "Målgrupper, verksamheter, teman, styrdokument, organisationer och vägar att beställa "
        "skrivs med id ur bankens gemensamma listor."
    ),
    bad="teman: [motten]",
    good="teman: [moten]",
    check=check,
)
