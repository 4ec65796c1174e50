"""Whatever lies in the picture folder, a real build says what is wrong with it and harms nothing else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.images.broken import FILES
from tests.support.builds import ROOT, environment, small_bank
from tests.support.drawn import drawn, saved

#: One of each sort of harm; every file is looked at alone in tests/images/test_bad_files.py.
CHOSEN = (
    *("tom.jpg", "halv.jpg", "halv.png", "halv.webp", "halv.avif", "halv.tif", "fel-summa.png"),
    *("stor-fil.png", "stor-text.png", "stor-profil.png", "bomb.png", "bomb.jpg", "noll.png"),
    *("exif-skrap.jpg", "xmp-vaxer.png", "png.jpg", "jpeg.gif", "bild.heic", "kamera.nef"),
    *("bild.svg", "svg.png", "bild.psd", "bild.pdf"),
)
GOOD = ("frisk", "kry", "pigg")
MOST_MEMORY = 500_000  # kilobytes
LINE = re.compile(r"([^:]+):\d+:\d+: (fel|varning|tips): (.+) \[([a-z-]+)\]")
#: Runs the rest of the command line and says how much memory that took at most.
MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], check=False).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""
PREVIEW = """
from mkdocs.commands.build import build
from mkdocs.config import load_config

config = load_config("mkdocs.yml", site_dir="site")
config.plugins.on_startup(command="serve", dirty=False)
config.site_url = "http://127.0.0.1:8000/"
build(config, serve_url=config.site_url)
"""


@dataclass(frozen=True)
class Answer:
    """What a program answered: its exit code, the problems it printed by file, its peak memory in kB."""

    code: int
    problems: Mapping[str, list[str]]
    memory: int
    text: str


def answer(project: Path, *arguments: str) -> Answer:
    """Run Python in a project."""
    result = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, *arguments],
        cwd=project,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=300,
    )
    text = result.stdout + result.stderr
    problems: dict[str, list[str]] = {}
    for found in filter(None, map(LINE.fullmatch, text.splitlines())):
        if found[2] != "tips":
            problems.setdefault(found[1], []).append(found[3])
    memory = [int(line) for line in result.stdout.splitlines() if line.isdigit()]
    return Answer(result.returncode, problems, memory[-1], text)


def put(project: Path, slug: str, file: str, content: bytes | None = None) -> None:
    """Write an entry of a picture, and its file."""
    entry = {"titel": f"Bilden {slug}", "fil": file, "typ": "illustration", "licens": "CC0-1.0"}
    data = {**entry, "alt": "Något som är tecknat.", "fotograf": "Kim"}
    (project / "bildbank" / f"{slug}.yml").write_text(json.dumps(data), "utf-8")
    if content is not None:
        (project / "bildbank" / file).write_bytes(content)


def bank(folder: Path) -> Path:
    """Make a bank with some sound pictures."""
    project = small_bank(folder / "bank")
    for number, slug in enumerate(GOOD):
        put(project, slug, f"{slug}.jpg", saved(drawn(number, (640, 480)), "JPEG"))
    return project


def slug_of(name: str) -> str:
    """Return the entry that a file of the cases belongs to."""
    return f"prov-{name.replace('.', '-')}"


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a bank in which most pictures are hostile."""
    project = bank(tmp_path_factory.mktemp("hostile"))
    for name in CHOSEN:
        put(project, slug_of(name), name, FILES[name]())
    return project


def test_each_is_one_line_with_its_cure(harmed: Path) -> None:
    """The check names every file that cannot be used, in its entry, and takes no more memory for it."""
    found = answer(harmed, str(ROOT / "scripts/check.py"), "--root", ".", "--format", "text")
    assert found.code == 1
    assert set(found.problems) == {f"bildbank/{slug_of(name)}.yml" for name in CHOSEN}
    for name in CHOSEN:
        (line,) = found.problems[f"bildbank/{slug_of(name)}.yml"]
        assert name in line
        assert line.count(". ") >= 1, "what is wrong, and what to do"
    assert "Traceback" not in found.text
    assert found.memory < MOST_MEMORY


def test_a_build_stops_with_the_same_lines(harmed: Path) -> None:
    """Visitors keep the last site: nothing is made, and nothing is half made."""
    found = answer(harmed, "-m", "mkdocs", "build", "-q", "-d", "besok")
    assert found.code == 1
    assert set(found.problems) == {f"bildbank/{slug_of(name)}.yml" for name in CHOSEN}
    assert "Traceback" not in found.text
    assert found.memory < MOST_MEMORY
    assert [path.name for path in harmed.glob("besok*") if any(path.rglob("*"))] == []


def test_a_preview_shows_the_others(harmed: Path) -> None:
    """The sound pictures are on their pages with their files, and a hostile one says what is wrong."""
    found = answer(harmed, "-c", PREVIEW)
    assert found.code == 0, found.text
    assert "Traceback" not in found.text
    site = harmed / "site" / "bildbank"
    listing = (site / "index.html").read_text("utf-8")
    for slug in GOOD:
        assert f"bildbank/{slug}/" in listing
        assert (site / slug / f"{slug}-webb.jpg").stat().st_size
    for name in CHOSEN:
        assert "kan inte användas" in (site / slug_of(name) / "index.html").read_text("utf-8")
        assert [path.name for path in (site / slug_of(name)).iterdir()] == ["index.html"]
        assert f"bildbank/{slug_of(name)}/" not in listing


def a_link(folder: Path) -> None:
    """Put a link to a file outside the bank in the picture's place."""
    (folder / "prov.jpg").symlink_to("/etc/hostname")


def a_link_to_nothing(folder: Path) -> None:
    """Put a link that leads nowhere in the picture's place."""
    (folder / "prov.jpg").symlink_to("finns-inte")


def a_folder(folder: Path) -> None:
    """Put a folder in the picture's place."""
    (folder / "prov.jpg").mkdir()


def a_pipe(folder: Path) -> None:
    """Put a pipe in the picture's place, which nobody ever writes to."""
    os.mkfifo(folder / "prov.jpg")


def nothing(folder: Path) -> None:
    """Leave the picture's place empty."""
    (folder / "prov.jpg").unlink(missing_ok=True)


def another_case(folder: Path) -> None:
    """Name the file otherwise than the entry does."""
    (folder / "PROV.jpg").write_bytes(saved(drawn(9, (640, 480)), "JPEG"))


@pytest.mark.skipif(sys.platform == "win32", reason="has neither links for all nor pipes")
@pytest.mark.parametrize(
    "place", [a_link, a_link_to_nothing, a_folder, a_pipe, nothing, another_case]
)
def test_what_is_no_file_is_one_line(tmp_path: Path, place: Callable[[Path], None]) -> None:
    """Nothing is followed or waited for: one line says what lies there and what to do."""
    project = bank(tmp_path)
    put(project, "prov", "prov.jpg")
    place(project / "bildbank")
    found = answer(project, str(ROOT / "scripts/check.py"), "--root", ".", "--format", "text")
    assert found.code == 1
    errors = [line for lines in found.problems.values() for line in lines]
    assert len(errors) == 1
    assert "Traceback" not in found.text


def test_a_picture_without_an_entry_stays_at_home(tmp_path: Path) -> None:
    """A picture without an entry is a warning, and the bank is built without it."""
    project = bank(tmp_path)
    (project / "bildbank" / "ensam.jpg").write_bytes(saved(drawn(9, (640, 480)), "JPEG"))
    found = answer(project, "-m", "mkdocs", "build", "--strict", "-q")
    assert found.code == 0
    assert list(found.problems) == ["bildbank/ensam.jpg"]
    assert not list((project / "site").rglob("*ensam*"))
    assert (project / "site/bildbank/frisk/frisk-webb.jpg").exists()
