"""Print files of a preview, made when their address is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from jambanken.printing.prints import PrintsOnDemand

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_ENDING = ".pdf"


def with_prints(app: App, memory: dict[str, Any], mount: str) -> App:
    """Return a WSGI app that answers for the print files, and leaves all else to ``app``.

    ``memory`` is where the last build's plan is (`Shop.preview`), ``mount`` the path of the site's
    base: ``/`` or ``/jambanken/``.
    """
    serve = PrintsOnDemand(memory).serve

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        is_ours = path.endswith(_ENDING) and path.startswith(mount)
        made = serve(path.removeprefix(mount)) if is_ours else None
        if made is None:
            return app(environ, start)
        headers = [("Content-Type", "application/pdf"), ("Content-Length", str(len(made)))]
        start("200 OK", headers)
        return [made]

    return answer
