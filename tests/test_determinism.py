"""The same content and day give the same bytes, wherever and however the site is built."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.builds import build, built, command, digests, environment, small_bank

ELSEWHERE = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "4242"},
]


def _elsewhere(project: Path, tmp_path: Path, keeping: str = "") -> Path:
    """Copy a project to a long path with spaces, its files made in another order.

    Of its cache only the folder ``keeping`` goes along.
    """
    target = tmp_path / "en annan mapp" / "djupt" / "ned" / "banken å"
    files = [path for path in sorted(project.rglob("*")) if path.is_file()]
    random.Random(7).shuffle(files)  # noqa: S311 - an order, not a secret
    for file in files:
        if ".cache" not in file.parts or keeping in file.parts:
            copy = target / file.relative_to(project)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    return target


@pytest.mark.parametrize("changes", ELSEWHERE)
def test_place_time_zone_and_locale_change_nothing(
    project_copy: Path, built_site: Path, tmp_path: Path, changes: dict[str, str]
) -> None:
    """The whole bank, built elsewhere with a cold cache but for its pictures, is equal file by file."""
    elsewhere = _elsewhere(project_copy, tmp_path, keeping="bilder")
    site = tmp_path / "site"
    result = build(elsewhere, site, env=environment(**changes))
    assert result.returncode == 0, result.stderr
    assert digests(site) == digests(built_site)


@pytest.mark.parametrize("changes", ELSEWHERE)
def test_pictures_are_made_alike_everywhere(
    picture_site: Path, tmp_path: Path, changes: dict[str, str]
) -> None:
    """A few pictures, made anew in another place, have the same bytes in all sizes and formats."""
    elsewhere, site = _elsewhere(picture_site.parent / "bank", tmp_path), tmp_path / "site"
    result = build(elsewhere, site, env=environment(**changes))
    assert result.returncode == 0, result.stderr
    assert digests(site) == digests(picture_site)


def test_a_warm_cache_changes_nothing(project_copy: Path, built_site: Path, tmp_path: Path) -> None:
    """The second build, which takes all it can from the cache, is equal to the first."""
    assert (project_copy / ".cache" / "jambanken").is_dir()
    assert digests(built(project_copy, tmp_path / "site")) == digests(built_site)


def test_a_mask_on_new_files_changes_no_content(small_site: Path, tmp_path: Path) -> None:
    """What may read the files is the machine's business, what they say is not."""
    project = small_bank(tmp_path / "bank")
    subprocess.run(
        ["/bin/sh", "-c", f"umask 077; exec {' '.join(command(tmp_path / 'site'))}"],
        cwd=project,
        env=environment(),
        check=True,
    )
    assert digests(tmp_path / "site") == digests(small_site)


def _edit(project: Path) -> None:
    file = project / "tipsbank" / "tips" / "andra-tipset.yml"
    file.write_text(file.read_text("utf-8").replace("Det andra tipset", "Ett nytt namn"), "utf-8")


def _remove(project: Path) -> None:
    (project / "tipsbank" / "begrepp" / "ordet.yml").unlink()


def _rename_bank(project: Path) -> None:
    (project / "bank.yml").write_text("namn: En annan bank\n", "utf-8")


@pytest.mark.parametrize("change", [_edit, _remove, _rename_bank])
def test_after_a_change_the_cache_gives_what_a_cold_build_gives(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    """Nothing of the earlier version stays: the key of the cache names all that a page shows."""
    warm = small_bank(tmp_path / "warm")
    built(warm, tmp_path / "warm-site")
    change(warm)
    cold = small_bank(tmp_path / "cold")
    change(cold)
    assert digests(built(warm, tmp_path / "warm-site")) == digests(
        built(cold, tmp_path / "cold-site")
    )
