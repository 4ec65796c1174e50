"""The region's colours, darker or lighter where they would be too faint to read."""

from __future__ import annotations

import colorsys

from jambanken.settings import Colours

Rgb = tuple[int, int, int]
READABLE = 4.5  # WCAG 2.2, 1.4.3: contrast of text against its background
BLACK: Rgb = (0, 0, 0)
WHITE: Rgb = (255, 255, 255)
#: The colours of kinds in print, as docs/assets/css/tokens.css has them in light.
_KINDS = {"tips": "#ad3c0c", "trycksaker": "#7d4a00"}


def for_print(colours: Colours, kind: str) -> dict[str, str]:
    """Return colours for paper, as ``#rrggbb``: ``head``, ``accent`` and ``own`` carry white text.

    ``mark`` is a stroke on the ground of ``head``, ``own`` is the colour of a kind of entry.
    """
    head = readable(rgb(colours.primary), WHITE)
    accent = readable(rgb(colours.accent), WHITE)
    return {
        "head": as_hex(head),
        "accent": as_hex(accent),
        "mark": as_hex(readable(accent, head)),
        "own": _KINDS.get(kind, as_hex(head)),
    }


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: Rgb, ground: Rgb) -> Rgb:
    """Return the colour, darker or lighter in its own hue as far as the ground needs."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    end = 0.0 if contrast(ground, BLACK) > contrast(ground, WHITE) else 1.0
    for percent in range(101):
        parts = colorsys.hls_to_rgb(hue, lightness + (end - lightness) * percent / 100, saturation)
        red, green, blue = (round(part * 255) for part in parts)
        if contrast((red, green, blue), ground) >= READABLE:
            return red, green, blue
    return BLACK if end == 0 else WHITE


def rgb(text: str) -> Rgb:
    """Return a colour that is written as ``#rrggbb``."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def as_hex(colour: Rgb) -> str:
    """Return a colour as ``#rrggbb``."""
    return "#" + "".join(f"{part:02x}" for part in colour)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """Undo the gamma of sRGB; the figures are those of WCAG's definition."""
    straight_below = 0.04045
    return part / 12.92 if part <= straight_below else float(((part + 0.055) / 1.055) ** 2.4)
