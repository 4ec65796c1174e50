"""From Markdown to the small tree that the layouts set: data, never markup of the typesetter.

A block is a mapping with its sort under ``t``: ``p`` and ``h`` have runs under ``r`` (``h`` its level
under ``n``), ``ul`` and ``ol`` lists of blocks under ``i``, ``q`` blocks under ``b``, ``table`` its
head under ``h``, its rows under ``r`` and its columns' alignments under ``a``. A run is a text under
``s``, with ``b``, ``i`` and ``u`` (an address) where it is bold, emphasised or a link.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from jambanken.markdown import BASE, TOP_HEADING, render

Block = dict[str, Any]
Run = dict[str, Any]

#: A word longer than this gets places where it may be broken: no line of an A6 card is longer.
LONGEST_WORD = 24
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_LONG = re.compile(rf"[^\s{_SOFT_HYPHEN}-]{{{LONGEST_WORD + 1},}}")
_PART = 12
_NEW_PANEL = re.compile(r"^(?=## )", re.MULTILINE)
_SPACE = re.compile(r"[ \t\n]+")
#: Right-to-left marks and the like would turn the order of what stands around them.
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def blocks(markdown: str, base: str = "") -> list[Block]:
    """Return the blocks of a Markdown field. ``base`` is `Settings.base`, empty where unknown."""
    reader = _Reader(base)
    reader.feed(str(render(markdown)))
    reader.close()
    return reader.top


def panels(content: str) -> list[str]:
    """Split the text of a printed thing into its panels or pages; each new one begins with ``## ``."""
    return [panel.strip() for panel in _NEW_PANEL.split(content) if panel.strip()]


def plain(text: str) -> str:
    """Return a plain text as it may be set: without unseen marks, and no word too long to break."""
    seen = _UNSEEN.sub("", text)
    return _LONG.sub(lambda found: _broken(found[0]), seen)


def _broken(word: str) -> str:
    return _SOFT_HYPHEN.join(word[at : at + _PART] for at in range(0, len(word), _PART))


class _Reader(HTMLParser):
    """Reads what `jambanken.markdown.render` writes; that is sound HTML with a few tags."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.top: list[Block] = []
        self._base = base
        self._into: list[list[Block]] = [self.top]
        self._runs: list[Run] | None = None
        self._styles: list[tuple[str, str]] = []
        self._tables: list[Block] = []
        self._level = TOP_HEADING - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag in {"strong", "em", "a"}:
            self._styles.append((tag, known.get("href") or ""))
        elif tag == "br":
            self._say("\n")
        elif tag == "p" or re.fullmatch(r"h[1-6]", tag):
            self._start_text(tag)
        elif tag in {"ul", "ol", "blockquote"}:
            self._runs = None
            place: list[Any] = []
            sort = "q" if tag == "blockquote" else tag
            self._add({"t": sort, "b" if sort == "q" else "i": place})
            self._into.append(place)
        elif tag == "li":
            self._runs = None
            item: list[Block] = []
            self._into[-1].append(item)  # type: ignore[arg-type]  # a list holds lists of blocks
            self._into.append(item)
        else:
            self._start_table(tag, known.get("align") or "left")

    def _start_text(self, tag: str) -> None:
        self._runs = []
        block: Block = {"t": tag[0], "r": self._runs}
        if tag != "p":
            # PDF/UA-1 refuses a heading more than one level below the one before it.
            self._level = min(int(tag[1]), self._level + 1)
            block["n"] = self._level
        self._add(block)

    def _start_table(self, tag: str, align: str) -> None:
        if tag == "table":
            self._tables.append({"t": "table", "h": [], "r": [], "a": []})
            self._add(self._tables[-1])
        elif tag == "tr" and self._tables:
            self._tables[-1]["r"].append([])
        elif tag in {"td", "th"} and self._tables:
            self._runs = []
            self._tables[-1]["r"][-1].append(self._runs)
            if tag == "th":
                self._tables[-1]["a"].append(align)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"strong", "em", "a"}:
            self._styles.pop()
        elif tag in {"ul", "ol", "blockquote", "li"}:
            self._into.pop()
            self._runs = None
        elif tag == "table" and self._tables:
            table = self._tables.pop()
            table["h"], table["r"] = (table["r"] or [[]])[0], table["r"][1:]
            self._runs = None
        elif tag in {"p", "td", "th"} or re.fullmatch(r"h[1-6]", tag):
            self._runs = None

    def handle_data(self, data: str) -> None:
        self._say(_SPACE.sub(" ", data))

    def _add(self, block: Block) -> None:
        self._into[-1].append(block)

    def _say(self, text: str) -> None:
        if self._runs is None:
            if not text.strip():
                return
            self._runs = []  # the text of a list's item stands in it without a paragraph
            self._add({"t": "p", "r": self._runs})
        styles = {sort for sort, _ in self._styles}
        run: Run = {"s": plain(text)}
        if "strong" in styles:
            run["b"] = True
        if "em" in styles:
            run["i"] = True
        address = self._address()
        if address:
            run["u"] = address
        self._runs.append(run)

    def _address(self) -> str:
        """Return where the text leads on paper: one inside the bank needs the bank's own address."""
        found = next((href for sort, href in reversed(self._styles) if sort == "a"), "")
        if found.startswith(BASE):
            return self._base + found[len(BASE) :] if self._base else ""
        return found
