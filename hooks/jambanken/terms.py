"""Links terms to their definitions where an entry first uses them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup

from jambanken.catalogue import Catalogue
from jambanken.kinds.begrepp import Term
from jambanken.markdown import BASE, render

#: What is no text: a tag, or a sign that is written with letters ("&amp;").
_MARKUP = re.compile(r"(<[^>]*>|&[^;\s]*;)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CLOSED_TO_LINKS = re.compile(r"<(?P<end>/?)(?:a|h[1-6]|th)\b")
_ENDINGS = (
    "",
    "s",
    "en",
    "ens",
    "et",
    "ets",
    "n",
    "ns",
    "t",
    "ts",
    "er",
    "erna",
    "ar",
    "arna",
    "na",
)
SHORTEST_TERM = 3
_SHORTEST_INFLECTED = 5
LONGEST_TOOLTIP = 220


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term's page and the words of its tooltip."""

    ref: str
    address: str
    tooltip: str


#: First word (as written, or in lower case) → phrases that begin with it, the longest first.
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Meaning], ...]]


def phrases(terms: Iterable[tuple[str, str, Term]]) -> Phrases:
    """Index terms, given as (ref, address, entry), by the first word of each way to write them."""
    found: dict[str, dict[tuple[str, ...], Meaning]] = {}
    for ref, address, term in terms:
        meaning = Meaning(ref, address, tooltip(term))
        for words in _ways_to_write(term):
            found.setdefault(words[0], {}).setdefault(words, meaning)
    return {
        first: tuple(sorted(ways.items(), key=lambda way: (-len(way[0]), way[0])))
        for first, ways in sorted(found.items())
    }


def phrases_of(catalogue: Catalogue) -> Phrases:
    """Index the terms that visitors may see."""
    return phrases(
        (record.ref, record.address, record.entry)
        for record in sorted(catalogue.of_kind("begrepp"), key=lambda record: record.ref)
        if isinstance(record.entry, Term)
    )


def tooltip(term: Term) -> str:
    """Return the first sentence of a definition, as plain text."""
    text = render(term.definition).partition("</p>")[0].striptags()
    sentence = re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])", text)[0]
    return (
        sentence
        if len(sentence) <= LONGEST_TOOLTIP
        else sentence[: LONGEST_TOOLTIP - 1].rstrip() + "…"
    )


class TermLinker:
    """Links each term once on a page. A page makes its own linker."""

    def __init__(self, known: Phrases, own_ref: str = "") -> None:
        self._known = known
        self._done = {own_ref}

    def link(self, html: Markup) -> Markup:
        """Return HTML in which the first use of each term, outside links and headings, is a link."""
        if not self._known:
            return html
        pieces = _MARKUP.split(html)
        closed = 0
        for index, piece in enumerate(pieces):
            if index % 2:
                closed = _depth(piece, closed)
            elif not closed and piece:
                pieces[index] = self._linked(piece)
        return Markup("".join(pieces))  # noqa: S704  # only escaped links were put in

    def _linked(self, text: str) -> str:
        # Most texts hold no term, and two sweeps in C tell so in a third of the time.
        found, firsts = _WORD.findall(text), self._known.keys()
        if firsts.isdisjoint(found) and firsts.isdisjoint(map(str.lower, found)):
            return text
        words = list(_WORD.finditer(text))
        out: list[str] = []
        end = index = 0
        while index < len(words):
            hit = self._match(text, words, index)
            if hit is None:
                index += 1
                continue
            meaning, length = hit
            start, stop = words[index].start(), words[index + length - 1].end()
            out += [text[end:start], _link(meaning, text[start:stop])]
            self._done.add(meaning.ref)
            end, index = stop, index + length
        return "".join([*out, text[end:]])

    def _match(
        self, text: str, words: list[re.Match[str]], index: int
    ) -> tuple[Meaning, int] | None:
        first = words[index][0]
        ways = self._known.get(first) or self._known.get(first.lower()) or ()
        for way, meaning in ways:
            if meaning.ref not in self._done and _follows(
                text, words[index : index + len(way)], way
            ):
                return meaning, len(way)
        return None


def _follows(text: str, words: list[re.Match[str]], way: tuple[str, ...]) -> bool:
    if len(words) < len(way):
        return False
    same = all(
        word[0] == part or word[0].lower() == part for word, part in zip(words, way, strict=True)
    )
    return same and all(
        text[one.end() : two.start()] in {" ", "\n"} for one, two in pairwise(words)
    )


def _depth(markup: str, closed: int) -> int:
    tag = _CLOSED_TO_LINKS.match(markup)
    if tag is None:
        return closed
    return max(0, closed - 1) if tag["end"] else closed + 1


@lru_cache(maxsize=4096)
def _link(meaning: Meaning, words: str) -> str:
    return str(
        Markup('<a class="jb-term" href="{}{}" title="{}">').format(
            BASE, meaning.address, meaning.tooltip
        )
        + Markup(words)  # noqa: S704  # a piece of escaped text
        + Markup("</a>")
    )


def _ways_to_write(term: Term) -> Iterable[tuple[str, ...]]:
    for name in (term.title, *term.synonyms):
        words = tuple(_WORD.findall(re.sub(r"\(.*?\)", "", name)))
        if words and (len(words) > 1 or len(words[0]) >= SHORTEST_TERM):
            yield from _inflected(words)
    if term.abbreviation and _WORD.fullmatch(term.abbreviation):
        yield (term.abbreviation,)


def _inflected(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """Words as they are written, and with the commonest Swedish endings on the last of them."""
    *before, last = words
    if len(last) < _SHORTEST_INFLECTED or last.isupper():
        yield words
        return
    lower = tuple(word.lower() for word in before)
    for ending in _ENDINGS:
        yield (*lower, last.lower() + ending)
