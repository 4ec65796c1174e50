"""A preview is brought up to date where it stands, and holds what a new one would."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jambanken.output import Asset, Later
from jambanken.publishing.refresh import Refresh, Waiting
from jambanken.publishing.waiting import with_waiting

ADDRESSES = ("index.html", "tips/index.html", "tips/a/index.html", "tips/a/b.pdf", "x.css")
SITES = st.dictionaries(st.sampled_from(ADDRESSES), st.binary(max_size=3))


def contents(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def refreshed(
    folder: Path, standing: dict[str, object], site: dict[str, bytes]
) -> tuple[dict[str, object], list[str]]:
    """Bring a folder up to date; return what it is made from and what had to be made."""
    made: list[str] = []

    def make(address: str) -> bytes:
        made.append(address)
        return site[address]

    place = Refresh(folder, standing, ["robots.txt"], Waiting())
    for address, content in site.items():
        place.put(address, content, lambda address=address: make(address))  # type: ignore[misc]  # a default is how a loop's value is held
    assert not made, "nothing is written before all is known"
    place.finish()
    return place.made, made


@given(sites=st.lists(SITES, min_size=1, max_size=5))
def test_it_holds_what_a_new_one_would(
    tmp_path_factory: pytest.TempPathFactory, sites: list[dict[str, bytes]]
) -> None:
    """After any row of changes the folder has the last site's files, and only the changed were made."""
    folder, standing = tmp_path_factory.mktemp("preview"), {}  # type: tuple[Path, dict[str, object]]
    (folder / "robots.txt").write_bytes(b"others'")
    before: dict[str, bytes] = {}
    for site in sites:
        standing, made = refreshed(folder, standing, site)
        assert contents(folder) == {**site, "robots.txt": b"others'"}
        assert set(made) == {name for name in site if before.get(name) != site[name]}
        before = site


def test_two_files_with_one_address_are_told(tmp_path: Path) -> None:
    """What would hide another file is not written, as in a whole build."""
    place = Refresh(tmp_path, {}, ["404.html"], Waiting())
    place.put("a.html", 1, lambda: b"a")
    for address in ("a.html", "404.html"):
        with pytest.raises(FileExistsError):
            place.put(address, 2, lambda: b"b")


def test_what_is_left_for_later_is_made_when_it_is_asked_for(tmp_path: Path) -> None:
    """An edit leaves such a file out; who asks for it gets what it is now, once made and never stale."""
    made: list[int] = []

    def make(number: int) -> bytes:
        made.append(number)
        return b"%d" % number

    def asset(number: int) -> Asset:
        return Asset("data/tips.json", Later(number, partial(make, number)))

    standing: dict[str, object] = {}
    waiting = Waiting()
    for number in (1, 2, 3):
        place = Refresh(tmp_path, standing, (), waiting)
        place.put("data/tips.json", asset(number), asset(number).give)
        place.finish()
        standing = place.made
    assert made == [1]
    assert contents(tmp_path) == {}
    ask = with_waiting(lambda *_: [], waiting, tmp_path, "/banken/")
    for path in ("/banken/data/tips.json", "/banken/data/tips.json", "/banken/../x", "/"):
        ask({"PATH_INFO": path}, lambda *_: lambda _: None)
    assert made == [1, 3]
    assert contents(tmp_path) == {"data/tips.json": b"3"}


def test_what_could_not_be_made_is_still_waited_for(tmp_path: Path) -> None:
    """A fault that passes leaves no hole: the next who asks gets the file."""
    answers: list[bytes | OSError] = [OSError("full"), b"now"]

    def make() -> bytes:
        answer = answers.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return answer

    waiting = Waiting()
    waiting.put("data/tips.json", make)
    with pytest.raises(OSError, match="full"):
        waiting.bring(tmp_path, "data/tips.json")
    assert "data/tips.json" in waiting
    waiting.bring(tmp_path, "data/tips.json")
    assert contents(tmp_path) == {"data/tips.json": b"now"}
    assert "data/tips.json" not in waiting
