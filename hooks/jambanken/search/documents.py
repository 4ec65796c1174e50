"""What can be found: every published entry, every picture, every hand-written page, as documents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
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
from jambanken.search.language import pieces
from jambanken.values import Id, Markdown, OrganisationId

#: The kind of hand-written pages, beside those of entries.
PAGES = "sidor"

#: What a word counts by where it stands.
TITLE, SUMMARY, HIDDEN, NAMES, BODY, NARROWER = 8, 3, 4, 2, 1, 1
#: A term is what its name means: it comes before what is about it. A picture has few words, which
#: would each count for much beside those of a tip.
TERM_TITLE, PICTURE_TITLE = 24, 3
#: Who searches wants something to do rather than a page about the bank, which says the same word often:
#: there each counts once.
PAGE_TITLE, PAGE_SUMMARY = 4, 1


@dataclass(frozen=True, slots=True)
class Named:
    """What an id is called and by which other words it is found, as pieces of text."""

    name: Sequence[str]
    narrower: Sequence[str]


Names = Mapping[tuple[type[Id], str], Named]


@dataclass(frozen=True, slots=True)
class Document:
    """Something to find. ``shown`` is what a hit shows of it, ready to be written as JSON.

    ``source`` is the entry that it stands for, or what a page says; ``names`` has the names of the
    entry's ids. ``digest`` names all that it is made from. ``day`` is when it was published, as an
    ordinal, 0 for unknown.
    """

    ref: str
    kind: str
    digest: str
    shown: Mapping[str, Any]
    source: Record | str
    names: Names
    facets: FacetValues = NOTHING
    day: int = 0

    def pieces(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Give what the document is found by, as (weight, pieces of text)."""
        if isinstance(self.source, Record):
            yield from _pieces(self.source, self.names)
        elif self.kind == PAGES:
            yield BODY, list(dict.fromkeys(pieces(self.source)))
            yield PAGE_TITLE, pieces(self.shown["title"])
            yield PAGE_SUMMARY, pieces(self.shown["summary"])
        else:
            yield BODY, pieces(self.source)
            yield TITLE, pieces(self.shown["title"])
            yield SUMMARY, pieces(self.shown["summary"])


def documents(shown: Catalogue, pictures: Gallery, pages: Path) -> Iterator[Document]:
    """Give all documents, by kind and then by name. ``pages`` is the folder of hand-written ones."""
    texts = _names(shown)
    names = {id_: Named(pieces(name), pieces(words)) for id_, (name, words) in texts.items()}
    said = sorted((sort.__name__, id_, *texts_) for (sort, id_), texts_ in texts.items())
    digest = hashlib.sha256(repr(said).encode()).hexdigest()[:16]
    for kind in KINDS:
        for record in sorted(shown.of_kind(kind.name), key=lambda record: record.slug):
            if kind.model is not Picture or pictures.find(record.ref):
                yield _entry(record, pictures, names, digest)
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


def _entry(record: Record, pictures: Gallery, names: Names, said: str) -> Document:
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
        names=names,
        facets=facet_values(record),
        day=published.toordinal() if published else 0,
    )


def _picture(pictures: Gallery, ref: str) -> dict[str, Any] | None:
    found = pictures.find(ref)
    if found is None or not (sources := found.sources(Format.WEBP) or found.sources(Format.JPEG)):
        return None
    smallest = sources[0]
    shown = {
        "src": smallest.address,
        "width": smallest.output.width,
        "height": smallest.output.height,
        "alt": found.picture.alt,
    }
    # Narrower than what every browser can show, and a third of its size.
    if narrower := found.sources(Format.AVIF):
        shown["small"] = narrower[0].address
    return shown


def _pieces(record: Record, names: Names) -> Iterator[tuple[int, Sequence[str]]]:
    entry = record.entry
    named = [found for id_ in record.ids if (found := names.get((type(id_), id_)))]
    yield NARROWER, list(chain.from_iterable(one.narrower for one in named))
    prose = _said_of_picture(entry) if isinstance(entry, Picture) else _prose(entry, [])
    yield BODY, pieces(" ".join(prose))
    yield _title_weight(entry), pieces(entry.title)
    if isinstance(entry, Term):
        yield TERM_TITLE, pieces(" ".join((entry.abbreviation or "", *entry.synonyms)))
    yield NAMES, pieces(record.card.label)
    yield NAMES, list(chain.from_iterable(one.name for one in named))
    if entry.summary:
        yield SUMMARY, pieces(entry.summary)
    yield HIDDEN, pieces(" ".join(entry.keywords))


def _title_weight(entry: Entry) -> int:
    if isinstance(entry, Term):
        return TERM_TITLE
    return PICTURE_TITLE if isinstance(entry, Picture) else TITLE


def _said_of_picture(picture: Picture) -> Iterator[str]:
    yield picture.alt
    yield from picture.tags
    about = (picture.caption, picture.description, picture.setting, picture.activity)
    yield from filter(None, about)
    for person in picture.people:
        yield f"{person.presentation.label} {person.age.label} {person.role.label} {person.aid or ''}"


#: Where a link leads is nothing that a visitor reads.
_ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+")
_NOT_PROSE = frozenset({"title", "summary", "keywords", "sources", "licence", "status", "image"})


def _prose(part: Part, into: list[str]) -> list[str]:
    """Add the texts of an entry or of a part of one: plain text and Markdown, no ids and no dates."""
    values = vars(part)
    for name in _prose_fields(type(part)):
        if value := values[name]:
            _add(value, into)
    return into


def _add(value: Any, into: list[str]) -> None:
    sort = type(value)
    if sort is str:
        into.append(value)
    elif sort is Markdown:
        into.append(_ADDRESS.sub(" ", value) if "](" in value or "://" in value else value)
    elif sort is tuple:
        for item in value:
            _add(item, into)
    elif isinstance(value, Part):
        _prose(value, into)


@cache
def _prose_fields(model: type[Part]) -> tuple[str, ...]:
    left_out = _NOT_PROSE if issubclass(model, Entry) else ()
    return tuple(
        name
        for name, field in model.model_fields.items()
        if name not in left_out and _may_say(field.annotation)
    )


def _may_say(annotation: Any) -> bool:
    """Tell whether a value of a type may be text: ids, choices and the like are not, but for Markdown."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return bool(_prose_fields(annotation))
    if parts := getattr(annotation, "__args__", ()):
        return any(map(_may_say, parts))
    if annotation is ...:
        return False
    return not isinstance(annotation, type) or annotation in {str, object, Markdown}


def _names(shown: Catalogue) -> dict[tuple[type[Id], str], tuple[str, str]]:
    """Return what ids are called, and the words that lead to them."""
    found: dict[tuple[type[Id], str], tuple[str, str]] = {
        key: (word.name, " ".join(word.synonyms)) for key, word in shown.words.items()
    }
    for id_, organisation in shown.organisations.items():
        found[OrganisationId, id_] = organisation.name, ""
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
