"""The tip of the week: its page, its feed, and how an intranet shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from jinja2 import Environment
from markupsafe import Markup

from jambanken.bank import Record
from jambanken.cards import Card
from jambanken.catalogue import Catalogue
from jambanken.feeds.atom import Feed, Item, atom, head_link
from jambanken.feeds.weekly import APART, LONGEST, draw_of, monday_of, week_of
from jambanken.images.card import HEIGHT, WIDTH, Words, can_be_drawn, draw
from jambanken.markdown import BASE
from jambanken.output import Asset, Later, Page
from jambanken.pages.memory import Making, PageMemory
from jambanken.settings import Settings
from jambanken.social import paint_of

ADDRESS = "veckans-tips/"
FEED_FILE = f"{ADDRESS}flode.xml"
#: The card for other sites: always at this address, another picture every week.
CARD_FILE = f"{ADDRESS}kort.png"
TITLE = "Veckans tips"
#: So many weeks are listed and in the feed, this one among them.
WEEKS = 12
_SUNDAY = dt.timedelta(days=6)
#: Width and height on other sites, in pixels: half of what is drawn, so that it is sharp everywhere.
CARD_SIZE = (WIDTH // 2, HEIGHT // 2)


@dataclass(frozen=True, slots=True)
class Week:
    """A week with its tip."""

    record: Record
    monday: dt.date

    @property
    def card(self) -> Card:
        return self.record.card

    @property
    def name(self) -> str:
        """``vecka 47``: weeks are numbered as in Swedish calendars (ISO 8601)."""
        return f"vecka {self.monday.isocalendar().week}"

    @property
    def sunday(self) -> dt.date:
        return self.monday + _SUNDAY

    @property
    def anchor(self) -> str:
        year, week, _ = self.monday.isocalendar()
        return f"{year}-v{week:02}"


def weeks(catalogue: Catalogue) -> tuple[Week, ...]:
    """Return this week and those before it, the latest first; drafts never.

    A week before its tip was published is left out: the bank had nothing to choose from then.
    """
    draw, this = draw_of(catalogue), week_of(catalogue.today)
    found = []
    for week in range(this, max(this - WEEKS, 0), -1):
        record, monday = draw.of_week(week), monday_of(week)
        if record and (week == this or (record.entry.published or monday) <= monday):
            found.append(Week(record, monday))
    return tuple(found)


def weekly_making(templates: Environment, catalogue: Catalogue, memory: PageMemory) -> Making:
    """Give what makes ``/veckans-tips/``."""
    found = weeks(catalogue)
    made_from = tuple((week.card, week.monday) for week in found)
    make = partial(weekly_page, templates, catalogue.settings, found)
    return memory.making(ADDRESS, made_from, make)


def weekly_page(templates: Environment, settings: Settings, found: Sequence[Week]) -> Page:
    """Return ``/veckans-tips/``."""
    body = templates.get_template("weekly.html.jinja").render(
        this=found[0] if found else None,
        earlier=found[1:],
        feed_file=FEED_FILE,
        card_file=CARD_FILE,
        card_size=CARD_SIZE,
        snippet=snippet(settings, has_card=bool(found)),
        settings=settings,
        longest=LONGEST,
        apart=APART,
    )
    return Page(
        ADDRESS,
        TITLE,
        "Ett kort tips i veckan om jämställdhet och bemötande, samma för alla.",
        body,
        head=head_link(FEED_FILE, TITLE) + _SCRIPT,
        modified=found[0].monday if found else None,
    )


_SCRIPT = Markup('<script type="module" src="{}assets/js/copy.js"></script>').format(BASE)


def snippet(settings: Settings, *, has_card: bool) -> str:
    """Return the HTML that shows the tip of the week on another site: a link and a picture, no script.

    The picture's text changes every week and the snippet never does: its alt text says where the
    link leads. In a bank that does not know its address yet, a made-up one stands in its place.
    """
    base = escape(settings.base or "https://er-adress.example/")
    says = f"{TITLE} från {escape(settings.name)}"
    width, height = CARD_SIZE
    image = f'<img src="{base}{CARD_FILE}" width="{width}" height="{height}" alt="{says}">'
    return f'<a href="{base}{ADDRESS}">{image if has_card else says}</a>'


def card_words(week: Week, settings: Settings) -> Words:
    """Return what the card of a week says, without letters that its font lacks."""
    kind = " · ".join([TITLE, *week.card.facts[:1]])
    name = settings.name if can_be_drawn(settings.name) else ""
    if can_be_drawn(week.card.title + kind):
        return Words(kind, week.card.title, name)
    return Words("", TITLE, name)


def weekly_assets(catalogue: Catalogue) -> Iterator[Asset]:
    """Give the feed, an entry a week named by the week and its tip, and this week's card."""
    found, settings = weeks(catalogue), catalogue.settings
    made_from = (found, catalogue.today, settings)
    yield Asset(FEED_FILE, Later(made_from, partial(_feed, *made_from)))
    if found:
        said = (card_words(found[0], settings), paint_of(settings))
        yield Asset(CARD_FILE, Later(said, partial(draw, *said)))


def _feed(found: Sequence[Week], today: dt.date, settings: Settings) -> bytes:
    items = [
        Item(
            address=week.record.address,
            title=f"{week.name.capitalize()}: {week.card.title}",
            changed=week.monday,
            text=week.card.summary,
            id=f"{ADDRESS}#{week.anchor}-{week.record.slug}",
            published=week.monday,
            sorts=week.card.facts[:1],
        )
        for week in found
    ]
    subtitle = "Ett kort tips varje måndag, samma för alla."
    return atom(Feed(FEED_FILE, ADDRESS, TITLE, items, today, subtitle), settings)
