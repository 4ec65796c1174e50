"""A GitHub that runs in the test: it answers what it was told to, and remembers what was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from prtools.github import GitHub


class Asked(NamedTuple):
    """A request: its method, its path after the repository, and what was sent."""

    method: str
    path: str
    data: Any


class Fake:
    """Answers by method and path. A number is an HTTP status, bytes are a file, all else is JSON."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], Any] = {}
        self.asked: list[Asked] = []
        self.headers: list[dict[str, str]] = []
        self.base = ""

    @property
    def github(self) -> GitHub:
        """The client under test."""
        return GitHub(self.base, "region-x/bank", "hemlig")

    @property
    def sent(self) -> list[Asked]:
        """What was to be changed."""
        return [one for one in self.asked if one.method != "GET"]

    def sent_to(self, path: str) -> Any:
        """Return what was sent to a path, the last of it."""
        return [one.data for one in self.sent if one.path == path][-1]


@contextmanager
def running() -> Iterator[Fake]:
    """Run a GitHub for a while."""
    fake = Fake()

    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            data = json.loads(self.rfile.read(length)) if length else None
            path = unquote(urlsplit(self.path).path).removeprefix("/repos/region-x/bank/")
            fake.asked.append(Asked(self.command, path, data))
            fake.headers.append(dict(self.headers))
            answer = fake.answers.get((self.command, path), [] if self.command == "GET" else {})
            status = answer if isinstance(answer, int) else 200
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            if isinstance(answer, str):
                status, body = 302, b""
                self.send_response(status)
                self.send_header("Location", answer)
            else:
                self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = _reply  # noqa: N815  # the library's names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.base = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
