"""Text files of content: bytes in, plain data out, with the place of every key and value.

Reading is strict where YAML is loose: every scalar stays text until the model decides, and
whatever an editor cannot have meant is a problem with a line, a column and a cure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from jambanken.problems import FieldPath, Mark, Problem, in_order, stops_build
from jambanken.reading.characters import TWICE_ENCODED, check_characters, mark_at, mask, refused
from jambanken.reading.decoding import decode
from jambanken.reading.faults import READER_RULES, fault, quoted
from jambanken.reading.lint import is_suspect, lint
from jambanken.reading.nodes import Mapping, Node, Scalar, Sequence, compose, mark
from jambanken.reading.quick import quick
from jambanken.reading.syntax import explain

__all__ = ["READER_RULES", "Plain", "Reading", "Source", "read"]

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
"""Data as written: every scalar is text, and nothing written is None."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file of content that can be read.

    ``file`` is relative to the project's root, with forward slashes. ``raw`` is `text` in UTF-8, which
    is half as large. ``data`` has composed letters (NFC) in keys and values.
    """

    file: str
    raw: bytes
    data: Plain

    @property
    def text(self) -> str:
        """The file's own text without byte order mark and with line feeds as its only line ends.

        Places count its characters.
        """
        return self.raw.decode()

    def locate(self, path: FieldPath, *, key: bool = False) -> Mark:
        """Return the place of the value at ``path``, or of its key.

        Where the path leads nowhere, the answer is that of its nearest existing ancestor. An item of a
        list has no key: its own place is given.
        """
        node = _nodes(self.text)
        if node is None:
            return Mark()
        place = node.start
        for step in path:
            if isinstance(node, Mapping) and isinstance(step, str) and step in node.pairs:
                pair = node.pairs[step]
                node = pair.value
                place = pair.key.start if key else node.start
            elif (
                isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items)
            ):
                node = node.items[step]
                place = node.start
            else:
                break
        return mark(place)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a file gave.

    ``source`` is None where an error leaves nothing to build on. It can also stand beside errors (a
    key that stands twice, a hidden character), so that further checks find their problems in the
    same run; only a reading without errors may be published.
    """

    source: Source | None
    problems: tuple[Problem, ...]


def read(raw: bytes, file: str) -> Reading:
    """Return what the bytes of a file hold; no input raises."""
    text = decode(raw, file)
    if isinstance(text, Problem):
        return Reading(None, (text,))
    hidden = refused(text)
    if not (hidden or TWICE_ENCODED.search(text) or is_suspect(text)):
        data = quick(text)
        if data is not None:
            return Reading(Source(file, text.encode(), data), ())
    masked = mask(text, hidden)
    composed = compose(masked, file)
    root = composed.root
    found = [*check_characters(text, hidden, file), *composed.problems]
    oddities: list[Problem] = []
    if composed.error is not None:
        cause = explain(masked, composed.error, file)
        # A refused character has been told, and what it does to its line mends itself with it.
        if cause.mark.line not in {mark_at(text, index).line for index in hidden}:
            found.append(cause)
    elif root is not None:
        oddities = lint(masked, root, file)
    if not stops_build(found + oddities) and not isinstance(root, Mapping | Sequence):
        found.append(_no_structure(root, file))
    problems = in_order(found + oddities)
    if root is None or isinstance(root, Scalar) or stops_build(oddities):
        return Reading(None, problems)
    return Reading(Source(file, text.encode(), _plain(root)), problems)


def _no_structure(root: Scalar | None, file: str) -> Problem:
    fix = "Skriv fälten ett på varje rad, till exempel: titel: Byt plats vid bordet"
    if root is None:
        return fault("tom-fil", file, Mark(), "Filen är tom.", fix)
    message = f"Filen innehåller bara en text: {quoted(root.value or '')}."
    return fault("yaml-toppniva", file, mark(root.start), message, fix)


def _plain(node: Node) -> Plain:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Mapping):
        return {key: _plain(pair.value) for key, pair in node.pairs.items()}
    return [_plain(item) for item in node.items]


@lru_cache(maxsize=8)
def _nodes(text: str) -> Node | None:
    """Return the nodes once more: only problems ask for places, and those of one file come together."""
    return compose(mask(text, refused(text)), "").root
