"""What a run has left behind, as one file in an archive."""

from __future__ import annotations

import io
import zipfile

from jambanken.pullrequest.told import NotToldError
from prtools.github import GitHub


def fetch_artifact(github: GitHub, run: int, name: str, largest: int) -> bytes:
    """Return the file ``NAME.json`` that a run has left under ``name``.

    Raises `NotToldError` where there is none, or more of it than ``largest`` bytes, and
    `GitHubError`.
    """
    found = github.get(f"actions/runs/{run}/artifacts", name=name)["artifacts"]
    ids = [int(one["id"]) for one in found if one["name"] == name and not one["expired"]]
    if not ids:
        raise NotToldError("nothing was left")
    return _unpacked(github.download(f"actions/artifacts/{max(ids)}/zip", largest), name, largest)


def _unpacked(packed: bytes, name: str, largest: int) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive, archive.open(f"{name}.json") as file:
            held = file.read(largest + 1)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError, EOFError) as fault:
        raise NotToldError("no such archive") from fault
    if len(held) > largest:
        raise NotToldError("too large")
    return held
