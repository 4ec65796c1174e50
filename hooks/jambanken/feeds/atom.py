"""Atom feeds (RFC 4287), written by hand: a dozen lines say more than a library would.

In a bank that does not know its address yet, links are relative to the feed's own place, and ids
are made from the bank's name: they change once, when it gets an address.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from markupsafe import Markup

from jambanken.markdown import BASE
from jambanken.settings import Settings

MEDIA_TYPE = "application/atom+xml"
#: So many entries of a feed: some months of even a busy bank, and 30 kB.
MOST = 50
#: What XML 1.0 has no place for, escaped or not (https://www.w3.org/TR/xml/#charsets).
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed. ``address`` is that of its page, below the site's base.

    ``id`` names it for good, in the form of an address below the base; the page's own where empty.
    ``text`` is plain, and the whole of what the entry says where it ``is_whole``.
    """

    address: str
    title: str
    changed: dt.date
    text: str
    id: str = ""
    published: dt.date | None = None
    sorts: tuple[str, ...] = ()
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its file and the page it follows, both below the site's base. The newest item first.

    ``changed`` is the day that an empty feed says it was changed. ``id`` is as that of an item.
    """

    file: str
    page: str
    title: str
    items: Sequence[Item]
    changed: dt.date
    subtitle: str = ""
    id: str = ""


def atom(feed: Feed, settings: Settings) -> bytes:
    """Return a feed as the bytes of its file."""
    way = settings.base or "../" * feed.file.count("/") or "./"
    author = settings.operator.organisation if settings.operator else settings.name
    changed = max((item.changed for item in feed.items), default=feed.changed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">',
        f"<id>{_text(id_of(settings, feed.id or feed.file))}</id>",
        f"<title>{_text(feed.title)} – {_text(settings.name)}</title>",
        *([f"<subtitle>{_text(feed.subtitle)}</subtitle>"] if feed.subtitle else []),
        f"<updated>{_moment(changed)}</updated>",
        f"<author><name>{_text(author)}</name></author>",
        f'<link rel="alternate" type="text/html" href="{_text(way + feed.page)}"/>',
        # Without the site's address nobody can say where the feed itself is.
        *(
            [f'<link rel="self" type="{MEDIA_TYPE}" href="{_text(way + feed.file)}"/>']
            * (way[0] != ".")
        ),
        *(_entry(item, settings.base, settings.name).replace(_WAY, way) for item in feed.items),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


#: Stands for the way to the site's base; no text of the bank can hold it (`_UNFIT`).
_WAY = "\x1d"


#: An entry is in the feeds of the bank, of its kind and of its themes.
@lru_cache(maxsize=2_000)
def _entry(item: Item, base: str, name: str) -> str:
    published = f"<published>{_moment(item.published)}</published>" if item.published else ""
    element = "content" if item.is_whole else "summary"
    text = f'<{element} type="text">{_text(item.text)}</{element}>' if item.text else ""
    return (
        f"<entry><id>{_text(_id(base, name, item.id or item.address))}</id>"
        f"<title>{_text(item.title)}</title>"
        f"<updated>{_moment(item.changed)}</updated>{published}"
        f'<link rel="alternate" type="text/html" href="{_WAY}{_text(item.address)}"/>'
        + "".join(f'<category term="{_text(sort)}"/>' for sort in item.sorts)
        + f"{text}</entry>"
    )


def id_of(settings: Settings, address: str) -> str:
    """Return an id that stays the same from one build to the next."""
    return _id(settings.base, settings.name, address)


def _id(base: str, name: str, address: str) -> str:
    return base + address if base else uuid.uuid5(uuid.NAMESPACE_URL, f"{name}/{address}").urn


def head_link(file: str, title: str, media_type: str = MEDIA_TYPE) -> Markup:
    """Return what a page's head says of its feed, for programs that look for one."""
    return Markup('<link rel="alternate" type="{}" title="{}" href="{}{}">').format(
        media_type, title, BASE, file
    )


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(text: str) -> str:
    return escape(_UNFIT.sub("\ufffd", text))
