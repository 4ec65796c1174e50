"""How the gallery's pictures stand: in rows, in one column on a phone, and where they stood first."""

from __future__ import annotations

from itertools import groupby

import pytest
from playwright.sync_api import Page, expect
from tests.support.browsing import Visit
from tests.support.galleries import ServedGallery
from tests.support.looking import shift

pytestmark = pytest.mark.browser


def boxes_of(page: Page) -> list[tuple[float, float, float, float]]:
    """Return each picture's top, width, height and the ratio of its file, in the order of the page."""
    found = page.locator(".jb-shot img").evaluate_all(
        """all => all.map((one) => {
          const { top, width, height } = one.getBoundingClientRect();
          return [top, width, height, one.getAttribute("width") / one.getAttribute("height")];
        })"""
    )
    return [(top, width, height, ratio) for top, width, height, ratio in found]


@pytest.mark.parametrize("width", [320, 375])
def test_a_phone_has_one_even_column(few: ServedGallery, visit: Visit, width: int) -> None:
    """On a phone all pictures are equally wide, none is taller than wide, and the first is soon seen."""
    page = visit(few.base, width=width)
    boxes = boxes_of(page)
    assert len(boxes) == len(few.gallery)
    assert len({round(wide) for _, wide, _, _ in boxes}) == 1
    assert all(high <= wide + 1 for _, wide, high, _ in boxes)
    assert boxes[0][0] < 480
    expect(page.get_by_text("Varje bild har").locator("visible=true")).to_have_count(0)
    page.get_by_text("Mer om bilderna").click()
    expect(page.get_by_text("Varje bild har")).to_be_visible()


def test_the_pictures_of_a_row_are_equally_high(few: ServedGallery, visit: Visit) -> None:
    """Tall and wide pictures stand together in rows of one height, and none is cut by more than a hair."""
    boxes = boxes_of(visit(few.base))
    rows = [
        [height for _, _, height, _ in row]
        for _, row in groupby(boxes, key=lambda box: round(box[0]))
    ]
    assert len(rows) < len(boxes) / 2
    for heights in rows:
        assert max(heights) - min(heights) < 1.5
    for _, width, height, ratio in boxes:
        if 0.4 <= ratio <= 3:
            assert width / height == pytest.approx(ratio, rel=0.02)


@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_moves_while_the_page_comes(few: ServedGallery, visit: Visit, width: int) -> None:
    """Pictures and script come after the text, and shift nothing that is already there."""
    assert shift(visit(few.base, width=width)) < 0.01


def test_the_page_fits_when_its_text_is_enlarged(few: ServedGallery, visit: Visit) -> None:
    """Text at twice its size does not leave the window."""
    page = visit(few.base)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
