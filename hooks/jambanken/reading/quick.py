"""The short way through a text in which nothing is out of order: plain data, no nodes.

What takes a second look (a tag, an anchor, a key twice, a second document, a bad line, too much of
anything) ends it, and the text is read again with all its places. A test compares the two ways.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from jambanken.reading.nodes import LOADER, MAX_DEPTH, MAX_NODES, MAYBE_EXPLICIT_KEY


class _SecondLookError(Exception):
    """Something here is for the long way to judge."""


def quick(text: str) -> Any:
    """Return the data of a mapping or list, None where the text needs the long way."""
    # A question mark can make a key that leaves no trace in the events; an escape can mean anything.
    if "\\" in text or MAYBE_EXPLICIT_KEY.search(text):
        return None
    parser = LOADER(text)
    try:
        return _document(parser.get_event)
    except (_SecondLookError, yaml.YAMLError, OverflowError, ValueError):
        return None
    finally:
        parser.dispose()


def _document(event: Callable[[], Any]) -> Any:
    event()  # the stream begins
    start = event()
    if type(start) is not DocumentStartEvent or start.version or start.tags:
        raise _SecondLookError
    first = event()
    if type(first) is not MappingStartEvent and type(first) is not SequenceStartEvent:
        raise _SecondLookError
    budget = [MAX_NODES]
    data = _node(first, event, 1, budget)
    event()  # the document ends
    if type(event()) is not StreamEndEvent:
        raise _SecondLookError
    return data


def _node(found: Any, event: Callable[[], Any], depth: int, budget: list[int]) -> Any:
    kind = type(found)
    budget[0] -= 1
    if kind is AliasEvent or found.anchor is not None or found.tag is not None or budget[0] < 0:
        raise _SecondLookError
    if kind is ScalarEvent:
        value = found.value
        if not value and not found.style:
            return None
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if depth > MAX_DEPTH:
        raise _SecondLookError
    if kind is SequenceStartEvent:
        items = []
        found = event()
        while type(found) is not SequenceEndEvent:
            items.append(_node(found, event, depth + 1, budget))
            found = event()
        return items
    pairs: dict[str, Any] = {}
    found = event()
    while type(found) is not MappingEndEvent:
        key = _node(found, event, depth + 1, budget)
        if not isinstance(key, str) or not key or key == "<<" or key in pairs:
            raise _SecondLookError
        pairs[key] = _node(event(), event, depth + 1, budget)
        found = event()
    return pairs
