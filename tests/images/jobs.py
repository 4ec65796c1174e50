"""Jobs to make files from, with small pictures and all fields of metadata set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image
from tests.images.scenes import scene

from jambanken.images.derive import Job
from jambanken.images.embed import packet
from jambanken.images.inspect import inspect
from jambanken.images.metadata import Metadata
from jambanken.images.recipe import Box, Format, Output, Use, Wish, outputs
from jambanken.images.values import PictureFile

ABOUT = Metadata(
    title="Möte i «hallen» & på 'torget'",
    alt='Två personer bär en skylt med texten "Åk <hem>" 😀',
    description="Första raden.\n\nAndra raden ]]> med å, ä, ö och ett &amp; som redan är skrivet.",
    creator="Åsa Öberg",
    credit="Foto: Åsa Öberg / Östra kommunen, en lång kreditrad på mer än 32 byte",
    copyright="Östra kommunen. CC BY 4.0",
    licence_name="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/deed.sv",
    page_url="https://exempel.se/bank/bildbank/mote/?a=1&b=2",
    keywords=("möte", "A&B", "<skylt>"),
    source_type="digitalCapture",
    date="2024-05-17",
)


def saved(path: Path, image: Image.Image | None = None, **options: Any) -> Path:
    """Save a picture, a scene where none is given."""
    (image or scene(1)).save(path, **options)
    return path


def job(source: Path, made: tuple[Output, ...] | None = None, about: Metadata = ABOUT) -> Job:
    """Return the job of a picture file, a drawing's where no outputs are given."""
    found = inspect(source)
    assert isinstance(found, PictureFile), found
    if made is None:
        made = outputs(found.width, found.height, Wish(flat=True))
    return Job(source, found, made, packet(about))


def download(format_: Format, size: tuple[int, int] = (480, 320)) -> Output:
    """Return an output that carries metadata."""
    return Output("webb", Use.WEB, format_, *size, Box(0, 0, *size))
