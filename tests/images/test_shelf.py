"""Made pictures are kept, found again, mended where they are damaged, and gone when they must be."""

from __future__ import annotations

import dataclasses
import errno
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.images.jobs import ABOUT, job, saved
from tests.images.scenes import scene

from jambanken.images import shelf as shelf_module
from jambanken.images.embed import packet
from jambanken.images.memory import Room
from jambanken.images.recipe import Box, Format, Output, Profile, Use, Wish, outputs
from jambanken.images.shelf import BrokenPictureError, Job, Kept, Shelf, names_of
from jambanken.images.sums import Seen, Sums

HERE = Path(__file__)
DRAFT, PUBLISH = Profile.DRAFT, Profile.PUBLISH


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    """Two small pictures."""
    return [saved(tmp_path / f"{number}.png", scene(number, (96, 64))) for number in (1, 2)]


@pytest.fixture
def jobs(sources: list[Path]) -> list[Job]:
    """What is made of the two."""
    return [job(source) for source in sources]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where made files are kept."""
    return tmp_path / "shelf"


def run(folder: Path, jobs: list[Job], profile: Profile = DRAFT) -> tuple[list[Kept], int]:
    """Return what a new shelf gives, and for how many pictures it had to make something."""
    told: list[tuple[int, int]] = []
    found = Shelf(folder, profile).files(jobs, lambda done, of: told.append((done, of)))
    assert told == [(number, len(told)) for number in range(1, len(told) + 1)]
    return [kept for files in found for kept in files], len(told)


def contents(kept: list[Kept]) -> list[bytes]:
    """Return what files hold, which is as much as they are said to."""
    assert all(file.path.stat().st_size == file.size > 0 for file in kept)
    return [file.path.read_bytes() for file in kept]


def names(folder: Path, profile: Profile = DRAFT) -> set[str]:
    """Return the names of all that lies in a profile's folder but its index."""
    return {path.name for path in (folder / profile.value).iterdir()} - {"index.txt"}


def test_files_come_in_the_order_of_the_outputs(folder: Path, jobs: list[Job]) -> None:
    """Each output gets its own file, of its own format, however the work was shared out."""
    found = Shelf(folder, DRAFT).files(jobs)
    for work, files in zip(jobs, found, strict=True):
        assert [file.path.suffix[1:] for file in files] == [
            output.format.value for output in work.outputs
        ]
        assert [file.path.name for file in files] == names_of(work, DRAFT)


def test_nothing_is_made_twice(folder: Path, jobs: list[Job]) -> None:
    """A second build looks at names, sizes and times, and opens no picture."""
    first, made = run(folder, jobs)
    assert made == 2
    for work in jobs:
        work.source.unlink()
    assert run(folder, jobs) == (first, 0)


def linked(path: Path, to: Path | str) -> None:
    """Put a link in a file's place."""
    path.unlink()
    path.symlink_to(to)


def to_folder(path: Path) -> None:
    """Put a folder in a file's place, with another one in it."""
    path.unlink()
    (path / "sub").mkdir(parents=True)


def damage() -> dict[str, Callable[[Path], object]]:
    """Return ways in which a file can be harmed."""

    def garbage(path: Path) -> None:
        path.write_bytes(b"\0" * path.stat().st_size)
        os.utime(path, ns=(1, 1))

    return {
        "truncated": lambda path: os.truncate(path, path.stat().st_size // 2),
        "longer": lambda path: path.write_bytes(path.read_bytes() + b"x"),
        "empty": lambda path: path.write_bytes(b""),
        "garbage": garbage,
        "gone": lambda path: path.unlink(),
        "link": lambda path: linked(path, HERE.with_name("scenes.py")),
        "dangling link": lambda path: linked(path, "nowhere"),
        "folder": to_folder,
    }


@pytest.mark.parametrize("how", damage())
def test_damaged_file_is_made_anew(folder: Path, jobs: list[Job], how: str) -> None:
    """Whatever lies where a file was, the site gets the whole file, and no other is made again."""
    kept, _ = run(folder, jobs)
    whole = contents(kept)
    others = {file.path: file.path.stat().st_mtime_ns for file in kept[1:]}
    damage()[how](kept[0].path)
    again, made = run(folder, jobs)
    assert made == 1
    assert contents(again) == whole
    assert not kept[0].path.is_symlink()
    assert {path: path.stat().st_mtime_ns for path in others} == others
    assert HERE.with_name("scenes.py").read_text("utf-8").startswith('"""')
    assert run(folder, jobs) == (again, 0)


def test_touched_file_is_looked_at_and_kept(folder: Path, jobs: list[Job]) -> None:
    """A cache that was unpacked has new times; its files are still good."""
    kept, _ = run(folder, jobs)
    for file in kept:
        os.utime(file.path, ns=(5_000_000_000, 5_000_000_000))
    assert run(folder, jobs) == (kept, 0)
    assert kept[0].path.stat().st_mtime_ns == 5_000_000_000, "it was not made anew"
    # The new time is remembered: next time no file is read.
    assert Sums(folder / DRAFT.value / "index.txt").seen[kept[0].path.name].modified == 5 * 10**9


def index_damage() -> dict[str, Callable[[Path], object]]:
    """Return ways in which the index can be harmed."""
    return {
        "missing": lambda path: path.unlink(),
        "garbage": lambda path: path.write_bytes(bytes(range(256)) * 40),
        "cut": lambda path: os.truncate(path, path.stat().st_size // 3),
        "folder": to_folder,
        "link": lambda path: linked(path, HERE),
        "lying": lambda path: path.write_text(
            "".join(
                f"{line.split(' ')[0]} 5 5 {'0' * 64}\n" for line in path.read_text().split("\n")
            )
        ),
        "long numbers": lambda path: path.write_text(f"a.jpg {'9' * 9_000} 1 {'0' * 64}\n"),
        "many spaces": lambda path: path.write_text("a  b c\n \n\n1 2 3 4 5\nx y z å\n"),
    }


@pytest.mark.parametrize("how", index_damage())
def test_damaged_index_costs_time_alone(folder: Path, jobs: list[Job], how: str) -> None:
    """Without sums the files are made anew, and after that all is as before."""
    kept, _ = run(folder, jobs)
    whole = contents(kept)
    index_damage()[how](folder / DRAFT.value / "index.txt")
    again, made = run(folder, jobs)
    assert made > 0
    assert contents(again) == whole
    assert run(folder, jobs) == (again, 0)
    assert HERE.read_text("utf-8").startswith('"""'), "a link is not written through"


def test_new_words_make_new_downloads_only(folder: Path, jobs: list[Job]) -> None:
    """What pages show does not change when a credit line does; what is taken away does."""
    work = dataclasses.replace(jobs[0], outputs=outputs(96, 64, Wish()))
    page = dataclasses.replace(work.outputs[0], name="48", use=Use.PAGE)
    work = dataclasses.replace(work, outputs=(page, *work.outputs))
    other = packet(dataclasses.replace(ABOUT, credit="Foto: Bo Ek"))
    before, _ = run(folder, [work])
    after, _ = run(folder, [dataclasses.replace(work, packet=other)])
    assert after[0] == before[0]
    assert not {file.path for file in after[1:]} & {file.path for file in before[1:]}


def test_names_tell_everything_that_decides(
    jobs: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another picture, box, size, format, setting, recipe or library gives another file."""
    work, output = jobs[0], jobs[0].outputs[0]

    def name(work: Job, output: Output, profile: Profile = DRAFT, sizes: object = None) -> str:
        other = jobs[0].outputs[1:] if sizes is None else ()
        return names_of(dataclasses.replace(work, outputs=(output, *other)), profile)[0]

    changed = [
        name(jobs[1], output),
        name(work, output, PUBLISH),
        name(work, dataclasses.replace(output, width=output.width - 1)),
        name(work, dataclasses.replace(output, height=output.height - 1)),
        name(work, dataclasses.replace(output, format=Format.WEBP)),
        name(work, dataclasses.replace(output, use=Use.PRINT)),
        name(work, dataclasses.replace(output, box=dataclasses.replace(output.box, left=1))),
        name(dataclasses.replace(work, packet=b"other words"), output),
    ]
    # Sizes are made from one another.
    smaller = dataclasses.replace(output, width=48, height=32, use=Use.PAGE)
    cut = dataclasses.replace(smaller, use=Use.CROP, box=Box(0, 0, 90, 60))
    changed += [name(work, made) for made in (smaller, cut)]
    changed += [name(work, made, sizes=()) for made in (smaller, cut)]
    before = name(work, output)
    monkeypatch.setattr(shelf_module, "VERSION", -1)
    changed.append(name(work, output))
    monkeypatch.undo()
    monkeypatch.setattr(shelf_module, "_software", lambda: "Pillow 99")
    changed.append(name(work, output))
    assert len({before, *changed}) == 1 + len(changed)
    monkeypatch.undo()
    assert name(work, output) == before


def test_same_picture_twice_is_made_once(folder: Path, jobs: list[Job], tmp_path: Path) -> None:
    """Two entries may have the same picture under two names, with words of their own."""
    twin = tmp_path / "twin.png"
    shutil.copyfile(jobs[0].source, twin)
    words = packet(dataclasses.replace(ABOUT, title="Tvilling"))
    other = dataclasses.replace(jobs[0], source=twin, packet=words)
    first, second = Shelf(folder, DRAFT).files([jobs[0], other])
    assert b"Tvilling" not in b"".join(contents(list(first)))
    assert b"Tvilling" in b"".join(contents(list(second)))


def test_what_is_no_longer_asked_for_goes(folder: Path, jobs: list[Job]) -> None:
    """A picture that may not be shown any more leaves no byte, in this profile or the other."""
    for profile in Profile:
        run(folder, jobs, profile)
    gone = jobs[1].file.sha256[:32]
    leftover = folder / DRAFT.value / f"{gone}-{'0' * 32}.jpg.4711-1.tmp"
    leftover.write_bytes(b"half a picture")
    (folder / DRAFT.value / "from-an-older-version.jpg").write_bytes(b"x")
    shelf = Shelf(folder, DRAFT)
    kept = shelf.files([jobs[0]])[0]
    shelf.prune()
    assert names(folder) == {file.path.name for file in kept}
    assert not any(gone in name for name in names(folder, PUBLISH))
    assert names(folder, PUBLISH), "what the other profile has of the other picture stays"
    for profile in Profile:
        assert gone not in (folder / profile.value / "index.txt").read_text("utf-8")
        assert run(folder, [jobs[0]], profile)[1] == 0


def test_old_recipes_go_with_their_profile(folder: Path, jobs: list[Job]) -> None:
    """A file of a shown picture that this profile no longer makes is removed."""
    shelf = Shelf(folder, DRAFT)
    shelf.files(jobs)
    shelf = Shelf(folder, DRAFT)
    fewer = dataclasses.replace(jobs[0], outputs=jobs[0].outputs[1:])
    kept = shelf.files([fewer])[0]
    shelf.prune()
    assert names(folder) == {file.path.name for file in kept}


def test_leftovers_of_the_dead_go_and_those_of_the_living_stay(
    folder: Path, jobs: list[Job]
) -> None:
    """Another build may be writing this very moment; what a killed one left is removed in an hour."""
    shelf = Shelf(folder, DRAFT)
    shelf.files(jobs)
    sum_ = jobs[0].file.sha256[:32]
    young, old = (
        folder / DRAFT.value / f"{sum_}-{digit * 32}.jpg.4711-1.tmp" for digit in ("a", "b")
    )
    for path in (young, old):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 7_200,) * 2)
    shelf.prune()
    assert young.exists()
    assert not old.exists()


def test_pruning_an_empty_shelf(folder: Path) -> None:
    """A bank without pictures has nothing to remove, and makes no folder for it."""
    shelf = Shelf(folder, DRAFT)
    shelf.prune()
    assert not folder.exists()
    assert shelf.files([]) == []
    shelf.prune()


def test_two_builds_at_once_do_no_harm(folder: Path, jobs: list[Job], tmp_path: Path) -> None:
    """``mkdocs serve`` and a build may share the folder; both get whole files."""
    code = (
        "import sys; from pathlib import Path\n"
        "from tests.images.jobs import job\n"
        "from jambanken.images.recipe import Profile\n"
        "from jambanken.images.shelf import Shelf\n"
        "shelf = Shelf(Path(sys.argv[1]), Profile.DRAFT)\n"
        "for kept in shelf.files([job(Path(source)) for source in sys.argv[2:]]):\n"
        "    assert all(file.path.stat().st_size == file.size for file in kept)\n"
        "shelf.prune()\n"
    )
    root = HERE.parents[2]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "hooks")])}
    command = [sys.executable, "-c", code, str(folder), *(str(work.source) for work in jobs)]
    both = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(2)
    ]
    said = [process.communicate()[0].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    alone, _ = run(tmp_path / "alone", jobs)
    kept, _ = run(folder, jobs)
    assert contents(kept) == contents(alone)
    assert names(folder) == {file.path.name for file in kept}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of this sort")
def test_full_disk_leaves_nothing_half_written(folder: Path, jobs: list[Job]) -> None:
    """The build fails with the system's own word; what stands there is whole, and the next one goes on."""
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from tests.images.jobs import job\n"
        "from jambanken.images.recipe import Profile\n"
        "from jambanken.images.shelf import Shelf\n"
        "work = [job(Path(source)) for source in sys.argv[2:]]\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))\n"
        "try:\n"
        "    Shelf(Path(sys.argv[1]), Profile.DRAFT).files(work)\n"
        "except OSError as fault:\n"
        "    print(fault.errno)\n"
    )
    root = HERE.parents[2]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "hooks")])}
    command = [sys.executable, "-c", code, str(folder), *(str(work.source) for work in jobs)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.stdout == f"{errno.EFBIG}\n", done.stderr
    assert not [name for name in names(folder) if name.endswith(".tmp")]
    seen = Sums(folder / DRAFT.value / "index.txt").seen
    for name in names(folder):
        assert (folder / DRAFT.value / name).stat().st_size == seen[name].size
    assert run(folder, jobs)[1] > 0


def test_folder_that_cannot_be_made_is_said(tmp_path: Path, jobs: list[Job]) -> None:
    """A file where the folder should be is the system's error, not a site without pictures."""
    (tmp_path / "shelf").write_text("no folder", "utf-8")
    with pytest.raises(OSError, match="shelf"):
        Shelf(tmp_path / "shelf", DRAFT).files(jobs)


def test_broken_picture_stops_the_work_and_is_named(folder: Path, jobs: list[Job]) -> None:
    """What changed while the site was built is named, and a shelf can be used again after that."""
    content = jobs[0].source.read_bytes()
    jobs[0].source.write_bytes(content[:-30])
    shelf = Shelf(folder, DRAFT)
    with pytest.raises(BrokenPictureError) as caught:
        shelf.files(jobs)
    assert caught.value.path == jobs[0].source
    assert not [name for name in names(folder) if name.endswith(".tmp")]
    jobs[0].source.write_bytes(content)
    assert [len(files) for files in shelf.files(jobs)] == [len(work.outputs) for work in jobs]


def test_index_survives_two_who_write_it(tmp_path: Path) -> None:
    """What one process remembers is not lost when another one does."""
    path = tmp_path / "index.txt"
    one, other = Sums(path), Sums(path)
    first, second, third = (Seen(number, number + 1, f"{number:064x}") for number in (1, 4, 7))
    one.add("a.jpg", first)
    other.add("b.jpg", second)
    one.add("a.jpg", third)
    assert Sums(path).seen == {"a.jpg": third, "b.jpg": second}
    one.keep({"b.jpg"})
    assert Sums(path).seen == one.seen == {"b.jpg": second}


def test_large_picture_waits_until_it_is_alone() -> None:
    """Pictures that together are larger than the room are made one after the other, none is refused."""
    room = Room(10)
    order: list[str] = []
    inside = threading.Event()

    def large() -> None:
        inside.wait()
        with room.holding(99):
            order.append("large")

    thread = threading.Thread(target=large)
    thread.start()
    with room.holding(6) as keep:
        with room.holding(4):
            inside.set()
            thread.join(0.05)
            order.append("small")
        keep(1)
        thread.join(0.05)
        order.append("smaller")
    thread.join(10)
    assert order == ["small", "smaller", "large"]
    with room.holding(10):
        order.append("all is free again")
