"""The published pictures with all their files: what pages show and visitors take away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from jambanken.bank import Record
from jambanken.catalogue import Catalogue
from jambanken.images.embed import packet
from jambanken.images.metadata import Metadata
from jambanken.images.recipe import Format, Output, Use, Wish, outputs
from jambanken.images.shelf import Job, Kept, Shelf
from jambanken.images.values import PictureFile
from jambanken.kinds.base import Status
from jambanken.kinds.bildbank import Picture
from jambanken.markdown import render
from jambanken.output import Asset
from jambanken.pictures import PictureType
from jambanken.pictures import Use as Allowed

#: Where the pictures that pages show lie. Their names hold a sum of what they hold.
PAGE_FOLDER = "assets/bilder"


@dataclass(frozen=True, slots=True)
class Made:
    """A made picture: its address below the site's base, and its size in bytes."""

    output: Output
    address: str
    size: int


@dataclass(frozen=True)
class Shown:
    """A picture that visitors may see. ``made`` holds all its files."""

    record: Record
    picture: Picture
    file: PictureFile
    made: tuple[Made, ...]
    key: str = field(repr=False)

    @property
    def slug(self) -> str:
        return self.record.slug

    @property
    def address(self) -> str:
        """The address of the picture's own page."""
        return self.record.address

    @property
    def downloads(self) -> tuple[Made, ...]:
        """What visitors may take away."""
        return tuple(made for made in self.made if made.output.is_download)

    @cached_property
    def crops(self) -> tuple[Made, ...]:
        """The crops for social services."""
        return tuple(made for made in self.made if made.output.use is Use.CROP)

    def sources(self, format_: str) -> tuple[Made, ...]:
        """Return the whole picture in one format for pages, the narrowest first."""
        found = (
            made
            for made in self.made
            if made.output.format == format_ and made.output.use in {Use.PAGE, Use.WEB}
        )
        return tuple(sorted(found, key=lambda made: made.output.width))

    def srcset(self, format_: str, base: str) -> str:
        """Return the ``srcset`` of a format; ``base`` stands before every address."""
        return ", ".join(
            f"{base}{made.address} {made.output.width}w" for made in self.sources(format_)
        )

    def find(self, name: str, format_: str = Format.JPEG) -> Made | None:
        """Return a made file by its output's name and format, None where there is none."""
        found = (
            made for made in self.made if (made.output.name, made.output.format) == (name, format_)
        )
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Gallery:
    """All pictures that visitors may see, by slug, the newest first."""

    pictures: Mapping[str, Shown]
    files: Mapping[str, Path]
    key: str

    def __iter__(self) -> Iterator[Shown]:
        return iter(self.pictures.values())

    def __len__(self) -> int:
        return len(self.pictures)

    def find(self, ref: str | None) -> Shown | None:
        """Return the picture that a reference names, None where it may not be shown."""
        return self.pictures.get((ref or "").removeprefix("bildbank/"))

    def assets(self) -> Iterator[Asset]:
        """Give every made file."""
        return (Asset(address, path) for address, path in self.files.items())


EMPTY = Gallery({}, {}, "")


def gallery(
    shown: Catalogue,
    sources: Mapping[str, tuple[Path, PictureFile]],
    shelf: Shelf,
    tell: Callable[[int, int], None],
) -> Gallery:
    """Make all files of the pictures that visitors may see.

    ``sources`` has the sound picture files by slug. Raises ``OSError`` where nothing can be written.
    """
    records = [
        record
        for record in _newest_first(shown)
        if record.slug in sources and isinstance(record.entry, Picture)
    ]
    jobs = [_job(shown, record, *sources[record.slug]) for record in records]
    pictures: dict[str, Shown] = {}
    files: dict[str, Path] = {}
    for record, job, kept in zip(records, jobs, shelf.files(jobs, tell), strict=True):
        picture = _shown(record, job, kept)
        pictures[record.slug] = picture
        files.update(zip((made.address for made in picture.made), _paths(kept), strict=True))
    key = hashlib.sha256("".join(picture.key for picture in pictures.values()).encode()).hexdigest()
    return Gallery(pictures, files, key)


def wish_of(picture: Picture) -> Wish:
    """Return what the editor asks of a picture."""
    focus = (picture.focus.x, picture.focus.y) if picture.focus else (0.5, 0.5)
    withheld = picture.crops.model_dump(by_alias=True, exclude_none=True) if picture.crops else {}
    return Wish(
        focus=(float(focus[0]), float(focus[1])),
        withheld=frozenset(withheld),
        flat=picture.picture_type is PictureType.ILLUSTRATION,
    )


def metadata_of(catalogue: Catalogue, record: Record, picture: Picture) -> Metadata:
    """Return what a picture's downloads say of it. Names of persons shown are not among it.

    Every field that a picture can have is there: one without a long description says what it shows
    as briefly as its alt text does.
    """
    is_photo = picture.picture_type is PictureType.PHOTO
    base = str(catalogue.settings.address or "")
    return Metadata(
        title=picture.title,
        alt=picture.alt,
        description=_described(picture),
        creator=picture.maker,
        credit=picture.credit,
        copyright=_copyright(picture),
        licence_name=picture.licence.label,
        licence_url=picture.licence.url or "",
        page_url=f"{base.rstrip('/')}/{record.address}" if base else "",
        keywords=picture.tags,
        source_type="digitalCapture" if is_photo else "digitalCreation",
        date=str(picture.date or ""),
    )


def _described(picture: Picture) -> str:
    """Return the longest plain text there is on what a picture shows."""
    told = render(str(picture.description)).striptags() if picture.description else ""
    return told or picture.caption or picture.alt


def _copyright(picture: Picture) -> str:
    """Return who has the rights, and on what terms; ``© NAME`` as a licence says both."""
    label = picture.licence.label
    if label.startswith("©") and not picture.rights_holder:
        return label
    return f"{picture.rights_holder or picture.maker}. {label}"


def _job(catalogue: Catalogue, record: Record, source: Path, file: PictureFile) -> Job:
    picture = record.entry
    assert isinstance(picture, Picture)  # noqa: S101  # chosen so above
    may_be_printed = Allowed.PRINT in picture.uses
    made = tuple(
        output
        for output in outputs(file.width, file.height, wish_of(picture))
        if output.use is not Use.PRINT or may_be_printed
    )
    return Job(source, file, made, packet(metadata_of(catalogue, record, picture)))


def _shown(record: Record, job: Job, kept: tuple[Kept, ...]) -> Shown:
    assert isinstance(record.entry, Picture)  # noqa: S101  # chosen so above
    made = tuple(
        Made(output, _address(record, output, file), file.size)
        for output, file in zip(job.outputs, kept, strict=True)
    )
    said = (
        record.ref,
        record.digest,
        job.file.sha256,
        *(f"{item.address} {item.size}" for item in made),
    )
    key = hashlib.sha256("\0".join(said).encode()).hexdigest()
    return Shown(record, record.entry, job.file, made, key)


def _address(record: Record, output: Output, kept: Kept) -> str:
    ending = output.format.value
    if output.is_download:
        return f"{record.address}{record.slug}-{output.name}.{ending}"
    return f"{PAGE_FOLDER}/{record.slug}-{output.name}-{kept.path.stem[-12:]}.{ending}"


def _paths(kept: tuple[Kept, ...]) -> Iterator[Path]:
    return (file.path for file in kept)


def _newest_first(shown: Catalogue) -> list[Record]:
    """Return the pictures that have a page: those in lists, then the archived ones."""
    archived = (
        record
        for record in shown.records.values()
        if record.kind.name == "bildbank" and record.entry.status is Status.ARCHIVED
    )
    return [*shown.of_kind("bildbank"), *archived]
