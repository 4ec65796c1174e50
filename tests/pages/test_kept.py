"""Pages kept from an earlier build: taken again where nothing they are made from has changed."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from tests.support.bank import TODAY, pages, write

from jambanken.bank import Memory, Record
from jambanken.build import compile_site
from jambanken.cache.store import Store
from jambanken.history import Touched
from jambanken.memory import SiteMemory
from jambanken.pages.entry import EntryPages
from jambanken.printing.prints import Shop


def path(*tips: str) -> dict[str, Any]:
    """Return the fields of a learning path."""
    return {"steg": [{"rubrik": "Ett", "poster": [f"tips/{slug}" for slug in tips]}]}


BANK = {"namn": "Provbanken", "repo": {"namn": "region-x/bank"}, "bildmapp": "../foton"}
#: An entry that none of the others has to do with.
APART = "tips/for-sig"
SOLD_OUT = {"lager": "slut"}
TO_ORDER = {"beställning": "tryck"}
FIRST: Mapping[str, Mapping[str, Any]] = {
    APART: {"syfte": "Att visa ett ordval."},
    "tips/en": {"relaterat": ["tips/annan"]},
    "tips/annan": {},
    "begrepp/ord": {"titel": "Annat"},
    "utbildningar/kurs": {"tillfällen": [{"rubrik": "Start", "start": TODAY.isoformat()}]},
    # A path, its entries in a row.
    "larvagar/vag": path("forst", "mitt"),
    "tips/forst": {},
    "tips/mitt": {},
    "tips/sist": {},
    "tips/flyttas": {},
    # Printed things: one that a later edition of a later edition stands for, and who uses them.
    "trycksaker/gammal": {**TO_ORDER, "artikelnummer": "T-1", "ersätts_av": "trycksaker/nyare"},
    "trycksaker/nyare": {**TO_ORDER, "artikelnummer": "T-2", "ersätts_av": "trycksaker/nyast"},
    "trycksaker/nyast": {**TO_ORDER, "artikelnummer": "T-3"},
    "trycksaker/kort": {
        "artikelnummer": "T-4",
        "beställning": "tryck",
        "ersätts_av": "trycksaker/ny",
        "relaterat": ["tips/delar-ut"],
    },
    "trycksaker/ny": {**TO_ORDER, "artikelnummer": "T-5"},
    "tips/delar-ut": {"trycksaker": ["trycksaker/kort"]},
    "tips/anvander": {"trycksaker": ["trycksaker/nyast"], "relaterat": ["trycksaker/nyast"]},
    # A meeting, whose page has the questions and the printed things of its tips.
    "larvagar/mote": {
        "typ": "mötespaket",
        "steg": [{"rubrik": "Ett", "tid": "5", "poster": ["tips/fragar"]}],
    },
    "tips/fragar": {"diskussionsfrågor": ["Vad såg ni?"], "trycksaker": ["trycksaker/slut"]},
    "trycksaker/slut": {**TO_ORDER, "artikelnummer": "T-6", **SOLD_OUT},
}


@dataclass(frozen=True)
class Around:
    """What a build depends on beside the files."""

    today: dt.date = TODAY
    has_prints: bool = False
    history: Mapping[str, Touched] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """A change, and an entry's page that shows it; ``for_all`` where all pages are made anew."""

    name: str
    page: str
    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    shared: Mapping[str, Any] = field(default_factory=dict)
    around: Callable[[Around], Around] = lambda around: around
    files: Callable[[Path], object] = lambda root: root
    for_all: bool = False


def _second_folder(root: Path) -> None:
    """Put the bank's one picture into the folder of photos outside the project."""
    shutil.copytree(root / "bildbank", root.parent / "foton")
    shutil.rmtree(root / "bildbank")


STEPS = (
    Step("its own text", "tips/annan", {"tips/annan": {"syfte": "Nytt."}}),
    Step("an entry it names", "tips/en", {"tips/annan": {"titel": "Ny titel"}}),
    Step(
        "an entry that names it",
        "tips/annan",
        {"tips/en": {"titel": "En ny titel", "relaterat": ["tips/annan"]}},
    ),
    Step("an entry it names is hidden", "tips/en", {"tips/annan": {"status": "arkiverad"}}),
    Step("what is wrong with it", "tips/en", {"tips/en": {"tid": "fem"}}),
    Step(
        "what git knows",
        "tips/forst",
        around=lambda around: replace(
            around, history={"tips/forst": Touched(None, (dt.date(2026, 3, 1),))}
        ),
    ),
    Step("the entry before in a path", "tips/mitt", {"tips/forst": {"titel": "Nytt först"}}),
    Step("the entry after in a path", "tips/forst", {"tips/mitt": {"titel": "Nytt i mitten"}}),
    Step(
        "how many there are in a path",
        "tips/forst",
        {"larvagar/vag": path("forst", "mitt", "sist", "flyttas")},
    ),
    Step(
        "the number in a path",
        "tips/mitt",
        {"larvagar/vag": path("flyttas", "forst", "mitt", "sist")},
    ),
    Step(
        "the path",
        "tips/mitt",
        {"larvagar/vag": {"titel": "Vägen", **path("flyttas", "forst", "mitt", "sist")}},
    ),
    Step(
        "the latest edition",
        "trycksaker/gammal",
        {"trycksaker/nyast": {**TO_ORDER, "artikelnummer": "T-3", "titel": "Den nyaste"}},
    ),
    Step(
        "the tips it belongs to",
        "trycksaker/nyast",
        {"tips/anvander": {"relaterat": ["trycksaker/nyast"]}},
    ),
    Step(
        "what can be ordered, and is no longer a link",
        "tips/delar-ut",
        {
            "trycksaker/ny": {**TO_ORDER, "artikelnummer": "T-5", "status": "arkiverad"},
            "trycksaker/kort": {
                "artikelnummer": "T-4",
                "beställning": "tryck",
                "ersätts_av": "trycksaker/ny",
            },
        },
    ),
    Step(
        "what cannot be ordered",
        "tips/delar-ut",
        {"trycksaker/ny": {**TO_ORDER, "artikelnummer": "T-5"}},
    ),
    Step(
        "a question for a meeting",
        "larvagar/mote",
        {"tips/fragar": {"diskussionsfrågor": ["Varför?"], "trycksaker": ["trycksaker/slut"]}},
    ),
    Step(
        "material for a meeting",
        "larvagar/mote",
        {"trycksaker/slut": {**TO_ORDER, "artikelnummer": "T-6", "titel": "Affischen", **SOLD_OUT}},
    ),
    Step("where its file lies", "bildbank/fika", files=_second_folder),
    Step(
        "print files",
        "tips/forst",
        around=lambda around: replace(around, has_prints=True),
        for_all=True,
    ),
    Step("a term", APART, {"begrepp/ord": {"titel": "Ordval"}}, for_all=True),
    Step(
        "a shared file",
        APART,
        shared={"bank": {**BANK, "repo": {"namn": "region-y/bank"}}},
        for_all=True,
    ),
    Step(
        "the day",
        "utbildningar/kurs",
        around=lambda around: replace(around, today=TODAY + dt.timedelta(days=1)),
        for_all=True,
    ),
)


class Project:
    """A bank that is built again and again."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root / "bank"
        self.around = Around()
        self.shared: dict[str, Any] = {"bank": BANK}
        self.memory = SiteMemory()
        self.rendered: set[str] = set()
        monkeypatch.setattr("jambanken.build.history", lambda *_: self.around.history)
        monkeypatch.setattr(EntryPages, "body", self._noting(EntryPages.body))

    def _noting(
        self, body: Callable[[EntryPages, Record], str]
    ) -> Callable[[EntryPages, Record], str]:
        def noted(pages: EntryPages, record: Record) -> str:
            self.rendered.add(record.ref)
            return body(pages, record)

        return noted

    def change(self, step: Step) -> None:
        """Take a step."""
        self.around = step.around(self.around)
        self.shared |= step.shared
        write(self.root, step.entries, **self.shared)
        step.files(self.root)

    def pages(self, memory: SiteMemory, store: Store) -> dict[str, str]:
        """Return the pages of a preview, and note which entries' are rendered."""
        self.rendered.clear()
        shop = Shop(self.root) if self.around.has_prints else None
        known = (self.root, self.around.today, memory)
        return pages(compile_site(*known, preview=True, store=store, shop=shop))

    def cold(self) -> dict[str, str]:
        """Return the pages as they are made from nothing but the last good versions of entries."""
        good = dict(self.memory.bank.good)
        return self.pages(SiteMemory(Memory(good=good)), Store(None))


def from_store(project: Project) -> dict[str, str]:
    """Build in a process of its own, as it were: what is kept lies in a file."""
    project.memory.pages.clear()
    store = Store(project.root / "cache.sqlite")
    made = project.pages(project.memory, store)
    store.close()
    return made


def from_memory(project: Project) -> dict[str, str]:
    """Build in the process of a preview, which remembers the pages it made."""
    return project.pages(project.memory, Store(None))


@pytest.mark.parametrize("warm", [from_store, from_memory])
def test_what_is_kept_is_taken_only_where_nothing_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, warm: Callable[[Project], dict[str, str]]
) -> None:
    """A warm build gives the same pages as a cold one, whatever has changed, and renders few."""
    project = Project(tmp_path, monkeypatch)
    project.change(Step("the first build", "", {**FIRST, "bildbank/fika": {"fil": "fika.png"}}))
    before = warm(project)
    assert project.rendered >= FIRST.keys()
    assert (warm(project), project.rendered) == (before, set())
    for step in STEPS:
        project.change(step)
        cold = project.cold()
        assert cold[f"{step.page}/"] != before[f"{step.page}/"], step.name
        assert warm(project) == cold, step.name
        assert (APART in project.rendered) == step.for_all, step.name
        before = cold
