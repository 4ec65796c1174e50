"""How much of a course there is to go through is on its page, whatever length it is told at."""

from __future__ import annotations

from pathlib import Path

from tests.support.bank import compiled, write
from tests.support.html import text_of

SHORT = "Fem timmar"
LONG = "Nio dagar: fyra internat på två dagar var och en heldag. Därefter nätverksträffar."


def test_the_extent_is_told_once(tmp_path: Path) -> None:
    """A short one stands among the facts, a long one in the text; no card has a long one."""
    courses = {
        "utbildningar/kort": {"omfattning": SHORT},
        "utbildningar/lang": {"omfattning": LONG},
    }
    bodies = {page.address: page.body for page in compiled(write(tmp_path, courses)).pages}
    assert text_of(bodies["utbildningar/kort/"]).count(SHORT) == 1
    assert text_of(bodies["utbildningar/lang/"]).count(LONG) == 1
    assert SHORT in text_of(bodies["utbildningar/"])
    assert LONG not in text_of(bodies["utbildningar/"])
