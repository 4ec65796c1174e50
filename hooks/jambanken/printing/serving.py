"""Print files of a preview, made when their address is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from jambanken.printing.latest import LatestPlan
from jambanken.printing.prints import PrintsOnDemand

_ENDING = ".pdf"


def with_prints(app: WSGIApplication, latest: LatestPlan, mount: str) -> WSGIApplication:
    """Return a WSGI app that answers for the print files, and leaves all else to ``app``.

    ``latest`` has the last build's plan (`Shop.preview`), ``mount`` is the path of the site's base:
    ``/`` or ``/jambanken/``.
    """
    serve = PrintsOnDemand(latest).serve

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        is_ours = path.endswith(_ENDING) and path.startswith(mount)
        made = serve(path.removeprefix(mount)) if is_ours else None
        if made is None:
            return app(environ, start)
        headers = [("Content-Type", "application/pdf"), ("Content-Length", str(len(made)))]
        start("200 OK", headers)
        return [made]

    return answer
