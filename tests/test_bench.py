"""The bench: what it builds is sound and always the same, and what it measures is so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from benchtools import projects, report
from benchtools.builds import Edit, environment
from benchtools.content import entries
from benchtools.entry import Md
from benchtools.measure import FailedError, Usage, run
from benchtools.plan import FEWEST, plan
from jambanken.check import check
from jambanken.kinds import KINDS
from jambanken.today import today

ROOT = Path(__file__).parents[1]
IDS = projects.known_ids(ROOT)


def written(folder: Path) -> dict[str, bytes]:
    """Return the content of all files below a folder, by name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def bank(folder: Path, size: int, seed: int) -> Path:
    """Make a bank and return its folder."""
    projects.make_bank(ROOT, folder, plan(size, seed, IDS))
    return folder


@pytest.mark.parametrize(("size", "seed"), [(FEWEST, 0), (300, 7)])
def test_made_bank_passes_every_check(tmp_path: Path, size: int, seed: int) -> None:
    """What is timed is a bank without a single problem, so that no time goes into messages."""
    made = bank(tmp_path / "bank", size, seed)
    assert check(made, today(environment({}))) == ()


def test_seed_decides_the_bank(tmp_path: Path) -> None:
    """The same seed gives the same bytes, so that two days' figures can be compared."""
    first, again, other = (
        written(bank(tmp_path / str(number), 40, seed)) for number, seed in enumerate((5, 5, 6))
    )
    assert first == again
    assert first != other


@given(size=st.integers(FEWEST, 5_000))
@settings(deadline=None, max_examples=20)
def test_bank_has_the_size_and_all_kinds(size: int) -> None:
    """``--entries N`` makes N entries, some of every kind but pictures, which are measured apart."""
    made = plan(size, 1, IDS)
    assert made.size == size
    assert set(made.slugs) == {kind.name for kind in KINDS} - {"bildbank"}
    assert all(len(set(slugs)) == len(slugs) > 0 for slugs in made.slugs.values())


def test_peer_gets_the_same_texts(tmp_path: Path) -> None:
    """The peer builds the same entries: title, texts and links, under headings of its own."""
    made = plan(60, 3, IDS)
    projects.make_peer(ROOT, tmp_path / "peer", made, bare=False)
    docs = tmp_path / "peer" / "docs"
    for entry in entries(made):
        page = (docs / entry.kind / f"{entry.slug}.md").read_text(encoding="utf-8")
        assert f"\n# {entry.fields['titel']}\n" in page
        assert str(entry.fields["sammanfattning"]) in page
        assert all(
            text.split("\n")[0] in page for text in entry.fields.values() if isinstance(text, Md)
        )
        links = re.findall(r"\]\((\.\./[^)]+)\)", page)
        assert links
        assert all((docs / entry.kind / link).resolve().is_file() for link in links)
    pages = [page for kind in made.slugs for page in (docs / kind).glob("*.md")]
    assert len(pages) == made.size
    assert sum(page.read_text(encoding="utf-8").count("\n#") for page in pages) > 4 * made.size


def test_peer_is_set_up_as_the_project_is(tmp_path: Path) -> None:
    """The peer carries the same features and extensions; a bare one carries none."""
    ours = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    found = {}
    for bare in (False, True):
        folder = tmp_path / str(bare)
        projects.make_peer(ROOT, folder, plan(FEWEST, 1, IDS), bare=bare)
        found[bare] = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    assert found[False]["markdown_extensions"] == ours["markdown_extensions"]
    assert found[False]["theme"]["features"] == ours["theme"]["features"]
    assert found[True]["markdown_extensions"] == []
    assert "features" not in found[True]["theme"]


def test_entries_are_as_long_as_they_are_said_to_be() -> None:
    """An entry has some 250 words, like those that the goals were set on."""
    texts = [" ".join(_texts(entry.fields)) for entry in entries(plan(200, 1, IDS))]
    assert 230 < sum(len(text.split()) for text in texts) / len(texts) < 290


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _texts(item)]
    return [str(value)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell what a process used")
def test_children_count_in_what_a_program_uses(tmp_path: Path) -> None:
    """Neither work nor memory hides in a child process."""
    child = "x = b'x' * 60_000_000; sum(range(8_000_000))"
    parent = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    )
    used = run([sys.executable, "-c", parent], tmp_path, os.environ)
    idle = run([sys.executable, "-c", "pass"], tmp_path, os.environ)
    assert used.peak is not None
    assert idle.peak is not None
    assert used.peak > 60 > idle.peak
    assert used.cpu is not None
    assert idle.cpu is not None
    assert used.cpu > idle.cpu + 0.05
    assert used.wall > idle.wall


def test_failed_build_is_no_measurement(tmp_path: Path) -> None:
    """A build that fails fast must not look like a fast build; its last words are shown."""
    with pytest.raises(FailedError, match="no paper left"):
        run([sys.executable, "-c", "raise SystemExit('no paper left')"], tmp_path, os.environ)


def usages(*walls: float) -> list[Usage]:
    """Return runs that took so long, of little else."""
    return [Usage(wall, wall, 90.0, None) for wall in walls]


def test_ratios_are_taken_pair_by_pair() -> None:
    """A minute in which the machine was slow for both does not move the ratio."""
    found = report.ratios(usages(1, 10, 2), usages(4, 40, 4), "wall")
    assert found == report.Spread(0.25, 0.25, 0.5)


def test_goals_name_what_was_missed() -> None:
    """A figure over its limit says so; what was not measured, or not promised, is not judged."""
    ours = [
        report.Series("a", 1_000, cold=usages(2), served=[Edit(0.9, 0.5, None)]),
        report.Series("a", 10_000, cold=usages(15), watched=Usage(20, 30, 90.0, 510.0)),
    ]
    theirs = [
        report.Series("b", 1_000, cold=usages(8)),
        report.Series("b", 10_000, cold=usages(50)),
    ]
    met = {goal.name: goal.met for goal in report.goals(ours, theirs)}
    assert met == {
        "cold build of 1000, wall, of b's": True,
        "cold build of 1000, cpu, of b's": True,
        "cold build of 10000, wall, of b's": False,
        "cold build of 10000, cpu, of b's": True,
        "growth of time an entry, 1000 to 10000": True,
        "peak memory at 10000, MB": False,
        "one edit among 1000, rebuilt, of a cold build": False,
    }
    assert "MISSED" in report.as_text(ours, theirs)


def test_bench_runs() -> None:
    """The command builds both sides, edits under serve, and counts what came out."""
    size = FEWEST
    command = [
        sys.executable,
        "scripts/bench.py",
        f"--entries={size}",
        "--runs=1",
        "--edit",
        "--json",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    ours, theirs = json.loads(done.stdout)["series"]
    assert ours["output"]["pages"] > size + len(KINDS)
    by_hand = len(list((ROOT / "docs").rglob("*.md")))
    # Its start page and its page for addresses that lead nowhere come on top.
    assert theirs["output"]["pages"] == size + by_hand + 2
    assert ours["cold"][0]["wall"] > 0
    assert ours["served"][0]["seen"] >= ours["served"][0]["rebuilt"] > 0


@pytest.mark.parametrize(
    "wrong",
    [
        ["--entries", "3"],
        ["--runs", "0"],
        ["--entries", "50", "--growth"],
        ["--pictures", "0"],
        ["--photos", "docs"],
        ["--pictures", "1", "--photos", "nowhere"],
    ],
)
def test_wrong_usage_is_told_apart(wrong: list[str]) -> None:
    """What cannot be measured is refused before anything is built."""
    command = [sys.executable, "scripts/bench.py", *wrong]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
