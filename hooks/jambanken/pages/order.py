"""Ordering: what an entry's page shows of it, the basket, and the file that the basket reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.kinds.trycksaker import Printed
from jambanken.markdown import BASE
from jambanken.ordering import (
    SUBJECT,
    Article,
    articles,
    gathered,
    kronor,
    standing,
    used_in,
)
from jambanken.output import Asset, Page
from jambanken.shared import Channel, OrderField
from jambanken.swedish import sentence

ADDRESS = "bestall/"
DATA_FILE = "bestall/artiklar.json"
_SCRIPT = Markup('<script type="module" src="{}assets/js/order/page.js"></script>')
_DUMP = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def orders_of(catalogue: Catalogue, record: Record) -> dict[str, Any]:
    """Return what an entry's template may show of orders.

    ``gathered`` has the cards of what can be put in the basket at once; of a printed thing there
    is its ``standing``, its ``articles`` and the cards of its ``users``.
    """
    if not isinstance(record.entry, Printed):
        return {"gathered": [found.card for found in gathered(catalogue, record)]}
    return {
        "standing": standing(catalogue, record, record.entry),
        "articles": articles(record.slug, record.entry),
        "users": [other.card for other in used_in(catalogue, record)],
    }


def open_channels(catalogue: Catalogue) -> frozenset[str]:
    """Return the ids of the channels that have an address."""
    return frozenset(str(one.id) for one in catalogue.registry.channels if one.address)


def order_page(templates: Environment, catalogue: Catalogue) -> Page:
    """Return ``/bestall/``. It is empty until its script fills it, and says so without one."""
    body = templates.get_template("order.html.jinja").render(
        source=DATA_FILE,
        address=ADDRESS,
        fields=tuple(OrderField),
        is_open=bool(open_channels(catalogue)),
    )
    return Page(
        ADDRESS,
        "Beställ tryckt material",
        "Samla trycksaker, skriv hur många du vill ha och gör en färdig beställning att skicka.",
        body,
        head=_SCRIPT.format(BASE),
        indexed=False,
    )


def order_assets(catalogue: Catalogue) -> Iterator[Asset]:
    """Give `DATA_FILE`, from which the basket knows what is in it.

    ``channels`` has for each id: ``name``, ``type``, ``address`` (empty: not open), ``subject``,
    ``fields`` (``[id, label]``), ``delivery`` and ``terms``. ``articles`` has for each: ``id``,
    ``number``, ``title``, ``detail``, ``sort``, ``least``, ``most``, ``price`` (kronor), ``cost``
    (the price in words, empty where it is free), ``state`` (`jambanken.ordering.State`), ``channel``,
    ``instead`` (id of the later edition), ``page`` and ``pdf`` (addresses below the site's base,
    or https ones).
    """
    told = [
        _told(catalogue, record, record.entry, article)
        for record in catalogue.of_kind("trycksaker")
        if isinstance(record.entry, Printed)
        for article in articles(record.slug, record.entry)
    ]
    channels = {str(channel.id): _channel(channel) for channel in catalogue.registry.channels}
    yield Asset(DATA_FILE, _DUMP({"channels": channels, "articles": told}).encode())


def _channel(channel: Channel) -> dict[str, Any]:
    return {
        "name": channel.name,
        "type": channel.type.value,
        "address": str(channel.address or ""),
        "subject": channel.subject or SUBJECT,
        "fields": [[field.value, sentence(field.label)] for field in channel.fields],
        "delivery": channel.delivery_time or "",
        "terms": channel.terms or "",
    }


def _told(
    catalogue: Catalogue, record: Record, printed: Printed, article: Article
) -> dict[str, Any]:
    stands = standing(catalogue, record, printed)
    pdf = article.pdf
    return {
        "id": article.id,
        "number": article.number,
        "title": article.title,
        "detail": article.detail,
        "sort": _sort(printed.print_type.label, str(printed.size)),
        "least": article.at_least,
        "most": article.at_most,
        "price": float(article.price),
        "cost": kronor(article.price) if article.price else "",
        "state": stands.state.value,
        "channel": str(stands.channel.id) if stands.channel else "",
        "instead": stands.instead.slug if stands.instead else "",
        "page": record.address,
        "pdf": (f"{record.address}{pdf}" if pdf.is_file else str(pdf)) if pdf else "",
    }


@cache
def _sort(print_type: str, size: str) -> str:
    return f"{sentence(print_type)} {size}"
