"""A change is checked as it was sent in, by code that it cannot touch, and the answer is all there."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.support.bank import TODAY, put_picture, smallest, write

from jambanken.pullrequest.told import read_told
from prtools.check import Job, Outcome, run
from prtools.command import main
from prtools.repository import CannotLayError, lay

ENV = {"FORSLAG_REPO": "en/gaffel", "FORSLAG_SHA": "abc"}
_DRAWN = {"typ": "illustration", "rättslig_grund": None, "igenkännbara": None}


def git(folder: Path, *words: str) -> None:
    """Run git with a name of the test's own."""
    named = ("-c", "user.name=x", "-c", "user.email=x@example.se", "-c", "core.hooksPath=/dev/null")
    subprocess.run(["git", *named, *words], cwd=folder, check=True, capture_output=True)  # noqa: S607  # git is where it is


def put(path: Path, kind: str, **fields: object) -> None:
    """Write an entry, the smallest of its kind but for some fields."""
    path.write_text(json.dumps(smallest(kind, **fields), ensure_ascii=False), encoding="utf-8")


@pytest.fixture
def banks(tmp_path: Path) -> tuple[Path, Path]:
    """Our bank, and a clone with a change merged: the way a check finds them."""
    ours, clone = tmp_path / "banken", tmp_path / "forslaget"
    ours.mkdir()
    write(
        ours,
        {
            "tips/gammal": {"teman": ["okant-tema"]},
            "filmer/om": {},
            "bildbank/fika": {**_DRAWN, "fil": "fika.png"},
            "begrepp/ord": {},
        },
    )
    for folder in (ours,):
        git(folder, "init", "-q", "-b", "main")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "Bank")
    git(tmp_path, "clone", "-q", str(ours), str(clone))
    git(clone, "checkout", "-q", "-b", "forslag")
    return ours, clone


def send(clone: Path) -> None:
    """Commit what lies in the clone, and merge it as GitHub does."""
    git(clone, "add", "-A")
    git(clone, "commit", "-q", "-m", "Förslag")
    git(clone, "checkout", "-q", "main")
    git(clone, "merge", "-q", "--no-ff", "-m", "merge", "forslag")


def checked(banks: tuple[Path, Path]) -> Outcome:
    """Send the change and check it, with a web where nothing is to be found."""
    ours, clone = banks
    send(clone)
    return run(Job(ours, clone, "HEAD^1", "HEAD", TODAY, lambda *_: 404), ENV)


def test_a_whole_change(banks: tuple[Path, Path]) -> None:
    """A new tip with a picture, a mended film, a word that goes, code and a link: each is met as what it is."""
    ours, clone = banks
    tip = {"syfte": "**Vi** frågar @alla.", "bild": "bildbank/fika", "titel": "Fråga <alla>"}
    sources = [{"titel": "K", "länk": "https://ny.example/x"}]
    put(clone / "tipsbank/tips/ny.yml", "tips", **tip, källor=sources)
    put(clone / "tipsbank/filmer/om.yml", "filmer", titel="En annan titel")
    put(clone / "tipsbank/tips/fel.yml", "tips", malgrupper=["chef"])
    put_picture(clone / "bildbank/fika.png", (30, 20))
    (clone / "bildbank/fika.png").write_bytes((clone / "bildbank/fika.png").read_bytes())
    (clone / "tipsbank/begrepp/ord.yml").unlink()
    (clone / "mkdocs.yml").write_text("hooks: [evil.py]\n", encoding="utf-8")
    (clone / "tipsbank/tips/lank.yml").symlink_to("/etc/passwd")
    found = checked(banks)

    assert (found.passes, found.is_code) == (False, True)
    assert found.pages == ("filmer/om/", "tips/ny/")
    assert not (ours / "mkdocs.yml").exists()
    assert not (ours / "tipsbank/tips/lank.yml").exists()
    assert not (ours / "tipsbank/begrepp/ord.yml").exists()
    # The worst of the changed files stands first: GitHub shows ten.
    assert found.annotations.startswith("::error file=tipsbank/tips/fel.yml,line=1")
    assert "okant-tema" in found.annotations.splitlines()[-1]

    said = found.summary
    assert "<h2>1 sak att rätta</h2>" in said
    assert "1 ändrad film, 1 borttaget begrepp och 2 andra filer." in said
    assert "Menade du &#34;målgrupper&#34;?" in said
    assert "<p>Ändrat: Titel.</p>" in said
    assert "<strong>Vi</strong> frågar @\u2060alla." in said
    assert "<h3>Tips: Fråga &lt;alla&gt;</h3>" in said
    assert "länkar till: <code>ny.example</code>" in said
    assert "<code>https:\u2060//ny.example/x</code>: Sidan finns inte (404)." in said
    assert "<code>mkdocs.yml</code>" in said
    assert "genvägar" in said
    assert "Det här fanns redan i banken." in said

    told = read_told(found.told.encode())
    assert (told.errors, told.hosts) == (1, ("ny.example",))
    assert {problem.file for problem in told.problems} >= {"tipsbank/tips/fel.yml"}


def test_a_picture_is_shown_only_where_it_may_be(banks: tuple[Path, Path]) -> None:
    """The new picture is in the summary; one whose consent has run out is not, nor what it shows."""
    _, clone = banks
    basis = {"typ": "samtycke", "referens": "D1"}
    people = {"typ": "foto", "igenkännbara": "ja"}
    put_picture(clone / "bildbank/teckning.png")
    put(
        clone / "bildbank/teckning.yml",
        "bildbank",
        **_DRAWN,
        fil="teckning.png",
        alt="En ritad katt.",
    )
    put_picture(clone / "bildbank/gammal.png")
    put(
        clone / "bildbank/gammal.yml",
        "bildbank",
        **people,
        fil="gammal.png",
        alt="En fotograferad person.",
        rättslig_grund={**basis, "gäller_till": "2026-11-01"},
    )
    put(clone / "tipsbank/tips/med.yml", "tips", bild="bildbank/gammal")
    found = checked(banks)
    shown = (
        '<img src="https://github.com/en/gaffel/raw/abc/bildbank/teckning.png" alt="En ritad katt."'
    )
    assert shown in found.summary
    assert "gammal.png" not in found.summary
    assert "fotograferad person" not in found.summary
    assert "gammal</code> får inte visas" in found.summary


def test_a_sound_change_passes(banks: tuple[Path, Path]) -> None:
    """Nothing new at fault, no code: but the error that was there before still stops the bank."""
    _, clone = banks
    put(clone / "tipsbank/tips/gammal.yml", "tips")
    found = checked(banks)
    assert (found.passes, found.is_code, found.annotations) == (True, False, found.annotations)
    assert "Inget behöver rättas" in found.summary
    assert "::error" not in found.annotations


def test_too_much_is_refused_in_words(
    banks: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text of a megabyte is not even read, and the summary says why."""
    ours, clone = banks
    (clone / "tipsbank/tips/stor.yml").write_text("a" * 300_001, encoding="utf-8")
    send(clone)
    monkeypatch.chdir(tmp_path)
    env = {**os.environ, "GITHUB_STEP_SUMMARY": "summary.md", "SOURCE_DATE_EPOCH": "1795348800"}
    words = ["check", str(clone), "--told", "told.json", "--pages", "pages.txt", "--no-links"]
    assert main(words, ours, env) == 1
    summary = Path("summary.md").read_text("utf-8")
    assert "tipsbank/tips/stor.yml: filen är 300001 byte. Den får vara högst 300000." in summary
    assert not Path("told.json").exists()


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """A folder of the bank that is a link leads no file elsewhere."""
    (tmp_path / "bank").mkdir()
    (tmp_path / "annan").mkdir()
    (tmp_path / "bank/tipsbank").symlink_to(tmp_path / "annan")
    with pytest.raises(CannotLayError, match="genväg"):
        lay(tmp_path / "bank", {"tipsbank/a.yml": b"x"})
    assert list((tmp_path / "annan").iterdir()) == []
