"""A meeting pack: when each step begins, and what its tips and films bring along."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.bank import compiled, pages, shown, smallest, write
from tests.support.html import text_of

from jambanken.catalogue import Catalogue
from jambanken.kinds.larvagar import LearningPath
from jambanken.meeting.agenda import Agenda, agenda, fits, outside, packs

PRINTED = {"artikelnummer": "JB-1", "beställning": "tryck"}


def step(minutes: int | None, *entries: str, heading: str = "Ett steg") -> dict[str, Any]:
    """Return a step as an editor writes it."""
    said = {"rubrik": heading, "tid": minutes, "poster": list(entries)}
    return {key: value for key, value in said.items() if value}


def pack_of(*steps: Mapping[str, Any]) -> LearningPath:
    """Return a pack."""
    return LearningPath.model_validate(
        smallest("larvagar", typ="mötespaket", steg=[{**one, **_text(one)} for one in steps])
    )


def _text(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"tid": str(one["tid"])} if "tid" in one else {}


def of(catalogue: Catalogue, slug: str) -> Agenda:
    """Return the agenda of a pack in a bank."""
    record = catalogue.find(f"larvagar/{slug}")
    assert record is not None
    assert isinstance(record.entry, LearningPath)
    return agenda(catalogue, record.entry)


def test_minutes_run(tmp_path: Path) -> None:
    """Each step begins when the one before has ended; what is done before and after takes no time."""
    steps = [step(None), step(2), step(4), step(None), step(9), step(None), step(None)]
    catalogue = shown(write(tmp_path, {"larvagar/p": {"typ": "mötespaket", "steg": steps}}))
    found = of(catalogue, "p")
    assert [(one.start, one.end) for one in found.points] == [(0, 2), (2, 6), (None, None), (6, 15)]
    assert (len(found.before), len(found.after), found.minutes) == (1, 2, 15)


def test_a_pack_without_times_has_all_its_steps(tmp_path: Path) -> None:
    """Nothing is thought of as before or after a meeting that nobody has timed."""
    catalogue = shown(
        write(tmp_path, {"larvagar/p": {"typ": "mötespaket", "steg": [step(None), step(None)]}})
    )
    found = of(catalogue, "p")
    assert (found.before, len(found.points), found.after, found.minutes) == ((), 2, (), None)


@settings(max_examples=40)
@given(st.lists(st.none() | st.integers(1, 90), min_size=1, max_size=9))
def test_every_step_is_somewhere_once(minutes: list[int | None]) -> None:
    """Before, in or after the meeting; a timed one always in it."""
    path = pack_of(*map(step, minutes))
    before, after = outside(path.steps)
    assert before + after <= len(minutes)
    assert not any(minutes[:before])
    assert not any(minutes[len(minutes) - after :])
    inside = minutes[before : len(minutes) - after]
    assert not any(minutes) or (inside[0] and inside[-1])
    total = sum(one or 0 for one in minutes)
    assert fits(path) == next((length for length in (15, 30, 60) if 0 < total <= length), 0)


def bank(folder: Path) -> Path:
    """Write a bank with a pack of a tip, a film and printed things."""
    entries: dict[str, dict[str, Any]] = {
        "larvagar/paket": {
            "typ": "mötespaket",
            "steg": [
                step(None, "tips/fore", "trycksaker/affisch"),
                step(5, "filmer/film", "filmer/arkiverad"),
                step(10, "tips/prova", "tips/utkast", heading="Prova <b>"),
            ],
        },
        "tips/fore": {"diskussionsfrågor": ["Före mötet?"], "trycksaker": ["trycksaker/slut"]},
        "tips/prova": {"diskussionsfrågor": ["Vad & varför?"], "trycksaker": ["trycksaker/kort"]},
        "tips/utkast": {"status": "utkast", "diskussionsfrågor": ["Hemlig fråga?"]},
        "filmer/film": {"diskussionsfrågor": ["Vad såg ni?"]},
        "filmer/arkiverad": {"status": "arkiverad", "diskussionsfrågor": ["Gammal fråga?"]},
        "trycksaker/affisch": {**PRINTED, "artikelnummer": "JB-2"},
        "trycksaker/kort": PRINTED,
        "trycksaker/slut": {**PRINTED, "artikelnummer": "JB-3"},
    }
    return write(folder, entries)


def test_questions_and_material_come_from_the_entries(tmp_path: Path) -> None:
    """Those of the tips and films in the meeting, that visitors see; printed things of all steps."""
    found = of(shown(bank(tmp_path)), "paket")
    assert [(one.card.ref, one.questions) for one in found.asked] == [
        ("filmer/film", ("Vad såg ni?",)),
        ("tips/prova", ("Vad & varför?",)),
    ]
    assert [card.ref for card in found.material] == ["trycksaker/affisch", "trycksaker/kort"]
    assert [card.ref for card in found.films] == ["filmer/film"]


def test_the_page_shows_the_meeting(tmp_path: Path) -> None:
    """Times, who leads what, what is asked and what is needed; texts are texts."""
    said = text_of(pages(compiled(bank(tmp_path)))["larvagar/paket/"])
    for text in ("0–5 min", "5–15 min", "Prova <b>", "15 minuter", "Före mötet", "Vad & varför?"):
        assert text in said
    assert "Hemlig fråga?" not in said
    assert "Gammal fråga?" not in said


def test_packs_are_found_by_length(tmp_path: Path) -> None:
    """A pack is in the shortest meeting that it fits; paths are in none."""
    lengths = {"a": 12, "b": 15, "c": 16, "d": 60, "e": 61, "f": None}
    entries: dict[str, dict[str, Any]] = {
        f"larvagar/{slug}": {"typ": "mötespaket", "titel": f"Paket {slug}", "steg": [step(minutes)]}
        for slug, minutes in lengths.items()
    }
    entries["larvagar/vag"] = {"typ": "lärväg", "steg": [step(15)]}
    found = {
        length: {one.slug for one in some}
        for length, some in packs(shown(write(tmp_path, entries)))
    }
    assert found == {15: {"a", "b"}, 30: {"c"}, 60: {"d"}, 0: {"e", "f"}}
