"""Fast ways to HTML give what the library's own give."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from jambanken.html import entities, safe, written
from jambanken.values import Value


class _Page:
    def __html__(self) -> str:
        return "<b>sida</b>"


SORTS = (str, Markup, Value, lambda text: [text], lambda _: None, lambda _: 3, lambda _: _Page())


@given(st.text(), st.sampled_from(SORTS))
def test_a_value_is_written_as_the_library_escapes_it(text: str, sort: object) -> None:
    """Whatever a template writes, no text of it can become a tag."""
    assert callable(sort)
    value = sort(text)
    assert str(written(value)) == str(escape(value))


@given(st.text())
def test_texts_are_escaped_and_made_safe_as_by_the_library(text: str) -> None:
    """The two halves of escaping are those of the library."""
    assert entities(text) == str(escape(text))
    assert safe(text) == Markup(text)  # noqa: S704  # it is compared, not shown
    assert type(safe(text)) is Markup
