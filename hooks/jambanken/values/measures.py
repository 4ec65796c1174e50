"""When, how long and how many: dates, lengths, numbers, yes and no."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator

from jambanken.values.texts import Value, one_line, shorten, wrong

MINUTES_PER_HOUR = 60


class Length(Value):
    """The length of a film or a place in it: ``m:ss`` or ``h:mm:ss``."""

    form: ClassVar = re.compile(r"(?:([0-9]{1,2}):(?=[0-5][0-9]:))?([0-9]{1,3}):([0-5][0-9])")

    @property
    def seconds(self) -> int | None:
        """Whole seconds, None where the length is not known."""
        match = Length.form.fullmatch(self)
        if match is None:
            return None
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + seconds

    @classmethod
    def read(cls, raw: str) -> Self:
        if Length.form.fullmatch(raw):
            return cls(raw)
        raise wrong(
            f'"{shorten(raw)}" är ingen längd.',
            "Skriv minuter och sekunder som 4:30, med timmar som 1:04:30.",
        )


class FilmLength(Length):
    """A length that no source may give: then ``okänd``."""

    form: ClassVar = re.compile(f"okänd|{Length.form.pattern}")

    @classmethod
    def read(cls, raw: str) -> Self:
        return cls(raw) if raw == "okänd" else super().read(raw)


class PartialDate(Value):
    """A date that a source may know only by month or year: ``2012``, ``2012-04``, ``2012-04-18``."""

    form: ClassVar = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

    @property
    def year(self) -> int:
        return int(self[:4])

    @classmethod
    def read(cls, raw: str) -> Self:
        match = cls.form.fullmatch(raw)
        if match is None or int(match[1]) < 1:
            raise wrong(
                f'"{shorten(raw)}" är inget datum.',
                "Skriv år, månad och dag som 2026-11-22; 2026-11 eller 2026 om du inte vet mer.",
            )
        _existing_day(raw, match[1], match[2] or "01", match[3] or "01")
        return cls(raw)


class Moment(Value):
    """A day, or a time of day in Europe/Stockholm: ``2026-11-22`` or ``2026-11-22 13:30``."""

    form: ClassVar = re.compile(
        r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?: (?:[01][0-9]|2[0-3]):[0-5][0-9])?"
    )

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self[:10])

    @property
    def time(self) -> str:
        """The time of day as ``HH:MM``, empty for a whole day."""
        return self[11:]

    @classmethod
    def read(cls, raw: str) -> Self:
        match = cls.form.fullmatch(raw)
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
    text_ = one_line(raw)
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text_)
    if match is None:
        raise wrong(
            f'"{shorten(text_)}" är inget datum.', "Skriv år, månad och dag som 2026-11-22."
        )
    return _existing_day(text_, *match.groups())


Date = Annotated[dt.date, BeforeValidator(_date)]


_MOST_DIGITS = 9


def _whole(raw: Any) -> int:
    text_ = one_line(raw)
    if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,8})", text_):
        return int(text_)
    if not re.fullmatch(r"-?[0-9]+", text_):
        raise wrong(f'"{shorten(text_)}" är inget heltal.', "Skriv bara siffror, till exempel 15.")
    sign, digits = text_[: text_.startswith("-")], text_.lstrip("-").lstrip("0") or "0"
    if len(digits) > _MOST_DIGITS:
        raise wrong(f'"{shorten(text_)}" är ett för stort tal.', "Skriv ett tal som är mindre.")
    raise wrong(f'"{shorten(text_)}" börjar med en nolla.', f"Skriv {sign}{digits}.")


def _number(raw: Any) -> Decimal:
    text_ = one_line(raw)
    if re.fullmatch(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?", text_):
        return Decimal(text_.replace(",", "."))
    raise wrong(
        f'"{shorten(text_)}" är inget tal.', "Skriv bara siffror, till exempel 64 eller 3,5."
    )


def _yes_or_no(raw: Any) -> bool:
    text_ = one_line(raw)
    if text_ in {"ja", "nej"}:
        return text_ == "ja"
    raise wrong(f'"{shorten(text_)}" är varken ja eller nej.', "Skriv ja eller nej.")


Whole = Annotated[int, BeforeValidator(_whole)]
Number = Annotated[Decimal, BeforeValidator(_number)]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
