"""The environment for thousands of pages renders as Jinja's own does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from jambanken.pages.rendering import FastEnvironment

TEMPLATES = {
    "parts": (
        "{% macro named(a, b=2, c='<c>') %}{{ a }}-{{ b }}-{{ c }}{% endmacro %}"
        "{% macro framed(title, id='') %}<i id='{{ id }}'>{{ title }}:{{ caller() }}</i>{% endmacro %}"
        "{% macro given(caller=none) %}{{ caller }}{% endmacro %}"
        "{% macro many(first) %}{{ first }} {{ varargs|join('+') }} {{ kwargs.key }}{% endmacro %}"
        "{% macro row(item) %}{{ item }}{% endmacro %}"
    ),
    "base": "<p>{% block main %}{{ text }}{% endblock %}</p>",
    "plain": "{{ text }} {{ html }} {{ number }} {{ none }} {{ text|safe }} {{ text ~ html }}",
    "macros": (
        "{% import 'parts' as parts %}{% from 'parts' import named %}{{ parts.named(text) }}"
        "{{ named(text, b=text) }}{{ named(text, 1, html) }}{{ parts.many(1, 2, 3, key=text) }}"
        "{{ parts.given() }}{{ parts.given(caller=text) }}"
    ),
    "callers": (
        "{% import 'parts' as parts %}{% call parts.framed(text) %}{{ text }}{% endcall %}"
        "{% call parts.framed(html, 'x') %}{{ html }}{% endcall %}"
        "{% for one in [text, html] %}{% set two = one %}{% call parts.framed(one) %}"
        "{{ two }}{{ loop.index }}{{ parts.row(two) }}{% endcall %}{% endfor %}"
    ),
    "blocks": (
        "{% extends 'base' %}{% block main %}{{ super() }}{% set x %}<{{ text }}>{% endset %}{{ x }}"
        "{{ [text, html]|join }}{{ double(text) }}{% endblock %}"
    ),
}


def _both() -> tuple[Environment, Environment]:
    fast = FastEnvironment(loader=DictLoader(TEMPLATES))
    own = Environment(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    for one in (fast, own):
        one.globals["double"] = lambda text: text + text
    return fast, own


@pytest.mark.parametrize("name", sorted(TEMPLATES.keys() - {"parts"}))
@given(text=st.text(alphabet="ab<>&'\"{}å ", max_size=8))
def test_the_output_is_the_same(name: str, text: str) -> None:
    """Macros, callers, blocks, loops and texts come out as from the library, escaped as there."""
    values = {"text": text, "html": Markup("<b>x</b>"), "number": 3, "none": None}
    fast, own = (one.get_template(name).render(values) for one in _both())
    assert fast == own


@pytest.mark.parametrize(
    "template",
    [
        "{{ missing }}",
        "{{ text.missing }}",
        "{% import 'parts' as parts %}{{ parts.named() }}",
        "{% import 'parts' as parts %}{{ parts.framed(1) }}",
    ],
)
def test_what_is_not_there_stops_the_page(template: str) -> None:
    """A misspelt name in a template is found by the first build, not by a visitor."""
    for one in _both():
        with pytest.raises(UndefinedError):
            one.from_string(template).render(text="x")


def test_too_many_values_for_a_macro_are_refused() -> None:
    """As the library does."""
    for one in _both():
        with pytest.raises(TypeError):
            one.from_string("{% import 'parts' as p %}{{ p.row(1, 2) }}").render()
