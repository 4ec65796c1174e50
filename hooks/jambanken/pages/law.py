"""The pages that the law asks for: the accessibility statement, and what is known of visitors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit

from jinja2 import Environment

from jambanken.catalogue import Catalogue
from jambanken.kinds.filmer import Film, ShownAs
from jambanken.law.contact import fault_form
from jambanken.law.faults import all_faults, groups_of
from jambanken.law.findings import elsewhere, films_of, pdfs_of, pictures_of
from jambanken.law.places import PRIVACY, STATEMENT, Place
from jambanken.output import Page
from jambanken.pages.memory import Making, PageMemory
from jambanken.publishing.files import stamps
from jambanken.values import WebAddress


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that stays in the visitor's browser.

    ``key`` is its name there, ``when`` a sentence on what puts it there, ``undo`` what takes it
    away, on the page at ``address``.
    """

    key: str
    what: str
    when: str
    undo: str
    address: str


#: All that the scripts keep, by the names in ``docs/assets/js``; a test compares.
KEPT = (
    Kept(
        "jambanken.samling",
        "Din samling",
        "När du väljer Spara i min samling sparas vad du har valt, och det du skriver till: "
        "anteckningar, tider och uppgifter om mötet.",
        "töm samlingen",
        "samling/",
    ),
    Kept(
        "jambanken.bestallning",
        "Din beställning",
        "När du väljer Lägg i beställningen sparas vilka trycksaker det är och hur många.",
        "töm beställningen",
        "bestall/",
    ),
    Kept(
        "jambanken.bestallare",
        "Dina uppgifter till beställningar",
        "Namn, adress och annat som du fyller i sparas bara om du väljer det.",
        "avmarkera valet",
        "bestall/",
    ),
    Kept(
        "jambanken.snedstreck",
        "Kortkommandot i sökningen",
        "Stänger du av snedstreck som kortkommando sparas det valet.",
        "slå på det igen",
        "sok/",
    ),
    Kept(
        "jambanken.medverka",
        "Utkast i formulären",
        "När du väljer Spara utkast sparas det du har skrivit i formuläret, ett utkast för varje sort.",
        "töm formuläret",
        "medverka/",
    ),
)


@dataclass(frozen=True, slots=True)
class OrderWay:
    """Who takes orders; ``host`` is the site that does, empty for e-mail."""

    name: str
    host: str


def statement_making(
    templates: Environment, shown: Catalogue, pdfs: Mapping[str, Path], memory: PageMemory
) -> Making:
    """Return what makes ``/tillganglighet/``; ``pdfs`` has the paths of the PDF files by name.

    A preview makes it anew only when a film, a PDF file or the number of pictures has changed.
    """
    records = (*shown.of_kind("filmer"), *shown.of_kind("trycksaker"))
    made_from = (
        tuple((record.ref, record.digest) for record in records),
        stamps(path for path in pdfs.values() if path.is_file()),
        pictures_of(shown.of_kind("bildbank")),
    )
    make = partial(statement_page, templates, shown, pdfs)
    return memory.making(STATEMENT.address, made_from, make)


def statement_page(templates: Environment, shown: Catalogue, files: Mapping[str, Path]) -> Page:
    """Return ``/tillganglighet/``."""
    settings = shown.settings
    said, operator = settings.accessibility, settings.operator
    films = films_of(shown.of_kind("filmer"))
    pdfs = tuple(pdfs_of(shown.records.values(), files))
    form = fault_form(settings)
    body = templates.get_template("law/statement.html.jinja").render(
        settings=settings,
        said=said,
        operator=operator,
        email=operator.email if operator else None,
        report_at=said.report_at if said else None,
        form=f"{form}{quote(STATEMENT.address, safe='')}" if form else "",
        groups=list(groups_of(all_faults(said, pdfs))),
        found=films,
        outside=len(films.all) - len(films.own),
        pdfs=pdfs,
        bare=[pdf for pdf in pdfs if pdf.tagged is False],
        tagged=sum(pdf.tagged is True for pdf in pdfs),
        unsure=sum(pdf.tagged is None for pdf in pdfs),
        linked=elsewhere(shown.of_kind("trycksaker")),
        pictures=pictures_of(shown.of_kind("bildbank")),
    )
    return _page(STATEMENT, body)


def privacy_page(templates: Environment, shown: Catalogue) -> Page:
    """Return ``/integritet/``."""
    settings = shown.settings
    body = templates.get_template("law/privacy.html.jinja").render(
        operator=settings.operator,
        facts=settings.privacy,
        kept=KEPT,
        hosts=film_hosts(shown),
        channels=list(_order_ways(shown)),
    )
    return _page(PRIVACY, body)


def film_hosts(shown: Catalogue) -> Sequence[str]:
    """Return the sites where the films are that are not on this one, sorted."""
    films = [record.entry for record in shown.of_kind("filmer")]
    found = {
        WebAddress(film.showing.address).host
        for film in films
        if isinstance(film, Film) and film.showing.shown_as is ShownAs.EXTERNAL
    }
    return sorted(found - {""})


def _order_ways(shown: Catalogue) -> Iterator[OrderWay]:
    for channel in shown.registry.channels:
        if channel.address:
            host = urlsplit(channel.address).hostname or ""
            yield OrderWay(channel.name, host.removeprefix("www."))


def _page(place: Place, body: str) -> Page:
    return Page(place.address, place.title, place.description, body)
