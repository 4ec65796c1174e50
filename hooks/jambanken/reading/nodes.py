"""Text to nodes: YAML events into a tree with the place of every key and value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple, Protocol, TypeAlias, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from jambanken.problems import Mark, Problem
from jambanken.reading.characters import HARD_SPACES, STAND_IN, mask, refused
from jambanken.reading.faults import fault, quoted

MAX_DEPTH = 8
MAX_NODES = 20_000

NAME_IT = "Skriv fältets namn, kolon och mellanslag före värdet."
_QUOTE_IT = "Ska tecknet stå i texten, sätt hela texten inom citattecken."

LOADER: type[yaml.BaseLoader | yaml.CBaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's parser where PyYAML was built with it: some twenty times as fast as the other."""


class Place(Protocol):
    """A place in a text, as both of PyYAML's parsers give it: counted in characters from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class At(NamedTuple):
    """A place in a text that no parser gave."""

    line: int
    column: int


class Scalar(NamedTuple):
    """A text; None where nothing is written. ``plain`` is a text without quotes or block sign."""

    start: Place
    end: Place
    value: str | None
    plain: bool


class Sequence(NamedTuple):
    """A list."""

    start: Place
    items: list[Node]


class Pair(NamedTuple):
    """A key with its value."""

    key: Scalar
    value: Node


class Mapping(NamedTuple):
    """A group of keys with values; a key that stands twice has its first value."""

    start: Place
    pairs: dict[str, Pair]


Node: TypeAlias = Scalar | Sequence | Mapping


class Composed(NamedTuple):
    """What became of a text. ``root`` is None where nothing in it can be read."""

    root: Node | None
    problems: list[Problem]
    error: yaml.MarkedYAMLError | None = None  # the parser's own, still to be explained


def compose(text: str, file: str) -> Composed:
    """Return the nodes of a text without refused characters, and the problems met on the way."""
    composer = _Composer(text, file)
    try:
        root = composer.document()
    except _TooMuchError as stop:
        return Composed(None, [*composer.problems, stop.problem])
    except yaml.MarkedYAMLError as error:
        return Composed(None, composer.problems, error)
    except (OverflowError, ValueError) as error:
        # PyYAML's own parser alone: chr() of "\U99999999", int() of an endless version number.
        return Composed(None, composer.problems, yaml.MarkedYAMLError(problem=str(error)))
    return Composed(root, [*composer.problems, *_explicit_keys(text, file)])


def tokens(text: str) -> Iterator[yaml.Token]:
    """Yield the tokens of a text, up to its first error."""
    try:
        yield from yaml.scan(text, Loader=LOADER)
    except (yaml.YAMLError, OverflowError, ValueError):
        return


def mark(place: Place) -> Mark:
    """Return the place as problems name it."""
    return Mark(place.line + 1, place.column + 1)


class _TooMuchError(Exception):
    """The text goes over a limit; nothing after that place is read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Event(Protocol):
    """What PyYAML's events hold between them; each kind lacks some of it."""

    start_mark: Place
    end_mark: Place
    anchor: str | None
    tag: str | None
    value: str
    style: str | None
    version: tuple[int, int] | None
    tags: dict[str, str] | None


class _Composer:
    """Walks through the events of one text, once."""

    def __init__(self, text: str, file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._events = cast("Iterator[_Event]", yaml.parse(text, Loader=LOADER))
        self._count = 0

    def document(self) -> Node | None:
        """Return the root of the first document; None if there is none or it is empty."""
        root: Node | None = None
        for event in self._events:
            kind: type = type(event)
            if kind is DocumentStartEvent:
                if root is not None:
                    message = 'Här börjar ett andra dokument ("---"). En fil är en post.'
                    fix = "Ta bort raden, eller flytta resten till en egen fil."
                    self._note("flera-dokument", event.start_mark, message, fix)
                    break
                if event.version or event.tags:
                    fix = "Ta bort alla rader som börjar med % överst i filen."
                    self._note(
                        "yaml-direktiv",
                        event.start_mark,
                        "Här står en anvisning till YAML (%).",
                        fix,
                    )
            elif issubclass(kind, NodeEvent):
                root = self._node(event, 1)
        return None if isinstance(root, Scalar) and root.value is None else root

    def _node(self, event: _Event, depth: int) -> Node:
        kind: type = type(event)
        self._count += 1
        if self._count > MAX_NODES:
            message = f"Filen har fler än {MAX_NODES} nycklar och värden."
            raise self._too_much(
                "for-manga-delar", event.start_mark, message, "Dela upp den i flera filer."
            )
        if kind is AliasEvent:
            self._alias(event)
            return Scalar(event.start_mark, event.end_mark, None, plain=False)
        if event.anchor is not None or event.tag is not None:
            self._anchor_or_tag(event)
        if kind is ScalarEvent:
            return self._scalar(event)
        if depth > MAX_DEPTH:
            message = f"Här ligger fler än {MAX_DEPTH} listor och grupper i varandra."
            raise self._too_much(
                "for-djupt", event.start_mark, message, "Kontrollera indrag och klamrar."
            )
        if kind is SequenceStartEvent:
            return Sequence(event.start_mark, list(self._items(depth)))
        return Mapping(event.start_mark, self._pairs(depth))

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            kind: type = type(event)
            if kind is SequenceEndEvent:
                return
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> dict[str, Pair]:
        pairs: dict[str, Pair] = {}
        for event in self._events:
            kind: type = type(event)
            if kind is MappingEndEvent:
                break
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            name = _key_name(key)
            if not isinstance(key, Scalar):
                fix = "Ska klamrarna stå i texten, sätt hela texten inom citattecken."
                message = "En lista eller grupp kan inte vara en nyckel."
                self._note("yaml-nyckel", key.start, message, fix)
            elif not name:
                self._note("yaml-nyckel", key.start, "Det saknas en nyckel före kolonet.", NAME_IT)
            elif name == "<<":
                fix = "Skriv ut fälten i stället."
                self._note(
                    "yaml-sammanslagning",
                    key.start,
                    'Sammanslagning ("<<") får inte användas.',
                    fix,
                )
            elif name in pairs:
                first = pairs[name].key.start.line + 1
                message = f"{quoted(name)} står två gånger: här och på rad {first}."
                self._note(
                    "dubbel-nyckel", key.start, message, "Ta bort den ena eller slå ihop dem."
                )
            else:
                pairs[name] = Pair(key, value)
        return pairs

    def _scalar(self, event: _Event) -> Scalar:
        value = event.value
        plain = not event.style
        if plain and not value:
            return Scalar(event.start_mark, event.end_mark, None, plain)
        if event.style == '"':
            value = self._unescaped(value, event.start_mark)
        return Scalar(event.start_mark, event.end_mark, _composed(value), plain)

    def _unescaped(self, value: str, place: Place) -> str:
        """Refuse what an escape brings in that may not stand in the file itself."""
        found = refused(value)
        for char in sorted({value[index] for index in found} - {STAND_IN}):
            message = f"Texten innehåller tecknet U+{ord(char):04X}, skrivet med bakstreck."
            self._note(
                "dolt-tecken",
                place,
                message,
                "Ta bort det. Ett bakstreck som ska synas skrivs två gånger.",
            )
        return mask(value, found)

    def _alias(self, event: _Event) -> None:
        message = f'Ett "*" först gör {quoted("*" + str(event.anchor))} till ett alias, och det får inte användas.'
        self._note("yaml-ankare", event.start_mark, message, _QUOTE_IT)

    def _anchor_or_tag(self, event: _Event) -> None:
        if event.anchor is not None:
            message = f'Ett "&" först gör {quoted("&" + str(event.anchor))} till ett ankare, och det får inte användas.'
            self._note("yaml-ankare", event.start_mark, message, _QUOTE_IT)
        if event.tag is not None:
            written = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            message = (
                f'Ett "!" först gör {quoted(written)} till en tagg, och det får inte användas.'
            )
            self._note("yaml-tagg", event.start_mark, message, _QUOTE_IT)

    def _note(self, rule: str, place: Place, message: str, fix: str) -> None:
        self.problems.append(fault(rule, self._file, mark(place), message, fix))

    def _too_much(self, rule: str, place: Place, message: str, fix: str) -> _TooMuchError:
        return _TooMuchError(fault(rule, self._file, mark(place), message, fix))


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text).replace(STAND_IN, "")


_HARD_SPACE = re.compile(f"[{HARD_SPACES}]")


def _key_name(key: Node) -> str:
    """Return the key as the model knows it: hard spaces are said elsewhere and count as spaces here."""
    if not isinstance(key, Scalar) or key.value is None:
        return ""
    if key.value.isascii() or not _HARD_SPACE.search(key.value):
        return key.value
    return _HARD_SPACE.sub(" ", key.value).strip()


MAYBE_EXPLICIT_KEY = re.compile(r"\?(?<![^\s\-{\[,]\?)(?=\s|\Z)")


def _explicit_keys(text: str, file: str) -> Iterator[Problem]:
    """Yield a problem for every key written with a question mark, which leaves no trace in the events."""
    if not MAYBE_EXPLICIT_KEY.search(text):
        return
    lines = text.split("\n")
    for token in tokens(text):
        start = token.start_mark
        if (
            isinstance(token, yaml.KeyToken)
            and lines[start.line][start.column : start.column + 1] == "?"
        ):
            # An implicit key's token starts with the key itself, which can begin with "?" but not be it.
            if lines[start.line][start.column + 1 : start.column + 2].strip():
                continue
            message = 'Ett "?" först gör resten till en nyckel.'
            yield fault("yaml-nyckel", file, mark(start), message, "Sätt texten inom citattecken.")
