"""The editors' page of search words: every word that the bank itself says people search with.

Which entries a word leads to is not worked out here: the page's script asks the same search that
visitors use, so that what it says is what they get. It also fetches the words that the search has
split into parts and that nobody has looked at yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.groups import GROUPS
from jambanken.kinds.base import Article
from jambanken.kinds.begrepp import Term
from jambanken.markdown import BASE
from jambanken.output import Page
from jambanken.pages.search import QUESTIONS
from jambanken.shared import ID_LIST_BY_SORT, SYNONYMS_FILE
from jambanken.swedish import sort_key

ADDRESS = "redaktion/sokord/"
#: So many entries that have little to be found by are shown.
MOST_POOR = 10
_SCRIPT = Markup('<script type="module" src="{}assets/js/search/words.js"></script>').format(BASE)


@dataclass(frozen=True, slots=True)
class Query:
    """Words to search with, and the address of what they find."""

    text: str

    @property
    def address(self) -> str:
        return f"sok/?q={quote(self.text)}"


@dataclass(frozen=True, slots=True)
class Line:
    """Words that should lead to the same: the first is what it is called, the others what people say."""

    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where words come from: a heading, the file to change, and the lines."""

    id: str
    title: str
    file: str
    lines: tuple[Line, ...]


def search_words_page(templates: Environment, catalogue: Catalogue) -> Page:
    """Return ``/redaktion/sokord/``."""
    sources = [source for source in _sources(catalogue) if source.lines]
    body = templates.get_template("guide/search_words.html.jinja").render(
        sources=sources,
        count=sum(len(line.queries) for source in sources for line in source.lines),
        poor=[(record.card, _said(record)) for record in poorest(catalogue)],
    )
    description = "Orden som folk söker med, och vad de hittar i banken."
    return Page(ADDRESS, "Sökorden", description, body, head=_SCRIPT, indexed=False)


def poorest(catalogue: Catalogue) -> list[Record]:
    """Return the entries without words of their own to be found by that say least in title and summary."""
    without = (
        record
        for record in catalogue.listed
        if isinstance(record.entry, Article) and not record.entry.keywords
    )
    return sorted(without, key=lambda record: (_said(record), record.ref))[:MOST_POOR]


def _said(record: Record) -> int:
    return len(f"{record.entry.title} {record.entry.summary or ''}".split())


def _sources(catalogue: Catalogue) -> Iterator[Source]:
    yield Source(
        "fragor", "Frågor som någon kan ställa", "", tuple(_lines((q,) for q in QUESTIONS))
    )
    groups = (tuple(map(str, group)) for group in catalogue.registry.synonyms)
    yield Source("synonymer", "Ord som betyder samma sak", SYNONYMS_FILE, tuple(_lines(groups)))
    for group in GROUPS:
        words = [word for (sort, _), word in catalogue.words.items() if sort is group.sort]
        named = ((word.name, *map(str, word.synonyms)) for word in words)
        file = ID_LIST_BY_SORT[group.sort].file
        yield Source(group.folder, group.plural, file, tuple(_lines(named)))
    yield Source("begrepp", "Begrepp", "tipsbank/begrepp/", tuple(_lines(_terms(catalogue))))


def _terms(catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    terms = [record.entry for record in catalogue.of_kind("begrepp")]
    for term in sorted(terms, key=lambda entry: sort_key(entry.title)):
        if isinstance(term, Term):
            yield term.title, *filter(None, (term.abbreviation, *map(str, term.synonyms)))


def _lines(groups: Iterable[Sequence[str]]) -> Iterator[Line]:
    for group in groups:
        yield Line(tuple(map(Query, dict.fromkeys(group))))
