"""The pages of the forms, with no more of a site around them than they need."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from tests.support.bank import TODAY
from tests.support.browsing import served
from tests.support.builds import ROOT
from tests.support.models import changed

from jambanken.bank import Bank, Memory, load
from jambanken.output import relative
from jambanken.pages.contribute import contribute_pages
from jambanken.pages.environment import environment
from jambanken.pages.memory import PageMemory
from jambanken.pages.style import stylesheet
from jambanken.publishing.policy import META
from jambanken.settings import Operator, Settings

Visit = Callable[..., Page]
#: So many made-up entries for each kind; all tests together cannot wait for many.
FEW = 15
OPERATOR = Operator.model_validate({"organisation": "Region Prov", "epost": "banken@prov.example"})


def how_many() -> int:
    """Return for how many made-up entries of each kind the forms are tried: JAMBANKEN_FORMS asks for more."""
    return int(os.environ.get("JAMBANKEN_FORMS", FEW))


def is_thorough() -> bool:
    """Tell whether somebody has time: then every form is looked at in every state."""
    return how_many() > FEW


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The project's own bank."""
    return load(ROOT, TODAY, Memory())


@pytest.fixture(scope="session")
def forms(bank: Bank, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a bank with an operator and a repository, and below ``utan/`` of one with neither."""
    folder = tmp_path_factory.mktemp("forms")
    everything = changed(bank.settings, operator=OPERATOR)
    nothing = changed(bank.settings, operator=None, repository=None)
    for place, settings in (("", everything), ("utan/", nothing)):
        _write(folder / place, bank, settings)
        (folder / place / "assets").symlink_to(ROOT / "docs" / "assets")
        (folder / place / "tips" / "finns-redan").mkdir(parents=True)
        (folder / place / "tips" / "finns-redan" / "index.html").write_text("<!doctype html>")
    return folder


def _write(folder: Path, bank: Bank, settings: Settings) -> None:
    styles = "".join(
        f'<link rel="stylesheet" href="\x1dassets/css/{path.name}">'
        for path in sorted((ROOT / "docs" / "assets" / "css").glob("*.css"))
    )
    styles += '<link rel="stylesheet" href="\x1dfarger.css">'
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "farger.css").write_bytes(stylesheet(settings.colours))
    templates = environment(lambda _: True)
    for make in contribute_pages(templates, settings, bank.registry, PageMemory("", None)):
        page = make()
        html = (
            f'<!doctype html><html lang="sv"><head>{META}<title>{page.title}</title>'
            f"{styles}{page.head}</head><body><main class=jb-main>{page.body}</main></body></html>"
        )
        path = folder / page.address / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(relative(html, page.depth), encoding="utf-8")


@pytest.fixture(scope="session")
def base(forms: Path) -> Iterator[str]:
    """The address of the pages."""
    with served(forms) as address:
        yield address


@pytest.fixture
def visit(context: BrowserContext, base: str) -> Visit:
    """Open a page in a new tab; what goes wrong in its scripts fails the test."""

    def open_(address: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda fault: pytest.fail(str(fault)))
        page.goto(base + address)
        return page

    return open_
