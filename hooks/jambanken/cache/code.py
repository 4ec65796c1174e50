"""What this package is made of, so that a cache knows when it has changed."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_LIBRARIES = ("Markdown", "nh3", "Jinja2", "MarkupSafe", "pydantic", "PyYAML")


def code_digest() -> str:
    """Return a digest of the package's code and templates and of the libraries that shape its output."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in {".py", ".jinja"}:
            digest.update(
                path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes()
            )
    digest.update("".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    return digest.hexdigest()
