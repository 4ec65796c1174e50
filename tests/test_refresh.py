"""A preview is brought up to date where it stands, and holds what a new one would."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jambanken.publishing.refresh import Refresh

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

    place = Refresh(folder, standing, ["robots.txt"])
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
    place = Refresh(tmp_path, {}, ["404.html"])
    place.put("a.html", 1, lambda: b"a")
    for address in ("a.html", "404.html"):
        with pytest.raises(FileExistsError):
            place.put(address, 2, lambda: b"b")
