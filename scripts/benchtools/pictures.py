"""What making pictures costs: beside naive Pillow, beside sharp, and when nothing has changed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from argparse import Namespace
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchtools import photos
from benchtools.measure import Usage, run
from benchtools.picture_plan import plan
from benchtools.report import Goal, ratios, shown, spread, table
from benchtools.telling import Tell, told
from benchtools.unchanged import FILES, Unchanged
from jambanken.images.recipe import Profile
from jambanken.processors import processors

SHARP = "0.35.5"
NAIVE_GOAL, SHARP_GOAL = 5.0, 1.1
DRAFT_AVIF_GOAL, PUBLISH_GOAL = 1.35, 1.05
PEAK_GOAL = 400.0
UNCHANGED_GOAL = 0.15
_TOOLS = Path(__file__).parent


@dataclass(slots=True)
class Figures:
    """All that was measured. ``bytes`` has, by profile and format, ours of naive Pillow's, file by file."""

    photos: int
    files: int
    processes: int
    runs: dict[str, list[Usage]] = field(default_factory=dict)
    bytes: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    unchanged: Unchanged | None = None


def measure(root: Path, folder: Path, wanted: Namespace, tell: Tell) -> Figures:
    """Make photos in ``folder`` and measure all sides, in turns. Raises ``FailedError``."""
    tell(f"making {wanted.pictures} photos")
    (folder / "photos").mkdir()
    made = photos.make(folder / "photos", wanted.pictures, wanted.seed, wanted.photos)
    cores = processors()
    plans = {}
    for profile in Profile:
        plans[profile] = folder / f"{profile.value}.json"
        content = plan(made, profile, cores)
        plans[profile].write_text(json.dumps(content), encoding="utf-8")
    files = sum(len(photo["outputs"]) for photo in content["photos"])
    found = Figures(len(made), files, cores)
    sides = _sides(folder, tell)
    for number in range(wanted.runs):
        for side, command in sides.items():
            tell(f"run {number + 1} of {wanted.runs}: {side}")
            used = _run(root, folder, side, command, plans[Profile.DRAFT])
            found.runs.setdefault(side, []).append(used)
    tell("the publish profile, once")
    side = _SIDE_OF[Profile.PUBLISH]
    found.runs[side] = [_run(root, folder, side, sides["ours"], plans[Profile.PUBLISH])]
    for profile, side in _SIDE_OF.items():
        found.bytes[profile.value] = _bytes(content, folder / side, folder / "naive")
    tell(f"an unchanged check of {FILES} files")
    found.unchanged = Unchanged.measured(folder)
    return found


_SIDE_OF = {Profile.DRAFT: "ours", Profile.PUBLISH: "ours, publish"}


def _sides(folder: Path, tell: Tell) -> dict[str, list[str]]:
    """Return the commands that make the photos' files, without plan and target."""
    worker = [sys.executable, "-m", "benchtools.picture_work"]
    sides = {"ours": [*worker, "ours"], "naive": [*worker, "naive"]}
    missing = _install_sharp(folder / "peer")
    if missing:
        tell(f"sharp is left out: {missing}")
    else:
        sides["sharp"] = ["node", str(_TOOLS / "picture_peer.mjs")]
    return sides


def _install_sharp(folder: Path) -> str:
    """Install sharp in a folder of its own; return what is missing, nothing where it works."""
    if not (shutil.which("npm") and shutil.which("node")):
        return "npm and node are not installed"
    folder.mkdir()
    options = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]
    command = ["npm", "install", *options, "--prefix", str(folder), f"sharp@{SHARP}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"npm says {done.stderr.strip()[-300:]}"


def _run(root: Path, folder: Path, side: str, command: list[str], planned: Path) -> Usage:
    target = folder / side
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    paths = os.pathsep.join(str(root / name) for name in ("hooks", "scripts"))
    place = folder / "peer" if side == "sharp" else folder
    return run([*command, str(planned), str(target)], place, {**os.environ, "PYTHONPATH": paths})


def _bytes(planned: Mapping[str, Any], ours: Path, naive: Path) -> dict[str, list[float]]:
    """Return by format how large our files are of the naive ones of the same size."""
    shares: dict[str, list[float]] = defaultdict(list)
    names = json.loads((ours / "made.json").read_text(encoding="utf-8"))
    for number, (photo, files) in enumerate(zip(planned["photos"], names, strict=True)):
        for at, (made, name) in enumerate(zip(photo["outputs"], files, strict=True)):
            theirs = naive / f"{number}-{at}.{made['format']}"
            share = (ours / name).stat().st_size / theirs.stat().st_size
            shares[f"{made['format']} {made['use']}"].append(share)
    return dict(shares)


def goals(found: Figures) -> Iterator[Goal]:
    """Give the figures that were promised, as far as they were taken."""
    ours = found.runs["ours"]
    share = ratios(ours, found.runs["naive"], "wall")
    if share:
        yield Goal("pictures, wall, of naive Pillow's", share.median, 1 / NAIVE_GOAL)
    if "sharp" in found.runs:
        share = ratios(ours, found.runs["sharp"], "wall")
        if share:
            yield Goal("pictures, wall, of sharp's", share.median, SHARP_GOAL)
    for profile, limit, formats in (
        (Profile.DRAFT, DRAFT_AVIF_GOAL, "avif"),
        (Profile.PUBLISH, PUBLISH_GOAL, ""),
    ):
        shares = [
            share
            for name, all_ in found.bytes[profile.value].items()
            for share in all_
            if name.startswith(formats)
        ]
        name = f"largest file of naive Pillow's, {profile.value} {formats}".strip()
        yield Goal(name, max(shares), limit)
    peak = spread(
        usage.peak for usages in (ours, found.runs[_SIDE_OF[Profile.PUBLISH]]) for usage in usages
    )
    if peak:
        yield Goal("peak memory, MB", peak.high, PEAK_GOAL)
    if found.unchanged:
        for name, seconds in found.unchanged.medians():
            yield Goal(f"{FILES} unchanged {name}, s", seconds, UNCHANGED_GOAL)


def as_json(found: Figures) -> dict[str, Any]:
    """Return everything that was measured, as plain data."""
    return {
        "pictures": asdict(found),
        "goals": [{**asdict(goal), "met": goal.met} for goal in goals(found)],
    }


def as_text(found: Figures) -> str:
    """Return tables for people."""
    title = f"{found.photos} photos, {found.files} files, {found.processes} processes"
    rows = [(title, "runs", "wall s", "photos/s", "cpu s", "peak MB", "all MB")]
    for side, usages in found.runs.items():
        wall = spread(usage.wall for usage in usages)
        rows.append(
            (
                side,
                str(len(usages)),
                shown(wall),
                f"{found.photos / wall.median:.2f}" if wall else "",
                shown(spread(usage.cpu for usage in usages)),
                shown(spread(usage.peak for usage in usages)),
                shown(spread(usage.peak_sum for usage in usages)),
            )
        )
    sizes = [("bytes of naive Pillow's, by file", *found.bytes)]
    sizes += [
        (name, *(shown(spread(shares[name])) for shares in found.bytes.values()))
        for name in next(iter(found.bytes.values()))
    ]
    lines = [(goal.name, f"{goal.value:.3g}", *goal.verdict) for goal in goals(found)]
    return "\n\n".join([table(rows), table(sizes), table([("goal", "value", "limit", ""), *lines])])


def main(root: Path, wanted: Namespace, tell: Tell) -> int:
    """Return the exit code: 0 measured, 1 something failed."""
    return told(lambda folder: measure(root, folder, wanted, tell), as_json, as_text, wanted, tell)
