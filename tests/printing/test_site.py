"""Print files as visitors meet them: on the pages of a finished site."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.support.browsing import served
from tests.support.builds import ROOT, build, environment, small_bank
from tests.support.looking import faults_at

from jambanken.swedish import file_size

pytestmark = pytest.mark.browser
TIP, THEME = "tips/forsta-tipset/", "teman/moten/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small bank with all its print files, built twice."""
    folder = tmp_path_factory.mktemp("prints")
    project, env = small_bank(folder / "bank"), environment(JAMBANKEN_TRYCK="alla")
    shutil.copytree(ROOT / "docs" / "assets", project / "docs" / "assets")  # for axe
    first = build(project, folder / "site", env=env)
    assert first.returncode == 0, first.stderr
    made = len(list((folder / "site").rglob("*.pdf")))
    assert f"Tryckfiler: {made} av {made}" in first.stderr
    again = build(project, folder / "site", env=env)
    assert again.returncode == 0, again.stderr
    assert "Tryckfiler" not in again.stderr, "nothing was made anew"
    return folder / "site"


@pytest.mark.parametrize("address", [TIP, THEME])
def test_pages_lead_to_their_print_files(site: Path, browser: Browser, address: str) -> None:
    """Each link says format, pages and size as they are, works, and axe sees no fault around it."""
    with served(site) as base:
        page = browser.new_page(viewport={"width": 375, "height": 800})
        page.goto(base + address)
        files = page.locator("#skriv-ut li")
        assert files.count() == len(list((site / address).glob("*.pdf"))) > 0
        for file in files.all():
            href = file.get_by_role("link").get_attribute("href") or ""
            raw = (site / address / href.rpartition("/")[2]).read_bytes()
            count = re.search(rb"/Type/Pages/Count (\d+)", raw)
            assert count is not None
            pages = int(count[1])
            words = f"{pages} {'sida' if pages == 1 else 'sidor'}, {file_size(len(raw))}"
            assert words in file.inner_text()
            assert page.request.get(page.url + href).status == 200  # HTTP's "OK"
        assert faults_at(page) == []
        page.close()
