"""The home page: what to do this week, and the ways in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from jinja2 import Environment

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.feeds.atom import head_link
from jambanken.feeds.bank import FILE as FEED_FILE
from jambanken.feeds.weekly import draw_of, week_of
from jambanken.gallery import Gallery, Shown
from jambanken.groups import GROUPS
from jambanken.kinds import KIND_BY_NAME, KINDS
from jambanken.kinds.larvagar import LearningPath, PathType
from jambanken.meeting.agenda import packs
from jambanken.output import Page
from jambanken.pages.listing import sheets, where_groups_start
from jambanken.pages.overview import overviews
from jambanken.pages.structured import head_of_home
from jambanken.pages.weekly import FEED_FILE as WEEKLY_FEED

NEWEST = 6
SAMPLES = 4


def home_page(templates: Environment, catalogue: Catalogue, pictures: Gallery) -> Page:
    """Return the home page."""
    settings = catalogue.settings
    weekly = draw_of(catalogue).of_day(catalogue.today)
    ladder = featured_path(catalogue.of_kind("larvagar"), settings.featured_path)
    listing = sheets(KIND_BY_NAME["tips"], catalogue.of_kind("tips"))
    body = templates.get_template("home.html.jinja").render(
        settings=settings,
        weekly=weekly.entry if weekly else None,
        weekly_card=weekly.card if weekly else None,
        times=where_groups_start(listing),
        groups=[
            (group, [item for item in overviews(catalogue, group) if item.count])
            for group in GROUPS
            if group.folder in {"malgrupper", "verksamheter", "teman"}
        ],
        newest=[record.card for record in _newest(catalogue)],
        ladder=ladder.entry if ladder else None,
        ladder_card=ladder.card if ladder else None,
        find=lambda ref: record.card if (record := catalogue.find_listed(ref)) else None,
        kinds=[(kind, len(catalogue.of_kind(kind.name))) for kind in KINDS],
        samples=samples(pictures, catalogue.today),
        packs=[(length, records[0].card) for length, records in packs(catalogue) if length],
    )
    tagline = (
        settings.tagline or "Tips, filmer, planer och bilder för jämställdhet och gott bemötande."
    )
    return Page("", settings.name, tagline, body, head=head_of_home(settings) + _FEEDS)


_FEEDS = head_link(FEED_FILE, "Nytt i banken") + head_link(WEEKLY_FEED, "Veckans tips")


def samples(pictures: Gallery, today: dt.date) -> list[Shown]:
    """Return a few pictures that lie down, others every week, the same for everybody.

    They are spread over the alphabet, where alike pictures often stand together, and move on by one
    each week: in so many weeks as there are pictures every one has been shown equally often.
    """
    lying = sorted((one for one in pictures if not one.file.is_portrait), key=lambda one: one.slug)
    number = min(SAMPLES, len(lying))
    return [
        lying[(week_of(today) + step * len(lying) // number) % len(lying)] for step in range(number)
    ]


def featured_path(paths: Sequence[Record], chosen: str | None) -> Record | None:
    """Return the learning path of the home page: the one in the settings, else the newest."""
    real = [
        record
        for record in paths
        if isinstance(record.entry, LearningPath) and record.entry.path_type is PathType.PATH
    ]
    return next((record for record in real if record.ref == chosen), real[0] if real else None)


def _newest(catalogue: Catalogue) -> list[Record]:
    """The newest entries, at most two of a kind, so that one batch of terms does not fill the page."""
    seen: dict[str, int] = {}
    found = []
    for record in catalogue.listed:
        seen[record.kind.name] = seen.get(record.kind.name, 0) + 1
        if seen[record.kind.name] <= NEWEST // 3 and record.kind.name != "bildbank":
            found.append(record)
    return found[:NEWEST]
