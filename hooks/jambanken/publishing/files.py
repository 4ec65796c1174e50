"""Writing files that must not be there yet."""

from __future__ import annotations

import shutil
from pathlib import Path


def write_new(path: Path, content: bytes | Path) -> None:
    """Write bytes, or what another file holds, in a folder that exists.

    Raises ``FileExistsError`` where ``path`` exists.
    """
    with path.open("xb") as file:
        if isinstance(content, Path):
            with content.open("rb") as source:
                shutil.copyfileobj(source, file)
        else:
            file.write(content)
