"""Pictures and banks for the tests of both commands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image
from tests.support.bank import write
from tests.support.drawn import drawn, saved, with_secrets

TODAY = dt.date(2026, 11, 22)
ENV = {"SOURCE_DATE_EPOCH": "1795348800"}  # 2026-11-22 in Sweden
WORDS = """\
fil: {file}
typ: illustration
titel: Fika i personalrummet
alt: Två personer delar på en bulle.
fotograf: Jämbanken
licens: CC0-1.0
"""


def bank_in(folder: Path, settings: Mapping[str, Any] | None = None) -> Path:
    """Return a bank of its own in a folder, without a picture."""
    return write(folder / "bank", {}, **({"bank": settings} if settings else {}))


def words(bank: Path, slug: str, more: str = "", *, file: str = "") -> Path:
    """Write the YAML of a picture into a bank, without a picture."""
    path = bank / "bildbank" / f"{slug}.yml"
    path.parent.mkdir(exist_ok=True)
    text = WORDS.format(file=file) if file else WORDS.partition("\n")[2]
    path.write_text(text + more, encoding="utf-8")
    return path


def photo(path: Path, seed: int = 1, image: Image.Image | None = None) -> Path:
    """Write a JPEG that gives its place and camera away."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(with_secrets(image or drawn(seed, (120, 80))))
    return path


def drawing(path: Path, seed: int = 1) -> Path:
    """Write a PNG large enough for print, with its YAML beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    large = drawn(seed, (120, 80)).resize((2400, 1600), Image.Resampling.NEAREST)
    path.write_bytes(saved(large, "PNG", compress_level=1))
    path.with_suffix(".yml").write_text(WORDS.format(file=path.name), encoding="utf-8")
    return path


def names_in(folder: Path) -> list[str]:
    """Return what lies in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())
