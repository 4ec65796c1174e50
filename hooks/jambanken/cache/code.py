"""What this package is made of, so that a cache knows when it has changed."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = ("Markdown", "nh3", "Jinja2", "MarkupSafe", "pydantic", "PyYAML")


def code_digest() -> str:
    """Return a digest of the package's code and templates and of the libraries that shape its output."""
    names = sorted(
        os.path.join(folder, name)  # noqa: PTH118  # a thousand paths took a fiftieth of an edit
        for folder, _, names in os.walk(_PACKAGE)
        for name in names
        if name.endswith((".py", ".jinja"))
    )
    stats = ((name, os.stat(name)) for name in names)  # noqa: PTH116  # as above
    return _digest(tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats))


@lru_cache(maxsize=1)  # a preview asks at every edit
def _digest(files: tuple[tuple[str, int, int], ...]) -> str:
    digest = hashlib.sha256()
    for name, *_ in files:
        path = Path(name)
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    digest.update("".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    return digest.hexdigest()
