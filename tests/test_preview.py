"""`mkdocs serve`: what an editor sees while working."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.support.builds import built, digests, environment, small_bank

TIP = "tipsbank/tips/andra-tipset.yml"
PATIENCE = 30.0
REBUILDS = """
import json, logging, sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

pages = []
class Listen(logging.Handler):
    def emit(self, record):
        if record.getMessage().startswith("Building page"):
            pages.append(record.getMessage())
logging.getLogger("mkdocs").setLevel(logging.DEBUG)
logging.getLogger("mkdocs").addHandler(Listen())
tip, site, counts = Path("tipsbank/tips/andra-tipset.yml"), sys.argv[1], []
for step in ("cold", "entry", "entry", "page", "settings"):
    if step == "entry":
        tip.write_text(tip.read_text("utf-8").replace("titel: ", "titel: Nya "), "utf-8")
    if step == "page":
        Path("docs/om.md").write_text("# Om oss\\n", "utf-8")
    if step == "settings":
        Path("bank.yml").write_text("namn: En annan bank\\n", "utf-8")
    pages.clear()
    config = load_config("mkdocs.yml", site_dir=site)
    if step == "cold":
        config.plugins.on_startup(command="serve", dirty=False)
    config.site_url = "http://127.0.0.1:8000/"
    build(config, serve_url=config.site_url)
    counts.append(len(pages))
print(json.dumps(counts))
"""


class Preview:
    """A running `mkdocs serve` over a small bank."""

    def __init__(self, project: Path, port: int) -> None:
        self.project = project
        self.base = f"http://127.0.0.1:{port}/banken/"

    def get(self, address: str) -> str:
        """Return a page, empty while there is none."""
        try:
            with urllib.request.urlopen(self.base + address, timeout=5) as answer:  # noqa: S310
                # What MkDocs adds at the end changes with each answer.
                return str(answer.read().decode()).partition("<script>")[0]
        except (OSError, urllib.error.URLError):
            return ""

    def wait(self, address: str, shows: Callable[[str], bool]) -> str:
        """Return a page once it shows something. Fails when that takes too long."""
        deadline = time.monotonic() + PATIENCE
        while not shows(page := self.get(address)):
            assert time.monotonic() < deadline, f"{address} never changed:\n{page[:2000]}"
            time.sleep(0.1)
        return page

    def fault(self) -> str:
        """Return what the banner on every page says."""
        return str(json.loads(self.get("jb-live.json") or '{"fault": ""}')["fault"])

    def change(self, file: str, old: str, new: str) -> None:
        """Edit a file as an editor would."""
        path = self.project / file
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """A preview that has started."""
    project = small_bank(tmp_path / "bank")
    # MkDocs serves below the path of the address in mkdocs.yml.
    settings = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(
        f"{settings}\nsite_url: https://prov.exempel.se/banken/\n", "utf-8"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    with (tmp_path / "log").open("wb") as log:
        program = subprocess.Popen(
            arguments,
            cwd=project,
            env=environment(TMPDIR=str(tmp_path)),
            stdout=log,
            stderr=log,
        )
    try:
        running = Preview(project, port)
        running.wait("", bool)
        yield running
    finally:
        program.terminate()
        program.wait()


def test_a_change_is_seen(preview: Preview) -> None:
    """An edit of an entry is on its page after a moment, and each page waits for the next."""
    assert "jb-live.js" in preview.get("tips/andra-tipset/")
    preview.change(TIP, "Det andra tipset", "Tipset med nytt namn")
    preview.wait("tips/andra-tipset/", lambda page: "Tipset med nytt namn" in page)
    preview.wait("tips/", lambda page: "Tipset med nytt namn" in page)


def test_an_error_is_shown_on_the_last_good_version(preview: Preview) -> None:
    """The entry stays as it was, with what is wrong on its page and on the banner."""
    preview.change(TIP, "tid: 20", "tid: tjugo")
    page = preview.wait("tips/andra-tipset/", lambda page: "tjugo" in page)
    assert "Det andra tipset" in page
    assert f"{TIP}:" in preview.fault()
    preview.change(TIP, "tid: tjugo", "tid: 25")
    preview.wait("tips/andra-tipset/", lambda page: "tjugo" not in page)
    assert preview.fault() == ""


def test_a_draft_is_seen(preview: Preview) -> None:
    """What visitors do not see yet, an editor does."""
    preview.change(TIP, "titel: Det andra", "status: utkast\ntitel: Det hemliga")
    preview.wait("tips/andra-tipset/", lambda page: "Det hemliga tipset" in page)


def test_when_a_rebuild_fails_the_last_site_stands(preview: Preview) -> None:
    """A broken template or settings file stops nothing: the reason is on the banner."""
    before = preview.get("tips/andra-tipset/")
    preview.change("hooks/theme/main.html", "{% extends", "{% if %}{% extends")
    preview.wait("jb-live.json", lambda state: "kunde inte uppdateras" in state)
    assert preview.get("tips/andra-tipset/") == before
    preview.change("hooks/theme/main.html", "{% if %}", "")
    preview.wait("jb-live.json", lambda state: "kunde inte" not in state)
    preview.change("mkdocs.yml", "site_name:", "site_name: [")
    preview.wait("jb-live.json", lambda state: "kunde inte uppdateras" in state)
    assert preview.get("tips/andra-tipset/") == before


def test_only_what_changed_passes_the_theme(tmp_path: Path) -> None:
    """An edit of an entry renders no shell and no hand-written page; a setting renders them all."""
    project, site = small_bank(tmp_path / "bank"), tmp_path / "site"
    result = subprocess.run(
        [sys.executable, "-c", REBUILDS, str(site)],
        cwd=project,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    cold, first, second, page, settings = json.loads(result.stdout.splitlines()[-1])
    assert cold > 0
    assert (first, second) == (0, 0)
    assert (page, settings) == (cold, cold)
    assert "Nya Nya Det andra tipset" in (site / "tips/andra-tipset/index.html").read_text("utf-8")
    assert "Om oss" in (site / "om" / "index.html").read_text("utf-8")
    assert "En annan bank" in (site / "om" / "index.html").read_text("utf-8")


def test_a_visitor_gets_nothing_of_the_preview(tmp_path: Path) -> None:
    """The script that reloads pages, and its state, are of `serve` alone."""
    site = built(small_bank(tmp_path / "bank"), tmp_path / "site")
    assert not [name for name in digests(site) if "live" in name]
