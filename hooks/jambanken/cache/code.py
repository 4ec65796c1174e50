"""What this package is made of, so that a cache knows when it has changed."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = ("Markdown", "nh3", "Jinja2", "MarkupSafe", "pydantic", "PyYAML")


def code_digest() -> str:
    """Return a digest of the package's code and templates and of the libraries that shape its output."""
    files = (path for path in _PACKAGE.rglob("*") if path.suffix in {".py", ".jinja"})
    stats = ((path, path.stat()) for path in sorted(files))
    return _digest(tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats))


@lru_cache(maxsize=1)  # a preview asks at every edit
def _digest(files: tuple[tuple[Path, int, int], ...]) -> str:
    digest = hashlib.sha256()
    for path, *_ in files:
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    digest.update("".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    return digest.hexdigest()
