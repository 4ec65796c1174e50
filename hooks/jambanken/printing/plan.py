"""Which print files there are, where they lie, and what each is made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jambanken.bank import Record
from jambanken.kinds.base import Status
from jambanken.kinds.larvagar import LearningPath
from jambanken.kinds.tips import Tip
from jambanken.kinds.trycksaker import Printed, PrintType
from jambanken.printing.content import ENOUGH_IN_DECK, Desk, printed_data, tip_data
from jambanken.printing.press import Job
from jambanken.printing.tree import panels
from jambanken.problems import Mark
from jambanken.reading.characters import mark_at
from jambanken.shared import VOCABULARY_FILE
from jambanken.source import Source
from jambanken.swedish import grouped
from jambanken.values import ThemeId

_HERE = Path(__file__).parent
#: What else of the package decides how a file looks.
_ALSO = ("markdown.py", "quick.py", "swedish.py", "colours.py")
_LIBRARIES = ("typst", "segno", "Markdown", "nh3")
#: Cards in a deck: more is no deck, and takes seconds to set.
MOST_CARDS = 100
#: A card has its back behind it when the sheet is turned on its long edge, a folder on its short one.
LONG_EDGE = "dubbelsidigt, vänd på långsidan"
SHORT_EDGE = "dubbelsidigt, vänd på kortsidan, och vik"
OFFICE, PRINTER = "kontorsskrivare", "tryckeri"
_ISO = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "A6": (105, 148)}
#: Millimetres. Below this no text can be read; above, a PDF page cannot be (ISO 32000-1, annex C).
SHORTEST_SIDE, LONGEST_SIDE = 40, 5_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an editor mends a print file: a file of content, and the field that most of it is set from.

    ``source`` is that file where all signs of the print file come from it. A deck's have files of
    their own, whose faults are told there.
    """

    file: str
    field: str = ""
    source: Source | None = None

    @property
    def mark(self) -> Mark:
        """The place of the field."""
        return self.source.locate((self.field,), key=True) if self.source else Mark()

    def mark_of(self, signs: Iterable[str]) -> Mark:
        """Return where the first of the signs stands, else where the field does."""
        text = self.source.text if self.source else ""
        found = [place for sign in signs if (place := text.find(sign)) >= 0]
        return mark_at(text, min(found)) if found else self.mark


@dataclass(frozen=True, slots=True)
class PrintFile:
    """A print file: its address, what it is to a visitor, and where it is mended.

    ``name`` and ``paper`` are for links ("Kort", "A6"), ``use`` is what it is for, ``note`` how to
    print it. ``key`` names all it is made from. ``pictures`` are keys of the pictures in it.
    """

    address: str
    name: str
    paper: str
    use: str
    note: str
    key: str
    origin: Origin
    pictures: tuple[str, ...]
    job: Callable[[], Job]


@dataclass(frozen=True)
class Plan:
    """All print files of the bank as visitors may see it; each is worked out when asked for."""

    desk: Desk
    _known: dict[str, tuple[PrintFile, ...]] = field(default_factory=dict, repr=False)

    def __iter__(self) -> Iterator[PrintFile]:
        """Give all files, in the order of their addresses' pages."""
        for record in self.desk.catalogue.records.values():
            yield from self.of(record)
        for sort, id_ in self.desk.catalogue.words:
            if sort is ThemeId:
                yield from self.of_theme(id_)

    def of(self, record: Record) -> tuple[PrintFile, ...]:
        """Return an entry's files; an archived one has none, for it is no longer current."""
        if record.ref not in self._known:
            self._known[record.ref] = self._of(record)
        return self._known[record.ref]

    def _of(self, record: Record) -> tuple[PrintFile, ...]:
        entry = record.entry
        if entry.status is Status.ARCHIVED:
            return ()
        if isinstance(entry, Tip):
            return self._of_tip(record, entry)
        if isinstance(entry, Printed):
            return self._of_printed(record, entry)
        if isinstance(entry, LearningPath):
            refs = dict.fromkeys(ref for step in entry.steps for ref in step.entries)
            found = [other for ref in refs if (other := self.desk.catalogue.find_listed(ref))]
            origin = Origin(record.source.file)
            return self._deck(record.address, entry.title, origin, found)
        return ()

    def of_theme(self, id_: str) -> tuple[PrintFile, ...]:
        """Return the deck of a theme's tips, the newest first; nothing where it has none."""
        word = self.desk.catalogue.words[ThemeId, id_]
        found = self.desk.catalogue.group(ThemeId, id_)
        return self._deck(f"teman/{id_}/", word.name, Origin(VOCABULARY_FILE), found)

    def find(self, address: str) -> PrintFile | None:
        """Return the file at an address, None where there is none."""
        kind, _, rest = address.partition("/")
        slug, _, name = rest.partition("/")
        if not name:
            return None
        record = self.desk.catalogue.find(f"{kind}/{slug}")
        if record is not None:
            files = self.of(record)
        elif kind == "teman" and (ThemeId, slug) in self.desk.catalogue.words:
            files = self.of_theme(slug)
        else:
            return None
        return next((file for file in files if file.address == address), None)

    def _of_tip(self, record: Record, tip: Tip) -> tuple[PrintFile, ...]:
        made_from, pictures = self._of_entry(record)

        def data() -> dict[str, Any]:
            common = self.desk.common(tip.title, "tips")
            return {**common, "tips": [tip_data(self.desk, record.address, tip)]}

        def file(name: str, layout: str, said: tuple[str, str, str], **size: int) -> PrintFile:
            return PrintFile(
                f"{record.address}{name}.pdf",
                *said,
                LONG_EDGE if name in {"kort-a6", "kort-a5"} else "",
                self._key(name, made_from),
                Origin(record.source.file, "steg", record.source),
                pictures,
                lambda: self._job(layout, {**data(), **size}, said[2] == PRINTER),
            )

        a6, a5 = {"width": 105, "height": 148}, {"width": 148, "height": 210}
        return (
            file("kort-a6", "card.typ", ("Kort", "A6", OFFICE), **a6),
            file("kort-a5", "card.typ", ("Kort", "A5", OFFICE), **a5),
            file("ark-a4", "ark.typ", ("Ark med hela tipset", "A4", OFFICE)),
            file("kort-a6-tryckeri", "card.typ", ("Kort", "A6", PRINTER), **a6),
            file("kort-a5-tryckeri", "card.typ", ("Kort", "A5", PRINTER), **a5),
        )

    def _of_printed(self, record: Record, printed: Printed) -> tuple[PrintFile, ...]:
        count = len(panels(printed.content or ""))
        size = size_of(printed)
        if not count or size is None:
            return ()
        made_from, _ = self._of_entry(record)
        origin = Origin(record.source.file, "innehåll", record.source)

        def file(ending: str, name: str, use: str, *, folded: bool = False) -> PrintFile:
            def job() -> Job:
                data = printed_data(self.desk, record.address, printed)
                shape = {"width": size[0], "height": size[1], "folded": folded}
                return self._job("printed.typ", {**data, **shape}, use == PRINTER)

            address = f"{record.address}{record.slug}{ending}.pdf"
            key = self._key(ending, made_from)
            note = LONG_EDGE if count > 1 and printed.print_type is PrintType.CARD else ""
            is_office_sheet = folded and use == OFFICE
            said = (name, paper_of(printed), use, SHORT_EDGE if is_office_sheet else note)
            return PrintFile(address, *said, key, origin, (), job)

        name = printed.print_type.label.capitalize()
        is_folder = printed.print_type is PrintType.FOLDER
        files = [file("", f"{name}, sida för sida" if is_folder else name, OFFICE)]
        if is_folder and count > 1:
            files.append(file("-vik", f"{name} att vika", OFFICE, folded=True))
        files.append(file("-tryckeri", name, PRINTER, folded=is_folder and count > 1))
        return tuple(files)

    def _deck(
        self, address: str, title: str, origin: Origin, found: Sequence[Record]
    ) -> tuple[PrintFile, ...]:
        tips = [record for record in found if isinstance(record.entry, Tip)]
        records = tips[:MOST_CARDS]
        if not records:
            return ()
        made_from = [self._of_entry(record) for record in records]

        def job() -> Job:
            tips = [
                tip_data(self.desk, record.address, record.entry, ENOUGH_IN_DECK)
                for record in records
                if isinstance(record.entry, Tip)
            ]
            common = self.desk.common(f"Kortlek: {title}", "tips")
            return self._job("deck.typ", {**common, "tips": tips}, printer=False)

        key = self._key("kortlek", (title, *(part for made, _ in made_from for part in made)))
        pictures = tuple(dict.fromkeys(one for _, found in made_from for one in found))
        said = (
            f"Kortlek, {len(records)} kort" if len(records) > 1 else "Kortlek",
            "A4",
            OFFICE,
            f"fyra kort på varje ark, {LONG_EDGE}{_left_out(len(tips))}",
        )
        return (PrintFile(f"{address}kortlek.pdf", *said, key, origin, pictures, job),)

    def _of_entry(self, record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what an entry's files are made from, and the keys of its pictures."""
        shown = self.desk.printable(record.entry.image)
        pictures = (shown.key,) if shown else ()
        refs = record.entry.printed if isinstance(record.entry, Tip) else ()
        others = (self.desk.catalogue.find_listed(ref) for ref in refs)
        named = (other.card_digest if other else "" for other in others)
        return (record.ref, record.digest, *pictures, *named), pictures

    def _key(self, name: str, made_from: Sequence[str]) -> str:
        said = "\0".join((self._shared, name, *made_from))
        return hashlib.sha256(said.encode()).hexdigest()[:40]

    @cached_property
    def _shared(self) -> str:
        settings = self.desk.catalogue.settings
        operator = settings.operator.organisation if settings.operator else ""
        themes = [
            word.name for (sort, _), word in self.desk.catalogue.words.items() if sort is ThemeId
        ]
        said = (settings.name, operator, settings.colours, settings.address, themes)
        return f"{_code()}{said!r}"

    def _job(self, layout: str, data: dict[str, Any], printer: bool) -> Job:  # noqa: FBT001  # of a job
        tips = data.get("tips", ())
        pictures = (tip["picture"] for tip in tips if tip["picture"])
        files = {
            picture["file"]: self.desk.pictures.files[picture["address"]] for picture in pictures
        }
        return Job(layout, data, printer, files)


def _left_out(tips: int) -> str:
    """Return what to say after a deck's note where it has not room for all its tips."""
    if tips <= MOST_CARDS:
        return ""
    return (
        f". De {MOST_CARDS} första av {grouped(tips)} tips är med. "
        "De andra skriver du ut från deras egna sidor eller från Min samling"
    )


def size_of(printed: Printed) -> tuple[int, int] | None:
    """Return width and height in mm, None where no text can be set on it, or it is no page."""
    known = _ISO.get(printed.size)
    if known:
        return known
    width, height = (int(part) for part in printed.size.removesuffix(" mm").split("x"))
    can_be_set = min(width, height) >= SHORTEST_SIDE and max(width, height) <= LONGEST_SIDE
    return (width, height) if can_be_set else None


def paper_of(printed: Printed) -> str:
    """Return a format as visitors read it: ``850 × 2000 mm``."""
    return printed.size.replace("x", " × ")


@cache
def _code() -> str:
    """Return a digest of everything that turns content into print files."""
    digest = hashlib.sha256()
    own = (path for path in _HERE.rglob("*") if path.suffix in {".py", ".typ", ".ttf"})
    for path in (*sorted(own), *(_HERE.parent / name for name in _ALSO)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    digest.update("".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    return digest.hexdigest()
