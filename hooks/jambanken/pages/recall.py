"""The recall list: withdrawn pictures by id, date and checksums, and nothing else of them.

It is a page, a data file and a feed. None of them has a title, an alt text or a maker: what a
withdrawn picture showed is nobody's business any more, but who has a copy must be able to tell.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from jambanken.bank import Bank
from jambanken.feeds.atom import Feed, Item, atom, head_link
from jambanken.images.phash import SAME_WITHIN
from jambanken.kinds.bildbank import Picture
from jambanken.markdown import BASE
from jambanken.output import Asset, Page
from jambanken.settings import Settings

ADDRESS = "bildbank/aterkallade/"
DATA_FILE = f"{ADDRESS}aterkallade.json"
FEED_FILE = f"{ADDRESS}aterkallade.xml"
TITLE = "Återkallade bilder"
DESCRIPTION = (
    "Bilder ur banken som inte får användas längre, och en kontroll av bilder på din egen dator."
)
#: The feed, for programs that look for one, and the script of the check.
_HEAD = head_link(FEED_FILE, TITLE) + Markup(
    '<script type="module" src="{base}assets/js/recall.js"></script>'
).format(base=BASE)


@dataclass(frozen=True, slots=True)
class Recalled:
    """A withdrawn picture, as far as anybody may know it. Sums are in hexadecimal digits."""

    slug: str
    date: dt.date
    sha256: tuple[str, ...]
    phash: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"bildbank/{self.slug}"

    @property
    def anchor(self) -> str:
        """The id of its place on the page."""
        return f"bild-{self.slug}"


def recalled(bank: Bank) -> tuple[Recalled, ...]:
    """Return the withdrawn pictures, the latest first; drafts and archived ones too."""
    found = [
        _recalled(record.slug, record.entry, record.entry.withdrawn)
        for record in bank.records.values()
        if isinstance(record.entry, Picture) and record.entry.withdrawn is not None
    ]
    return tuple(sorted(found, key=lambda item: (-item.date.toordinal(), item.slug)))


def _recalled(slug: str, picture: Picture, day: dt.date) -> Recalled:
    sums = picture.checksums
    sha256 = tuple(dict.fromkeys(map(str, sums.sha256))) if sums else ()
    phash = tuple(dict.fromkeys(map(str, sums.phash))) if sums else ()
    return Recalled(slug, day, sha256, phash)


def recall_page(templates: Environment, bank: Bank) -> Page:
    """Return the page of the list."""
    items = recalled(bank)
    body = templates.get_template("recall.html.jinja").render(
        items=items,
        near=SAME_WITHIN,
        operator=bank.settings.operator,
        data_file=DATA_FILE,
        feed_file=FEED_FILE,
    )
    return Page(
        ADDRESS,
        TITLE,
        DESCRIPTION,
        body,
        head=_HEAD,
        section="bildbank/",
        modified=items[0].date if items else None,
    )


def recall_assets(bank: Bank) -> Iterator[Asset]:
    """Give the list as JSON and as an Atom feed."""
    items = recalled(bank)
    yield Asset(DATA_FILE, _data(items, bank.today))
    yield Asset(FEED_FILE, _feed(items, bank.settings, bank.today))


def _data(items: Sequence[Recalled], today: dt.date) -> bytes:
    data = {
        "kind": "bildbank",
        "generated": today.isoformat(),
        "count": len(items),
        "near": SAME_WITHIN,
        "entries": [
            {
                "id": item.id,
                "återkallad": item.date.isoformat(),
                "kontrollsummor": {"sha256": item.sha256, "phash": item.phash},
            }
            for item in items
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _feed(items: Sequence[Recalled], settings: Settings, today: dt.date) -> bytes:
    told = list(map(_feed_item, items))
    return atom(Feed(FEED_FILE, ADDRESS, TITLE, told, today, id=ADDRESS), settings)


def _feed_item(item: Recalled) -> Item:
    sums = [
        *(f"SHA-256: {one}" for one in item.sha256),
        *(f"Bildavtryck: {one}" for one in item.phash),
    ]
    text = f"Bilden återkallades {item.date} och får inte användas längre."
    return Item(
        f"{ADDRESS}#{item.anchor}",
        f"{item.id} är återkallad",
        item.date,
        "\n".join([text, *sums]),
        is_whole=True,
    )
