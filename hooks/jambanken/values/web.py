"""Where things are: web addresses, e-mail addresses, files beside an entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Self
from urllib.parse import urlsplit

from jambanken.values.texts import Value, shorten, wrong

LONGEST_ADDRESS = 2_000


class WebAddress(Value):
    """An address that a visitor may be sent to: https, a plain host, no user name."""

    longest = LONGEST_ADDRESS
    form: ClassVar = re.compile(r"[hH][tT][tT][pP][sS]://\S+")
    _host = re.compile(r"(?=.{1,253}\Z)(?:[\w-]{1,63}\.)+[\w-]{2,63}", re.UNICODE)
    _forbidden = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"`{}|^\u2028\u2029\ufeff]")

    @property
    def host(self) -> str:
        """The host's name, without www."""
        return (urlsplit(self).hostname or "").removeprefix("www.")

    @classmethod
    def read(cls, raw: str) -> Self:
        cure = "Skriv hela adressen, med https:// först."
        try:
            parts = urlsplit(raw)
            host, port, user = parts.hostname or "", parts.port, parts.username
        except ValueError:
            host, port, user, parts = "", None, None, urlsplit("")
        if parts.scheme != "https":
            raise wrong(f'"{shorten(raw)}" är ingen säker webbadress.', cure)
        if cls._forbidden.search(raw) or user is not None or "@" in parts.netloc:
            raise wrong(f'"{shorten(raw)}" har tecken som inte får finnas i en adress.', cure)
        if not cls._host.fullmatch(host) or port is not None:
            raise wrong(f'"{shorten(raw)}" saknar ett vanligt värdnamn.', cure)
        return cls(raw)


class EmailAddress(Value):
    """The address of a function or office, never of a person."""

    form: ClassVar = re.compile(r"[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
    fault: ClassVar = "är ingen e-postadress"
    cure: ClassVar = "Skriv den som namn@kommun.se."


class FileName(Value):
    """The name of a file beside the YAML file: no folders, no surprises on any system."""

    form: ClassVar = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*\.[a-z0-9]{2,5}")
    fault: ClassVar = "är inget filnamn som fungerar överallt"
    cure: ClassVar = (
        "Använd små bokstäver a–z, siffror och bindestreck, till exempel fika-1.jpg, utan mapp."
    )


class FileOrAddress(Value):
    """A file beside the YAML file or a web address. Subclasses say what sort of file it may be."""

    longest = LONGEST_ADDRESS
    form: ClassVar = re.compile(f"{FileName.form.pattern}|{WebAddress.form.pattern}")
    #: Endings of the files that may be published, each with what such a file begins with.
    beginnings: ClassVar[Mapping[str, re.Pattern[bytes]]] = {}

    @classmethod
    def read(cls, raw: str) -> Self:
        if ":" in raw:
            return cls(WebAddress.read(raw))
        if "/" in raw:
            raise wrong(
                f'"{shorten(raw)}" är varken ett filnamn eller en webbadress.',
                "Skriv bara filens namn, utan mapp, eller hela adressen med https:// först.",
            )
        name = FileName.read(raw)
        if name.rpartition(".")[2] in cls.beginnings:
            return cls(name)
        endings = " eller ".join(f".{ending}" for ending in cls.beginnings)
        raise wrong(
            f'"{name}" är inte en sådan fil som ska stå här.', f"Filen ska sluta på {endings}."
        )

    @property
    def is_file(self) -> bool:
        return ":" not in self


class PdfOrAddress(FileOrAddress):
    """A PDF."""

    beginnings: ClassVar = {"pdf": re.compile(rb"%PDF-1\.|%PDF-2\.")}


class FilmOrAddress(FileOrAddress):
    """A film, or the page where it is shown."""

    beginnings: ClassVar = {
        "mp4": re.compile(rb"....ftyp", re.DOTALL),
        "webm": re.compile(rb"\x1a\x45\xdf\xa3"),
    }


class CaptionsOrAddress(FileOrAddress):
    """Captions as WebVTT."""

    beginnings: ClassVar = {"vtt": re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|\Z)")}
