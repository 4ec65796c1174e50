"""When entries came and were changed: from git, from their own dates, and never more than visitors may know."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.support.html import text_of

from jambanken import history as asked
from jambanken.bank import Memory, load
from jambanken.cache.store import Store
from jambanken.catalogue import Catalogue, catalogue
from jambanken.history import MANY, UNKNOWN, Dates, Touched, dates_of, history
from jambanken.kinds.base import Entry
from jambanken.output import Page
from jambanken.pages.environment import environment
from jambanken.pages.memory import PageMemory
from jambanken.pages.news import MOST, by_month, news_making, news_of

TODAY = dt.date(2026, 11, 22)
TIP = """\
titel: {title}
sammanfattning: Det här är en post som bara finns för att provas.
publicerad: {published}
teman: [bemotande]
tid: 15
steg:
  - text: Gör så här.
{more}"""


def day(text: str) -> dt.date:
    """Return a day of a test."""
    return dt.date.fromisoformat(text)


class Project:
    """A bank under git, with commits on days of one's own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, when: str = "2026-01-01T12:00:00+0100") -> str:
        """Ask git."""
        who = {
            f"GIT_{role}_{what}": "x@example.org"
            for role in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        env = {**os.environ, **who, **plain, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        program = [shutil.which("git") or "git", *words]
        done = subprocess.run(program, cwd=self.root, env=env, check=True, capture_output=True)
        return done.stdout.decode()

    def tip(self, slug: str, published: str = "2026-01-01", more: str = "") -> Path:
        """Write a tip."""
        file = self.root / "tipsbank" / "tips" / f"{slug}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TIP.format(title=f"Om {slug}", published=published, more=more), "utf-8")
        return file

    def commit(self, when: str) -> None:
        """Commit all there is, at noon in Sweden on a day, or at a moment."""
        self.git("add", "-A")
        moment = when if "T" in when else f"{when}T12:00:00+0100"
        self.git("commit", "-q", "--allow-empty", "-m", "x", when=moment)

    def shown(self) -> Catalogue:
        """Return the bank as visitors see it."""
        bank = load(self.root, TODAY, Memory())
        return catalogue(bank, history=history(self.root, Store(None)))

    def page(self) -> Page:
        """Return ``/nytt/``."""
        return news_making(environment(lambda _: True), self.shown(), PageMemory("", None))()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A folder under git."""
    return Project(tmp_path)


def test_days_are_those_of_the_published_branch(project: Project) -> None:
    """Days are Swedish, a merge counts when it is made, and a file of an old name's time does not count."""
    project.tip("ett")
    project.tip("borta")
    project.commit("2026-03-01")
    project.tip("ett", more="uppdaterad: 2026-03-02\n")
    project.commit("2026-03-31T23:30:00+0000")  # April 1 in Sweden
    (project.root / "tipsbank" / "tips" / "borta.yml").unlink()
    project.commit("2026-04-05")
    project.tip("borta")
    project.commit("2026-05-05")
    project.git("checkout", "-q", "-b", "forslag")
    project.tip("gren")
    project.commit("2026-06-01")
    project.git("checkout", "-q", "main")
    project.git("merge", "-q", "--no-ff", "-m", "x", "forslag", when="2026-07-07T12:00:00+0200")
    assert history(project.root, Store(None)) == {
        "tips/ett": Touched(day("2026-03-01"), (day("2026-04-01"),)),
        "tips/borta": Touched(day("2026-05-05"), ()),
        "tips/gren": Touched(day("2026-07-07"), ()),
    }


def test_a_change_of_form_tells_nothing(project: Project) -> None:
    """Where more than `MANY` entries are changed at once, none of them has anything new to say."""
    for number in range(MANY + 1):
        project.tip(f"nr-{number}")
    project.commit("2026-03-01")
    for number in range(MANY + 1):
        project.tip(f"nr-{number}", more="insats: liten\n")
    project.tip("ny")
    project.commit("2026-04-01")
    project.tip("nr-1", more="insats: stor\n")
    project.commit("2026-05-01")
    found = history(project.root, Store(None))
    assert found["tips/nr-0"] == Touched(day("2026-03-01"), (), has_moved=True)
    assert found["tips/nr-1"] == Touched(day("2026-03-01"), (day("2026-05-01"),), has_moved=True)
    assert found["tips/ny"] == Touched(day("2026-04-01"), ())


@pytest.mark.parametrize(
    ("published", "updated", "changed", "expected"),
    [
        ("2026-01-01", None, (), ("2026-01-01", (), "2026-01-01")),
        ("2026-01-01", "2026-02-01", (), ("2026-01-01", ("2026-02-01",), "2026-02-01")),
        (
            "2026-01-01",
            "2026-02-01",
            ("2026-06-01",),
            ("2026-01-01", ("2026-06-01", "2026-02-01"), "2026-06-01"),
        ),
        # A picture that does not say when it was published.
        (None, None, (), ("2026-03-01", (), "2026-03-01")),
    ],
)
def test_a_bank_that_moves_is_not_new(
    published: str | None,
    updated: str | None,
    changed: tuple[str, ...],
    expected: tuple[str, tuple[str, ...], str],
) -> None:
    """What came with many others is as old as it says itself, as its own page has it."""
    entry = Entry.model_construct(
        published=day(published) if published else None, updated=day(updated) if updated else None
    )
    touched = Touched(day("2026-03-01"), tuple(map(day, changed)), has_moved=True)
    new, later, looked = expected
    assert dates_of(entry, touched, TODAY) == Dates(day(new), tuple(map(day, later)), day(looked))


def test_git_is_asked_once_a_commit(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it said is kept by the commit's name; a new commit is asked for anew."""
    calls: list[Sequence[str]] = []
    git = asked._git

    def counted(root: Path, *words: str) -> str:
        calls.append(words)
        return git(root, *words)

    monkeypatch.setattr(asked, "_git", counted)
    project.tip("ett")
    project.commit("2026-03-01")
    store = Store(project.root / "cache.sqlite")
    first = history(project.root, store)
    assert history(project.root, store) == first
    assert [words[0] for words in calls] == ["rev-parse", "log", "rev-parse"]
    project.tip("tva")
    project.commit("2026-03-02")
    assert set(history(project.root, store)) == {"tips/ett", "tips/tva"}


def without_git(project: Project) -> None:
    """Take git away."""
    (project.root / ".git").rename(project.root / "git")


def shallow(project: Project) -> None:
    """Make it half a history, as a quick clone has it."""
    head = project.git("rev-parse", "HEAD")
    (project.root / ".git" / "shallow").write_text(head, "ascii")


def without_commits(project: Project) -> None:
    """Make it a repository that is new."""
    (project.root / ".git").rename(project.root / "git")
    project.git("init", "-q")


@pytest.mark.parametrize("spoil", [without_git, shallow, without_commits])
def test_without_git_the_dates_hold(project: Project, spoil: object) -> None:
    """A folder without git, a new one, and a shallow clone tell what the files say."""
    project.tip("ett", "2026-02-03", "uppdaterad: 2026-05-06\n")
    project.commit("2026-09-09")
    assert callable(spoil)
    spoil(project)
    shown = project.shown()
    assert shown.history == {}
    dates = shown.dates(shown.records["tips/ett"])
    assert dates == Dates(day("2026-02-03"), (day("2026-05-06"),), day("2026-05-06"))


@pytest.mark.parametrize(
    ("published", "updated", "touched", "expected"),
    [
        ("2026-01-01", None, UNKNOWN, ("2026-01-01", (), "2026-01-01")),
        ("2026-01-01", "2026-02-01", UNKNOWN, ("2026-01-01", ("2026-02-01",), "2026-02-01")),
        (None, None, UNKNOWN, (None, (), None)),
        (None, None, ("2026-03-01", ()), ("2026-03-01", (), "2026-03-01")),
        # It waited for its day: what was changed before nobody had read.
        ("2026-05-01", None, ("2026-03-01", ("2026-04-01",)), ("2026-05-01", (), "2026-05-01")),
        (
            "2026-01-01",
            None,
            ("2026-03-01", ("2026-06-01", "2026-04-01")),
            ("2026-03-01", ("2026-06-01", "2026-04-01"), "2026-06-01"),
        ),
        # A clock that is ahead of the day the site is built for.
        ("2026-01-01", None, ("2027-01-01", ()), ("2026-11-22", (), "2026-11-22")),
    ],
)
def test_dates(
    published: str | None,
    updated: str | None,
    touched: tuple[str | None, tuple[str, ...]],
    expected: tuple[str | None, tuple[str, ...], str | None],
) -> None:
    """An entry is new once, from the day it could be read; changes come after; nothing is in the future."""
    entry = Entry.model_construct(
        published=day(published) if published else None, updated=day(updated) if updated else None
    )
    added, changed, *_ = touched
    given = Touched(day(added) if isinstance(added, str) else None, tuple(map(day, changed)))
    new, later, looked = expected
    assert dates_of(entry, given, TODAY) == Dates(
        day(new) if new else None, tuple(map(day, later)), day(looked) if looked else None
    )


def test_the_page_tells_nothing_that_is_hidden(project: Project) -> None:
    """Drafts, archived entries, pictures that may not be shown and entries that are gone are not in it."""
    project.tip("synlig")
    project.tip("utkastet", more="status: utkast\n")
    project.tip("arkivet", more="status: arkiverad\n")
    project.tip("imorgon", published="2026-11-23")
    project.tip("borttagen")
    bilder = project.root / "bildbank"
    bilder.mkdir()
    (bilder / "aterkallad.yml").write_text(
        "titel: Borta\ntyp: illustration\nalt: Fem personer vid ett bord.\nfotograf: Kim\n"
        "licens: CC0-1.0\nåterkallad: 2026-05-05\n",
        "utf-8",
    )
    project.commit("2026-03-01")
    (project.root / "tipsbank" / "tips" / "borttagen.yml").unlink()
    project.commit("2026-04-01")
    shown = project.shown()
    assert set(shown.history) == {"tips/synlig", "tips/arkivet"}
    body = project.page().body
    assert "tips/synlig" in body
    for hidden in ("utkastet", "arkivet", "imorgon", "borttagen", "aterkallad", "example.org"):
        assert hidden not in body, hidden


def test_the_page_goes_month_by_month(project: Project) -> None:
    """The latest first; an entry has one line a month, and its newness counts for more than a change."""
    project.tip("ett")
    project.tip("tva")
    project.commit("2026-03-01")
    project.tip("ett", more="insats: liten\n")
    project.commit("2026-03-20")
    project.tip("ett", more="insats: stor\n")
    project.commit("2026-05-02")
    project.tip("ett", more="insats: mellan\n")
    project.commit("2026-05-03")
    lines = text_of(project.page().body).partition("månad för månad.")[2].partition("Följ:")[0]
    told = "Maj 2026 3 maj Ändrad Tips Om ett Mars 2026 1 mars Ny Tips Om ett Ny Tips Om tva"
    assert " ".join(lines.split()) == told


def test_a_large_bank_has_a_page_to_read(project: Project) -> None:
    """What does not fit is counted month by month; a full month is cut."""
    for number in range(MOST + 10):
        published = "2026-10-01" if number < MOST - 5 else "2026-09-01"
        project.tip(f"nr-{number:03}", published)
    months = list(by_month(news_of(project.shown())))
    assert [(m.name, sum(len(d.news) for d in m.days), m.new) for m in months] == [
        ("oktober 2026", MOST - 5, MOST - 5),
        ("september 2026", 0, 15),
    ]
    assert "September 2026: 15 nya" in text_of(project.page().body)
    for number in range(MOST + 10):
        project.tip(f"nr-{number:03}", "2026-10-01")
    (month,) = by_month(news_of(project.shown()))
    assert sum(len(d.news) for d in month.days) == MOST
    assert f"{MOST} senaste av {MOST + 10}" in text_of(project.page().body)
