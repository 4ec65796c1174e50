"""The theme's files, without those nobody asks for."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.utils import get_theme_dir

from jambanken.publishing.loader import LeanLoader


def test_only_hidden_folders_are_left_out(tmp_path: Path) -> None:
    """Every file that MkDocs would copy from the theme is still listed, and can be loaded."""
    (tmp_path / ".icons").mkdir()
    for name in ("main.html", "partials/head.html", ".icons/one.svg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    env = Environment(loader=LeanLoader([tmp_path]), autoescape=True)
    assert env.list_templates() == ["main.html", "partials/head.html"]
    assert env.get_template(".icons/one.svg").render() == "x"


def test_of_the_real_theme_only_hidden_files_are_left_out() -> None:
    """What MkDocs leaves out by itself is all that is missing."""
    theme = get_theme_dir("material")
    found, plain = LeanLoader(theme).list_templates(), FileSystemLoader(theme).list_templates()
    assert set(found) == {name for name in plain if "/." not in name and not name.startswith(".")}
    assert len(found) < len(plain) / 10
