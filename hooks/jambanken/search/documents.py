"""What can be found: every published entry, every picture, every hand-written page, as documents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.gallery import Gallery
from jambanken.images.recipe import Format
from jambanken.kinds import KINDS
from jambanken.kinds.base import Entry
from jambanken.kinds.begrepp import Term
from jambanken.kinds.bildbank import Picture
from jambanken.law.places import PLACES, Place
from jambanken.part import Part
from jambanken.search.facet_values import NOTHING, FacetValues, facet_values
from jambanken.values import Markdown, OrganisationId

#: The kind of hand-written pages, beside those of entries.
PAGES = "sidor"

#: What a word counts by where it stands.
TITLE, SUMMARY, HIDDEN, NAMES, BODY, NARROWER = 8, 3, 4, 2, 1, 1
#: A term is what its name means: it comes before what is about it. A picture has few words, which
#: would each count for much beside those of a tip.
TERM_TITLE, PICTURE_TITLE, PICTURE_SAID = 24, 3, 1


@dataclass(frozen=True, slots=True)
class Document:
    """Something to find. ``shown`` is what a hit shows of it, ready to be written as JSON.

    ``texts`` is what it is found by, as (weight, text); it is worked out when asked for. ``digest``
    names all that it is made from. ``day`` is when it was published, as an ordinal, 0 for unknown.
    """

    ref: str
    kind: str
    digest: str
    shown: Mapping[str, Any]
    source: Record | str
    words: Mapping[str, str]
    facets: FacetValues = NOTHING
    day: int = 0

    def texts(self) -> Iterator[tuple[int, str]]:
        """Give what the document is found by."""
        if isinstance(self.source, Record):
            yield from _texts(self.source, self.words)
        else:
            yield TITLE, self.shown["title"]
            yield SUMMARY, self.shown["summary"]
            yield BODY, self.source


def documents(shown: Catalogue, pictures: Gallery, pages: Path) -> Iterator[Document]:
    """Give all documents, by kind and then by name. ``pages`` is the folder of hand-written ones."""
    words = _narrower(shown)
    said = hashlib.sha256(repr(sorted(words.items())).encode()).hexdigest()[:16]
    for kind in KINDS:
        for record in sorted(shown.of_kind(kind.name), key=lambda record: record.slug):
            if kind.model is not Picture or pictures.find(record.ref):
                yield _entry(record, pictures, words, said)
    yield from hand_written(pages)
    yield from map(_of_law, PLACES)


def _of_law(place: Place) -> Document:
    hit = {
        "url": place.address,
        "title": place.title,
        "label": "Sida",
        "summary": place.description,
    }
    digest = hashlib.sha256(repr(place).encode()).hexdigest()
    return Document(f"{PAGES}/{place.address}", PAGES, digest, hit, place.words, {})


def _entry(record: Record, pictures: Gallery, words: Mapping[str, str], said: str) -> Document:
    card = record.card
    hit: dict[str, Any] = {
        "url": card.address,
        "title": card.title,
        "label": card.label,
        "summary": card.summary,
    }
    if isinstance(record.entry, Picture) and not card.summary:
        hit["summary"] = record.entry.alt
    if card.facts:
        hit["facts"] = card.facts
    if card.picture and (picture := _picture(pictures, card.picture)):
        hit["picture"] = picture
    published = record.entry.published
    return Document(
        ref=record.ref,
        kind=record.kind.name,
        digest=record.digest + said,
        shown=hit,
        source=record,
        words=words,
        facets=facet_values(record),
        day=published.toordinal() if published else 0,
    )


def _picture(pictures: Gallery, ref: str) -> dict[str, Any] | None:
    found = pictures.find(ref)
    if found is None or not (sources := found.sources(Format.WEBP) or found.sources(Format.JPEG)):
        return None
    smallest = sources[0]
    return {
        "src": smallest.address,
        "width": smallest.output.width,
        "height": smallest.output.height,
        "alt": found.picture.alt,
    }


def _texts(record: Record, words: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    entry = record.entry
    yield _title_weight(entry), entry.title
    yield NAMES, record.card.label
    if entry.summary:
        yield SUMMARY, entry.summary
    if entry.keywords:
        yield HIDDEN, " ".join(entry.keywords)
    if isinstance(entry, Term):
        yield TERM_TITLE, " ".join(filter(None, (entry.abbreviation, *entry.synonyms)))
    for id_ in record.ids:
        sort = type(id_).__name__
        if name := words.get(f"{sort} {id_}"):
            yield NAMES, name
        if narrower := words.get(f"{sort}+{id_}"):
            yield NARROWER, narrower
    if isinstance(entry, Picture):
        yield from _picture_texts(entry)
        return
    values = vars(entry)
    for name in _prose_fields(type(entry)):
        if value := values[name]:
            yield BODY, " ".join(_prose(value, []))


def _title_weight(entry: Entry) -> int:
    if isinstance(entry, Term):
        return TERM_TITLE
    return PICTURE_TITLE if isinstance(entry, Picture) else TITLE


def _picture_texts(picture: Picture) -> Iterator[tuple[int, str]]:
    yield PICTURE_SAID, picture.alt
    yield PICTURE_SAID, " ".join(picture.tags)
    about = (picture.caption, picture.description, picture.setting, picture.activity)
    yield BODY, " ".join(filter(None, about))
    people = (
        f"{person.presentation.label} {person.age.label} {person.role.label} {person.aid or ''}"
        for person in picture.people
    )
    yield BODY, " ".join(people)


#: Where a link leads is nothing that a visitor reads.
_ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+")
_NOT_PROSE = frozenset({"title", "summary", "keywords", "sources", "licence", "status", "image"})


@lru_cache
def _prose_fields(model: type) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in _NOT_PROSE)  # type: ignore[attr-defined]


def _prose(value: Any, into: list[str]) -> list[str]:
    """Add the texts in a field: plain text and Markdown, none of the ids, dates and addresses."""
    sort = type(value)
    if sort is str:
        into.append(value)
    elif sort is Markdown:
        into.append(_ADDRESS.sub(" ", value) if "](" in value or "://" in value else value)
    elif sort is tuple:
        for item in value:
            _prose(item, into)
    elif isinstance(value, Part):
        for item in vars(value).values():
            if item:
                _prose(item, into)
    return into


def _narrower(shown: Catalogue) -> dict[str, str]:
    """Return the names of ids, and the words that lead to them, by the sort of id and the id."""
    found: dict[str, str] = {}
    for (sort, id_), word in shown.words.items():
        found[f"{sort.__name__} {id_}"] = word.name
        if word.synonyms:
            found[f"{sort.__name__}+{id_}"] = " ".join(word.synonyms)
    for id_, organisation in shown.organisations.items():
        found[f"{OrganisationId.__name__} {id_}"] = organisation.name
    return found


_HEADER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_SAID = re.compile(r"^(title|description):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
_MARKUP = re.compile(
    r"<[^>]*>|\]\([^)]*\)|\]\[[^\]]*\]|^\s*\[[^\]]*\]:.*$|\{[^}]*\}|[*_`#>|\[\]!]+", re.MULTILINE
)


def hand_written(folder: Path) -> Iterator[Document]:
    """Give the hand-written pages below a folder, by address. One that cannot be read is left out."""
    for path in sorted(folder.rglob("*.md")):
        try:
            text = path.read_text("utf-8-sig").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError):
            continue
        header = _HEADER.match(text)
        said = dict(_SAID.findall(header[1])) if header else {}
        body = _MARKUP.sub(" ", text[header.end() :] if header else text)
        relative = path.relative_to(folder).with_suffix("")
        parts = relative.parts[:-1] if relative.name == "index" else relative.parts
        address = "".join(f"{part}/" for part in parts)
        hit = {
            "url": address,
            "title": said.get("title") or body.strip().partition("\n")[0].strip() or address,
            "label": "Sida",
            "summary": said.get("description", ""),
        }
        digest = hashlib.sha256(text.encode()).hexdigest()
        yield Document(f"{PAGES}/{address}", PAGES, digest, hit, body, {})
