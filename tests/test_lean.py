"""Scripts and stylesheets as visitors get them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from tests.support.builds import ROOT

from jambanken.publishing.lean import lean_script, lean_style, make_lean

CASES = ROOT / "tests" / "cases" / "lean"
ASSETS = ROOT / "docs" / "assets"


def cases(name: str) -> list[Any]:
    """Return the cases of a file as parameters named by what they promise."""
    found = yaml.safe_load((CASES / f"{name}.yml").read_text("utf-8"))
    return [pytest.param(it["source"], it["lean"], id=it["promise"]) for it in found]


@pytest.mark.parametrize(("source", "lean"), cases("scripts"))
def test_a_script_is_the_same_program(source: str, lean: str) -> None:
    """What goes is for people, what stays is for browsers; and a lean one does not change again."""
    assert lean_script(source) == lean
    assert lean_script(lean) == lean


@pytest.mark.parametrize(("source", "lean"), cases("styles"))
def test_a_stylesheet_says_the_same(source: str, lean: str) -> None:
    """White space that is a selector's or a sum's own stays."""
    assert lean_style(source) == lean
    assert lean_style(lean) == lean


_SPACE = st.sampled_from(["", " ", "  ", "\n", " /* // ` */ ", ' // "\n', "\n\t"])
_TEXTS = st.text(" ab\"'`/*\\{}$;\n//", max_size=8)
_LEAVES = st.one_of(
    _TEXTS.map(json.dumps),
    _TEXTS.map(
        lambda text: f"'{json.dumps(text)[1:-1].replace(chr(39), ' ')}'".replace('\\"', '"')
    ),
    st.integers(0, 9).map(lambda number: f"({number})"),
    st.sampled_from(["/[/`'\"]+  \\/{/g.source", "/a  b*/.test('a  b')", "(6) / 2 / 3"]),
)


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Make larger expressions of smaller ones, with white space wherever it may stand."""
    sign = st.sampled_from(["+", "-", "+ +", "- -", "*", "<", "===", ",", "??", "&&", "? 1 :"])
    plain = st.sampled_from(["", "  ", " // ", "/*", "'", '"', "{", "}", "\\`"])
    return st.one_of(
        st.builds("({0}{1}{4}{2}{4}{3})".format, _SPACE, inner, sign, inner, _SPACE),
        st.builds("`{0}${{{1}{2}{1}}}{3}`".format, plain, _SPACE, inner, plain),
        st.builds("[{0}{1},{0}{2}{0}]".format, _SPACE, inner, inner),
        st.builds("(() =>{0}{{{0}return {1}{0}}})()".format, _SPACE, inner),
        st.builds("({{{0}a:{0}{1},{0}}}).a".format, _SPACE, inner),
    )


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page that scripts can be run in."""
    with browser.new_context() as context:
        yield context.new_page()


@given(st.lists(st.recursive(_LEAVES, _grown, max_leaves=8), min_size=20, max_size=20))
def test_any_expression_comes_to_the_same(blank: Page, expressions: list[str]) -> None:
    """Whatever texts, templates and expressions stand in one another, a browser reads the same."""
    scripts = [(one, lean_script(f"// Why.\n{one}\n")) for one in expressions]
    given, lean = blank.evaluate(
        """(pairs) => [0, 1].map((side) => pairs.map((pair) => {
          try { return JSON.stringify([(0, eval)(pair[side])]); } catch (error) { return error.name; }
        }))""",
        scripts,
    )
    assert lean == given, scripts
    assert all("Why." not in script for _, script in scripts), scripts


def test_every_script_of_the_bank_is_understood() -> None:
    """None is so written that it comes back as it is, with what only people read."""
    scripts = sorted(ASSETS.rglob("*.js"))
    assert scripts
    for script in scripts:
        source = script.read_text("utf-8")
        assert len(lean_script(source)) < len(source), script


def test_a_site_has_them_lean(built_site: Path) -> None:
    """All browser tests read what visitors read."""
    for name in ("js/order/basket.js", "css/tokens.css"):
        source = (ASSETS / name).read_text("utf-8")
        lean = (lean_script if name.endswith("js") else lean_style)(source)
        assert (built_site / "assets" / name).read_text("utf-8") == lean != source


def test_nothing_else_is_touched(tmp_path: Path) -> None:
    """What the theme brings and what is no text stays as it is."""
    names = (
        "assets/js/a.js",
        "assets/stylesheets/a.css",
        "assets/js/a.json",
        "tips/a/assets/js/a.js",
    )
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("// a\nb", "utf-8")
    make_lean(tmp_path, names)
    assert [(tmp_path / name).read_text("utf-8") for name in names] == ["b\n", *["// a\nb"] * 3]
