"""Files of a preview that are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jambanken.publishing.refresh import Waiting

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def with_waiting(app: App, waiting: Waiting, folder: Path, mount: str) -> App:
    """Return a WSGI app that writes a file which is asked for and waits, and leaves the rest to ``app``.

    ``folder`` is where the site lies, ``mount`` the path of its base: ``/`` or ``/jambanken/``.
    """

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        address = unquote(str(environ.get("PATH_INFO", ""))).removeprefix(mount)
        waiting.bring(folder, address)
        return app(environ, start)

    return answer
