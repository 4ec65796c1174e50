"""Read what a picture file says of itself: when it was made, by whom, and what it shows.

Three generations of metadata are asked: XMP, then IPTC IIM, then EXIF. Nothing of it is trusted:
texts lose hidden characters and are cut, and names of persons shown and places are not read at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PIL import ExifTags, Image, IptcImagePlugin
from PIL.ImageFile import ImageFile

from jambanken.images.colour import upright_srgb
from jambanken.images.opening import DAMAGE, decode, quiet
from jambanken.images.phash import phash
from jambanken.images.recipe import Box
from jambanken.images.xmp import texts
from jambanken.reading.characters import STAND_IN as _LOST
from jambanken.reading.characters import TWICE_ENCODED, refused

_LONGEST = 3_000
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)[:-]?(?P<month>0[1-9]|1[0-2])[:-]?(?P<day>0[1-9]|[12]\d|3[01])"
)
#: What cameras write where a person would describe the picture.
_CAMERA_SPEECH = re.compile(
    r"(?i)(?:olympus|sony|samsung|digital camera|default|dcim|dsc|img)[\W\d_]*.{0,20}"
)
#: IPTC IIM 4.2: record 2, by data set.
_TITLE, _KEYWORD, _DAY, _BY_LINE, _HEADLINE, _CREDIT, _RIGHTS, _CAPTION = (
    (2, number) for number in (5, 25, 55, 80, 105, 110, 116, 120)
)
_XP_TITLE, _XP_AUTHOR = 0x9C9B, 0x9C9D
_SERIALS = (
    ExifTags.Base.BodySerialNumber,
    ExifTags.Base.LensSerialNumber,
    ExifTags.Base.CameraOwnerName,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says of itself; what it does not say is empty.

    ``date`` is ``YYYY-MM-DD``. ``licence`` and ``source_type`` are addresses as the file has them.
    ``has_place`` and ``has_serial`` tell whether it gave away where it was taken, and the camera's
    number or owner.
    """

    title: str = ""
    alt: str = ""
    description: str = ""
    creator: str = ""
    credit: str = ""
    rights: str = ""
    licence: str = ""
    source_type: str = ""
    date: str = ""
    keywords: tuple[str, ...] = ()
    from_camera: bool = False
    has_place: bool = False
    has_serial: bool = False


def read_metadata(data: bytes, name: str) -> Said:
    """Return what a sound picture file says of itself; ``name`` is the file's own.

    Broken metadata count as none. Raises `UnusableError` where the picture cannot be decoded.
    """
    image = decode(data, name)
    with quiet():
        exif, details, place = _exif(image)
        iptc = _iptc(image)
        xmp = texts(_packet(image))
    found: dict[str, Any] = {
        "title": _first(
            xmp.get("title"),
            xmp.get("headline"),
            iptc.get(_TITLE),
            iptc.get(_HEADLINE),
            exif.get(_XP_TITLE),
        ),
        "alt": _first(xmp.get("alt")),
        "description": _first(
            xmp.get("long description"),
            xmp.get("description"),
            iptc.get(_CAPTION),
            exif.get(ExifTags.Base.ImageDescription),
        ),
        "creator": _first(
            xmp.get("creator"),
            iptc.get(_BY_LINE),
            exif.get(ExifTags.Base.Artist),
            exif.get(_XP_AUTHOR),
        ),
        "credit": _first(xmp.get("credit"), iptc.get(_CREDIT)),
        "rights": _first(xmp.get("rights"), iptc.get(_RIGHTS), exif.get(ExifTags.Base.Copyright)),
        "licence": _first(xmp.get("licence"), xmp.get("web statement")),
        "source_type": _first(xmp.get("source type")),
        "date": _date(
            xmp.get("date"),
            iptc.get(_DAY),
            details.get(ExifTags.Base.DateTimeOriginal),
            xmp.get("made"),
            details.get(ExifTags.Base.DateTimeDigitized),
        ),
        "keywords": tuple(dict.fromkeys(_cleaned(xmp.get("subject") or iptc.get(_KEYWORD)))),
        "from_camera": bool(
            details.get(ExifTags.Base.ExposureTime) or details.get(ExifTags.Base.FNumber)
        ),
        "has_place": bool(place or xmp.get("place")),
        "has_serial": any(tag in details or tag in exif for tag in _SERIALS),
    }
    return Said(**found)


def hashes(data: bytes, name: str, boxes: Iterable[Box]) -> tuple[str, ...]:
    """Return the perceptual hashes of parts of a picture, so that they are recognised elsewhere.

    Raises `UnusableError` where the picture cannot be decoded.
    """
    image = decode(data, name)
    with quiet():
        upright = upright_srgb(image)
        return tuple(
            phash(upright.crop((box.left, box.top, box.right, box.bottom))) for box in boxes
        )


def _exif(image: Image.Image) -> tuple[Mapping[int, Any], Mapping[int, Any], Mapping[int, Any]]:
    """Return the fields of EXIF: the picture's, the camera's, the place's."""
    try:
        exif = image.getexif()
        return dict(exif), exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except DAMAGE:
        return {}, {}, {}


def _iptc(image: Image.Image) -> Mapping[tuple[int, int], Any]:
    try:
        return IptcImagePlugin.getiptcinfo(image) or {} if isinstance(image, ImageFile) else {}
    except DAMAGE:
        return {}


def _packet(image: Image.Image) -> bytes:
    raw = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return raw.encode("utf-8", "replace") if isinstance(raw, str) else bytes(raw)


def _first(*sources: Any) -> str:
    return next((text for source in sources for text in _cleaned(source)), "")


def _date(*sources: Any) -> str:
    for text in (text for source in sources for text in _cleaned(source)):
        if match := _DATE.match(text):
            return "-".join(match.groups())
    return ""


def _cleaned(source: Any) -> Iterator[str]:
    """Give the texts in a value of any sort, without what cannot be seen."""
    values = source if isinstance(source, list | tuple) else [source]
    for value in values:
        text = clean(_decoded(value))
        if text and not _CAMERA_SPEECH.fullmatch(text):
            yield text


def clean(text: str) -> str:
    """Return a text on one line, in composed letters, without what may not be in content."""
    text = text[:_LONGEST]
    if TWICE_ENCODED.search(text):
        with suppress(UnicodeError):
            text = text.encode("cp1252").decode("utf-8")
    composed = unicodedata.normalize("NFC", text).replace(_LOST, "")
    hidden = {index for index in refused(composed) if composed[index] not in "\n\r\t"}
    seen = "".join(
        " " if unicodedata.category(char)[0] == "C" else char
        for index, char in enumerate(composed)
        if index not in hidden
    )
    return " ".join(seen.split())


def _decoded(value: Any) -> str:
    """Return the text of a field. EXIF has no rule for å, ä and ö: most programs write UTF-8."""
    if isinstance(value, str):
        try:
            raw = value.encode("latin-1")
        except UnicodeEncodeError:
            return value
    elif isinstance(value, bytes):
        raw = value
    else:
        return ""
    if len(raw) > 1 and raw.count(0) * 3 > len(raw):  # Windows' own fields
        return raw[: len(raw) // 2 * 2].decode("utf-16-le", "replace").partition("\0")[0]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
