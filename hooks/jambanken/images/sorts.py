"""Which sort of file it is, by its first bytes and its name: those the bank takes, and what to do about others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from jambanken.images.values import PictureFault

#: So many of a file's first bytes tell its sort.
ENOUGH = 512


class Sort(StrEnum):
    """A sort of picture file that the bank takes. The value is Pillow's name of it."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    AVIF = "AVIF"
    TIFF = "TIFF"

    @property
    def shown_as(self) -> str:
        """Its name in running text."""
        return {"WEBP": "WebP"}.get(self.value, self.value)


ENDINGS: Mapping[str, Sort] = {
    "jpg": Sort.JPEG,
    "jpeg": Sort.JPEG,
    "png": Sort.PNG,
    "webp": Sort.WEBP,
    "avif": Sort.AVIF,
    "tif": Sort.TIFF,
    "tiff": Sort.TIFF,
}
_ENDING_OF = {
    Sort.JPEG: "jpg",
    Sort.PNG: "png",
    Sort.WEBP: "webp",
    Sort.AVIF: "avif",
    Sort.TIFF: "tif",
}
_TAKEN = re.compile(
    rb"(?s)(?P<JPEG>\xff\xd8\xff)|(?P<PNG>\x89PNG\r\n\x1a\n)|(?P<WEBP>RIFF.{4}WEBP)"
    rb"|(?P<AVIF>.{4}ftyp(?:avif|avis|mif1.{4}(?:.{4}){0,8}?avif|msf1.{4}(?:.{4}){0,8}?avis))"
    rb"|(?P<TIFF>II[*+]\0|MM\0[*+])"
)

_EXPORT = "Öppna den i ett bildprogram och exportera den som JPEG i högsta kvalitet."
_SAVE_AS_PNG = "Öppna den i ett bildprogram och spara den som PNG."
_HEIC = PictureFault(
    "filen är en HEIC-bild, och många webbläsare kan inte visa den.",
    "Exportera den som JPEG. I en iPhone: Inställningar, Kamera, Format, Mest kompatibelt.",
)
RAW = PictureFault(
    "filen är en råfil från en kamera.",
    "Framkalla den i ett bildprogram och exportera den som JPEG i högsta kvalitet.",
)
_SVG = PictureFault(
    "filen är en SVG, och den kan innehålla program.",
    "Exportera den som PNG, minst 2400 bildpunkter bred.",
)
_PSD = PictureFault(
    "filen är ett arbetsdokument från Photoshop.",
    "Öppna det och exportera bilden som PNG eller JPEG.",
)
_PDF = PictureFault(
    "filen är en PDF, ingen bild.", "Exportera bilden ur den som PNG, minst 2400 bildpunkter bred."
)
_EPS = PictureFault(
    "filen är EPS eller PostScript, och den kan innehålla program.",
    "Exportera den som PNG, minst 2400 bildpunkter bred.",
)
_LFS = PictureFault(
    "filen är bara en hänvisning från Git LFS, inte själva bilden.",
    "Hämta bilderna med git lfs pull, och bygg sedan igen.",
)
_FILM = PictureFault("filen är en film, ingen bild.", "Spara en bildruta ur den som JPEG.")
EMPTY = PictureFault("filen är tom.", "Lägg dit bilden igen.")
UNKNOWN = PictureFault(
    "filen är ingen bild som banken känner igen.",
    "Öppna den i ett bildprogram och spara den som JPEG, PNG, WebP, AVIF eller TIFF.",
)
#: What is refused, by the file's first bytes. Every sort has a cure of its own.
_REFUSED: tuple[tuple[bytes, PictureFault], ...] = (
    (rb".{4}ftyp(?:hei|hev|mif1|msf1)", _HEIC),
    (rb".{4}ftypcrx|II\*\0.{4}CR|FUJIFILMCCD-RAW|IIR[OS]|MMOR|IIU\0|FOVb|\0MRM", RAW),
    (rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}AVI |.{4}moov", _FILM),
    (rb"GIF8", PictureFault("filen är en GIF.", _SAVE_AS_PNG)),
    (rb"BM.{12}[\x0c-\x7c]\0\0\0", PictureFault("filen är en BMP.", _SAVE_AS_PNG)),
    (rb"8BP[SB]", _PSD),
    (rb"\s*%PDF", _PDF),
    (rb"\s*%!PS|\xc5\xd0\xd3\xc6", _EPS),
    (rb"(?:\xef\xbb\xbf)?\s*<(?i:svg\b|\?xml\b.*<svg\b|!doctype\s+svg\b|!--.*<svg\b)", _SVG),
    (
        rb"(?:\xef\xbb\xbf)?\s*<(?i:!doctype|html|head|body|\?xml|script)",
        PictureFault(
            "filen är en webbsida, ingen bild.", "Hämta själva bilden, och lägg den här i stället."
        ),
    ),
    (rb"\xff\x0a|\0\0\0\x0cJXL ", PictureFault("filen är en JPEG XL.", _EXPORT)),
    (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", PictureFault("filen är en JPEG 2000.", _EXPORT)),
    (rb"\0\0[\x01\x02]\0", PictureFault("filen är en ikon.", _SAVE_AS_PNG)),
    (
        rb"PK\x03\x04|PK\x05\x06|7z\xbc\xaf|Rar!|\x1f\x8b",
        PictureFault("filen är ett packat arkiv eller ett dokument.", "Ta ut bilden ur det."),
    ),
    (rb"version https://git-lfs", _LFS),
)
_REFUSED_BY_BYTES = tuple((re.compile(b"(?s)" + start), fault) for start, fault in _REFUSED)
#: Cameras' own files that begin as any TIFF.
_RAW_ENDINGS = frozenset(
    {"3fr", "arw", "cr2", "cr3", "dcr", "dng", "erf", "fff", "iiq", "kdc", "mef", "mos", "mrw"}
    | {"nef", "nrw", "orf", "pef", "raf", "raw", "rw2", "rwl", "sr2", "srf", "srw", "x3f"}
)


def sort_of(head: bytes, ending: str) -> Sort | PictureFault:
    """Return the sort of a file by its first bytes (`ENOUGH`) and its name's ending without a dot.

    A fault where the bank does not take it, or where the ending says something else.
    """
    if not head:
        return EMPTY
    ending = ending.lower()
    if ending in _RAW_ENDINGS:
        return RAW
    taken = _TAKEN.match(head)
    if taken is None or taken.lastgroup is None:
        return next((fault for start, fault in _REFUSED_BY_BYTES if start.match(head)), UNKNOWN)
    sort = Sort(taken.lastgroup)
    if ENDINGS.get(ending) is sort:
        return sort
    named = f'namnet slutar på ".{ending}"' if ending else "namnet saknar ändelse"
    return PictureFault(
        f"bilden är {sort.shown_as}, men {named}.",
        f'Byt filens ändelse till ".{_ENDING_OF[sort]}", också i YAML-filen om den har en.',
    )
