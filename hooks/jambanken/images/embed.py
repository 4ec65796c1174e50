"""Pictures as bytes: encoded, with the metadata that is wanted in them and with nothing else.

The metadata is one XMP packet, as the IPTC Photo Metadata Standard 2023.1 and the PLUS and Creative
Commons vocabularies have it. EXIF and IPTC-IIM are left out: they hold less and say it worse (IIM
ends a credit line after 32 bytes, EXIF knows no letters but ASCII).
"""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import IO, Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from jambanken.images.metadata import Metadata
from jambanken.images.recipe import Codec, Format
from jambanken.images.srgb import srgb

#: A JPEG segment has 65,535 bytes, of which its length takes 2 and the name of XMP 29.
LONGEST_PACKET = 65_504
#: What a reader of XMP looks for: a mark of the encoding and the packet's fixed id.
_START = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_END = '<?xpacket end="r"?>'
_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "cc": "http://creativecommons.org/ns#",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_PUBLIC_DOMAIN = "creativecommons.org/publicdomain/"
#: Characters that XML 1.0 cannot hold, not even escaped.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Bytes of one field; only the long description may take what is left.
_FIELD = 2_000
_KEYWORDS = 8_000
_ELLIPSIS = "…"
#: Pixels an inch of a file for print, across and down, which printers ask for.
_ON_PAPER = (300, 300)


def packet(about: Metadata) -> bytes:
    """Return the XMP packet of a picture, at most `LONGEST_PACKET` bytes.

    What is too long ends at a word, with an ellipsis; keywords that do not fit are left out.
    """
    fixed = _packet(about, "")
    # The description stands in two places of the list of alternatives, "x-default" and "sv".
    room = (LONGEST_PACKET - len(fixed) - len(_alternatives("x", " ")) - 100) // 2
    return _packet(about, _cut(about.description, room))


def _packet(about: Metadata, description: str) -> bytes:
    names = "".join(f' xmlns:{name}="{uri}"' for name, uri in _NAMES.items())
    fields = "".join(f"\n{field}" for field in _fields(about, description))
    return (
        f'{_START}\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{names}>{fields}\n'
        f"</rdf:Description></rdf:RDF></x:xmpmeta>\n{_END}"
    ).encode()


def _fields(about: Metadata, description: str) -> Iterator[str]:
    caption = about.description or about.alt
    terms = ", ".join(filter(None, (about.licence_name, about.licence_url)))
    source = f"{_SOURCE_TYPES}{about.source_type}" if about.source_type else ""
    yield from filter(
        None,
        (
            _alternatives("dc:title", _cut(about.title)),
            _alternatives("dc:description", _cut(caption)),
            _listed("dc:creator", "Seq", [_cut(about.creator)]),
            _alternatives("dc:rights", _cut(about.copyright)),
            _listed("dc:subject", "Bag", _that_fit(about.keywords)),
            _text("photoshop:Credit", _cut(about.credit)),
            _text("photoshop:DateCreated", _cut(about.date)),
            _alternatives("Iptc4xmpCore:AltTextAccessibility", _cut(about.alt)),
            _alternatives("Iptc4xmpCore:ExtDescrAccessibility", description),
            _text("Iptc4xmpExt:DigitalSourceType", _address(source)),
            _text("xmpRights:Marked", str(_PUBLIC_DOMAIN not in about.licence_url)),
            _text("xmpRights:WebStatement", _address(about.licence_url or about.page_url)),
            _alternatives("xmpRights:UsageTerms", _cut(terms)),
            _resource("cc:license", _address(about.licence_url)),
            _licensor(_cut(about.creator), _address(about.page_url)),
        ),
    )


def _text(name: str, value: str) -> str:
    return f"<{name}>{_escaped(value)}</{name}>" if value else ""


def _resource(name: str, value: str) -> str:
    return f'<{name} rdf:resource="{_attribute(value)}"/>' if value else ""


def _alternatives(name: str, value: str) -> str:
    """Return a text as XMP has it, by language: one for whoever asks for none, and in Swedish."""
    items = "".join(
        f'<rdf:li xml:lang="{language}">{_escaped(value)}</rdf:li>'
        for language in ("x-default", "sv")
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>" if value else ""


def _listed(name: str, kind: str, values: Iterable[str]) -> str:
    items = "".join(_text("rdf:li", value) for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _licensor(name: str, address: str) -> str:
    """Return who licenses the picture and where, which image searches call *licensable*."""
    said = _text("plus:LicensorName", name) + _text("plus:LicensorURL", address)
    item = f'<rdf:li rdf:parseType="Resource">{said}</rdf:li>'
    return f"<plus:Licensor><rdf:Seq>{item}</rdf:Seq></plus:Licensor>" if address else ""


def _that_fit(keywords: Iterable[str]) -> Iterator[str]:
    room = _KEYWORDS
    for keyword in keywords:
        room -= len(_text("rdf:li", keyword).encode())
        if room < 0:
            return
        yield keyword


def _address(address: str) -> str:
    """Return an address, none where it is too long: half of one leads nowhere."""
    return address if len(_escaped(address).encode()) <= _FIELD else ""


def _cut(text: str, room: int = _FIELD) -> str:
    """Return a text that takes at most ``room`` bytes when it is escaped."""
    text = _possible(text).strip()
    if len(_escaped(text).encode()) <= room:
        return text
    left = room - len(_ELLIPSIS.encode())
    kept = 0
    for letter in text:
        left -= len(_escaped(letter).encode())
        if left < 0:
            break
        kept += 1
    whole, space, _ = text[:kept].rpartition(" ")
    return (whole if space else text[:kept]).rstrip() + _ELLIPSIS


def _escaped(text: str) -> str:
    return escape(_possible(text), quote=False).replace("\r", "&#13;")


def _attribute(text: str) -> str:
    spaces = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
    return escape(_possible(text)).translate(spaces)


def _possible(text: str) -> str:
    return _IMPOSSIBLE.sub("", text)


def encode(
    image: Image.Image,
    made: Format,
    codec: Codec,
    xmp: bytes | None = None,
    *,
    for_print: bool = False,
) -> bytes:
    """Return a picture as a file of the format ``made``, with ``xmp`` and nothing else beside it.

    But a file for print says what its colours mean and how large it is on paper. Raises ``OSError``
    or ``ValueError`` where the codec fails.
    """
    options = _OPTIONS[made](codec, xmp) | {"icc_profile": srgb() if for_print else None}
    if for_print:
        options["dpi"] = _ON_PAPER
    with _file() if made is Format.JPEG else io.BytesIO() as file:
        _bare(image).save(file, _CODECS.get(made, made.name), **options)
        file.seek(0)
        return file.read()


def _file() -> IO[bytes]:
    """Return a file in memory that the system knows, where it has such.

    Into such a file Pillow writes a JPEG at one go, and lets other threads work meanwhile; into
    others it writes it in small pieces and holds them up (``_encode`` of its encode.c).
    """
    with contextlib.suppress(AttributeError, OSError):
        return os.fdopen(os.memfd_create("picture"), "w+b")
    return io.BytesIO()


_CODECS = {Format.JPEG: "JPEG", Format.TIFF: "TIFF"}


def _bare(image: Image.Image) -> Image.Image:
    """Return the pixels alone. Codecs write what they find beside them: a comment, a profile.

    A JPEG has nothing but its info. Two copies of a large photo would take 30 ms and 190 MB.
    """
    if not image.info and (type(image) is Image.Image or image.format == "JPEG"):
        return image
    pixels = image.copy()
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    return bare


def _jpeg(codec: Codec, xmp: bytes | None) -> dict[str, Any]:
    return {
        "quality": codec.quality,
        "optimize": codec.effort > 0,
        "progressive": codec.effort > 1,
        "subsampling": "4:4:4" if codec.full_colour else "4:2:0",
        **({"xmp": xmp} if xmp else {}),
    }


def _webp(codec: Codec, xmp: bytes | None) -> dict[str, Any]:
    return {"quality": codec.quality, "method": codec.effort, "xmp": xmp or b""}


def _avif(codec: Codec, xmp: bytes | None) -> dict[str, Any]:
    # The cores are shared out over pictures. More threads for one would also move its bytes.
    return {
        "quality": codec.quality,
        "speed": codec.effort,
        "max_threads": 1,
        "subsampling": "4:4:4" if codec.full_colour else "4:2:0",
        **({"xmp": xmp} if xmp else {}),
    }


def _png(codec: Codec, xmp: bytes | None) -> dict[str, Any]:
    # Pillow 13 takes `xmp=` for PNG and drops it without a word.
    text = PngInfo()
    if xmp:
        text.add_itxt("XML:com.adobe.xmp", xmp.decode())
    return {"compress_level": codec.effort, "pnginfo": text}


def _tiff(_: Codec, xmp: bytes | None) -> dict[str, Any]:
    # 317 tells deflate to work on differences between pixels, which are smaller.
    return {"compression": "tiff_adobe_deflate", "tiffinfo": {317: 2} | ({700: xmp} if xmp else {})}


_OPTIONS = {
    Format.JPEG: _jpeg,
    Format.WEBP: _webp,
    Format.AVIF: _avif,
    Format.PNG: _png,
    Format.TIFF: _tiff,
}
