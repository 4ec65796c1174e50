"""Files of a preview that are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from jambanken.publishing.refresh import Waiting

if TYPE_CHECKING:  # a build does without the server
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def with_waiting(
    app: WSGIApplication, waiting: Waiting, folder: Path, mount: str
) -> WSGIApplication:
    """Return a WSGI app that writes a file which is asked for and waits, and leaves the rest to ``app``.

    ``folder`` is where the site lies, ``mount`` the path of its base: ``/`` or ``/jambanken/``.
    """

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        address = unquote(str(environ.get("PATH_INFO", ""))).removeprefix(mount)
        waiting.bring(folder, address)
        return app(environ, start)

    return answer
