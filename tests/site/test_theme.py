"""The theme's files fit each other and what is installed."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from jambanken.pages.style import stylesheet
from jambanken.settings import Colours

ROOT = Path(__file__).parents[2]
STYLES = sorted((ROOT / "docs/assets/css").glob("*.css"))
LARGEST_FONT = 40_000


def test_materials_stylesheet_is_where_the_frame_looks() -> None:
    """The hash in its name is that of the installed Material."""
    spec = find_spec("material")
    assert spec is not None
    assert spec.origin is not None
    frame = (ROOT / "hooks/theme/base.html").read_text(encoding="utf-8")
    name = re.search(r"assets/stylesheets/main\.\w+\.min\.css", frame)
    assert name is not None
    assert (Path(spec.origin).parent / "templates" / name.group()).is_file()


def test_every_property_that_is_used_is_set() -> None:
    """No style draws on a custom property that nothing sets."""
    texts = [path.read_text(encoding="utf-8") for path in STYLES]
    texts.append(stylesheet(Colours()).decode())
    whole = "\n".join(texts)
    used = set(re.findall(r"var\((--jb-[\w-]+)\)", whole))
    assert used <= set(re.findall(r"(--jb-[\w-]+)\s*:", whole))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_load_nothing_from_elsewhere(path: Path) -> None:
    """Every file that a style asks for lies beside it."""
    text = path.read_text(encoding="utf-8")
    assert "@import" not in text
    for address in re.findall(r"url\(\"?([^)\"]+)", text):
        assert (path.parent / address).is_file(), address


def test_fonts_are_small_and_free() -> None:
    """Each font is at most 40 kB, and its licence lies beside it."""
    fonts = list((ROOT / "docs/assets/fonts").glob("*.woff2"))
    assert fonts
    for font in fonts:
        assert font.stat().st_size <= LARGEST_FONT
        licence = font.with_name(f"{font.stem}-LICENSE.txt").read_text(encoding="utf-8")
        assert "SIL Open Font License" in licence
