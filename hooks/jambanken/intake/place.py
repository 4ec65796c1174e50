"""Where pictures are put: in the bank's folder, or in the one outside the project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jambanken.bank import Bank
from jambanken.intake.answers import UsageError
from jambanken.values import shorten

HOME = "bildbank"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of pictures. ``shown_as`` is its name in messages."""

    folder: Path
    shown_as: str

    def name(self, file: str) -> str:
        """Return what messages call a file in it."""
        return f"{self.shown_as}/{file}"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders that the bank reads pictures from. ``wanted`` is the one that was asked for."""

    home: Place
    second: Place | None
    wanted: Place | None

    @classmethod
    def of(cls, bank: Bank, wanted: Path | None = None) -> Places:
        """Return the folders. Raises `UsageError` where the bank does not read ``wanted``."""
        home = Place(bank.root / HOME, HOME)
        given = bank.settings.second_picture_folder
        second = None
        if given is not None:
            outside = bank.root / given
            second = Place(outside, shorten(outside.name))
        if wanted is None:
            return cls(home, second, None)
        for place in filter(None, (home, second)):
            if wanted.resolve() == place.folder.resolve() or str(wanted) == place.shown_as:
                return cls(home, second, place)
        raise UsageError(
            f'Banken läser inga bilder i "{wanted}". Skriv bildbank, eller mappen som står efter '
            "bildmapp i bank.yml."
        )

    def containing(self, file: Path) -> Place | None:
        """Return the folder that a file lies right in, None where it comes from elsewhere."""
        parent = file.absolute().parent.resolve()
        known = filter(None, (self.home, self.second))
        return next((place for place in known if place.folder.resolve() == parent), None)

    def choose(self, *, shows_people: bool | None) -> tuple[Place, str]:
        """Return where a picture belongs, and what is to be said of that.

        ``shows_people`` tells whether real people can be recognised, None where nobody has said so.
        """
        if self.wanted is not None:
            return self.wanted, ""
        if self.second is None or shows_people is False:
            return self.home, ""
        return self.second, "" if shows_people else _MAY_BE_MOVED


_MAY_BE_MOVED = (
    "Den ligger utanför projektet tills någon har svarat på om den visar personer som går att känna "
    "igen. Gör den inte det kan du flytta både bilden och YAML-filen till bildbank."
)
