"""The program that is measured: makes all files of some photos, in our way or as one naturally would.

Run as ``python -m benchtools.picture_work ours|naive PLAN TARGET``, where PLAN is what
`benchtools.picture_plan` wrote.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from PIL import Image

from jambanken.images.recipe import Box, Format, Output, Profile, Use
from jambanken.images.shelf import Job, Shelf
from jambanken.images.values import PictureFile

_PRINT = {"quality": 92, "subsampling": 0}


def main(arguments: list[str]) -> None:
    """Make the files of a plan."""
    how, plan, target = arguments
    known = json.loads(Path(plan).read_text(encoding="utf-8"))
    if how == "naive":
        _naive(known, Path(target))
    else:
        ours(known, Path(target))


def ours(plan: dict[str, Any], target: Path) -> None:
    """Make the files with the product's own shelf, on as many threads as there are processors."""
    jobs = [_job(photo, plan["packet"].encode()) for photo in plan["photos"]]
    made = Shelf(target, Profile(plan["profile"])).files(jobs)
    names = [[str(kept.path.relative_to(target)) for kept in files] for files in made]
    (target / "made.json").write_text(json.dumps(names), encoding="utf-8")


def _job(photo: dict[str, Any], packet: bytes) -> Job:
    outputs = tuple(
        Output(
            name=made["name"],
            use=Use(made["use"]),
            format=Format(made["format"]),
            width=made["width"],
            height=made["height"],
            box=Box(*made["box"]),
        )
        for made in photo["outputs"]
    )
    file = PictureFile(photo["sha256"], "", photo["width"], photo["height"], "")
    return Job(Path(photo["path"]), file, outputs, packet)


def _naive(plan: dict[str, Any], target: Path) -> None:
    """Open and resize for each file, with Pillow's own settings; print files at print quality."""
    photos = plan["photos"]
    with ProcessPoolExecutor(plan["processes"]) as pool:
        for _ in pool.map(_naive_one, photos, range(len(photos)), [target] * len(photos)):
            pass


def _naive_one(photo: dict[str, Any], number: int, target: Path) -> None:
    for at, made in enumerate(photo["outputs"]):
        with Image.open(photo["path"]) as picture:
            part = picture if made["use"] != Use.CROP else picture.crop(made["box"])
            small = part.resize((made["width"], made["height"]))
        settings: dict[str, Any] = _PRINT if made["use"] == Use.PRINT else {}
        small.save(target / f"{number}-{at}.{made['format']}", **settings)


if __name__ == "__main__":
    main(sys.argv[1:])
