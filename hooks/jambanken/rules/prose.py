"""Running text of entries, for the rules on plain language.

What others have said or named is no prose of the entry: quotations, titles of sources, names, code
and tables are left out. What a rule finds in an entry is remembered for as long as the entry is, so
an edit among thousands has one entry read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

from jambanken.bank import Bank, Record
from jambanken.forked import spread
from jambanken.kinds.base import Entry, values_of
from jambanken.problems import FieldPath
from jambanken.rules.base import Finding, is_live
from jambanken.values import Markdown

_LISTS = Path(__file__).parent / "words"
#: Keys, wherever they stand, of what is named or quoted rather than written for the entry.
_NOT_PROSE = frozenset(
    {
        *("titel", "källor", "nyckelord", "synonymer", "taggar", "förkortning", "transkription"),
        *("namn", "befattning", "roll", "medverkande", "organisation", "finansiering", "kapitel"),
        *("fotograf", "kredit", "rättighetshavare", "källa", "plats", "rättslig_grund"),
        *("uppföljning", "kontrollsummor"),
    }
)
#: Quotations, code, tables, the addresses of links, links to others' pages, titles and words in italics.
_OF_OTHERS = re.compile(
    r"[”“][^”“]{0,1000}[”“]|\"[^\"]{0,1000}\"|«[^»]{0,1000}»|`[^`]{0,1000}`"
    r"|^[ \t]*[>|].*$|\[[^\[\]]{0,300}\]\(https?:[^()\s]{0,2000}\)|(?<=\])\([^()\s]{0,2000}\)"
    r"|(?<![*\w])\*(?![*\s])[^*\n]{1,300}\*(?!\*)|(?<![_\w])_(?![_\s])[^_\n]{1,300}_(?![_\w])",
    re.MULTILINE,
)
#: Where a reader takes breath: a stop, a paragraph, a heading or a row of a list.
_BREAK = re.compile(
    r"(?<![.!?:])[.!?:]+(?=\s|$)|\n[ \t]*\n|\n(?=[ \t]*(?:[-*+#]|\d+[.)]))|^[ \t]*#{1,6}[ ].*$",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_SIGNS = bytes(range(256)).decode("latin-1")
#: Letters of Latin-1 as small ones, every other sign as a blank.
_LETTERS = "".join(
    sign.lower() if sign.isalpha() and sign.lower() in _SIGNS else " " for sign in _SIGNS
).encode("latin-1")
_ROW = re.compile(r"(?:[-*+]|#+|\d+[.)])\s+")
_OPENING, _ROOM = 4, 60


class Hit(NamedTuple):
    """What a rule has against a text; see `Finding`."""

    path: FieldPath
    message: str
    fix: str
    quote: str


class Sentence(NamedTuple):
    """A sentence, what others have said in it left out, and the same as it stands in the entry."""

    text: str
    written: str

    @property
    def length(self) -> int:
        """The number of words."""
        return len(_WORD.findall(self.text))

    @property
    def opening(self) -> str:
        """Its first words, or what there is room for, as they stand in the file on one line."""
        line = _ROW.sub("", self.written.strip()[:_ROOM]).partition("\n")[0]
        return " ".join(line.split(" ")[:_OPENING])


@dataclass(frozen=True)
class Prose:
    """The running text of an entry. ``raw`` is its whole file, which is quicker to look through."""

    raw: str
    entry: Entry

    @cached_property
    def tokens(self) -> list[bytes]:
        """All words of the file in small letters, in Latin-1: half the time that text takes."""
        return self.raw.encode("latin-1", "replace").translate(_LETTERS).split()

    @cached_property
    def joined(self) -> bytes:
        """The words with one blank before, between and after them."""
        return b" ".join((b"", *self.tokens, b""))

    @cached_property
    def texts(self) -> tuple[tuple[FieldPath, str, str], ...]:
        """Each text with its path: blanks for what others have said, and as it stands."""
        return tuple(
            (path, _OF_OTHERS.sub(lambda found: " " * len(found[0]), text), text)
            for path, text in values_of(self.entry, str)
            if type(text) in {str, Markdown} and _NOT_PROSE.isdisjoint(path)
        )

    def sentences(self) -> Iterator[tuple[FieldPath, Sentence]]:
        """Give the sentences, each with the path of the text it stands in."""
        for path, text, written in self.texts:
            start = 0
            for end in (*(found.end() for found in _BREAK.finditer(text)), len(text)):
                yield path, Sentence(text[start:end], written[start:end])
                start = end


Look: TypeAlias = Callable[[Prose], Iterable[Hit]]
_Hits: TypeAlias = tuple[tuple[Hit, ...], ...]
#: What has been found in entries that still are. An entry never changes.
_seen: WeakKeyDictionary[Record, _Hits] = WeakKeyDictionary()
_looks: list[Look] = []


def hints(bank: Bank, look: Look) -> Iterator[Finding]:
    """Give what ``look``, which has been registered, has against the live entries of a bank."""
    read(bank)
    place = _looks.index(look)
    for record in bank.records.values():
        for hit in _seen[record][place]:
            yield Finding(
                record.source,
                hit.path,
                hit.message,
                hit.fix,
                quote=hit.quote,
                about=(("status",),),
            )


def registered(look: Look) -> Look:
    """Have ``look`` asked about every entry, together with the others: most of the work is shared."""
    _looks.append(look)
    return look


def read(bank: Bank) -> None:
    """Look through the entries that are new, once for all rules on plain language."""
    fresh = [record for record in bank.records.values() if record not in _seen]
    _seen.update(zip(fresh, spread(_hits, fresh), strict=True))


def _hits(record: Record) -> _Hits:
    if not is_live(record):
        return ((),) * len(_looks)
    prose = Prose(record.source.text, record.entry)
    return tuple(tuple(look(prose)) for look in _looks)


def lines(name: str) -> Sequence[str]:
    """Return the lines of a word list, comments and empty ones left out."""
    text = (_LISTS / f"{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
