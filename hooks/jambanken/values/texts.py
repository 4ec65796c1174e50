"""Plain texts, choices, Markdown, and what all small values have in common."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache, partial
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

LONGEST_TEXT = 2_000
LONGEST_MARKDOWN = 60_000
_WHITE_SPACE = re.compile(r"\s+")


def wrong(message: str, fix: str, at: str = "") -> PydanticCustomError:
    """Return the error for a value that cannot be read: what is wrong and what to do, in Swedish.

    Where the value is a group whose fields do not go together, ``at`` is the key that is at fault.
    """
    return PydanticCustomError("jambanken", "{message}", {"message": message, "fix": fix, "at": at})


def plain(raw: Any) -> str:
    """Return a text as it is; a list or a group is none."""
    if isinstance(raw, str):
        return raw
    raise wrong("här ska stå en text.", "Skriv ett enda värde, inte en lista eller flera fält.")


def one_line(raw: Any) -> str:
    """Return a text with every run of white space as one space."""
    return " ".join(plain(raw).split())


def of_length(shortest: int, longest: int) -> tuple[StringConstraints, BeforeValidator]:
    """Return what makes ``Annotated[str, …]`` a plain text of a certain length, in characters."""
    return StringConstraints(min_length=shortest, max_length=longest), BeforeValidator(one_line)


Text = Annotated[str, *of_length(1, LONGEST_TEXT)]


class Choice(StrEnum):
    """A value out of a fixed list. The values are the words of the contract."""

    @property
    def label(self) -> str:
        """The value as a visitor reads it."""
        return self.value.replace("_", " ")


class Value(str):
    """A text with a meaning: subclasses say what it must look like."""

    __slots__ = ()
    longest: ClassVar[int] = 200
    #: What the whole text must match, and what is said of one that does not. Where `read` looks
    #: closer, this is as much of it as a pattern can say: schemas show it, so both Python and
    #: ECMAScript must read it alike.
    form: ClassVar[re.Pattern[str]] = re.compile(".*", re.DOTALL)
    fault: ClassVar[str] = "går inte att läsa"
    cure: ClassVar[str] = ""
    #: Whether the same values stand in many entries, which then share them.
    repeats: ClassVar[bool] = False

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            one_line,
            core_schema.no_info_after_validator_function(
                partial(_read_once, cls) if cls.repeats else cls.read,
                core_schema.str_schema(min_length=1, max_length=cls.longest),
            ),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a value that repeats be shared again where another process gets it."""
        kept = _read_once if self.repeats else _made
        return kept, (type(self), str(self))

    @classmethod
    def read(cls, raw: str) -> Self:
        """Return the value; raise ``PydanticCustomError`` where the text cannot be one."""
        if cls.form.fullmatch(raw):
            return cls(raw)
        raise wrong(f'"{shorten(raw)}" {cls.fault}.', cls.cure)


@lru_cache(maxsize=20_000)
def _read_once(sort: type[Value], raw: str) -> Value:
    """Return the value, the same each time: an id in ten thousand entries took 1.5 kB of each."""
    return sort.read(raw)


def _made(sort: type[Value], raw: str) -> Value:
    return sort(raw)


class Markdown(Value):
    """Text in the small Markdown profile (`jambanken.markdown`)."""

    longest = LONGEST_MARKDOWN

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            plain,
            core_schema.no_info_after_validator_function(
                cls, core_schema.str_schema(min_length=1, max_length=cls.longest)
            ),
        )


def shorten(raw: str, longest: int = 60) -> str:
    """Return a value as it may be quoted in a message: one line, cut where it is long."""
    line = _WHITE_SPACE.sub(" ", raw)
    return line if len(line) <= longest else line[: longest - 1] + "…"
