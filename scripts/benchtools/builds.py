"""What is measured: cold and warm builds, and edits under ``mkdocs serve``."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchtools.measure import FailedError, Usage, run, seconds_so_far
from benchtools.plan import TODAY
from benchtools.projects import retitle

_BUILT = re.compile(r"built in ([\d.]+) seconds")
_SERVING = re.compile(r"Serving on (http://\S+)")
_PATIENCE = 300.0
_BETWEEN_LOOKS = 0.02
_CACHES = ("site", ".cache")


@dataclass(frozen=True, slots=True)
class Output:
    """What a build wrote."""

    pages: int
    megabytes: float


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit under ``mkdocs serve``, in seconds.

    ``seen`` is from saving the file until a visitor gets the new text: MkDocs looks for changes
    twice a second and then waits a tenth. ``rebuilt`` is the build alone, as MkDocs reports it.
    ``cpu`` is what the server used meanwhile, None where the system does not tell.
    """

    seen: float
    rebuilt: float
    cpu: float | None


def environment(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment for builds: a fixed day, no advertisement, and Python as it comes.

    Print files are measured by themselves (`benchtools.prints`); no peer makes any. Told to write
    no bytecode, Python would compile a project's hooks anew in every build.
    """
    midday = f"{dt.datetime.combine(TODAY, dt.time(12), dt.UTC).timestamp():.0f}"
    kept = {name: value for name, value in given.items() if name != "PYTHONDONTWRITEBYTECODE"}
    fixed = {"SOURCE_DATE_EPOCH": midday, "NO_MKDOCS_2_WARNING": "1", "JAMBANKEN_TRYCK": "inga"}
    return {**kept, **fixed}


def cold(project: Path, *, watched: bool = False) -> Usage:
    """Build a project from nothing: no site, no cache. Bytecode of code and templates may be there.

    What an earlier build made is put beside the project and not removed: ext4 goes through all
    files that were removed within minutes for each new one, which took a build an eighth more time.
    """
    for name in _CACHES:
        if (project / name).exists():
            (project / name).rename(
                tempfile.mkdtemp(prefix="before-", dir=project.parent) + f"/{name}"
            )
    return warm(project, watched=watched)


def warm(project: Path, *, watched: bool = False) -> Usage:
    """Build a project as it lies."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    return run(command, project, environment(), watched=watched)


def output(project: Path) -> Output:
    """Count what a build wrote."""
    files = [path for path in (project / "site").rglob("*") if path.is_file()]
    return Output(
        pages=sum(path.suffix == ".html" for path in files),
        megabytes=sum(path.stat().st_size for path in files) / 1_000_000,
    )


def edits(project: Path, file: Path, address: str, count: int) -> Iterator[Edit]:
    """Serve a project, change an entry's title again and again and see it change in its page."""
    with _serving(project) as (process, base, log):
        for number in range(count):
            # Not in step with MkDocs' own looks at the disk.
            time.sleep(0.6 + 0.13 * (number % 4))
            title = f"Ändrad rubrik {number}"
            before, started = seconds_so_far(process.pid), time.perf_counter()
            retitle(file, title)
            _until_seen(base + address, title)
            seen = time.perf_counter() - started
            after = seconds_so_far(process.pid)
            cpu = None if before is None or after is None else after - before
            yield Edit(seen, float(_BUILT.findall(_text(log))[-1]), cpu)


@contextlib.contextmanager
def _serving(project: Path) -> Iterator[tuple[subprocess.Popen[bytes], str, Path]]:
    """Run ``mkdocs serve``; give the process, the site's address and the log."""
    log = project / "serve.log"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{_free_port()}"]
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=project, env=environment(), stdout=said, stderr=subprocess.STDOUT
        )
    try:
        yield process, _address(process, log), log
    finally:
        process.kill()
        process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        found = _SERVING.search(_text(log))
        if found:
            return found[1]
        time.sleep(_BETWEEN_LOOKS)
    raise FailedError(f"mkdocs serve did not start:\n{_text(log)[-3000:]}")


def _until_seen(url: str, text: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if text in _page(url):
            return
        time.sleep(_BETWEEN_LOOKS)
    raise FailedError(f"{url} never showed {text!r}")


def _page(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=_PATIENCE) as answer:  # noqa: S310  # our own server
            found: str = answer.read().decode()
            return found
    except (urllib.error.URLError, ConnectionError):
        return ""


def _text(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port
