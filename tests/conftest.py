"""What many tests share in a process: the project's own bank, built once, and one browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.support.browsing import start
from tests.support.builds import built, small_bank, whole_bank


@pytest.fixture(scope="session")
def project_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, content and all."""
    return whole_bank(tmp_path_factory.mktemp("project") / "bank")


@pytest.fixture(scope="session")
def built_site(project_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own bank as a finished site. Look, do not touch."""
    return built(project_copy, tmp_path_factory.mktemp("site") / "site")


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small bank. Look, do not touch."""
    return small_bank(tmp_path_factory.mktemp("small") / "bank")


@pytest.fixture(scope="session")
def small_site(small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small bank as a finished site. Look, do not touch."""
    return built(small_project, tmp_path_factory.mktemp("small-site") / "site")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    with sync_playwright() as playwright:
        started = start(playwright)
        yield started
        started.close()
