"""What a reference was meant for is guessed well, and at a cost that does not grow with the bank."""

from __future__ import annotations

import pytest
from tests.support.effort import bounded

from jambanken.rules.suggest import Suggestions

KNOWN = [
    "tips/mat-talartiden",
    "tips/byt-plats-vid-bordet",
    "begrepp/bemotande",
    "begrepp/mat-talartiden",
    "filmer/borja-prata-om",
]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tips/mat-talartidn", "tips/mat-talartiden"),
        ("tips/byt-plats", "tips/byt-plats-vid-bordet"),
        ("tips/bytplats-vid-bordet", "tips/byt-plats-vid-bordet"),
        ("begrepp/bemotnade", "begrepp/bemotande"),
        ("tips/borja-prata-om", "filmer/borja-prata-om"),
        ("begrepp/mat-talartidn", "begrepp/mat-talartiden"),
        ("begrepp/xyz", None),
        ("", None),
    ],
)
def test_nearest(written: str, meant: str | None) -> None:
    """A slip of the pen, a wrong kind or half a name leads to the entry; nothing leads to nothing."""
    assert Suggestions(KNOWN).nearest(written) == meant


IDS = ["chef", "medarbetare", "vard-och-omsorg"]


@pytest.mark.parametrize(
    ("written", "meant"), [("cehf", "chef"), ("vardomsorg", "vard-och-omsorg"), ("xyz", None)]
)
def test_nearest_id(written: str, meant: str | None) -> None:
    """Ids are guessed as references are; among few, each is looked at."""
    assert Suggestions(IDS).nearest(written) == meant


def test_the_number_of_guesses_is_bounded() -> None:
    """Nine thousand ids that do not exist, in one file, and four thousand that do: within seconds."""
    suggestions = Suggestions([f"ett-id-{number}" for number in range(4_000)])
    with bounded():
        answers = [suggestions.nearest(f"ett-id-x{number}") for number in range(9_000)]
    assert answers[0] is not None
    assert answers[-1] is None
    assert suggestions.nearest("ett-id-x0") == answers[0]


def test_the_cost_is_bounded() -> None:
    """Ten thousand entries that look alike, and a hundred references to none of them: within seconds."""
    suggestions = Suggestions([f"tips/samma-ord-{number:05}" for number in range(10_000)])
    with bounded():
        for number in range(100):
            assert suggestions.nearest(f"tips/samma-ord-x{number:05}") is not None
