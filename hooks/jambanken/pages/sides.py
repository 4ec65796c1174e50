"""Sides to choose by, as the macro ``facets.filter`` shows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """How a side is chosen from: any of its words, one of them, or a number that is typed."""

    MANY = "many"
    ONE = "one"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Choice:
    """A word to choose: how many have it, and the page that shows them, empty where there is none.

    ``is_chosen`` says that the page is that of the word.
    """

    id: str
    name: str
    count: int
    address: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """A facet with its words. ``of_people`` is said of each person in a picture.

    ``rest`` is where there are more words than the choices, empty where there are none.
    """

    id: str
    name: str
    choices: tuple[Choice, ...]
    form: Form = Form.MANY
    of_people: bool = False
    is_open: bool = False
    rest: str = ""
