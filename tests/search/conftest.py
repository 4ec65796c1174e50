"""A small index that many tests ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.search.asked import DOCUMENTS, LONG
from tests.support.searching import Reader, assets, reading


@pytest.fixture(scope="session")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The reader on a small index; of a page of its own only one document has text."""
    around = "<nav>mötesmeny</nav><ul data-search-skip><li>Mer om möten</li></ul>"
    texts = f"<p>Först en lång inledning.</p><p>{LONG} Sedan möten. Och så t.ex. Ek.</p>"
    fact = "<dl><div><dt>Bra</dt><dd><ul><li>räkning</li><li>ordning</li></ul></dd></div></dl>"
    steps = f"<h3>Klockor</h3><p>Alla ser.</p><p>{LONG[:-1]} klargöra {LONG}</p>"
    page = f"<main><h1>Mät</h1>{around}{texts}{fact}{steps}</main>"
    with reading(
        browser,
        tmp_path_factory.mktemp("index"),
        assets(DOCUMENTS, [("affisch", "plansch"), ("talartid", "prata mest")]),
        {"tips/tid/": page},
    ) as opened:
        yield opened
