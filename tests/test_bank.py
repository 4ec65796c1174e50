"""Reading a whole bank: no content stops it, and one broken file leaves the rest."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from tests.support.bank import SHARED, TODAY, compiled, pages, smallest, write
from tests.support.models import CASES

from jambanken.bank import Memory, begin, load
from jambanken.build import compile_site
from jambanken.cache.store import Store
from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.memory import SiteMemory
from jambanken.parse import parse
from jambanken.problems import Level, stops_build
from jambanken.shared import ID_LISTS
from jambanken.values import Id

FILES = [
    "bank.yml",
    *(name for name in SHARED if name != "bank.yml"),
    *(f"{kind.folder}/a.yml" for kind in KINDS),
]
SNIPPETS = [
    *(path.read_bytes() for path in sorted(CASES.glob("*/good/*.yml"))),
    *(path.read_bytes() for path in sorted(CASES.glob("*/bad/*.yml"))),
]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(FILES),
            st.binary(max_size=200)
            | st.sampled_from(SNIPPETS)
            | st.builds(bytes.__add__, st.sampled_from(SNIPPETS), st.binary(max_size=40)),
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_no_bytes_in_any_file_raise(files: list[tuple[str, bytes]]) -> None:
    """Whatever stands in a file, the bank is read and rendered; what is wrong is a problem."""
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {})
        for name, raw in files:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(raw)
        for preview in (False, True):
            site = compiled(root, preview=preview)
            assert len(pages(site)) > len(KINDS)
            for problem in site.problems:
                assert "\n" not in str(problem)


def test_one_broken_entry_leaves_the_rest(tmp_path: Path) -> None:
    """An error in a file is an error of that file alone."""
    write(tmp_path, {"tips/bra": {}, "tips/trasigt": {"tid": "fem"}})
    bank = load(tmp_path, TODAY, Memory())
    assert list(bank.records) == ["tips/bra"]
    assert [broken.ref for broken in bank.broken] == ["tips/trasigt"]
    assert [(problem.file, problem.rule) for problem in bank.problems] == [
        ("tipsbank/tips/trasigt.yml", "fel-varde")
    ]


def test_an_entry_that_the_reader_has_an_error_for_is_broken(tmp_path: Path) -> None:
    """A key that stands twice could mean either: nothing of the entry is published."""
    write(tmp_path, {})
    path = tmp_path / "tipsbank/tips/dubbel.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(smallest("tips"))[:-1] + ', "titel": "Andra"}', "utf-8")
    bank = load(tmp_path, TODAY, Memory())
    assert bank.records == {}
    assert [problem.rule for problem in bank.problems] == ["dubbel-nyckel"]


def test_the_last_good_version_stays_with_its_faults_in_preview(tmp_path: Path) -> None:
    """Who writes sees the last version that could be read, with the errors of the new one on it."""
    memory, store = SiteMemory(), Store(None)
    write(tmp_path, {"tips/a": {"titel": "Första versionen"}})
    compile_site(tmp_path, TODAY, memory, preview=True, store=store)
    write(tmp_path, {"tips/a": {"titel": "Andra versionen", "tid": "fem"}})
    for _ in range(2):  # also when nothing has changed since the error came
        site = compile_site(tmp_path, TODAY, memory, preview=True, store=store)
        page = pages(site)["tips/a/"]
        assert "Första versionen" in page
        assert "Andra versionen" not in page
        assert "<strong>Filen har fel.</strong>" in page
        assert "är inget heltal" in page
        assert stops_build(site.problems)
    write(tmp_path, {"tips/a": {"titel": "Tredje versionen"}})
    page = pages(compile_site(tmp_path, TODAY, memory, preview=True, store=store))["tips/a/"]
    assert "Tredje versionen" in page
    assert "Filen har fel" not in page
    write(tmp_path, {"tips/a": {"titel": "Första versionen"}})
    assert (
        "Filen har fel"
        not in pages(compile_site(tmp_path, TODAY, memory, preview=True, store=store))["tips/a/"]
    )


def test_a_build_for_visitors_keeps_nothing_of_a_broken_entry(tmp_path: Path) -> None:
    """What the last good version was is no matter outside preview."""
    memory = SiteMemory()
    write(tmp_path, {"tips/a": {}})
    compile_site(tmp_path, TODAY, memory)
    write(tmp_path, {"tips/a": {"tid": "fem"}})
    site = compile_site(tmp_path, TODAY, memory)
    assert "tips/a/" not in pages(site)
    assert stops_build(site.problems)


def test_an_entry_that_was_never_good_shows_its_errors(tmp_path: Path) -> None:
    """In preview the errors are the entry's page, for nobody else to find."""
    write(tmp_path, {"tips/a": {"tid": "fem", "<b>": "x"}})
    site = compiled(tmp_path, preview=True)
    page = next(page for page in site.pages if page.address == "tips/a/")
    assert not page.indexed
    assert "är inget heltal" in page.body
    assert "&lt;b&gt;" in page.body
    assert "<b>" not in page.body
    assert "tips/a/" not in pages(compiled(tmp_path))


def test_a_missing_or_broken_shared_file_is_no_end(tmp_path: Path) -> None:
    """Without bank.yml and vocabularies there is still a site, and the errors say why it is bare."""
    write(tmp_path, {"tips/a": {}})
    for name in SHARED:
        (tmp_path / name).unlink()
    assert "" in pages(compiled(tmp_path))
    for name in SHARED:
        (tmp_path / name).write_text("fel: fel\n", "utf-8")
    site = compiled(tmp_path, preview=True)
    assert "" in pages(site)
    assert {problem.file for problem in site.problems} >= set(SHARED)


def test_names_of_files(tmp_path: Path) -> None:
    """A name that cannot be an address is said, and the file is left out."""
    write(tmp_path, {"tips/a": {}})
    folder = tmp_path / "tipsbank/tips"
    for name in ("Å.yml", "A.yml", "a--b.yml", "a b.yml", "b.yaml", "x" * 81 + ".yml", "-a.yml"):
        (folder / name).write_text("titel: x\n", "utf-8")
    (folder / ".dold.yml").write_text("titel: x\n", "utf-8")
    (folder / "mapp").mkdir()
    (folder / "genvag.yml").symlink_to(folder / "a.yml")
    bank = load(tmp_path, TODAY, Memory())
    assert list(bank.records) == ["tips/a"]
    lines = sorted(str(problem).removeprefix("tipsbank/tips/") for problem in bank.problems)
    expected = (CASES.parent / "folder" / "names.txt").read_text("utf-8").splitlines()
    assert lines == expected


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    """A file from a system with another encoding does not stop the run, nor its printing."""
    root = write(tmp_path, {"tips/a": {}})
    raw = os.fsencode(root / "tipsbank/tips") + b"/sm\xf6r\nfel.yml"
    Path(os.fsdecode(raw)).write_text("titel: x\n", "utf-8")
    (problem,) = load(root, TODAY, Memory()).problems
    assert str(problem).startswith('tipsbank/tips/sm?r?fel.yml:1:1: fel: "sm?r?fel.yml" kan inte')


def test_the_second_picture_folder(tmp_path: Path) -> None:
    """Pictures of real people may lie outside the repository; their file cannot be edited there."""
    root = write(
        tmp_path / "bank", {"bildbank/har": {}}, bank={"namn": "AB", "bildmapp": "../foton"}
    )
    folder = tmp_path / "foton"
    folder.mkdir()
    for slug in ("utanfor", "har"):
        (folder / f"{slug}.yml").write_text(json.dumps(smallest("bildbank")), "utf-8")
    bank = load(root, TODAY, Memory())
    assert list(bank.records) == ["bildbank/har", "bildbank/utanfor"]
    assert bank.records["bildbank/utanfor"].source.file == "foton/utanfor.yml"
    assert [str(problem) for problem in bank.problems] == [
        "foton/har.yml:1:1: fel: posten finns redan i bildbank/har.yml. Ta bort eller döp om en av dem. [krock]"
    ]


def test_a_second_picture_folder_that_cannot_be_read(tmp_path: Path) -> None:
    """A path that no disk can hold is said, not traced; without the folder there are no pictures."""
    for path, rules in (("b" * 300, ["olasbar-fil"]), ("../finns-inte", []), ("bank.yml", [])):
        write(tmp_path, {"tips/a": {}}, bank={"namn": "AB", "bildmapp": path})
        assert [problem.rule for problem in load(tmp_path, TODAY, Memory()).problems] == rules


def test_an_unchanged_file_is_read_once(tmp_path: Path) -> None:
    """What a builder that lives on has read and rendered stays what it was."""
    write(tmp_path, {"tips/a": {}, "tips/b": {}})
    memory = Memory()
    before = load(tmp_path, TODAY, memory).records
    write(tmp_path, {"tips/a": {"titel": "Ny titel"}})
    after = load(tmp_path, TODAY, memory).records
    assert after["tips/b"] is before["tips/b"]
    assert after["tips/a"].entry.title == "Ny titel"


def test_many_faults_in_one_file_take_bearable_time(tmp_path: Path) -> None:
    """A file as large as is read, with an unknown key on every line, is no way to stop a check."""
    write(tmp_path, {})
    path = tmp_path / "tipsbank/tips/manga.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"nyckel{number}: x\n" for number in range(9_000)), "utf-8")
    bank = load(tmp_path, TODAY, Memory())
    assert len([problem for problem in bank.problems if problem.level is Level.ERROR]) > 9_000


@pytest.mark.parametrize("name", [*SHARED, "tipsbank/tips/a.yml"])
def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path, name: str) -> None:
    """What lies elsewhere on the machine that builds is neither read nor repeated in a message."""
    root, secret = write(tmp_path / "bank", {"tips/a": {}}), tmp_path / "secret"
    secret.write_text("hemligt ord\n", "utf-8")
    (root / name).unlink()
    (root / name).symlink_to(secret)
    problems = [problem for problem in load(root, TODAY, Memory()).problems if problem.file == name]
    assert [problem.rule for problem in problems] == ["genvag"]
    assert "hemligt" not in str(problems)


@pytest.mark.parametrize("folder", ["tipsbank", "tipsbank/tips", "bildbank"])
def test_a_link_in_the_place_of_a_folder_is_not_followed(tmp_path: Path, folder: str) -> None:
    """Nothing is published from outside the folders of content."""
    root = write(tmp_path / "bank", {"tips/a": {}, "bildbank/b": {}})
    (root / folder).rename(tmp_path / "elsewhere")
    (root / folder).symlink_to(tmp_path / "elsewhere")
    bank = load(root, TODAY, Memory())
    assert list(bank.records) == (["tips/a"] if folder == "bildbank" else ["bildbank/b"])
    assert {problem.rule for problem in bank.problems} == {"genvag"}


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """Three gigabytes do not fill the memory."""
    root = write(tmp_path, {"tips/a": {}})
    with (root / "tipsbank/tips/stor.yml").open("wb") as file:
        file.truncate(3_000_000_000)
    (problem,) = load(root, TODAY, Memory()).problems
    assert str(problem).startswith("tipsbank/tips/stor.yml:1:1: fel: Filen är 3000000 kB.")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize(
    "name", ["con.yml", "nul.jpg", "aux", "com1.pdf", "a:b.jpg", "a b?.jpg", "slut.", "a\nb.jpg"]
)
def test_names_that_windows_cannot_have(tmp_path: Path, name: str) -> None:
    """One such file, and an editor on Windows can no longer fetch the bank."""
    root = write(tmp_path, {"bildbank/a": {}})
    (root / "bildbank" / name).touch()
    (problem,) = load(root, TODAY, Memory()).problems
    assert problem.rule == "filnamn"
    assert "på Windows" in str(problem)
    assert str(problem).isprintable()


def test_a_shared_file_with_errors_stays_as_it_last_was(tmp_path: Path) -> None:
    """In a preview one bad line in the vocabulary must not take the names from all pages."""
    memory = Memory()
    root = write(tmp_path, {"tips/a": smallest("tips")})
    before = load(root, TODAY, memory, keep_last_good=True)
    file = root / "tipsbank" / "vokabular.yml"
    file.write_text(file.read_text("utf-8").replace('"namn"', '"nam"', 1), "utf-8")
    after = load(root, TODAY, memory, keep_last_good=True)
    assert stops_build(after.problems)
    assert after.registry == before.registry


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_entries_keep_no_list_of_what_was_given(kind: Kind) -> None:
    """Ten thousand entries stay small: no part of any keeps names beside its values."""
    for path in sorted((CASES / kind.name / "good").glob("*.yml")):
        entry = parse(path.read_bytes(), path.name, kind.model).value
        assert entry is not None
        assert not list(_given(entry))


def _given(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        yield from (name for item in value for name in _given(item))
    elif isinstance(value, BaseModel):
        yield from value.model_fields_set
        for name in type(value).model_fields:
            yield from _given(getattr(value, name))


def test_what_was_begun_is_taken_once_and_by_its_own_bank(tmp_path: Path) -> None:
    """To begin to read early changes nothing in what is read."""
    first = write(tmp_path / "a", {"tips/fika": smallest("tips"), "tips/trasig": {"titel": []}})
    second = write(tmp_path / "b", {})
    plain = load(first, TODAY, Memory())
    memory = Memory()
    begin(first, memory)
    assert not load(second, TODAY, memory).records
    begin(first, memory)
    again = [load(first, TODAY, memory) for _ in range(2)]
    for found in again:
        assert {ref: one.entry for ref, one in found.records.items()} == {
            ref: one.entry for ref, one in plain.records.items()
        }
        assert found.problems == plain.problems


def test_every_sort_of_id_has_its_list(tmp_path: Path) -> None:
    """What entries name by id can be looked up, and stands in its file where its list says."""
    assert {one.sort for one in ID_LISTS} == set(Id.__subclasses__())
    bank = load(write(tmp_path, {}), TODAY, Memory())
    for one in ID_LISTS:
        rows: Any = SHARED[one.file]
        for key in one.place:
            rows = rows[key]
        assert [row["id"] for row in rows] == [str(item.id) for item in one.items_in(bank.registry)]
