"""Read XMP of files that anybody may have made: texts by their names, or nothing.

The packet is small XML (ISO 16684-1). A document type is refused, and with it every entity that
could be expanded; so is what is longer or deeper than any program writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat  # document types are refused, so no entity can expand

_LONGEST = 1_000_000
_DEEPEST = 50
_MOST_VALUES = 2_000
_LONGEST_VALUE = 100_000

_DC, _PHOTOSHOP = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/photoshop/1.0/"
_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_RIGHTS, _XMP = "http://ns.adobe.com/xap/1.0/rights/", "http://ns.adobe.com/xap/1.0/"
_CC, _RDF = "http://creativecommons.org/ns#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_EXIF = "http://ns.adobe.com/exif/1.0/"
_XML = "http://www.w3.org/XML/1998/namespace"
#: What is read, under the names that it goes by here.
_NAMES: Mapping[str, str] = {
    f"{_DC} title": "title",
    f"{_DC} creator": "creator",
    f"{_DC} description": "description",
    f"{_DC} rights": "rights",
    f"{_DC} subject": "subject",
    f"{_PHOTOSHOP} Headline": "headline",
    f"{_PHOTOSHOP} Credit": "credit",
    f"{_PHOTOSHOP} DateCreated": "date",
    f"{_XMP} CreateDate": "made",
    f"{_CORE} AltTextAccessibility": "alt",
    f"{_CORE} ExtDescrAccessibility": "long description",
    f"{_EXT} DigitalSourceType": "source type",
    f"{_RIGHTS} WebStatement": "web statement",
    f"{_CC} license": "licence",
    f"{_EXIF} GPSLatitude": "place",
    f"{_EXIF} GPSLongitude": "place",
}
_ITEM, _RESOURCE, _LANGUAGE = f"{_RDF} li", f"{_RDF} resource", f"{_XML} lang"


class _RefusedError(Exception):
    """The packet is not what an honest program writes."""


def texts(packet: bytes) -> dict[str, list[str]]:
    """Return the texts of a packet by the names of ``_NAMES``, Swedish before other languages.

    Nothing of a packet that is too large, broken, or declares a document type. Raises nothing.
    """
    if len(packet) > _LONGEST:
        return {}
    reader = _Reader()
    try:
        reader.parser.Parse(packet.strip(b"\0 \t\r\n"), True)  # noqa: FBT003  # this is the last of it
    except (expat.ExpatError, _RefusedError, ValueError, LookupError):
        return {}
    return {
        name: [text for _, text in sorted(found, key=lambda pair: pair[0])]
        for name, found in reader.found.items()
    }


class _Reader:
    """Gathers the texts while the parser runs."""

    def __init__(self) -> None:
        self.found: dict[str, list[tuple[int, str]]] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._depth = 0
        self._count = 0
        self._field: tuple[str, int] | None = None
        self._language = 0
        self._written: list[str] = []

    def _refuse(self, *_: object) -> None:
        raise _RefusedError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _RefusedError
        for key, value in attributes.items():
            if key in _NAMES:
                self._keep(_NAMES[key], value)
        if self._field is None and name in _NAMES:
            self._field = _NAMES[name], self._depth
            self._keep(self._field[0], attributes.get(_RESOURCE, ""))
        elif name == _ITEM:
            self._language = _weight(attributes.get(_LANGUAGE, ""))
        self._written = []

    def _end(self, name: str) -> None:
        if self._field is not None:
            field, depth = self._field
            if name == _ITEM or self._depth == depth:
                self._keep(field, "".join(self._written))
                self._written, self._language = [], 0
            if self._depth == depth:
                self._field = None
        self._depth -= 1

    def _text(self, text: str) -> None:
        if self._field is not None and len(self._written) < _MOST_VALUES:
            self._written.append(text[:_LONGEST_VALUE])

    def _keep(self, field: str, text: str) -> None:
        if text.strip():
            self._count += 1
            if self._count > _MOST_VALUES:
                raise _RefusedError
            self.found.setdefault(field, []).append((self._language, text))


def _weight(language: str) -> int:
    """Return 0 for Swedish, 1 for what is said in no language, 2 for another."""
    if language.lower().startswith("sv"):
        return 0
    return 1 if language.lower() in {"", "x-default"} else 2
