"""The published folder is always the old site or the new one, whole."""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support.builds import ROOT, digests, neighbours

from jambanken.publishing import publish
from jambanken.publishing.files import rename, write_new
from jambanken.publishing.locks import FolderLock, hold
from jambanken.publishing.publish import Staging, faults

FILES = [f"{name}/index.html" for name in "abcdefgh"]
LOOP = """
import itertools, sys
from pathlib import Path
from jambanken.publishing.publish import Staging
for version in itertools.count():
    staging = Staging.begin(Path(sys.argv[1]))
    for name in "abcdefgh":
        staging.write(f"{name}/index.html", f"version {version}".encode())
    staging.publish()
    print(version, flush=True)
"""


def made(site: Path, version: str = "one") -> Staging:
    """Begin a site and write it, but do not publish it."""
    staging = Staging.begin(site)
    for name in FILES:
        staging.write(name, version.encode())
    return staging


def version(site: Path) -> str:
    """Return which version a site is. It must be whole, and of one piece."""
    assert sorted(digests(site)) == FILES
    (found,) = {path.read_text() for path in site.rglob("*.html")}
    return found


def test_the_new_site_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """After a build there is the new site and nothing else."""
    site = tmp_path / "site"
    made(site, "one").publish()
    staging = made(site, "two")
    assert version(site) == "one"
    staging.publish()
    assert version(site) == "two"
    assert neighbours(site) == []


def test_a_build_that_gives_up_leaves_the_old_site(tmp_path: Path) -> None:
    """What was begun is removed, the site stands."""
    site = tmp_path / "site"
    made(site).publish()
    staging = made(site, "two")
    staging.abandon()
    staging.abandon()
    assert version(site) == "one"
    assert neighbours(site) == []


def test_hidden_files_stay(tmp_path: Path) -> None:
    """A site that is a checked-out branch keeps its .git, as with MkDocs itself."""
    site = tmp_path / "site"
    made(site).publish()
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").write_text("ref")
    (site / ".nojekyll").write_text("")
    made(site, "two").publish()
    assert (site / ".git" / "HEAD").read_text() == "ref"
    assert (site / ".nojekyll").exists()


def test_a_site_behind_a_link_is_replaced_where_it_lies(tmp_path: Path) -> None:
    """A link to the site still leads to the site after a build."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "disk" / "site")
    made(tmp_path / "site").publish()
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "disk" / "site" / "a" / "index.html").exists()


def test_two_pages_cannot_share_an_address(tmp_path: Path) -> None:
    """The second is refused; neither overwrites the other unseen."""
    staging = made(tmp_path / "site")
    with pytest.raises(FileExistsError):
        staging.write("a/index.html", b"again")
    staging.abandon()


def test_a_file_can_be_given_by_its_path(tmp_path: Path) -> None:
    """Large files are copied, not read into memory by the compiler."""
    source = tmp_path / "film.mp4"
    source.write_bytes(b"film")
    staging = Staging.begin(tmp_path / "site")
    staging.write("filmer/film.mp4", source)
    staging.publish()
    assert (tmp_path / "site" / "filmer" / "film.mp4").read_bytes() == b"film"


@pytest.mark.parametrize("at", range(len(FILES)))
def test_a_full_disk_leaves_the_old_site(
    tmp_path: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever write fails, the old site stands and the disk is given back."""
    site = tmp_path / "site"
    made(site).publish()
    real, calls = write_new, iter(range(100))

    def full(path: str, content: bytes | Path) -> None:
        if next(calls) == at:
            Path(path).write_bytes(b"")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        real(path, content)

    monkeypatch.setattr(publish, "write_new", full)
    staging = Staging.begin(site)
    for name in FILES[:at]:
        staging.write(name, b"two")
    with pytest.raises(OSError, match="space"):
        staging.write(FILES[at], b"two")
    staging.abandon()
    assert version(site) == "one"
    assert neighbours(site) == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "No space left", "/b/site"), "Disken är full. /b/site"),
        (PermissionError(errno.EACCES, "denied", "/b"), "Filen eller mappen får inte ändras. /b"),
        (OSError(errno.ELOOP, "Too many levels"), "Too many levels"),
        (OSError("odd"), "odd"),
    ],
)
def test_why_a_file_could_not_be_written_is_said_in_swedish(fault: OSError, said: str) -> None:
    """An editor reads what to do; what only the system knows is passed on."""
    assert publish.explain(fault) == said


def test_a_disk_of_its_own_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No rename can replace a mount point, so the build stops before it begins."""
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path).name == "site")
    with pytest.raises(IsADirectoryError) as caught:
        Staging.begin(tmp_path / "site")
    assert "egen disk" in publish.explain(caught.value)


@pytest.mark.parametrize("broken", [1, 2])
def test_a_rename_that_fails_puts_the_old_site_back(
    tmp_path: Path, broken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Antivirus and open windows can stop a rename: a whole site must be in its place after."""
    site = tmp_path / "site"
    made(site, "one").publish()
    real, calls = rename, iter(range(1, 100))

    def stubborn(source: Path, target: Path) -> None:
        if next(calls) == broken:
            raise PermissionError(errno.EACCES, "held", str(source))
        real(source, target)

    staging = made(site, "two")
    monkeypatch.setattr(publish, "rename", stubborn)
    with pytest.raises(PermissionError):
        staging.publish()
    assert version(site) == "one"


@pytest.mark.skipif(os.name != "posix", reason="killing a process group")
def test_killed_at_any_moment_a_whole_site_stands(tmp_path: Path) -> None:
    """At worst it lies beside its place, and the next build puts it back."""
    site, chance = tmp_path / "site", random.Random(20261122)  # noqa: S311 - moments, not secrets
    made(site).publish()
    for _ in range(25):
        program = subprocess.Popen(
            [sys.executable, "-c", LOOP, str(site)],
            env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
            stdout=subprocess.PIPE,
        )
        assert program.stdout is not None
        program.stdout.readline()
        time.sleep(chance.random() * 0.02)
        program.kill()
        program.wait()
        program.stdout.close()
        if site.exists():
            version(site)
        staging = Staging.begin(site)
        assert version(site).startswith("version")
        assert neighbours(site) == [staging.folder.name]
        staging.abandon()


def test_a_site_between_the_renames_is_put_back(tmp_path: Path) -> None:
    """The old site that lies beside an empty place returns before anything is built."""
    site = tmp_path / "site"
    made(site).publish()
    site.rename(tmp_path / "site.gammal-0000")
    staging = Staging.begin(site)
    assert version(site) == "one"
    staging.abandon()
    assert neighbours(site) == []


def test_a_half_removed_site_is_never_put_back(tmp_path: Path) -> None:
    """What was on its way out does not become the site again."""
    site = tmp_path / "site"
    (tmp_path / "site.skrap-0000" / "a").mkdir(parents=True)
    Staging.begin(site).abandon()
    assert not site.exists()
    assert neighbours(site) == []


def test_what_another_build_is_making_is_left_alone(tmp_path: Path) -> None:
    """Two builds at once: each is whole, the last to finish wins."""
    site = tmp_path / "site"
    first = made(site, "one")
    second = made(site, "two")
    assert first.folder.exists()
    second.publish()
    first.publish()
    assert version(site) == "one"
    assert neighbours(site) == []


def test_a_folder_is_locked_by_one_at_a_time(tmp_path: Path) -> None:
    """A second holder waits, gives up in time, and gets it when the first lets go."""
    with hold(tmp_path):
        assert FolderLock.try_lock(tmp_path) is None
        with pytest.raises(TimeoutError), hold(tmp_path, patience=0.01):
            pass
    lock = FolderLock.try_lock(tmp_path)
    assert lock is not None
    lock.release()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda site: (site / "index.html").unlink(), "index.html saknas."),
        (lambda site: (site / "a" / "index.html").write_text(""), "a/index.html är tom eller"),
        (lambda site: (site / "a" / "index.html").write_text("<p>x</p>"), "saknar sidans"),
        (lambda site: shutil.rmtree(site / "a"), "Det blev 1 sidor, men det skulle bli 2."),
    ],
)
def test_an_unsound_site_is_told(tmp_path: Path, spoil: object, said: str) -> None:
    """Missing, empty and unprotected pages are found before anyone sees them."""
    for name in ("index.html", "a/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<!doctype html>POLICY<p>x</p>")
    assert faults(tmp_path, 2, ("index.html",), b"POLICY") == []
    assert callable(spoil)
    spoil(tmp_path)
    assert any(said in line for line in faults(tmp_path, 2, ("index.html",), b"POLICY"))
