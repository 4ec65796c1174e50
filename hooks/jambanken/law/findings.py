"""What the bank itself knows of its accessibility: its films, PDF files and pictures, counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jambanken.bank import Bank, Record
from jambanken.kinds.bildbank import Picture
from jambanken.kinds.filmer import Captions, DescriptionState, Film, ShownAs
from jambanken.kinds.trycksaker import Printed
from jambanken.pdf import is_tagged
from jambanken.values import PdfOrAddress


@dataclass(frozen=True, slots=True)
class Films:
    """Films, by what they lack. What no source tells is not the same as what is missing.

    ``own`` are those that the site plays itself; the rules let none of them lack anything.
    """

    all: tuple[Record, ...]
    own: tuple[Record, ...]
    signed: tuple[Record, ...]
    without_captions: tuple[Record, ...]
    captions_unknown: tuple[Record, ...]
    without_description: tuple[Record, ...]
    description_unknown: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF file beside an entry. ``tagged`` is None where that cannot be seen."""

    record: Record
    name: str
    tagged: bool | None

    @property
    def address(self) -> str:
        """Where visitors find the file, below the site's base."""
        return self.record.address + self.name


@dataclass(frozen=True, slots=True)
class Pictures:
    """How many pictures there are, and how many say more than their alt text does."""

    count: int
    described: int


def films_of(records: Iterable[Record]) -> Films:
    """Sort the films among ``records``, which keep their order."""
    films = [(record, record.entry) for record in records if isinstance(record.entry, Film)]

    def where(holds: Callable[[Film], bool]) -> tuple[Record, ...]:
        return tuple(record for record, film in films if holds(film))

    return Films(
        all=where(lambda _: True),
        own=where(lambda film: film.showing.shown_as is ShownAs.FILE),
        signed=where(lambda film: film.sign_language is not None),
        without_captions=where(lambda film: film.captions is Captions.MISSING),
        captions_unknown=where(lambda film: film.captions is Captions.UNKNOWN),
        without_description=where(lambda film: film.description.state is DescriptionState.MISSING),
        description_unknown=where(lambda film: film.description.state is DescriptionState.UNKNOWN),
    )


def pdfs_of(records: Iterable[Record], files: Mapping[str, Path]) -> Iterator[Pdf]:
    """Give the PDF files beside ``records``, whose paths are ``files`` by name.

    A file that is missing is left out: a rule says so.
    """
    for record in records:
        for name in dict.fromkeys(_named(record)):
            if name.is_file and str(name) in files:
                yield Pdf(record, str(name), _looked(files[str(name)]))


def elsewhere(records: Iterable[Record]) -> int:
    """Return how many PDF files the entries link to on other sites."""
    return len({str(name) for record in records for name in _named(record) if not name.is_file})


def pdf_files(bank: Bank) -> Mapping[str, Path]:
    """Return where the PDF files beside printed things lie, by name."""
    found = bank.folders["trycksaker"].others if "trycksaker" in bank.folders else ()
    return {item.path.name: item.path for item in found if item.path.suffix == ".pdf"}


def pictures_of(records: Iterable[Record]) -> Pictures:
    """Count the pictures among ``records``."""
    pictures = [record.entry for record in records if isinstance(record.entry, Picture)]
    return Pictures(len(pictures), sum(bool(picture.description) for picture in pictures))


def _named(record: Record) -> Iterator[PdfOrAddress]:
    entry = record.entry
    if isinstance(entry, Printed):
        yield from filter(None, (entry.pdf, *(version.pdf for version in entry.versions)))


def _looked(path: Path) -> bool | None:
    try:
        return is_tagged(path.read_bytes())
    except OSError:
        return None
