"""The bench of pictures: what it measures is sound, and its goals say what was missed."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest
from PIL import Image
from tests.images.scenes import scene

from benchtools import photos, pictures
from benchtools.measure import FailedError, Usage
from benchtools.picture_plan import plan
from benchtools.unchanged import Unchanged
from jambanken.images.recipe import Format, Profile

ROOT = Path(__file__).parents[1]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let photos be small, and do without sharp, which would have to be fetched."""
    monkeypatch.setattr(photos, "SIZES", ((700, 640), (660, 700)))
    monkeypatch.setattr(photos, "_MADE_UP", (300, 200))
    monkeypatch.setattr(photos, "_LIGHT", ((5, 55.0), (60, 14.0)))
    monkeypatch.setattr(photos, "_TILE", 64)
    monkeypatch.setattr(pictures, "_install_sharp", lambda _: "not wanted here")
    monkeypatch.setattr("benchtools.unchanged.FILES", 30)


def test_seed_decides_the_photos(tmp_path: Path, small: None) -> None:
    """The same seed gives the same photos, from noise and from a folder, and no two are alike."""
    del small
    given = tmp_path / "given"
    given.mkdir()
    scene(1).save(given / "a.png")
    for source in (None, given):
        made = []
        for folder, seed in (("one", 1), ("again", 1), ("other", 2)):
            place = tmp_path / f"{folder}-{source is None}"
            place.mkdir()
            made.append([path.read_bytes() for path in photos.make(place, 3, seed, source)])
        first, again, other = made
        assert first == again
        assert first != other
        assert len(set(first)) == 3


def test_photos_are_as_large_as_they_are_said_to_be() -> None:
    """The goals are for 12 to 24 megapixels."""
    assert {width * height // 1_000_000 for width, height in photos.SIZES} <= set(range(12, 25))


def test_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    """A wrong folder is said, not measured."""
    with pytest.raises(FailedError, match="no pictures"):
        photos.make(tmp_path, 1, 1, tmp_path)


def test_plan_has_all_files_and_settings(tmp_path: Path) -> None:
    """The peer makes the same files at the same settings: they are all in the plan."""
    source = tmp_path / "a.jpg"
    scene(1, (2000, 1500)).save(source)
    made = plan([source], Profile.DRAFT, 2)["photos"][0]["outputs"]
    assert {output["format"] for output in made} == {"avif", "webp", "jpg"}
    assert all(output["codec"]["quality"] > 50 for output in made)
    assert json.dumps(made)


def test_bench_measures_both_sides(tmp_path: Path, small: None) -> None:
    """Every file is made by both, and compared with the one of its own size and format."""
    del small
    wanted = Namespace(pictures=1, photos=None, seed=1, runs=1)
    said: list[str] = []
    found = pictures.measure(ROOT, tmp_path, wanted, said.append)
    assert "sharp is left out: not wanted here" in said
    assert [len(usages) for usages in found.runs.values()] == [1, 1, 1]
    for profile in Profile:
        shares = found.bytes[profile.value]
        assert sum(map(len, shares.values())) == found.files
        assert all(0.3 < share < 3 for all_ in shares.values() for share in all_)
    naive = sorted((tmp_path / "naive").iterdir())
    assert len(naive) == found.files
    for path in naive:
        with Image.open(path) as image:
            assert image.format == {Format.JPEG: "JPEG"}.get(
                Format(path.suffix[1:]), path.suffix[1:].upper()
            )
    assert "peak memory" in pictures.as_text(found)
    assert json.loads(json.dumps(pictures.as_json(found)))["goals"]


def test_goals_name_what_was_missed() -> None:
    """A figure over its limit says so; a side that was not there is not claimed."""
    found = pictures.Figures(2, 4, 2)
    found.runs["ours"] = [Usage(2.0, 2.0, 300.0, None), Usage(4.0, 4.0, 390.0, None)]
    found.runs["naive"] = [Usage(9.0, 9.0, 100.0, None), Usage(30.0, 9.0, 100.0, None)]
    found.runs["ours, publish"] = [Usage(9.0, 9.0, 401.0, None)]
    found.bytes = {
        "utkast": {"avif sida": [1.34], "webp sida": [1.9]},
        "publicering": {"avif sida": [0.9], "webp sida": [1.0, 1.06]},
    }
    found.unchanged = Unchanged((0.1, 0.2, 0.1), (0.1, 0.2, 0.2))
    assert {goal.name: goal.met for goal in pictures.goals(found)} == {
        "pictures, wall, of naive Pillow's": True,
        "largest file of naive Pillow's, utkast avif": True,
        "largest file of naive Pillow's, publicering": False,
        "peak memory, MB": False,
        "10000 unchanged pictures, s": True,
        "10000 unchanged made files, s": False,
    }
    assert "MISSED" in pictures.as_text(found)
