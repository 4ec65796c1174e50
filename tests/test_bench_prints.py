"""The bench of print files: its goals say what was missed."""

from __future__ import annotations

from benchtools.measure import Usage
from benchtools.prints import Figures, as_json, as_text


def test_goals_are_for_a_tip_and_for_nothing_new() -> None:
    """What reading the bank takes is not a tip's; a file that is made twice misses the goal."""
    found = Figures(
        tips=10,
        files=50,
        cold=[Usage(5.0, 4.0, 90.0, 200.0)],
        unchanged=[Usage(1.0, 1.0, 80.0, 80.0)],
        made_unchanged=1,
    )
    each, again = as_json(found)["goals"]
    assert (each["value"], each["met"]) == (0.3, False)
    assert (again["value"], again["met"]) == (1, False)
    assert "MISSED" in as_text(found)
    found.cold, found.made_unchanged = [Usage(5.0, None, None, None)], 0
    assert [goal["met"] for goal in as_json(found)["goals"]] == [True]
