"""Links terms to their definitions where an entry first uses them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, pairwise, takewhile

from markupsafe import Markup

from jambanken.catalogue import Catalogue
from jambanken.html import safe
from jambanken.kinds.begrepp import Term
from jambanken.markdown import BASE, render

#: What is no text: a tag, or a sign that is written with letters ("&amp;").
_MARKUP = re.compile(r"(<[^>]*>|&[^;\s]*;)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Twice as fast; finds all words of Latin letters in a text in lower case, and maybe pieces of others.
_LATIN_WORD = re.compile(r"[a-zß-öø-ɏ]++(?:-[a-zß-öø-ɏ]++)*+")
_WHOLE_WORD = re.compile(rf"(?<![^\W\d_])(?<![^\W\d_]-){_WORD.pattern}")
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
MOST_WORDS = 12
_SHORTEST_INFLECTED = 5
LONGEST_TOOLTIP = 220


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term's page and the words of its tooltip."""

    ref: str
    address: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """The ways to write all terms.

    ``by_first`` has them by their first word. All words but the last are in lower case, and the last
    too where it is inflected. ``refs`` has, by first word in lower case, the terms that begin so.
    ``word`` finds words that may be among those.
    """

    by_first: Mapping[str, Mapping[tuple[str, ...], Meaning]]
    refs: Mapping[str, frozenset[str]] = field(repr=False)  # a set's order differs by process
    word: re.Pattern[str]


def phrases(terms: Iterable[tuple[str, str, Term]]) -> Phrases:
    """Index terms, given as (ref, address, entry), by the first word of each way to write them."""
    found: dict[str, dict[tuple[str, ...], Meaning]] = {}
    for ref, address, term in terms:
        meaning = Meaning(ref, address, tooltip(term))
        for words in _ways_to_write(term):
            found.setdefault(words[0], {}).setdefault(words, meaning)
    refs: dict[str, set[str]] = {}
    for first, ways in found.items():
        refs.setdefault(first.lower(), set()).update(meaning.ref for meaning in ways.values())
    word = _LATIN_WORD if all(map(_LATIN_WORD.fullmatch, refs)) else _WORD
    return Phrases(found, {first: frozenset(named) for first, named in refs.items()}, word)


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
        news = self._news(html)
        if not news:
            return html
        pieces = _MARKUP.split(html)
        closed = 0
        for index, piece in enumerate(pieces):
            if index % 2:
                closed = _depth(piece, closed)
            elif not closed and piece:
                pieces[index] = self._linked(piece, news)
        return safe("".join(pieces))  # only escaped links were put in

    def _news(self, text: str) -> list[str]:
        """Return the first words of the terms still to be linked that a text may hold: mostly none."""
        refs, done = self._known.refs, self._done
        found = refs.keys() & self._known.word.findall(
            str.lower(text)
        )  # Markup's makes it safe again
        return [word for word in found if not refs[word] <= done]

    def _linked(self, text: str, news: list[str]) -> str:
        out: list[str] = []
        end = 0
        for start in _places(text, news):
            hit = self._match(text, start) if start >= end else None
            if hit is not None:
                meaning, stop = hit
                out += [text[end:start], _link(meaning, text[start:stop])]
                self._done.add(meaning.ref)
                end = stop
        return "".join([*out, text[end:]])

    def _match(self, text: str, start: int) -> tuple[Meaning, int] | None:
        """Return the term that begins at a place and is still to be linked, and where it ends."""
        by_first = self._known.by_first
        words = [*islice(_WORD.finditer(text, start), MOST_WORDS)]
        # Looked up, the longest first, and not tried one by one: a term can have 20,000 synonyms.
        for length in range(_words_in_a_row(text, words), 0, -1):
            *before, last = (word[0] for word in words[:length])
            way = tuple(map(str.lower, before))
            for whole in ((*way, last), (*way, last.lower())):
                meaning = by_first.get(whole[0], {}).get(whole)
                if meaning and meaning.ref not in self._done:
                    return meaning, words[length - 1].end()
        return None


def _places(text: str, words: Collection[str]) -> list[int]:
    """Return where one of the words (in lower case) begins, in order."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter that is two in lower case
        return [found.start() for found in _WORD.finditer(text) if found[0].lower() in words]
    places: list[int] = []
    for word in words:
        at = lower.find(word)
        while at >= 0:
            found = _WHOLE_WORD.match(text, at)
            if found and found.end() == at + len(word):
                places.append(at)
            at = lower.find(word, at + 1)
    return sorted(places)


def _words_in_a_row(text: str, words: list[re.Match[str]]) -> int:
    """Return how many of the words can be one phrase: nothing but a space between them."""
    gaps = (text[one.end() : two.start()] for one, two in pairwise(words))
    return 1 + sum(1 for _ in takewhile({" ", "\n"}.__contains__, gaps))


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
        if 1 < len(words) <= MOST_WORDS or (len(words) == 1 and len(words[0]) >= SHORTEST_TERM):
            yield from _inflected(words)
    if term.abbreviation and _WORD.fullmatch(term.abbreviation):
        yield (term.abbreviation,)


def _inflected(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """Give the last word as it is written, or with the commonest Swedish endings where it is long."""
    *before, last = words
    lower = tuple(map(str.lower, before))
    if len(last) < _SHORTEST_INFLECTED or last.isupper():
        yield (*lower, last)
        return
    for ending in _ENDINGS:
        yield (*lower, last.lower() + ending)
