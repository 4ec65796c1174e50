"""What each kind of entry is to search engines, in the words of schema.org.

A field whose value is not known is left out, and so is a type whose needed fields are not: a film
elsewhere is no VideoObject, since nobody here knows when it was put there. What Google needs of a
type is listed at https://developers.google.com/search/docs/appearance/structured-data/search-gallery
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.gallery import Gallery, Shown
from jambanken.kinds.begrepp import Term
from jambanken.kinds.exempel import Example
from jambanken.kinds.filmer import Captions, DescriptionState, Film, ShownAs
from jambanken.kinds.larvagar import LearningPath
from jambanken.kinds.projektplaner import Plan
from jambanken.kinds.tips import Tip
from jambanken.kinds.trycksaker import Printed, PrintType, Stock
from jambanken.kinds.utbildningar import Course, CourseForm, Occasion
from jambanken.settings import Settings
from jambanken.swedish import sentence
from jambanken.today import STOCKHOLM
from jambanken.values import AudienceId, Moment, OrganisationId

Thing = dict[str, Any]
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_LEADING = re.compile(r"^[ \t]*(?:(?:[-*+>]|\d+[.)]|#{1,6})[ \t]+)+", re.MULTILINE)
_MARKS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|`|(?<!\w)_|_(?!\w)|\\")
#: Most texts have none of what `_MARKS` looks for, which takes ten times as long.
_MARKED = re.compile(r"[*`_\\]")
_STOCK = {Stock.IN_STOCK: "InStock", Stock.SOLD_OUT: "OutOfStock"}


@dataclass(frozen=True, slots=True)
class Around:
    """What a thing may name beside itself."""

    shown: Catalogue
    pictures: Gallery

    def base(self, record: Record) -> str:
        """Return what stands before an address: the site's own, else the way from the entry's page."""
        return self.shown.settings.base or "../" * record.address.count("/")


def thing_of(record: Record, around: Around) -> Thing:
    """Return an entry in the words of schema.org, without empty fields."""
    described = _DESCRIBED.get(type(record.entry))
    own = described(record, record.entry, around) if described else {}
    if own.get("@type") == "DefinedTerm":  # no work of anybody's: no licence, no day
        named = {"@context": "https://schema.org", "name": record.card.title}
        return without_empty({**named, **own})
    page = around.base(record) + record.address
    image = _image(record, around)
    work = creative_work(record, around.shown.settings)
    return without_empty({**work, "url": page, "image": image, **_audience(record, around), **own})


def creative_work(record: Record, settings: Settings) -> Thing:
    """Return an entry as a CreativeWork (https://schema.org/CreativeWork), without empty fields."""
    entry = record.entry
    changed = entry.updated or entry.published
    return without_empty(
        {
            "@context": "https://schema.org",
            "@type": "CreativeWork",
            "name": record.card.title,
            "description": entry.summary,
            "inLanguage": "sv",
            "license": entry.licence.url,
            "datePublished": entry.published.isoformat() if entry.published else None,
            "dateModified": changed.isoformat() if changed else None,
            "publisher": operator_of(settings),
            "citation": [source.title for source in entry.sources],
        }
    )


def operator_of(settings: Settings) -> Thing | None:
    """Return who runs the bank, None where that is not known."""
    return _organisation(settings.operator.organisation) if settings.operator else None


def without_empty(fields: Mapping[str, Any]) -> Thing:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value or value == 0}


def duration(minutes: int, seconds: int = 0) -> str:
    """Return a time as ISO 8601 has it: ``PT1H30M``, ``PT4M30S``."""
    parts = ((minutes // 60, "H"), (minutes % 60, "M"), (seconds, "S"))
    return "PT" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0S")


def plain_text(markdown: str) -> str:
    """Return a Markdown text as plain text on one line, near enough for a machine to read."""
    text = _LEADING.sub("", _LINK.sub(r"\1", markdown) if "](" in markdown else markdown)
    return " ".join((_MARKS.sub("", text) if _MARKED.search(text) else text).split())


def _tip(_: Record, tip: Tip, around: Around) -> Thing:
    """https://schema.org/HowTo: what is printed is what is needed."""
    printed = _listed(tip.printed, around)
    return {
        "@type": "HowTo",
        "totalTime": duration(tip.minutes),
        "supply": [{"@type": "HowToSupply", "name": one.card.title} for one in printed],
        "step": [
            without_empty(
                {
                    "@type": "HowToStep",
                    "position": number,
                    "name": step.heading,
                    "text": plain_text(step.text),
                }
            )
            for number, step in enumerate(tip.steps, 1)
        ],
    }


def _film(record: Record, film: Film, around: Around) -> Thing:
    seconds = film.length.seconds
    time = duration(*divmod(seconds, 60)) if seconds else None
    features = [
        *(["captions"] if film.captions in {Captions.OPTIONAL, Captions.BURNT_IN} else []),
        *(["audioDescription"] if film.description.state in _DESCRIBED_FILM else []),
        *(["signLanguage"] if film.sign_language else []),
        *(["transcript"] if film.transcript else []),
    ]
    common = {"accessibilityFeature": features, "dateCreated": film.recorded}
    image = _image(record, around)
    if film.showing.shown_as is ShownAs.EXTERNAL or not image:
        sort = {"@type": "LearningResource", "learningResourceType": "Film", "timeRequired": time}
        elsewhere = film.showing.shown_as is ShownAs.EXTERNAL
        return {**sort, **common, "sameAs": str(film.showing.address) if elsewhere else None}
    return {
        "@type": "VideoObject",
        "thumbnailUrl": image,
        "uploadDate": film.published.isoformat(),
        "contentUrl": f"{around.base(record)}{record.address}{film.showing.address}",
        "duration": time,
        "transcript": plain_text(film.transcript) if film.transcript else None,
        **common,
    }


_DESCRIBED_FILM = {DescriptionState.SEPARATE, DescriptionState.IN_SOUND}


def _plan(_: Record, plan: Plan, __: Around) -> Thing:
    return {"temporalCoverage": f"{plan.period.start}/{plan.period.end}"}


def _printed(record: Record, printed: Printed, around: Around) -> Thing:
    own = f"{around.base(record)}{record.address}"
    pdf = printed.pdf
    return {
        "@type": "Poster" if printed.print_type is PrintType.POSTER else "CreativeWork",
        "genre": sentence(printed.print_type.label),
        "identifier": printed.article_number,
        "isAccessibleForFree": printed.price == 0,
        "offers": _offer(printed.stock, printed.price),
        "encoding": without_empty(
            {
                "@type": "MediaObject",
                "encodingFormat": "application/pdf",
                "contentUrl": f"{own}{pdf}" if pdf.is_file else str(pdf),
            }
        )
        if pdf
        else None,
    }


def _offer(stock: Stock, price: Decimal) -> Thing | None:
    if stock not in _STOCK:
        return None
    available = f"https://schema.org/{_STOCK[stock]}"
    return {
        "@type": "Offer",
        "price": str(price),
        "priceCurrency": "SEK",
        "availability": available,
    }


def _course(_: Record, course: Course, around: Around) -> Thing:
    """https://schema.org/Course. Google needs a name, a description and, if it is to help, a provider."""
    online = course.form is CourseForm.WEB
    return {
        "@type": "Course",
        "provider": [_organisation(name) for name in _names(course.organisers, around)]
        or operator_of(around.shown.settings),
        "sameAs": course.address,
        "hasCourseInstance": [_occasion(one, online=online) for one in course.occasions],
    }


def _occasion(occasion: Occasion, *, online: bool) -> Thing:
    return without_empty(
        {
            "@type": "CourseInstance",
            "name": occasion.heading,
            "startDate": _moment(occasion.start),
            "endDate": _moment(occasion.end) if occasion.end else None,
            "location": occasion.place,
            "courseMode": "online" if online else None,
            "url": occasion.sign_up,
        }
    )


def _example(_: Record, example: Example, around: Around) -> Thing:
    """https://schema.org/Article: of those who did it, by those who stand behind the text."""
    senders = _names(example.senders, around)
    return {
        "@type": "Article",
        "headline": sentence(example.title),
        "author": [_organisation(name) for name in senders] or operator_of(around.shown.settings),
        "about": [_organisation(name) for name in _names([example.organisation], around)],
    }


def _term(record: Record, term: Term, around: Around) -> Thing:
    """https://schema.org/DefinedTerm."""
    base, settings = around.base(record), around.shown.settings
    return {
        "@type": "DefinedTerm",
        "description": plain_text(term.definition),
        "termCode": term.abbreviation,
        "alternateName": list(term.synonyms),
        "url": base + record.address,
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "name": f"{record.kind.plural} i {settings.name}",
            "url": base + record.kind.address,
        },
    }


def _path(record: Record, path: LearningPath, around: Around) -> Thing:
    minutes = sum(step.minutes or 0 for step in path.steps)
    refs = dict.fromkeys(ref for step in path.steps for ref in step.entries)
    base = around.base(record)
    return {
        "@type": "LearningResource",
        "learningResourceType": sentence(path.path_type.label),
        "timeRequired": duration(minutes) if minutes else None,
        "hasPart": [
            {"@type": "CreativeWork", "name": one.card.title, "url": base + one.address}
            for one in _listed(refs, around)
        ],
    }


#: By model: what tells of an entry more than that it is somebody's work.
_DESCRIBED: Mapping[type, Callable[[Record, Any, Around], Thing]] = {
    Tip: _tip,
    Film: _film,
    Plan: _plan,
    Printed: _printed,
    Course: _course,
    Example: _example,
    Term: _term,
    LearningPath: _path,
}


def _listed(refs: Iterable[str], around: Around) -> list[Record]:
    return [one for one in map(around.shown.find_listed, refs) if one]


def _names(ids: Iterable[OrganisationId], around: Around) -> list[str]:
    known = (around.shown.organisations.get(str(id_)) for id_ in ids)
    return [str(one.name) for one in known if one]


def _organisation(name: str) -> Thing:
    return {"@type": "Organization", "name": name}


def _audience(record: Record, around: Around) -> Thing:
    words = (around.shown.words.get((AudienceId, str(id_))) for id_ in record.entry.audiences)
    names = [str(word.name) for word in words if word]
    return {"audience": {"@type": "Audience", "audienceType": ", ".join(names)}} if names else {}


def _image(record: Record, around: Around) -> str | None:
    """Return the address of the entry's picture, where visitors may see it."""
    picture: Shown | None = around.pictures.find(record.entry.image)
    made = picture.find("webb") if picture else None
    return around.base(record) + made.address if made else None


def _moment(moment: Moment) -> str:
    if not moment.time:
        return str(moment)
    return dt.datetime.fromisoformat(moment).replace(tzinfo=STOCKHOLM).isoformat()
