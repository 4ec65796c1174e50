"""What nobody uses or finds: words that no entry has, tips that no other entry leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.coordination.values import Section, Subject, Task, in_order, subject_of
from jambanken.groups import GROUP_BY_SORT, GROUPS
from jambanken.markdown import internal_target
from jambanken.shared import ID_LIST_BY_SORT
from jambanken.swedish import counted
from jambanken.values import Id, OrganisationId

_TIP = re.compile(r"tips/[^/]+/")


def unused_words(catalogue: Catalogue) -> Section:
    """Return the words of the lists, and the organisations, that no entry refers to."""
    words = list(_words(catalogue))
    tasks = [
        Task(subject, "används inte av någon post", 0)
        for sort, id_, subject in words
        if not catalogue.group(sort, id_)
    ]
    return Section(
        id="ord",
        title="Ord som ingen använder",
        short="ord som ingen använder",
        lead="Målgrupper, verksamheter, teman, styrdokument och organisationer utan poster. "
        "Den som väljer ett sådant ord hittar inget.",
        cure="Lägg ordet på de poster som hör dit, skriv en post som saknas eller ta bort ordet.",
        done="Alla ord används av minst en post.",
        tasks=in_order(tasks),
        total=len(words),
    )


def _words(catalogue: Catalogue) -> Iterator[tuple[type[Id], str, Subject]]:
    """Give each word of the lists, with its sort and its id."""
    names = [(sort, id_, word.name) for (sort, id_), word in catalogue.words.items()]
    names += [(OrganisationId, id_, one.name) for id_, one in catalogue.organisations.items()]
    labels = {group.sort: group.singular for group in GROUPS}
    for sort, id_, name in names:
        address = f"{GROUP_BY_SORT[sort].folder}/{id_}/"
        yield sort, id_, Subject(id_, labels[sort], name, address, ID_LIST_BY_SORT[sort].file)


def unlinked_tips(catalogue: Catalogue) -> Section:
    """Return the tips that no other listed entry names, those that are shown on no other page first.

    What a tip itself names as related is shown on both ends.
    """
    named: set[str] = set()
    for record in catalogue.listed:
        named.update(_named_by(record))
    tips = catalogue.of_kind("tips")
    tasks = []
    for record in tips:
        if record.card.ref not in named:
            shown_on = sum(
                ref != record.ref and catalogue.find_listed(ref) is not None
                for ref in dict.fromkeys(record.entry.related)
            )
            state = "ingen länkar hit"
            if shown_on:
                own = counted(shown_on, "post", "poster")
                state = f"{state}, men tipset pekar själv ut {own} som relaterade"
            tasks.append(Task(subject_of(record), state, int(shown_on > 0)))
    return Section(
        id="olankade",
        title="Tips som ingen länkar till",
        short="tips som ingen länkar till",
        lead="Tips som ingen annan post pekar ut, varken som relaterade, i en text eller i en "
        "lärväg. De hittas bara genom listor och sökning.",
        cure="Lägg tipset i en lärväg, eller under relaterat i en post som handlar om samma sak.",
        done="Alla tips är utpekade av minst en annan post.",
        tasks=in_order(tasks),
        total=len(tips),
    )


def _named_by(record: Record) -> Iterable[str]:
    """Return the other entries that one names: in its fields, and the tips in links of its texts."""
    refs, own = record.refs, record.card.ref
    if record.links:
        targets = filter(None, map(internal_target, record.links))
        refs = (*refs, *(target[:-1] for target in targets if _TIP.fullmatch(target)))
    return (ref for ref in refs if ref != own) if own in refs else refs
