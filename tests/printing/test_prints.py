"""Which print files are made, when they are made anew, and what is said of those that cannot be."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.support.prints import plan_of

from jambanken.printing.latest import LatestPlan
from jambanken.printing.plan import Plan
from jambanken.printing.press import Job, Outcome, Press
from jambanken.printing.prints import (
    FEW,
    FOLDER,
    PrintChoice,
    Prints,
    PrintsOnDemand,
    Shop,
    making_of,
)
from jambanken.printing.serving import with_prints
from jambanken.problems import Problem

PHOTO = {
    "titel": "Ett foto",
    "typ": "foto",
    "alt": "Två personer vid ett bord.",
    "fotograf": "Kim Exempel",
    "licens": "CC-BY-4.0",
    "igenkännbara": "ja",
    "fil": "foto.png",
}
GROUND = {"typ": "samtycke", "referens": "KS-1"}
ENTRIES: dict[str, dict[str, Any]] = {
    "tips/ett": {"titel": "Första tipset", "bild": "bildbank/foto"},
    "tips/tva": {"titel": "Andra tipset"},
    "bildbank/foto": {**PHOTO, "rättslig_grund": GROUND},
    "larvagar/vag": {"steg": [{"rubrik": "Börja", "poster": ["tips/tva"]}]},
}
#: Five of each tip, a deck for the path and one for the theme of them.
ALL = 2 * 5 + 2


class Told:
    """Counts the files that were made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, done: int, of: int) -> None:
        """Hear how far the work is."""
        assert done <= of
        self.made = of


def printed(
    root: Path, entries: Mapping[str, Mapping[str, Any]] = ENTRIES
) -> tuple[int, Prints, tuple[Problem, ...]]:
    """Print a bank, and return how many files were made for it."""
    told = Told()
    shop = Shop(root, PrintChoice.ALL, told)
    prints, problems = shop.print_all(plan_of(root, entries, "https://jambanken.example/"))
    return told.made, prints, problems


def kept(root: Path) -> dict[str, bytes]:
    """Return the files that are kept, by name."""
    return {path.name: path.read_bytes() for path in (root / FOLDER).glob("*.pdf")}


def test_only_what_has_changed_is_made_anew(tmp_path: Path) -> None:
    """Nothing for nothing; an edited tip and the decks it is in; a damaged file; the same bytes."""
    made, prints, problems = printed(tmp_path)
    first = kept(tmp_path)
    assert (made, problems) == (ALL, ())
    assert len(first) == ALL
    assert all(asset.read().startswith(b"%PDF-1.7") for asset in prints.assets())
    assert printed(tmp_path)[0] == 0

    changed = {**ENTRIES, "tips/ett": {**ENTRIES["tips/ett"], "tid": 60}}
    assert printed(tmp_path, changed)[0] == 5 + 1
    assert len(kept(tmp_path)) == ALL, "what is no longer wanted is gone"
    printed(tmp_path)
    assert kept(tmp_path) == first, "the same content gives the same bytes"

    damaged = next((tmp_path / FOLDER).glob("*.pdf"))
    damaged.write_bytes(damaged.read_bytes()[:-9])
    assert printed(tmp_path)[0] == 1
    assert kept(tmp_path) == first


def test_a_picture_is_printed_where_its_ground_covers_print(tmp_path: Path) -> None:
    """A ground for the web alone gives a card without the picture, and the old card is removed."""
    printed(tmp_path)
    first = kept(tmp_path)
    assert any(b"Kim Exempel" in raw or b"/DCTDecode" in raw for raw in first.values())
    ground = {**GROUND, "omfattar": ["webb"]}
    for_web = {**ENTRIES, "bildbank/foto": {**PHOTO, "rättslig_grund": ground}}
    made, _, _ = printed(tmp_path, for_web)
    second = kept(tmp_path)
    assert made == 5 + 1
    assert not any(b"/DCTDecode" in raw for raw in second.values())
    plan = plan_of(tmp_path, ENTRIES, "https://jambanken.example/")
    printed(tmp_path)
    without = replace(plan.desk.pictures, pictures={})
    Shop(tmp_path).preview(Plan(replace(plan.desk, pictures=without)), LatestPlan())
    assert not any(b"/DCTDecode" in raw for raw in kept(tmp_path).values()), "in a preview too"


def test_signs_without_a_font_are_said(tmp_path: Path) -> None:
    """An editor learns once which signs become empty boxes, and where; the files are there."""
    made, prints, problems = printed(tmp_path, {"tips/ett": {"titel": "Fest 🎉 med 日本"}})
    assert made == 5 + 1
    assert prints.made is not None
    assert len(prints.made) == made
    assert len(problems) == 1, "decks have the signs too, and do not say so again"
    assert str(problems[0]).startswith(
        'tipsbank/tips/ett.yml:2:17: varning: tryckets typsnitt saknar "🎉"'
    )
    assert printed(tmp_path, {"tips/ett": {"titel": "Fest 🎉 med 日本"}})[2] == problems, (
        "and again"
    )


def test_what_cannot_be_set_is_a_problem_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A typesetter that fails costs its own file: the rest is made, and the editor is told."""
    real = Press.set_one

    def failing(self: Press, job: Job, to: Path) -> Any:
        is_sheet = job.layout == "ark.typ"
        return real(self, replace(job, layout="finns-inte.typ") if is_sheet else job, to)

    monkeypatch.setattr(Press, "set_one", failing)
    _, prints, problems = printed(tmp_path, {"tips/ett": {}})
    assert prints.made is not None
    assert "tips/ett/ark-a4.pdf" not in prints.made
    assert "tips/ett/kort-a6.pdf" in prints.made
    assert [problem.file for problem in problems] == ["tipsbank/tips/ett.yml"]
    lines = (tmp_path / problems[0].file).read_text("utf-8").splitlines()
    assert lines[problems[0].mark.line - 1][problems[0].mark.column - 1 :].startswith('"steg"')
    assert "ark-a4.pdf gick inte att sätta" in problems[0].message
    assert not list((tmp_path / FOLDER).glob("*.ny"))


def test_a_deck_says_what_it_has_no_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where tips are left out of a deck, the link to it says how many there are, and where they are."""
    plan = plan_of(tmp_path, ENTRIES)
    whole = plan.of_theme("bemotande")[0]
    assert (whole.name, "första av" in whole.note) == ("Kortlek, 2 kort", False)
    monkeypatch.setattr("jambanken.printing.plan.MOST_CARDS", 1)
    cut = plan.of_theme("bemotande")[0]
    assert "De 1 första av 2 tips är med. De andra skriver du ut från" in cut.note
    assert len(cut.job().data["tips"]) == 1


def test_a_typesetter_that_hangs_is_ended(tmp_path: Path) -> None:
    """No text can keep a build waiting: the process is ended, and the next file gets another."""
    plan = plan_of(tmp_path / "bank", {"tips/ett": {}})
    file = plan.find("tips/ett/ark-a4.pdf")
    assert file is not None
    press = Press(patience=0.001)
    try:
        assert press.set_one(file.job(), tmp_path / "a.pdf").fault
        press.patience = 60
        assert press.set_one(file.job(), tmp_path / "b.pdf").pages == 1
    finally:
        press.close()


def test_a_preview_makes_files_when_they_are_asked_for(tmp_path: Path) -> None:
    """The server answers for print files below its base, and leaves all other addresses alone."""
    latest = LatestPlan()
    prints = Shop(tmp_path).preview(plan_of(tmp_path, {"tips/ett": {}}), latest)
    assert [link.pages for link in prints.of_entry("tips/ett")] == [0] * 5
    assert not (tmp_path / FOLDER).exists()
    status: list[str] = []

    def start(said: str, *_: object) -> Callable[[bytes], object]:
        status.append(said)
        return lambda _: None

    def site(environ: dict[str, Any], _: Any) -> list[bytes]:
        return [environ["PATH_INFO"].encode()]

    app = with_prints(site, latest, "/bank/")
    paths = ("/bank/tips/ett/kort-a6.pdf", "/tips/ett/kort-a6.pdf", "/bank/tips/x/kort-a6.pdf", "/")
    bodies = [b"".join(app({"PATH_INFO": path}, start)) for path in paths]
    assert bodies[0].startswith(b"%PDF-1.7")
    assert bodies[1:] == [path.encode() for path in paths[1:]]
    assert status == ["200 OK"]


def test_what_a_preview_cannot_set_is_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The editor reads why there is no file, and gets it when the fault is gone."""
    latest = LatestPlan()
    Shop(tmp_path).preview(plan_of(tmp_path, {"tips/ett": {}}), latest)
    on_demand = PrintsOnDemand(latest)
    outcomes = [Outcome(fault="ingen plats")]
    set_one = Press.set_one
    monkeypatch.setattr(
        Press, "set_one", lambda *given: outcomes.pop() if outcomes else set_one(*given)
    )
    assert on_demand.serve("tips/ett/kort-a6.pdf") is None
    assert "kort-a6.pdf gick inte att sätta: ingen plats." in capsys.readouterr().err
    assert (on_demand.serve("tips/ett/kort-a6.pdf") or b"").startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("env", "making"),
    [
        ({}, PrintChoice.FEW),
        ({"CI": "true"}, PrintChoice.ALL),
        ({"CI": "true", "JAMBANKEN_TRYCK": "inga"}, PrintChoice.NONE),
        ({"JAMBANKEN_TRYCK": "alla"}, PrintChoice.ALL),
    ],
)
def test_the_environment_says_what_is_made(env: Mapping[str, str], making: PrintChoice) -> None:
    """A publisher makes all; at home the few; either can be told."""
    assert making_of(env) is making


def test_a_word_that_means_nothing_is_refused() -> None:
    """A slip in the environment does not publish a site without its print files."""
    with pytest.raises(ValueError, match="JAMBANKEN_TRYCK ska vara alla eller inga"):
        making_of({"JAMBANKEN_TRYCK": "all"})


def test_a_large_bank_at_home_waits_with_its_files(tmp_path: Path) -> None:
    """Where there are many, a build at home makes none, says so, and links to none."""
    plan = plan_of(tmp_path, {"tips/ett": {}})
    many = _Many(plan.desk)
    prints, problems = Shop(tmp_path, PrintChoice.FEW).print_all(many)
    assert prints.of_entry("tips/ett") == ()
    assert [problem.level.value for problem in problems] == ["tips"]
    assert "JAMBANKEN_TRYCK=alla" in problems[0].fix
    assert not json.loads(json.dumps(kept(tmp_path)))


class _Many(Plan):
    def __iter__(self) -> Iterator[Any]:
        file = next(super().__iter__())
        return iter([file] * (FEW + 1))
