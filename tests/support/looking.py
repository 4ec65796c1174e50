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
_NEXT_FRAME = "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
_SHIFT = f"""async () => {{
  let moved = 0;
  const count = (shifts) => shifts.forEach((one) => (moved += one.value));
  const watch = new PerformanceObserver((list) => count(list.getEntries()));
  watch.observe({{ type: "layout-shift", buffered: true }});
  const isSeen = (one) => one.getBoundingClientRect().top < innerHeight && one.checkVisibility();
  await Promise.all([...document.images].filter(isSeen).map((one) => one.decode()));
  await {_NEXT_FRAME};
  count(watch.takeRecords());
  return moved;
}}"""


def faults(page: Page, options: Mapping[str, Any] = _ALL) -> list[str]:
    """Return what axe finds wrong with a page as it stands."""
    if not page.evaluate("'axe' in window"):  # half a megabyte: once for each page is enough
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_RUN, dict(options))
    return found


def faults_at(page: Page, *looks: Look) -> list[str]:
    """Return what is wrong with a page in some windows, by default narrow and light, and wide and dark.

    That is what axe finds, and a page that is wider than its window.
    """
    return [
        fault for look in looks or ((320, "light"), (1280, "dark")) for fault in _seen(page, look)
    ]


def faults_in_all(page: Page, widths: Iterable[int] = WIDTHS) -> list[str]:
    """Return what is wrong with a page in light and in dark, at every width.

    Nothing but colours follows the scheme (tests/pages/test_style.py), so the second of the two asks
    for nothing else.
    """
    schemes: cycle[tuple[Literal["light", "dark"], Literal["light", "dark"]]] = cycle(
        [("light", "dark"), ("dark", "light")]
    )
    found: list[str] = []
    for width, (first, second) in zip(widths, schemes, strict=False):
        found += [*_seen(page, (width, first)), *_seen(page, (width, second), _COLOURS)]
    return found


def resize(page: Page, width: int, height: int = 800) -> None:
    """Give a page another window, and the time to follow: its scripts hear of it with the next frame."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(_NEXT_FRAME)


def shift(page: Page) -> float:
    """Return how far what was there has moved while a page and its pictures came: 0 is not at all.

    https://web.dev/articles/cls has the measure.
    """
    moved: float = page.evaluate(_SHIFT)
    return moved


def _seen(page: Page, look: Look, options: Mapping[str, Any] = _ALL) -> list[str]:
    width, scheme = look
    page.emulate_media(color_scheme=scheme)
    resize(page, width)
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = [f"{wide} pixels wide"] * (wide > width) + faults(page, options)
    return [f"{page.url} at {width} in {scheme}: {fault}" for fault in found]
