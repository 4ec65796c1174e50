"""Pages held to axe-core, and to the width of their window, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import cycle
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: A window's width in pixels, and the colours that are asked for.
Look = tuple[int, Literal["light", "dark"]]
WIDTHS = (375, 1280)
# Target size is off by default in axe 4.12, and what WCAG 2.2 asks of fingers (2.5.8). To describe
# all that is right took axe two thirds of its time.
_ALL = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
#: The rules that look at colours (axe's tag cat.color): for a page that the others have seen in this window.
_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
_RUN = """async (options) => (await axe.run(options)).violations.map((one) => [
  one.id, one.help, ...one.nodes.map((node) => `${node.html} ${node.failureSummary}`)].join("\\n"))"""


def faults(page: Page, options: Mapping[str, Any] = _ALL) -> list[str]:
    """Return what axe finds wrong with a page as it stands."""
    if not page.evaluate("'axe' in window"):  # half a megabyte: once for each page is enough
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_RUN, dict(options))
    return found


def looked_at(page: Page, *looks: Look) -> None:
    """Hold a page to axe and to its width, by default narrow and light, and wide and dark."""
    for look in looks or ((320, "light"), (1280, "dark")):
        _turned(page, look)
        assert faults(page) == [], (page.url, *look)


def looked_at_in_all(page: Page, widths: Iterable[int] = WIDTHS) -> None:
    """Hold a page to axe and to its width, in light and in dark at every width.

    Nothing but colours follows the scheme (tests/pages/test_style.py), so the second of the two asks
    for nothing else.
    """
    schemes: cycle[tuple[Literal["light", "dark"], Literal["light", "dark"]]] = cycle(
        [("light", "dark"), ("dark", "light")]
    )
    for width, (first, second) in zip(widths, schemes, strict=False):
        looked_at(page, (width, first))
        _turned(page, (width, second))
        assert faults(page, _COLOURS) == [], (page.url, width, second)


def _turned(page: Page, look: Look) -> None:
    width, scheme = look
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, (page.url, *look)
