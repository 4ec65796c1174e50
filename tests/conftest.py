"""What many tests share in a process: the project's own bank, built once, and one browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from tests.support.browsing import Windows, start
from tests.support.builds import built, small_bank, whole_bank
from tests.support.picture_bank import picture_bank

from jambanken.publishing.locks import hold

# How long an example takes is the machine's business; the bench measures speed. A change is judged by
# what it changes, so its examples are the same in every run; who looks for others asks for "chance".
settings.register_profile("bank", deadline=None, derandomize=True)
settings.register_profile("chance", deadline=None, max_examples=2_000)
settings.load_profile("bank")
# As long as Playwright waits for everything else: its own 5 seconds are short on a busy machine.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def project_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, content and all, that has been built."""
    return _whole(tmp_path_factory) / "bank"


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own bank as a finished site. Look, do not touch."""
    return _whole(tmp_path_factory) / "site"


@pytest.fixture(scope="session")
def picture_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small bank with pictures as a finished site, its project beside it. Look, do not touch."""
    return _once(tmp_path_factory, "pictures", picture_bank) / "site"


def _whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _once(tmp_path_factory, "whole", whole_bank)


def _once(
    tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]
) -> Path:
    """Return where a bank and its site lie, built by the first of the processes that share the tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, door = shared / name, shared / f"{name} door"  # the build locks the folder itself
    door.mkdir(exist_ok=True)
    with hold(door, patience=300):
        if not folder.exists():
            folder.mkdir()
            built(make(folder / "bank"), folder / "site")
    return folder


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


@pytest.fixture
def windows(browser: Browser) -> Iterator[Windows]:
    """Windows of the browser."""
    made = Windows(browser)
    yield made
    made.close()


@pytest.fixture
def context(windows: Windows) -> BrowserContext:
    """A browser with nothing remembered."""
    return windows.open()
