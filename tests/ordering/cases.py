"""The orders in tests/cases/ordering, for Python and for the browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from jambanken.ordering import SUBJECT, Article, Line, kronor
from jambanken.shared import Channel, OrderField
from jambanken.swedish import sentence

_FILE = Path(__file__).parents[1] / "cases" / "ordering" / "orders.yml"


@dataclass(frozen=True)
class Case:
    """An order; ``link`` is the whole of what it becomes, empty where the case does not say."""

    about: str
    channel: Channel
    lines: tuple[Line, ...]
    values: Mapping[OrderField, str]
    link: str

    def told(self) -> list[Any]:
        """Return channel, lines and values as the browser has them."""
        fields = [[field.value, sentence(field.label)] for field in self.channel.fields]
        own = {
            "type": self.channel.type.value,
            "address": str(self.channel.address),
            "subject": self.channel.subject or SUBJECT,
            "fields": fields,
        }
        return [own, [_told(line) for line in self.lines], dict(self.values)]


def channel(**fields: Any) -> Channel:
    """Return an order channel."""
    return Channel.model_validate({"id": "a", "namn": "Tryckeriet", **fields})


def _line(data: Mapping[str, Any]) -> Line:
    price = Decimal(str(data.get("cost", 0)))
    article = Article("a", data["number"], data["title"], data.get("detail", ""), price=price)
    return Line(article, data["copies"])


def _told(line: Line) -> dict[str, Any]:
    article = line.article
    cost = kronor(article.price) if article.price else ""
    own = {"number": article.number, "title": article.title, "detail": article.detail}
    return {**own, "cost": cost, "copies": line.copies}


def _case(data: Mapping[str, Any]) -> Case:
    values = {OrderField(name): text for name, text in data.get("values", {}).items()}
    lines = tuple(map(_line, data["lines"]))
    return Case(data["about"], channel(**data["channel"]), lines, values, data.get("link", ""))


CASES = tuple(map(_case, yaml.safe_load(_FILE.read_text("utf-8"))))
