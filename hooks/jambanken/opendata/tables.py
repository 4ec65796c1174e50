"""Tips and printed material as tables that a Swedish Excel opens right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.kinds import KIND_BY_NAME
from jambanken.kinds.base import Kind
from jambanken.kinds.tips import Tip
from jambanken.kinds.trycksaker import Printed
from jambanken.opendata.entries import FOLDER, OpenData
from jambanken.output import Asset, Later
from jambanken.values import Id

Cell = str | int | Decimal | None
#: What a program takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
_QUOTED = re.compile(r'[";\r\n]')
_OF_ALL_FIRST = ("id", "titel", "sammanfattning")
_OF_ALL_LAST = (
    "målgrupper",
    "verksamheter",
    "teman",
    "publicerad",
    "uppdaterad",
    "licens",
    "adress",
)
_OF_TIPS = ("tid", "deltagare_minst", "deltagare_högst", "insats", "antal_steg", "trycksaker")
_OF_PRINT = (
    *("artikelnummer", "typ", "format", "sidor", "upplaga", "år", "versioner", "pdf"),
    *("pris", "minst", "högst", "lager", "ersätts_av", "beställning"),
)


def csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as UTF-8 with its mark, semicolons and CRLF, decimals with a comma.

    A text that a program would work out as a formula begins with an apostrophe.
    """
    lines = (";".join(map(_cell, row)) for row in rows)
    return ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return str(value).replace(".", ",")
    text = f"'{value}" if _FORMULA.match(value) else str(value)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def table_file(kind: Kind) -> str:
    """Return the address of a kind's table, relative to the site's base."""
    return f"{FOLDER}{kind.name}.csv"


def table(data: OpenData, kind: Kind) -> bytes:
    """Return a kind's table, the newest entry first. Lists stand in one cell, with commas between."""
    own, cells = TABLES[kind.name]
    rows = (
        (*_first(record), *cells(record, data), *_last(record, data))
        for record in data.records(kind)
    )
    return csv([(*_OF_ALL_FIRST, *own, *_OF_ALL_LAST), *rows])


def table_assets(data: OpenData) -> Iterator[Asset]:
    """Give the tables, each made when it is written."""
    for name in TABLES:
        kind = KIND_BY_NAME[name]
        made_from = data.made_from(kind), data.shown.registry
        yield Asset(table_file(kind), Later(made_from, partial(table, data, kind)))


def _first(record: Record) -> tuple[Cell, ...]:
    return record.ref, record.entry.title, record.entry.summary


def _last(record: Record, data: OpenData) -> tuple[Cell, ...]:
    entry = record.entry
    return (
        *(_names(data.shown, ids) for ids in (entry.audiences, entry.areas, entry.themes)),
        *(day.isoformat() if day else None for day in (entry.published, entry.updated)),
        str(entry.licence),
        data.base + record.address,
    )


def _names(shown: Catalogue, ids: Iterable[Id]) -> str:
    """Return the words that ids stand for; an id that is in no list stands for itself."""
    found = ((id_, shown.words.get((type(id_), str(id_)))) for id_ in ids)
    return ", ".join(str(word.name if word else id_) for id_, word in found)


def _of_tip(record: Record, data: OpenData) -> Iterator[Cell]:
    tip = record.entry
    assert isinstance(tip, Tip)  # noqa: S101  # the kind's own model
    people = tip.participants
    yield tip.minutes
    yield people.at_least if people else None
    yield people.at_most if people else None
    yield tip.effort
    yield len(tip.steps)
    yield ", ".join(ref for ref in tip.printed if ref in data.listed)


def _of_print(record: Record, data: OpenData) -> Iterator[Cell]:
    printed = record.entry
    assert isinstance(printed, Printed)  # noqa: S101  # the kind's own model
    yield from (printed.article_number, printed.print_type, printed.size, printed.pages)
    yield from (printed.edition, printed.year)
    yield ", ".join(f"{version.language} ({version.form.label})" for version in printed.versions)
    pdf = printed.pdf
    yield data.base + record.address + pdf if pdf and pdf.is_file else pdf
    yield from (printed.price, printed.at_least, printed.at_most, printed.stock.label)
    yield printed.replaced_by if printed.replaced_by in data.listed else None
    yield _channel(data.shown, printed)


def _channel(shown: Catalogue, printed: Printed) -> Cell:
    """Return the name of the way to order."""
    channels = (one for one in shown.registry.channels if str(one.id) == printed.channel)
    return next((one.name for one in channels), None)


#: By kind: the columns of its own, and what gives their cells.
TABLES: dict[str, tuple[Sequence[str], Callable[[Record, OpenData], Iterable[Cell]]]] = {
    "tips": (_OF_TIPS, _of_tip),
    "trycksaker": (_OF_PRINT, _of_print),
}
