"""A small server that sends everything compressed, and remembers what it sent."""

from __future__ import annotations

import mimetypes
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

#: What servers that compress on the way out settle for; the best, 11, takes some fifty times as long.
QUALITY = 9

Compress = Callable[[bytes], bytes]


class Sent(NamedTuple):
    """A file that was asked for, and how many bytes of it went over the line."""

    path: str
    size: int


def brotli(packages: Path) -> Compress:
    """Return what compresses, from the folder that the package was installed in."""
    sys.path.insert(0, str(packages))
    try:
        compress = import_module("brotli").compress
    finally:
        sys.path.remove(str(packages))
    return lambda content: compress(content, quality=QUALITY)


class Served:
    """Files below a folder, compressed once each, and what was sent of them."""

    def __init__(self, folder: Path, compress: Compress) -> None:
        self.address = ""
        self.sent: list[Sent] = []
        self._folder = folder
        self._compress = compress
        self._kept: dict[str, tuple[bytes, bool, str] | None] = {}
        self._lock = threading.Lock()

    def get(self, path: str) -> tuple[bytes, bool, str] | None:
        """Return a file as it is sent, whether it is compressed, and its media type."""
        with self._lock:
            if path not in self._kept:
                self._kept[path] = self._read(path)
            found = self._kept[path]
            self.sent.append(Sent(path, len(found[0]) if found else 0))
        return found

    def _read(self, path: str) -> tuple[bytes, bool, str] | None:
        file = self._folder / path.strip("/")
        file = file / "index.html" if file.is_dir() else file
        try:
            content = file.read_bytes()
        except OSError:
            return None
        small = self._compress(content)
        sort = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        is_smaller = len(small) < len(content)
        return (small if is_smaller else content), is_smaller, sort


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open, as those of real servers do
    disable_nagle_algorithm = True

    def __init__(self, *args: object, files: Served) -> None:
        self._files = files
        super().__init__(*args)  # type: ignore[arg-type]  # what the server hands over, unseen

    def do_GET(self) -> None:
        found = self._files.get(unquote(urlsplit(self.path).path))
        if found is None:
            self.send_response(HTTPStatus.NOT_FOUND)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        content, is_compressed, sort = found
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", sort)
        self.send_header("Content-Length", str(len(content)))
        if is_compressed:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing: the figures are what matters."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that is closed leaves what it asked for."""


@contextmanager
def serving(folder: Path, compress: Compress) -> Iterator[Served]:
    """Serve a folder on a free port of this machine."""
    files = Served(folder, compress)
    with _Server(("127.0.0.1", 0), partial(_Handler, files=files)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        files.address = f"http://localhost:{server.server_port}/"
        yield files
        server.shutdown()
