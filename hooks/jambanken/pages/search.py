"""The search page, and what tells browsers that the site can be searched (OpenSearch)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from jinja2 import Environment
from markupsafe import Markup

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.groups import GROUPS
from jambanken.kinds import KIND_BY_NAME, KINDS
from jambanken.markdown import BASE
from jambanken.output import Asset, Page
from jambanken.pages.narrowing import narrowing
from jambanken.pages.overview import overviews
from jambanken.pages.sides import Side
from jambanken.settings import Settings

ADDRESS = "sok/"
OPENSEARCH_FILE = "opensearch.xml"
#: What staff may well ask: in whole sentences, in half words, in old words and in the words of the law.
QUESTIONS = (
    "hur får vi alla att prata på mötet",
    "könsuppdelad statistik",
    "jämställd snöröjning",
    "dagis",
    "affischer",
    "härskartekniker",
    "CEMR",
)
#: So many words of a sort of overview are ways in; the heading leads to the rest.
MOST_WORDS = 24
MOST_STARTS = 5
_GROUPS = ("malgrupper", "verksamheter", "teman")
#: Painted when it has run: who comes with a question sees no lists that vanish.
_SCRIPT = Markup(
    '<script type="module" blocking="render" src="{}assets/js/search/page.js"></script>'
).format(BASE)


def search_page(templates: Environment, catalogue: Catalogue) -> Page:
    """Return ``/sok/``. Without scripts it is the lists of everything."""
    groups = [
        (group, [item for item in overviews(catalogue, group) if item.count][:MOST_WORDS])
        for group in GROUPS
        if group.folder in _GROUPS
    ]
    body = templates.get_template("search.html.jinja").render(
        sides=_sides(catalogue),
        questions=QUESTIONS,
        kinds=[(kind, count) for kind in KINDS if (count := len(catalogue.of_kind(kind.name)))],
        starts=[record.card for record in _starts(catalogue)],
        groups=[(group, items) for group, items in groups if items],
    )
    description = "Sök bland tips, filmer, planer, bilder och begrepp i hela banken."
    return Page(ADDRESS, "Sök", description, body, head=_SCRIPT, indexed=False)


def opensearch_assets(catalogue: Catalogue) -> Iterator[Asset]:
    """Give the OpenSearch description; it needs the site's whole address, which not every bank knows."""
    if catalogue.settings.address:
        yield Asset(OPENSEARCH_FILE, opensearch(catalogue.settings).encode())


def opensearch(settings: Settings) -> str:
    """Return the description of the search for browsers (OpenSearch 1.1, draft 6).

    https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md: a short name has at
    most 16 characters, a description at most 1 024.
    """
    base = site_base(settings)
    name = escape(settings.name[:16].strip())
    description = escape(f"Sök i {settings.name}"[:1024])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{name}</ShortName>\n"
        f"<Description>{description}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        "<Language>sv</Language>\n"
        f'<Image width="16" height="16" type="image/svg+xml">{escape(base)}assets/img/favicon.svg'
        "</Image>\n"
        f'<Url type="text/html" template="{escape(base)}{ADDRESS}?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )


def site_base(settings: Settings) -> str:
    """Return the site's whole address with a slash at its end, empty where it is not known."""
    return settings.base


def _sides(catalogue: Catalogue) -> Sequence[Side]:
    """Return what all entries can be chosen by. The words lead nowhere: only scripts show them."""
    made = narrowing(catalogue, KIND_BY_NAME["tips"], catalogue.listed)
    return [
        replace(
            side, rest="", choices=tuple(replace(choice, address="") for choice in side.choices)
        )
        for side in made.sides
    ]


def _starts(catalogue: Catalogue) -> Sequence[Record]:
    """Return the learning paths and meeting packs: entries that lead to others."""
    return catalogue.of_kind("larvagar")[:MOST_STARTS]
