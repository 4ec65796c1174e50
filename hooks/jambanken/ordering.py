"""Orders of printed material: what can be ordered, from whom, and the link that does it.

Nothing is sent by the site. A link opens an e-mail, a form or a shop with the order filled in.
``docs/assets/js/order/message.js`` makes the same texts and links in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from urllib.parse import quote

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.kinds.larvagar import LearningPath
from jambanken.kinds.tips import Tip
from jambanken.kinds.trycksaker import Printed, Stock, Version
from jambanken.shared import Channel, ChannelType, OrderField
from jambanken.swedish import grouped, sentence, slug
from jambanken.values import PdfOrAddress

#: Copies in one order where the entry sets no limit; the most that ``högst`` can say.
LARGEST = 100_000
SUBJECT = "Beställning av tryckt material"
_GREETING = "Jag vill beställa tryckt material:"
_LINE = "\r\n"
_SURROGATE = re.compile("[\ud800-\udfff]")
_SLOT = re.compile(r"\{([^{}]*)\}")


class State(StrEnum):
    """Whether a printed thing can be ordered, and if not, why."""

    OPEN = "öppen"
    CLOSED = "stängd"
    SOLD_OUT = "slut"
    PDF_ONLY = "endast_pdf"
    REPLACED = "ersatt"


@dataclass(frozen=True, slots=True)
class Article:
    """What has an article number of its own: a printed thing, or a version of it.

    ``id`` is the entry's slug, for a version with its own name after a slash: it stays when the
    number changes. ``detail`` says what tells a version from the others; ``price`` is in kronor.
    """

    id: str
    number: str
    title: str
    detail: str = ""
    at_least: int = 1
    at_most: int = LARGEST
    price: Decimal = Decimal(0)
    pdf: PdfOrAddress | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an order: an article and how many copies, None for the visitor to fill in."""

    article: Article
    copies: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How it is with an order of a printed thing; ``instead`` is the edition to order in its place."""

    state: State
    channel: Channel | None
    instead: Record | None = None


def standing(catalogue: Catalogue, record: Record, printed: Printed) -> Standing:
    """Return whether a printed thing can be ordered now. A later edition goes before all else."""
    channel = channel_of(catalogue, printed)
    instead = _latest(catalogue, record, printed)
    if instead is not None:
        return Standing(State.REPLACED, channel, instead)
    if printed.stock is not Stock.IN_STOCK:
        state = State.SOLD_OUT if printed.stock is Stock.SOLD_OUT else State.PDF_ONLY
        return Standing(state, channel)
    return Standing(State.OPEN if channel and channel.address else State.CLOSED, channel)


def channel_of(catalogue: Catalogue, printed: Printed) -> Channel | None:
    """Return where a printed thing is ordered, None where that is not known."""
    channels = catalogue.registry.channels
    return next((channel for channel in channels if channel.id == printed.channel), None)


def _latest(catalogue: Catalogue, record: Record, printed: Printed) -> Record | None:
    """Follow ``ersätts_av`` to the last edition that can be shown; one that leads back is none."""
    seen, latest, current = {record.ref}, None, printed
    while current.replaced_by and current.replaced_by not in seen:
        seen.add(current.replaced_by)
        found = catalogue.find_listed(current.replaced_by)
        if found is None or not isinstance(found.entry, Printed):
            break
        latest, current = found, found.entry
    return latest


def articles(own: str, printed: Printed) -> tuple[Article, ...]:
    """Return the printed thing with the slug ``own``, and its versions with numbers of their own."""
    first = Article(
        id=own,
        number=printed.article_number,
        title=sentence(printed.title),
        at_least=printed.at_least or 1,
        at_most=printed.at_most or LARGEST,
        price=printed.price,
        pdf=printed.pdf,
    )
    found = {own: first}
    for version in printed.versions:
        if version.article_number:
            id_ = f"{own}/{slug(_said(version)) or 'version'}"
            while id_ in found:
                id_ += "-2"
            found[id_] = replace(
                first,
                id=id_,
                number=version.article_number,
                detail=_said(version),
                pdf=version.pdf,
            )
    return tuple(found.values())


def _said(version: Version) -> str:
    """Return what a version is: ``lättläst, svenska``."""
    form = version.form.label
    return version.language if form == "standard" else f"{form}, {version.language}"


def gathered(catalogue: Catalogue, record: Record) -> tuple[Record, ...]:
    """Return the printed things that an entry's page proposes to order together.

    A tip proposes its printed material; a path that of its steps, and of the tips in them.
    """
    return tuple(
        found
        for ref in dict.fromkeys(_printed_in(catalogue, record))
        if (found := catalogue.find_listed(ref)) and isinstance(found.entry, Printed)
        if standing(catalogue, found, found.entry).state is State.OPEN
    )


def _printed_in(catalogue: Catalogue, record: Record) -> Iterator[str]:
    entry = record.entry
    if isinstance(entry, Tip):
        yield from entry.printed
    elif isinstance(entry, LearningPath):
        for ref in (ref for step in entry.steps for ref in step.entries):
            found = catalogue.find_listed(ref)
            if found is not None and isinstance(found.entry, Printed):
                yield ref
            elif found is not None and isinstance(found.entry, Tip):
                yield from found.entry.printed


def used_in(catalogue: Catalogue, record: Record) -> tuple[Record, ...]:
    """Return the tips that a printed thing belongs to."""
    named = (catalogue.find_listed(ref) for ref in record.entry.related)
    near = [*catalogue.linked_from(record.ref), *(found for found in named if found)]
    return tuple(
        other
        for other in dict.fromkeys(near)
        if isinstance(other.entry, Tip) and record.ref in other.entry.printed
    )


def made_from(catalogue: Catalogue, record: Record) -> tuple[str, ...]:
    """Return what an entry's page shows of orders, as texts that change when it does."""
    if isinstance(record.entry, Printed):
        instead = standing(catalogue, record, record.entry).instead
        others = used_in(catalogue, record)
        return (
            *(instead.ref if instead else "", instead.card_digest if instead else ""),
            *(other.ref for other in others),
        )
    return tuple(found.card_digest for found in gathered(catalogue, record))


def order_text(
    channel: Channel, lines: Sequence[Line], values: Mapping[OrderField, str] | None = None
) -> str:
    """Return an order as a text with CRLF: its lines, and what the channel asks for.

    What ``values`` does not say is left for the visitor to fill in.
    """
    said = [part for line in lines for part in _said_of(line)]
    asked = [_answer(field, (values or {}).get(field, "")) for field in channel.fields]
    return _LINE.join([_GREETING, "", *said, *([""] if asked else []), *asked])


def _said_of(line: Line) -> Iterator[str]:
    article = line.article
    name = article.title + (f", {article.detail}" if article.detail else "")
    price = f", {kronor(article.price)} styck" if article.price else ""
    if line.copies is not None:
        yield f"{line.copies} ex {article.number} {name}{price}"
        return
    yield f"{article.number} {name}{price}"
    yield f"Antal ({limits(article)}): " if limits(article) else "Antal: "


def limits(article: Article) -> str:
    """Return how many copies an order may be of: ``5–300``, ``minst 5``; empty for any number."""
    if article.at_most < LARGEST:
        return f"{article.at_least}–{article.at_most}"
    return f"minst {article.at_least}" if article.at_least > 1 else ""


def kronor(price: Decimal) -> str:
    """Return a price in words, with öre only where there are any: ``12,50 kr``, ``1 200 kr``."""
    whole, part = divmod(int(price * 100), 100)
    return f"{grouped(whole)},{part:02} kr" if part else f"{grouped(whole)} kr"


def _answer(field: OrderField, value: str) -> str:
    lines = _written(value).split(_LINE)
    name = sentence(field.label)
    return f"{name}: {lines[0]}" if len(lines) == 1 else _LINE.join([f"{name}:", *lines])


def _written(value: str) -> str:
    """Return a visitor's text with CRLF between its lines, white space trimmed from its ends."""
    lines = re.split(r"\r\n|\r|\n", value.strip())
    return _LINE.join(line.strip() for line in lines)


def order_link(
    channel: Channel, lines: Sequence[Line], values: Mapping[OrderField, str] | None = None
) -> str:
    """Return the link that orders, from a channel with an address.

    An e-mail gets subject and body as of RFC 6068, with every character encoded that could end a
    field; a form gets the articles and what it asks for in its address template.
    """
    address = str(channel.address)
    if channel.type is ChannelType.EMAIL:
        body = _encoded(order_text(channel, lines, values))
        subject = _encoded(channel.subject or SUBJECT)
        return f"mailto:{quote(address, safe='@')}?subject={subject}&body={body}"
    if channel.type is ChannelType.LINK:
        return address
    known = {field.value: _written((values or {}).get(field, "")) for field in channel.fields}
    known["artiklar"] = ", ".join(
        line.article.number if line.copies is None else f"{line.copies} ex {line.article.number}"
        for line in lines
    )
    return _SLOT.sub(lambda slot: _encoded(known.get(slot[1], "")), address)


def _encoded(text: str) -> str:
    return quote(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text), safe="")
