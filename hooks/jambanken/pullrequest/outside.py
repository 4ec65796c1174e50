"""The addresses outside the bank that its content leads to, and how they answered."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from jambanken.bank import Bank
from jambanken.kinds.base import values_of
from jambanken.markdown import is_external, links_in
from jambanken.shared import ORGANISATIONS_FILE, VOCABULARY_FILE
from jambanken.values import FileOrAddress, Markdown, WebAddress

#: Where the latest answers are kept. The build reads the file if it is there and fetches nothing.
ANSWERS_FILE = "docs/rapport/lankar.json"


class Answer(NamedTuple):
    """How an address answered: HTTP's number, and what is wrong in Swedish; None for nothing."""

    url: str
    status: int | None
    fault: str | None


def outside_links(bank: Bank) -> dict[str, tuple[str, ...]]:
    """Return the web addresses that can be read in the content, each with the files that have it."""
    found: dict[str, dict[str, None]] = {}
    for source, part in _parts(bank):
        for address in _addresses(part):
            found.setdefault(address, {})[source] = None
    return {address: tuple(sorted(files)) for address, files in sorted(found.items())}


def hosts_of(addresses: Sequence[str] | dict[str, Any]) -> frozenset[str]:
    """Return the hosts of web addresses, without www."""
    return frozenset(WebAddress(address).host for address in addresses)


def answers_json(answers: Sequence[Answer], today: dt.date) -> str:
    """Return what `ANSWERS_FILE` holds: ``{"checked", "links": [{"url", "status", "fault"}]}``."""
    links = [answer._asdict() for answer in sorted(answers)]
    told = {"checked": today.isoformat(), "links": links}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _parts(bank: Bank) -> Iterator[tuple[str, Any]]:
    for source, entry in bank.readable():
        yield source.file, entry
    registry = bank.registry
    yield VOCABULARY_FILE, registry.vocabularies
    yield ORGANISATIONS_FILE, registry.organisations


def _addresses(part: Any) -> Iterator[str]:
    for _, address in values_of(part, WebAddress):
        yield str(address)
    for _, given in values_of(part, FileOrAddress):
        if isinstance(given, FileOrAddress) and not given.is_file:
            yield str(given)
    for _, text in values_of(part, Markdown):
        yield from (
            link for link in links_in(text) if link.startswith("https:") and is_external(link)
        )
