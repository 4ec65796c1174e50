"""The region's colours can be read wherever the theme puts them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jambanken.colours import READABLE, WHITE, Rgb, contrast
from jambanken.pages.style import DARK_GROUND, LIGHT_GROUND, stylesheet
from jambanken.settings import Colour, Colours

TOKENS = Path(__file__).parents[2] / "docs/assets/css/tokens.css"
GROUNDS = ("ground", "card", "tint")
KINDS = (
    *("tips", "filmer", "projektplaner", "trycksaker", "utbildningar"),
    *("exempel", "begrepp", "larvagar", "bildbank"),
)
COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def rgb(text: str) -> Rgb:
    """Return a colour that CSS writes as ``#rrggbb``."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def properties(css: str) -> dict[str, Rgb]:
    """Return the custom properties in a piece of CSS that are colours."""
    return {
        name: rgb(value) for name, value in re.findall(r"--jb-([a-z-]+):\s*(#[0-9a-f]{6})", css)
    }


def schemes(css: str) -> tuple[dict[str, Rgb], dict[str, Rgb]]:
    """Return the colours in light and in dark; dark takes what it does not change from light."""
    light, rest = css.split("@media screen and (prefers-color-scheme", 1)
    dark = rest.split("@media print", 1)[0]
    return properties(light), properties(light) | properties(dark)


@given(COLOURS, COLOURS)
def test_any_colour_of_a_region_can_be_read(primary: str, accent: str) -> None:
    """Whatever bank.yml says, text in the region's colours has the contrast that WCAG asks."""
    css = stylesheet(Colours(primär=Colour(primary), accent=Colour(accent))).decode()
    light, dark = schemes(css)
    assert contrast(light["head"], WHITE) >= READABLE
    for scheme, ground in ((light, LIGHT_GROUND), (dark, DARK_GROUND)):
        assert contrast(scheme["primary"], ground) >= READABLE
        assert contrast(scheme["accent"], ground) >= READABLE


def test_the_hardest_ground_is_that_of_the_theme() -> None:
    """The grounds that colours are made for are those that the stylesheet has."""
    light, dark = schemes(TOKENS.read_text(encoding="utf-8"))
    assert light["tint"] == LIGHT_GROUND
    assert dark["tint"] == DARK_GROUND
    assert contrast(WHITE, light["tint"]) == max(contrast(WHITE, light[name]) for name in GROUNDS)
    assert contrast(WHITE, dark["tint"]) == min(contrast(WHITE, dark[name]) for name in GROUNDS)


@pytest.mark.parametrize("name", [*KINDS, "ink", "soft", "warn", "fault"])
def test_the_themes_own_colours_can_be_read(name: str) -> None:
    """Texts, and labels in the colour of a kind, can be read on every ground in light and dark."""
    for scheme in schemes(TOKENS.read_text(encoding="utf-8")):
        for ground in GROUNDS:
            assert contrast(scheme[name], scheme[ground]) >= READABLE, (name, ground)


@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_controls_can_be_seen(ground: str) -> None:
    """Borders that tell what can be pressed have the 3:1 of WCAG 2.2, 1.4.11."""
    for scheme in schemes(TOKENS.read_text(encoding="utf-8")):
        assert contrast(scheme["edge"], scheme[ground]) >= 3


@pytest.mark.parametrize("path", sorted(TOKENS.parent.glob("*.css")), ids=lambda path: path.stem)
def test_nothing_but_colours_follows_the_scheme(path: Path) -> None:
    """What is there, and where, is the same in light and in dark: axe need ask for it in one of them."""
    parts = re.split(r"@media [^{]*\(prefers-color-scheme[^{]*\{", path.read_text(encoding="utf-8"))
    blocks = (part.partition("\n}")[0] for part in parts[1:])
    declared = {name for block in blocks for name in re.findall(r"([a-z-]+):[^;{}]+;", block)}
    colours = ("--jb-", "color", "background", "outline-color", "border-color")
    assert {name for name in declared if not name.startswith(colours)} == set()
