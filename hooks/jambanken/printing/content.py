"""What the layouts set of an entry: plain data, ready for JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from jambanken.catalogue import Catalogue
from jambanken.colours import for_print
from jambanken.gallery import Gallery, Made, Shown
from jambanken.images.recipe import Format, Use
from jambanken.kinds.tips import Tip
from jambanken.kinds.trycksaker import Printed
from jambanken.pictures import Use as Allowed
from jambanken.printing.tree import Block, blocks, panels, plain
from jambanken.swedish import duration, people, sentence

Data = dict[str, Any]
#: A line to write on follows a short text that ends with a colon and has nothing to point at.
_ASKS = 60
_ASKS_BEFORE_TABLE = 25
#: Pixels along the wider side that a picture needs on A6 at 300 dots an inch, bleed and all.
ENOUGH = 1_300
#: In a deck, which comes out of an office printer, half of that does; a hundred cards must be sent.
ENOUGH_IN_DECK = 600
#: A file larger than this is not put into print files, which are fetched over slow lines too.
_HEAVIEST = 900_000
_SCHEME = re.compile(r"https?://")


@dataclass(frozen=True, slots=True)
class Desk:
    """What all content is made with: the bank as visitors may see it, and its pictures."""

    catalogue: Catalogue
    pictures: Gallery

    @property
    def base(self) -> str:
        """The site's address with a slash at its end, empty where it is not known."""
        return self.catalogue.settings.base

    def common(self, title: str, kind: str) -> Data:
        """Return what every layout is given."""
        settings = self.catalogue.settings
        return {
            "title": plain(title),
            "bank": plain(settings.name),
            "operator": plain(settings.operator.organisation) if settings.operator else "",
            "colours": for_print(settings.colours, kind),
        }

    def way(self, address: str) -> Data:
        """Return an address of the site in full and as it is read on paper; empty without a site."""
        url = f"{self.base}{address}" if self.base else ""
        short = _SCHEME.sub("", url).rstrip("/")
        return {"url": url, "short": short, "qr": url}

    def printable(self, ref: str | None) -> Shown | None:
        """Return a picture that may be shown and whose ground covers print."""
        found = self.pictures.find(ref)
        return found if found and Allowed.PRINT in found.picture.uses else None

    def picture(self, ref: str | None, enough: int) -> Data | None:
        """Return a picture at least ``enough`` pixels wide, if there is one as wide, else the widest.

        None where there is none that may be printed.
        """
        shown = self.printable(ref)
        made = _suited(shown, enough) if shown else None
        if shown is None or made is None:
            return None
        focus = shown.picture.focus
        return {
            "file": f"{shown.key[:20]}-{made.output.width}.jpg",
            "address": made.address,
            "width": made.output.width,
            "height": made.output.height,
            "x": float(focus.x) if focus else 0.5,
            "y": float(focus.y) if focus else 0.5,
            "alt": shown.picture.alt,
            "credit": plain(shown.picture.credit),
        }

    def licence(self, entry: Tip | Printed) -> str:
        """Return how the text may be used, in one line."""
        label = entry.licence.label
        return label if label.startswith("©") else f"Fri att använda: {label}"


def tip_data(desk: Desk, address: str, tip: Tip, enough: int = ENOUGH) -> Data:
    """Return a tip for its cards and its sheet."""
    catalogue, base = desk.catalogue, desk.base
    crowd = tip.participants
    facts = (
        people(crowd.at_least, crowd.at_most) if crowd else "",
        f"{tip.effort.label} insats" if tip.effort else "",
    )
    theme = catalogue.words.get((type(tip.themes[0]), str(tip.themes[0])))
    printed = (catalogue.find_listed(ref) for ref in tip.printed)
    return {
        "title": plain(sentence(tip.title)),
        "summary": plain(tip.summary),
        "minutes": tip.minutes,
        "facts": plain(sentence(" · ".join(filter(None, facts)))),
        "theme": plain(theme.name) if theme else "",
        "start": [_beginning(step.heading, step.text) for step in tip.steps],
        "steps": [
            {
                "h": plain(sentence(step.heading or "")),
                "m": duration(step.minutes) if step.minutes else "",
                "b": prepared(blocks(step.text, base)),
            }
            for step in tip.steps
        ],
        "purpose": prepared(blocks(tip.purpose or "", base)),
        "preparations": [plain(item) for item in tip.preparations],
        "questions": [plain(item) for item in tip.questions],
        "pitfalls": [plain(item) for item in tip.pitfalls],
        "printed": [
            plain(f"{record.entry.title} ({record.entry.article_number})")
            for record in printed
            if record and isinstance(record.entry, Printed)
        ],
        "picture": desk.picture(tip.image, enough),
        "licence": plain(desk.licence(tip)),
        **desk.way(address),
    }


def printed_data(desk: Desk, address: str, printed: Printed) -> Data:
    """Return a thing of the bank's own series, without its format."""
    edition = (f"upplaga {printed.edition}" if printed.edition else "", str(printed.year or ""))
    return {
        **desk.common(sentence(printed.title), "trycksaker"),
        "sort": printed.print_type.value,
        "panels": [_panel(text, desk.base) for text in panels(printed.content or "")],
        "article": plain(printed.article_number),
        "edition": plain(sentence(", ".join(filter(None, edition)))),
        "licence": plain(desk.licence(printed)),
        **desk.way(address),
    }


def prepared(found: Sequence[Block]) -> list[Block]:
    """Return blocks with lines to write on where they ask for something, and measures of tables."""
    followed = pairwise([*found, None])
    return [_prepared(block, follower) for block, follower in followed if block is not None]


def _prepared(block: Block, follower: Block | None) -> Block:
    if block["t"] == "p":
        return {**block, "lines": _lines(_said(block["r"]), follower)}
    if block["t"] in {"ul", "ol"}:
        return {**block, "i": [prepared(item) for item in block["i"]]}
    if block["t"] == "q":
        return {**block, "b": prepared(block["b"])}
    if block["t"] == "table":
        return {**block, "w": _widths(block), "blank": any(map(_has_gap, block["r"]))}
    return block


def _lines(text: str, follower: Block | None) -> int:
    """Return how many lines to write on a paragraph asks for."""
    if not text.endswith(":"):
        return 0
    if follower is None:
        return 2 if len(text) <= _ASKS else 0
    longest = {"table": _ASKS_BEFORE_TABLE, "p": _ASKS}.get(follower["t"], 0)
    return 1 if len(text) <= longest else 0


def _has_gap(row: Sequence[Sequence[Data]]) -> bool:
    return any(not _said(cell) for cell in row)


def _widths(table: Block) -> list[float]:
    """Return how wide the columns of a table are beside each other, by what they hold."""
    rows = [table["h"], *table["r"]]
    count = max(map(len, rows), default=0)
    columns = [[_said(row[at]) for row in rows if at < len(row)] for at in range(count)]
    return [round(_width(texts), 2) for texts in columns]


def _width(texts: Sequence[str]) -> float:
    """Return a column's share: room for its longest word, and more the more there is to say."""
    longest_word = max((len(word) for text in texts for word in text.split()), default=0)
    longest = max(map(len, texts), default=0)
    return max(longest_word, 5) + 0.35 * min(longest, 60)


def _said(found: Sequence[Data]) -> str:
    return "".join(run["s"] for run in found).strip()


def _panel(text: str, base: str) -> Data:
    found = blocks(text, base)
    has_title = bool(found) and found[0]["t"] == "h"
    title = _said(found[0]["r"]) if has_title else ""
    return {"title": title, "blocks": prepared(found[1:] if has_title else found)}


def _beginning(heading: str | None, text: str) -> str:
    """Return what a step is about: its heading, else how its text begins."""
    if heading:
        return plain(sentence(heading))
    words = " ".join(_texts(blocks(text))).split()
    begun = ""
    for word in words:
        if len(begun) + len(word) > _ASKS:
            return plain(f"{begun or word[:_ASKS]} …")
        begun = f"{begun} {word}".strip()
    return plain(begun)


def _texts(found: Sequence[Block]) -> Iterator[str]:
    for block in found:
        if "r" in block and block["t"] != "table":
            yield _said(block["r"])
        for item in block.get("i", ()):
            yield from _texts(item)
        yield from _texts(block.get("b", ()))


def _suited(shown: Shown, enough: int) -> Made | None:
    """Return the made file that is sharp enough on paper and no heavier than it needs to be."""
    whole = {Use.PAGE, Use.WEB, Use.PRINT}
    found = [
        made
        for made in shown.made
        if made.output.format is Format.JPEG and made.output.use in whole and made.size <= _HEAVIEST
    ]
    by_width = sorted(found, key=lambda made: made.output.width)
    sharp = (made for made in by_width if made.output.width >= enough)
    return next(sharp, by_width[-1] if by_width else None)
