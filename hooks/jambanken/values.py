"""The small values that entries are made of, each read from text at the border.

The reader hands every scalar over as text. What a text must look like to become a date, a
reference or a web address is decided here and nowhere else; inside the package the types say
what has been checked. All of them but numbers and dates are kinds of ``str``, so that an entry
can be walked and each value asked what it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import BeforeValidator, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
LONGEST_SLUG = 80
LONGEST_TEXT = 2_000
LONGEST_MARKDOWN = 60_000
LONGEST_ADDRESS = 2_000
_WHITE_SPACE = re.compile(r"\s+")


def wrong(message: str, fix: str) -> PydanticCustomError:
    """Return the error for a value that cannot be read: what is wrong and what to do, in Swedish."""
    return PydanticCustomError("jambanken", "{message}", {"message": message, "fix": fix})


def _text(raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    raise wrong("här ska stå en text.", "Skriv ett enda värde, inte en lista eller flera fält.")


def _one_line(raw: Any) -> str:
    return _WHITE_SPACE.sub(" ", _text(raw)).strip()


Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_TEXT),
    BeforeValidator(_one_line),
]


def text(shortest: int, longest: int) -> Any:
    """Return the type of a plain text of a certain length, in characters."""
    limits = StringConstraints(min_length=shortest, max_length=longest)
    return Annotated[str, limits, BeforeValidator(_one_line)]


class Choice(StrEnum):
    """A value out of a fixed list. The values are the words of the contract."""

    @property
    def label(self) -> str:
        """The value as a visitor reads it."""
        return self.value.replace("_", " ")


class _Value(str):
    """A text with a meaning: subclasses say what it must look like."""

    __slots__ = ()
    longest: ClassVar[int] = 200

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            _one_line,
            core_schema.no_info_after_validator_function(
                cls.read, core_schema.str_schema(min_length=1, max_length=cls.longest)
            ),
        )

    @classmethod
    def read(cls, raw: str) -> Self:
        """Return the value; raise ``PydanticCustomError`` where the text cannot be one."""
        return cls(raw)


class Markdown(_Value):
    """Text in the small Markdown profile (`jambanken.markdown`)."""

    longest = LONGEST_MARKDOWN

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            _text,
            core_schema.no_info_after_validator_function(
                cls, core_schema.str_schema(min_length=1, max_length=cls.longest)
            ),
        )


class Ref(_Value):
    """The identity of an entry, ``KIND/SLUG``."""

    _form = re.compile(rf"([a-z]+)/({SLUG})")

    @property
    def kind(self) -> str:
        return self.partition("/")[0]

    @property
    def slug(self) -> str:
        return self.partition("/")[2]

    @classmethod
    def read(cls, raw: str) -> Self:
        if cls._form.fullmatch(raw):
            return cls(raw)
        raise wrong(
            f'"{shorten(raw)}" är ingen hänvisning.',
            "Skriv mapp och namn med snedstreck emellan, till exempel tips/mat-talartiden.",
        )


_RefType = TypeVar("_RefType", bound=Ref)


class PictureRef(Ref):
    """A reference to a picture in the bank."""

    @classmethod
    def read(cls, raw: str) -> Self:
        return _of_kind(super().read(raw), "bildbank")


class PrintRef(Ref):
    """A reference to printed material."""

    @classmethod
    def read(cls, raw: str) -> Self:
        return _of_kind(super().read(raw), "trycksaker")


def _of_kind(ref: _RefType, kind: str) -> _RefType:
    if ref.kind == kind:
        return ref
    raise wrong(f'"{ref}" hör inte hemma här.', f"Hänvisa till en post i {kind}: {kind}/NAMN.")


class Id(_Value):
    """An id in one of the shared files; subclasses say in which."""

    longest = LONGEST_SLUG
    _form = re.compile(SLUG)

    @classmethod
    def read(cls, raw: str) -> Self:
        if cls._form.fullmatch(raw):
            return cls(raw)
        raise wrong(
            f'"{shorten(raw)}" är inget id.',
            "Ett id har bara små bokstäver a–z, siffror och bindestreck, till exempel vard-och-omsorg.",
        )


class AudienceId(Id):
    """A ``målgrupp``."""


class AreaId(Id):
    """A ``verksamhet``."""


class ThemeId(Id):
    """A ``tema``."""


class SteeringId(Id):
    """A ``styrdokument``."""


class OrganisationId(Id):
    """An organisation in ``organisationer.yml``."""


class ChannelId(Id):
    """An order channel in ``bestallning.yml``."""


class WebAddress(_Value):
    """An address that a visitor may be sent to: https, a plain host, no user name."""

    longest = LONGEST_ADDRESS
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


class EmailAddress(_Value):
    """The address of a function or office, never of a person."""

    _form = re.compile(r"[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")

    @classmethod
    def read(cls, raw: str) -> Self:
        if cls._form.fullmatch(raw):
            return cls(raw)
        raise wrong(f'"{shorten(raw)}" är ingen e-postadress.', "Skriv den som namn@kommun.se.")


class FileName(_Value):
    """The name of a file beside the YAML file: no folders, no surprises on any system."""

    _form = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*\.[a-z0-9]{2,5}")

    @classmethod
    def read(cls, raw: str) -> Self:
        if cls._form.fullmatch(raw):
            return cls(raw)
        raise wrong(
            f'"{shorten(raw)}" är inget filnamn som fungerar överallt.',
            "Använd små bokstäver a–z, siffror och bindestreck, till exempel fika-1.jpg, utan mapp.",
        )


class FileOrAddress(_Value):
    """A file beside the YAML file or a web address. Subclasses say what sort of file it may be."""

    longest = LONGEST_ADDRESS
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


class Licence(_Value):
    """An SPDX id of a licence for texts, pictures or data, ``PDM-1.0``, or ``© NAME``."""

    _form = re.compile(
        r"© \S.{0,150}"
        r"|CC0-1\.0|PDM-1\.0|CC-BY(?:-NC)?(?:-ND|-SA)?-(?:1\.0|2\.0|2\.5|3\.0|4\.0)"
        r"|ODbL-1\.0|OGL-UK-3\.0|LAL-1\.3|GFDL-1\.3-(?:only|or-later)|EUPL-1\.2|MIT|Apache-2\.0"
    )
    _known: ClassVar[dict[str, tuple[str, str]]] = {
        "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.sv"),
        "PDM-1.0": (
            "Public Domain Mark",
            "https://creativecommons.org/publicdomain/mark/1.0/deed.sv",
        ),
        "CC-BY-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.sv"),
        "CC-BY-SA-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/deed.sv"),
        "CC-BY-NC-4.0": ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/deed.sv"),
        "CC-BY-ND-4.0": ("CC BY-ND 4.0", "https://creativecommons.org/licenses/by-nd/4.0/deed.sv"),
        "CC-BY-NC-ND-4.0": (
            "CC BY-NC-ND 4.0",
            "https://creativecommons.org/licenses/by-nc-nd/4.0/deed.sv",
        ),
        "CC-BY-NC-SA-4.0": (
            "CC BY-NC-SA 4.0",
            "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.sv",
        ),
        "CC-BY-3.0": ("CC BY 3.0", "https://creativecommons.org/licenses/by/3.0/deed.sv"),
        "CC-BY-SA-3.0": ("CC BY-SA 3.0", "https://creativecommons.org/licenses/by-sa/3.0/deed.sv"),
    }

    @property
    def label(self) -> str:
        return self._known.get(self, (str(self), ""))[0]

    @property
    def url(self) -> str:
        """The licence's page in Swedish, empty where the licence has none."""
        return self._known.get(self, ("", ""))[1]

    @classmethod
    def read(cls, raw: str) -> Self:
        if cls._form.fullmatch(raw):
            return cls(raw)
        raise wrong(
            f'"{shorten(raw)}" är ingen licens.',
            "Skriv en beteckning som CC-BY-4.0 eller CC0-1.0, eller © och rättighetshavarens namn.",
        )


class Length(_Value):
    """The length of a film or a place in it: ``m:ss`` or ``h:mm:ss``."""

    _form = re.compile(r"(?:([0-9]{1,2}):(?=[0-5][0-9]:))?([0-9]{1,3}):([0-5][0-9])")

    @property
    def seconds(self) -> int | None:
        """Whole seconds, None where the length is not known."""
        match = self._form.fullmatch(self)
        if match is None:
            return None
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + seconds

    @classmethod
    def read(cls, raw: str) -> Self:
        if cls._form.fullmatch(raw):
            return cls(raw)
        raise wrong(
            f'"{shorten(raw)}" är ingen längd.',
            "Skriv minuter och sekunder som 4:30, med timmar som 1:04:30.",
        )


class FilmLength(Length):
    """A length that no source may give: then ``okänd``."""

    @classmethod
    def read(cls, raw: str) -> Self:
        return cls(raw) if raw == "okänd" else super().read(raw)


class PartialDate(_Value):
    """A date that a source may know only by month or year: ``2012``, ``2012-04``, ``2012-04-18``."""

    _form = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

    @property
    def year(self) -> int:
        return int(self[:4])

    @classmethod
    def read(cls, raw: str) -> Self:
        match = cls._form.fullmatch(raw)
        if match is None or int(match[1]) < 1:
            raise wrong(
                f'"{shorten(raw)}" är inget datum.',
                "Skriv år, månad och dag som 2026-11-22; 2026-11 eller 2026 om du inte vet mer.",
            )
        _existing_day(raw, match[1], match[2] or "01", match[3] or "01")
        return cls(raw)


class Moment(_Value):
    """A day, or a time of day in Europe/Stockholm: ``2026-11-22`` or ``2026-11-22 13:30``."""

    _form = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?: (?:[01][0-9]|2[0-3]):[0-5][0-9])?")

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self[:10])

    @property
    def time(self) -> str:
        """The time of day as ``HH:MM``, empty for a whole day."""
        return self[11:]

    @classmethod
    def read(cls, raw: str) -> Self:
        match = cls._form.fullmatch(raw)
        if match is None:
            raise wrong(
                f'"{shorten(raw)}" är varken ett datum eller en tid.',
                "Skriv 2026-11-22, eller 2026-11-22 13:30 med klockslag.",
            )
        _existing_day(raw, *match.groups())
        return cls(raw)


def _existing_day(raw: str, year: str, month: str, day: str) -> dt.date:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        raise wrong(f'"{raw}" finns inte i kalendern.', "Rätta månaden eller dagen.") from None


def _date(raw: Any) -> dt.date:
    text_ = _one_line(raw)
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text_)
    if match is None:
        raise wrong(
            f'"{shorten(text_)}" är inget datum.', "Skriv år, månad och dag som 2026-11-22."
        )
    return _existing_day(text_, *match.groups())


Date = Annotated[dt.date, BeforeValidator(_date)]


def _whole(raw: Any) -> int:
    text_ = _one_line(raw)
    if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,8})", text_):
        return int(text_)
    raise wrong(f'"{shorten(text_)}" är inget heltal.', "Skriv bara siffror, till exempel 15.")


def _number(raw: Any) -> Decimal:
    text_ = _one_line(raw)
    if re.fullmatch(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?", text_):
        return Decimal(text_.replace(",", "."))
    raise wrong(
        f'"{shorten(text_)}" är inget tal.', "Skriv bara siffror, till exempel 64 eller 3,5."
    )


def _yes_or_no(raw: Any) -> bool:
    text_ = _one_line(raw)
    if text_ in {"ja", "nej"}:
        return text_ == "ja"
    raise wrong(f'"{shorten(text_)}" är varken ja eller nej.', "Skriv ja eller nej.")


Whole = Annotated[int, BeforeValidator(_whole)]
Number = Annotated[Decimal, BeforeValidator(_number)]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]


def shorten(raw: str, longest: int = 60) -> str:
    """Return a value as it may be quoted in a message: one line, cut where it is long."""
    line = _WHITE_SPACE.sub(" ", raw)
    return line if len(line) <= longest else line[: longest - 1] + "…"
