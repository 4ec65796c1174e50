"""Each page that a change makes is one sheet of a PDF, as it looks on the screen."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw
from tests.support.bank import put_picture

from prtools.preview import pictures_of

_PAGE = """<!doctype html><html lang="sv"><meta charset="utf-8"><title>t</title>
<style>@media print {p {display: none}}</style>
<h1>Räkna rösterna</h1><p style="height: 6000px">På skärmen</p><img loading="lazy" src="../b.png" alt="">
<p>Sidans fot</p><img src="https://utanfor.example/spår.png" alt="">"""


@pytest.mark.browser
def test_a_sheet_for_each_page(tmp_path: Path) -> None:
    """The whole page is on it, also what waits for somebody to scroll; no page gives no sheet."""
    (tmp_path / "tips").mkdir()
    (tmp_path / "tips/index.html").write_text(_PAGE, encoding="utf-8")
    put_picture(tmp_path / "b.png")
    target = tmp_path / "bilder.pdf"
    browser = os.environ.get("JAMBANKEN_BROWSER") or None
    # In a thread of its own: other tests keep a browser open in this one.
    with ThreadPoolExecutor(1) as thread:
        made = thread.submit(pictures_of, tmp_path, ["tips/", "tips/finns-inte/"], target, browser)
        assert made.result() == 1
    (sheet,) = pypdfium2.PdfDocument(target)
    text = sheet.get_textpage().get_text_range()
    assert all(words in text for words in ("Räkna rösterna", "På skärmen", "Sidans fot"))
    assert sheet.get_size()[0] == 960  # 1280 pixels in points
    sorts = [thing.type for thing in sheet.get_objects(max_depth=15)]
    assert sorts.count(raw.FPDF_PAGEOBJ_IMAGE) == 1
