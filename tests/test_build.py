"""`mkdocs build` as an editor, a workflow and a careless machine run it."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.support.builds import (
    build,
    built,
    command,
    digests,
    environment,
    neighbours,
    small_bank,
)

from jambanken.publishing.policy import META

TIP = "tipsbank/tips/forsta-tipset.yml"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A small bank to change."""
    return small_bank(tmp_path / "bank")


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """Give every page by its name."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_text("utf-8")


class _Inline(HTMLParser):
    """Collects what the page policy would stop."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        is_data = str(values.get("type", "")).endswith("json")
        if tag == "style" or (tag == "script" and "src" not in values and not is_data):
            self.found.append(tag)
        self.found += [
            f"{tag} {name}" for name in values if name == "style" or name.startswith("on")
        ]
        for name in ("src", "action"):
            if (values.get(name) or "").startswith(("http:", "https:", "//")):
                self.found.append(f"{tag} {name}={values[name]}")


def test_every_page_begins_with_the_policy(built_site: Path) -> None:
    """The policy counts only for what comes after it, so nothing may; 404.html is no exception."""
    names = [name for name, _ in pages(built_site)]
    assert {"index.html", "404.html", "tips/index.html"} <= set(names)
    for name, html in pages(built_site):
        head = html[html.index("<head>") + len("<head>") :].lstrip()
        assert head.startswith(META), name


def test_no_page_holds_what_the_policy_would_stop(built_site: Path) -> None:
    """No inline script, style or handler, and nothing taken from another host."""
    for name, html in pages(built_site):
        parser = _Inline()
        parser.feed(html)
        assert parser.found == [], name


def test_no_page_shows_how_it_was_made(built_site: Path) -> None:
    """Marks, shells and the places they were made at are gone."""
    for name, html in pages(built_site):
        assert not re.search("[\x00-\x08\x0e-\x1f]", html), name
        assert "jb-skal" not in html + name
        assert "jb-live" not in html


def test_texts_of_the_content_are_texts(small_site: Path) -> None:
    """Titles and names with < and & come out as they were written."""
    html = (small_site / "tips" / "forsta-tipset" / "index.html").read_text("utf-8")
    title = "Det första tipset &lt;i&gt;&amp; mer – Provbanken &amp; vänner"
    assert f"<title>{title}</title>" in html
    assert (
        '<link rel="canonical" href="https://prov.exempel.se/banken/tips/forsta-tipset/">' in html
    )


def test_search_engines_get_true_days(small_site: Path) -> None:
    """A page's day is that of the entry, not of the build."""
    listed = (small_site / "sitemap.xml").read_text("utf-8")
    address = "https://prov.exempel.se/banken/tips/forsta-tipset/"
    assert f"<loc>{address}</loc><lastmod>2026-02-20</lastmod>" in listed
    assert "<loc>https://prov.exempel.se/banken/om/</loc></url>" in listed
    assert "2026-11-22" not in listed


def test_a_missing_page_leads_home_from_anywhere(small_site: Path) -> None:
    """404.html is shown at any address, so its links begin at the site's own."""
    html = (small_site / "404.html").read_text("utf-8")
    assert 'href="/banken/tips/"' in html
    assert 'href="../' not in html


def test_a_site_that_does_not_know_its_address_builds(bank: Path, tmp_path: Path) -> None:
    """Until the address is decided there is a site, without a list for search engines."""
    (bank / "bank.yml").write_text("namn: Provbanken\n", "utf-8")
    site = built(bank, tmp_path / "site")
    assert not (site / "sitemap.xml").exists()
    assert "canonical" not in (site / "tips" / "index.html").read_text("utf-8")


def test_an_error_stops_the_build_with_its_line(bank: Path, tmp_path: Path) -> None:
    """Exit 1, the line that says what to mend, no traceback, and the site as it was."""
    site = built(bank, tmp_path / "site")
    before = digests(site)
    with (bank / TIP).open("a", encoding="utf-8") as file:
        file.write("malgrupper: [chef]\n")
    result = build(bank, site)
    assert result.returncode == 1
    assert re.search(
        rf"{TIP}:\d+:1: fel: .*Menade du \"målgrupper\"\? \[okant-falt\]", result.stderr
    )
    assert "Bygget avbröts. 1 fel" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert digests(site) == before
    assert neighbours(site) == []


def test_warnings_about_content_never_stop_a_build(bank: Path, tmp_path: Path) -> None:
    """A review date that has passed is told, also to --strict, which builds."""
    with (bank / TIP).open("a", encoding="utf-8") as file:
        file.write("granskas: 2026-01-31\n")
    result = build(bank, tmp_path / "site")
    assert result.returncode == 0
    assert ": varning: " in result.stderr


def test_a_dead_link_in_a_hand_written_page_stops_a_strict_build(
    bank: Path, tmp_path: Path
) -> None:
    """MkDocs knows of pages in docs/, we of all the others; the site stays as it was."""
    site = built(bank, tmp_path / "site")
    before = digests(site)
    for link in ("../filmerna/", "finns-inte.md", "bild.png"):
        (bank / "docs" / "om.md").write_text(f"# Om\n\n[Läs]({link})\n", "utf-8")
        result = build(bank, site)
        assert result.returncode == 1, link
        assert link in result.stdout + result.stderr
        assert digests(site) == before, link


def test_an_entry_that_is_taken_away_stops_no_strict_build(bank: Path, tmp_path: Path) -> None:
    """Where a hand-written page links to it, a line says so, and the site is published."""
    (bank / "docs" / "om.md").write_text("# Om\n\n[Läs](../tips/forsta-tipset/)\n", "utf-8")
    with (bank / TIP).open("a", encoding="utf-8") as file:
        file.write("status: utkast\n")
    result = build(bank, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert 'docs/om.md:3:7: varning: Länken "../tips/' in result.stderr


def test_two_pages_at_one_address_stop_the_build(bank: Path, tmp_path: Path) -> None:
    """A hand-written page cannot hide a page of the bank, nor the other way round."""
    (bank / "docs" / "tips").mkdir()
    (bank / "docs" / "tips" / "andra-tipset.md").write_text("# Annat\n", "utf-8")
    result = build(bank, tmp_path / "site")
    assert result.returncode == 1
    assert "tips/andra-tipset" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


def test_a_wrong_day_is_told_in_plain_words(bank: Path, tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH may be anything; what is no day is refused without a traceback."""
    result = build(bank, tmp_path / "site", env=environment(SOURCE_DATE_EPOCH="i går"))
    assert result.returncode == 1
    assert "SOURCE_DATE_EPOCH ska vara ett heltal" in result.stdout + result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_writes_that_fail_leave_the_old_site(bank: Path, tmp_path: Path) -> None:
    """Writes fail at other places for each limit, in MkDocs' part and in ours."""
    site = built(bank, tmp_path / "site")
    before = digests(site)
    shutil.copytree(bank / ".cache", tmp_path / "cache")
    (bank / "docs" / "stor.txt").write_bytes(b"x" * 300_000)
    for kilobytes in (1, 4, 9, 30, 200):
        limited = (
            f"ulimit -f {kilobytes * 2}; exec {' '.join(command(site))}"  # blocks of 512 bytes
        )
        result = subprocess.run(
            ["/bin/sh", "-c", limited],
            cwd=bank,
            env=environment(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert result.returncode == 1, (kilobytes, result.stderr)
        assert "Traceback" not in result.stderr
        assert "webbplatsen är som förut" in result.stdout + result.stderr
        assert digests(site) == before, kilobytes
        assert neighbours(site) == []
        shutil.rmtree(bank / ".cache")
        shutil.copytree(tmp_path / "cache", bank / ".cache")


@pytest.mark.skipif(os.name != "posix", reason="kill")
def test_a_build_killed_at_any_moment_leaves_a_whole_site(bank: Path, tmp_path: Path) -> None:
    """The served folder is the old site or the new one, and the next build clears up."""
    site, chance = tmp_path / "site", random.Random(20261122)  # noqa: S311 - moments, not secrets
    old = digests(built(bank, site))
    (bank / "docs" / "om.md").write_text("# Om oss\n", "utf-8")
    new = digests(built(bank, tmp_path / "other"))
    for _ in range(8):
        with subprocess.Popen(command(site), cwd=bank, env=environment()) as program:
            time.sleep(0.4 + chance.random() * 0.6)
            program.kill()
        assert not site.exists() or digests(site) in (old, new)
    built(bank, site)
    assert digests(site) == new
    assert neighbours(site) == []


def test_two_builds_at_once_are_each_whole(bank: Path, tmp_path: Path) -> None:
    """Neither fails, and what stands at the end is one of them."""
    other = small_bank(tmp_path / "other")
    (other / "docs" / "om.md").write_text("# Om oss\n", "utf-8")
    site = tmp_path / "site"
    programs = [
        subprocess.Popen(command(site), cwd=project, env=environment())
        for project in (bank, other, bank, other)
    ]
    assert [program.wait() for program in programs] == [0, 0, 0, 0]
    alone = [digests(built(project, tmp_path / project.name / "site")) for project in (bank, other)]
    assert digests(site) in alone
    assert neighbours(site) == []


def _ruin(cache: Path) -> None:
    for file in cache.rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:3000] + b"\xff" * 3000)


def _forbid(cache: Path) -> None:
    shutil.rmtree(cache, ignore_errors=True)
    cache.parent.mkdir(exist_ok=True)
    cache.write_text("in the way", "utf-8")


@pytest.mark.parametrize("harm", [_ruin, _forbid])
def test_a_cache_can_be_harmed_without_harm(
    bank: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    """Damaged, or in a place that cannot be written: the same site, only later."""
    before = digests(built(bank, tmp_path / "site"))
    harm(bank / ".cache" / "jambanken")
    assert digests(built(bank, tmp_path / "site")) == before


def test_an_entry_that_left_the_bank_has_left_the_cache(bank: Path, tmp_path: Path) -> None:
    """What was withdrawn is not kept where nobody looks."""
    (bank / TIP).write_text(
        (bank / TIP).read_text("utf-8").replace("vänligt", "hemligtord"), "utf-8"
    )
    built(bank, tmp_path / "site")
    files = [path for path in (bank / ".cache").rglob("*") if path.is_file()]
    assert any(b"hemligtord" in file.read_bytes() for file in files)
    (bank / TIP).unlink()
    (bank / "docs" / "om.md").write_text("# Om\n", "utf-8")
    other = bank / "tipsbank" / "tips" / "andra-tipset.yml"
    other.write_text(other.read_text("utf-8").replace("relaterat", "# relaterat"), "utf-8")
    built(bank, tmp_path / "site")
    files = [path for path in (bank / ".cache").rglob("*") if path.is_file()]
    assert not any(b"hemligtord" in file.read_bytes() for file in files)


def test_the_hook_builds_without_its_folder_on_the_path(bank: Path) -> None:
    """MkDocs gives the hook's folder to it only while it loads; what is imported later is the package's."""
    script = (
        "import os, sys\n"
        "from mkdocs.commands.build import build\n"
        "from mkdocs.config import load_config\n"
        "config = load_config('mkdocs.yml')\n"
        "assert os.path.abspath('hooks') not in map(os.path.abspath, sys.path)\n"
        "build(config)\n"
        "assert sys.modules['jambanken.build'].__file__.startswith(os.path.abspath('hooks'))\n"
    )
    subprocess.run(
        [sys.executable, "-c", script], cwd=bank, env=environment(), check=True, timeout=60
    )
