"""Real builds: in a process of their own, of a small bank or of a copy of the whole project."""

from __future__ import annotations

import compileall
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases" / "build"
DAY = "1795341600"  # 2026-11-22, 10:00 in Sweden
_MACHINERY = ("mkdocs.yml", "hooks")
_CONTENT = ("bank.yml", "docs", "tipsbank", "bildbank")


def small_bank(folder: Path) -> Path:
    """Make a project with three entries, one hand-written page and this project's machinery."""
    shutil.copytree(CASES / "bank", folder)
    (folder / "bildbank").mkdir(exist_ok=True)
    _copy(_MACHINERY, folder)
    return folder


def whole_bank(folder: Path) -> Path:
    """Make a copy of this project, so that nothing changes it between two builds.

    Its pictures are a third as wide and high: to make files of the large ones took three quarters
    of a build, and what becomes of large ones is tested in tests/images.
    """
    folder.mkdir()
    _copy((*_MACHINERY, *_CONTENT), folder)
    with ThreadPoolExecutor() as pool:
        list(pool.map(_make_small, (folder / "bildbank").glob("*.png")))
    return folder


def _make_small(file: Path) -> None:
    with Image.open(file) as picture:
        picture.convert("RGB").reduce(3).save(file, compress_level=1)


@cache
def _compiled() -> None:
    """Compile the machinery, whose copies then are; to do it anew took a fifth of each small build."""
    compileall.compile_dir(ROOT / "hooks", quiet=2)


def _copy(names: Sequence[str], folder: Path) -> None:
    _compiled()
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, dirs_exist_ok=True)
        elif source.exists():
            shutil.copy2(source, folder / name)


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of a build on a fixed day, with pictures as a trial build makes them."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return {
        **os.environ,
        "SOURCE_DATE_EPOCH": DAY,
        "JAMBANKEN_BILDER": "utkast",
        "JAMBANKEN_TRYCK": "inga",
        **quiet,
        **changes,
    }


def command(site: Path, *options: str, generator: str = "mkdocs") -> list[str]:
    """Return the command that builds the project it is run in into ``site``."""
    return [sys.executable, "-m", generator, "build", "--strict", "-q", "-d", str(site), *options]


def build(
    project: Path, site: Path, *, generator: str = "mkdocs", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Build a project strictly and return how it went."""
    return subprocess.run(
        command(site, generator=generator),
        cwd=project,
        env=dict(env or environment()),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def built(project: Path, site: Path, *, generator: str = "mkdocs") -> Path:
    """Build a project that must build, and return the site."""
    result = build(project, site, generator=generator)
    assert result.returncode == 0, result.stderr + result.stdout
    return site


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def neighbours(site: Path) -> list[str]:
    """Return what lies beside a site and was left there by builds."""
    return sorted(
        path.name for path in site.parent.iterdir() if path.name.startswith(site.name + ".")
    )
