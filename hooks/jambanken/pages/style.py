"""The region's colours as a stylesheet, with tones that can be read in light and dark."""

from __future__ import annotations

import colorsys

from jambanken.settings import Colours

Rgb = tuple[int, int, int]
READABLE = 4.5  # WCAG 2.2, 1.4.3: contrast of text against its background
BLACK: Rgb = (0, 0, 0)
WHITE: Rgb = (255, 255, 255)
# The ground of each scheme that is hardest to read on: --jb-tint in docs/assets/css/tokens.css.
LIGHT_GROUND: Rgb = (241, 235, 225)
DARK_GROUND: Rgb = (44, 40, 55)


def stylesheet(colours: Colours) -> bytes:
    """Return custom properties for both colour schemes, and for paper.

    ``--jb-head`` is the ground of the page's head, under white text, and ``--jb-mark`` the stroke
    in its sign; both are the same in light and dark. ``--jb-primary`` and ``--jb-accent`` are for
    text, and for grounds under the text of the page. A colour that would be too faint is darkened
    or lightened until it can be read.
    """
    primary, accent = _rgb(colours.primary), _rgb(colours.accent)
    head, mark = _readable(primary, WHITE), _readable(accent, WHITE)
    light = _properties(_readable(primary, LIGHT_GROUND), _readable(accent, LIGHT_GROUND))
    dark = _properties(_readable(primary, DARK_GROUND), _readable(accent, DARK_GROUND))
    return (
        f":root{{--jb-head:{_hex(head)};--jb-mark:{_hex(mark)};{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f"@media print{{:root{{{light}}}}}\n"
    ).encode()


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _readable(colour: Rgb, ground: Rgb) -> Rgb:
    """Return the colour, darker or lighter in its own hue as far as the ground needs."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    end = 0.0 if contrast(ground, BLACK) > contrast(ground, WHITE) else 1.0
    for percent in range(101):
        parts = colorsys.hls_to_rgb(hue, lightness + (end - lightness) * percent / 100, saturation)
        red, green, blue = (round(part * 255) for part in parts)
        if contrast((red, green, blue), ground) >= READABLE:
            return red, green, blue
    return BLACK if end == 0 else WHITE


def _properties(primary: Rgb, accent: Rgb) -> str:
    return f"--jb-primary:{_hex(primary)};--jb-accent:{_hex(accent)}"


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """Undo the gamma of sRGB; the figures are those of WCAG's definition."""
    straight_below = 0.04045
    return part / 12.92 if part <= straight_below else float(((part + 0.055) / 1.055) ** 2.4)


def _rgb(text: str) -> Rgb:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
