"""What is to be made of the photos, as data that programs in any language can read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from jambanken.images.embed import packet
from jambanken.images.metadata import Metadata
from jambanken.images.recipe import Output, Profile, Wish, outputs

#: As long as a communicator writes.
_ABOUT = Metadata(
    title="Två personer planerar en cykelväg på torget",
    alt="Två personer i varselkläder lutar sig över en ritning på ett bord mitt på torget.",
    description="De pekar på samma ställe på ritningen. Bakom dem syns bibliotekets entré.",
    creator="Kim Andersson",
    credit="Foto: Kim Andersson/Exempelkommun",
    copyright="Exempelkommun. CC BY 4.0",
    licence_name="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/deed.sv",
    page_url="https://exempel.se/jambanken/bildbank/cykelvag/",
    keywords=("stadsplanering", "samråd", "torg"),
    source_type="digitalCapture",
    date="2026-05-04",
)


def plan(photos: Sequence[Path], profile: Profile, processes: int) -> dict[str, Any]:
    """Return the photos with the files that the product makes of them."""
    return {
        "profile": profile.value,
        "processes": processes,
        "packet": packet(_ABOUT).decode(),
        "photos": [_photo(path, profile) for path in photos],
    }


def _photo(path: Path, profile: Profile) -> dict[str, Any]:
    with Image.open(path) as opened:
        width, height = opened.size
    return {
        "path": str(path),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "width": width,
        "height": height,
        "outputs": [_made(output, profile) for output in outputs(width, height, Wish())],
    }


def _made(output: Output, profile: Profile) -> dict[str, Any]:
    codec, box = output.codec(profile), output.box
    return {
        "name": output.name,
        "use": output.use.value,
        "format": output.format.value,
        "width": output.width,
        "height": output.height,
        "box": [box.left, box.top, box.right, box.bottom],
        "codec": {
            "quality": codec.quality,
            "effort": codec.effort,
            "full": codec.full_colour,
        },
    }
