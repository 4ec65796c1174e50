"""The region's colours as a stylesheet, with tones that can be read in light and dark."""

from __future__ import annotations

from jambanken.colours import WHITE, Rgb, as_hex, readable, rgb
from jambanken.settings import Colours

# The ground of each scheme that is hardest to read on: --jb-tint in docs/assets/css/tokens.css.
LIGHT_GROUND: Rgb = (241, 235, 225)
DARK_GROUND: Rgb = (44, 40, 55)


def stylesheet(colours: Colours) -> bytes:
    """Return custom properties for both colour schemes; paper has the light one.

    ``--jb-head`` is the ground of the page's head, under white text, and ``--jb-mark`` the stroke
    in its sign; both are the same in light and dark. ``--jb-primary`` and ``--jb-accent`` are for
    text, and for grounds under the text of the page. A colour that would be too faint is darkened
    or lightened until it can be read.
    """
    primary, accent = rgb(colours.primary), rgb(colours.accent)
    head, mark = readable(primary, WHITE), readable(accent, WHITE)
    light = _properties(readable(primary, LIGHT_GROUND), readable(accent, LIGHT_GROUND))
    dark = _properties(readable(primary, DARK_GROUND), readable(accent, DARK_GROUND))
    return (
        f":root{{--jb-head:{as_hex(head)};--jb-mark:{as_hex(mark)};{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    ).encode()


def _properties(primary: Rgb, accent: Rgb) -> str:
    return f"--jb-primary:{as_hex(primary)};--jb-accent:{as_hex(accent)}"
