"""A small server that sends everything compressed, and remembers what it sent."""

from __future__ import annotations

import mimetypes
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

#: What servers that compress on the way out settle for; the best, 11, takes some fifty times as long.
QUALITY = 9

Compress = Callable[[bytes], bytes]


class Sent(NamedTuple):
    """A file that was asked for, and how many bytes of it went over the line."""

    path: str
    size: int


def brotli(packages: Path, quality: int = QUALITY) -> Compress:
    """Return what compresses, from the folder that the package was installed in."""
    sys.path.insert(0, str(packages))
    try:
        compress = import_module("brotli").compress
    finally:
        sys.path.remove(str(packages))
    return lambda content: compress(content, quality=quality)


class Served:
    """Files below a folder, compressed once each, and what was sent of them."""

    def __init__(self, folder: Path, compress: Compress) -> None:
        self.address = ""
        self.sent: list[Sent] = []
        self._folder = folder
        self._compress = compress
        self._kept: dict[str, tuple[bytes, int]] = {}
        self._lock = threading.Lock()

    def answer(self, path: str) -> bytes:
        """Return what is sent for a path: head and body."""
        with self._lock:
            if path not in self._kept:
                self._kept[path] = self._read(path)
            answer, size = self._kept[path]
            self.sent.append(Sent(path, size))
        return answer

    def _read(self, path: str) -> tuple[bytes, int]:
        file = self._folder / path.strip("/")
        file = file / "index.html" if file.is_dir() else file
        try:
            content = file.read_bytes()
        except OSError:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", 0
        small = self._compress(content)
        body, encoding = (small, "br") if len(small) < len(content) else (content, "identity")
        sort = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {sort}\r\nContent-Encoding: {encoding}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body, len(body)


class _Handler(StreamRequestHandler):
    """Answers one request after another on a connection that stays open, in one piece each.

    The library's own handler takes a millisecond a file, which is what is to be measured.
    """

    disable_nagle_algorithm = True

    def __init__(self, *args: Any, files: Served) -> None:
        self._files = files
        super().__init__(*args)

    def handle(self) -> None:
        while line := self.rfile.readline():
            while self.rfile.readline().strip():
                pass
            target = line.decode("latin-1").split()[1]
            self.wfile.write(self._files.answer(unquote(urlsplit(target).path)))


class _Server(ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that is closed leaves what it asked for."""


@contextmanager
def serving(folder: Path, compress: Compress) -> Iterator[Served]:
    """Serve a folder on a free port of this machine."""
    files = Served(folder, compress)
    with _Server(("127.0.0.1", 0), partial(_Handler, files=files)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        files.address = f"http://localhost:{server.server_address[1]}/"
        yield files
        server.shutdown()
