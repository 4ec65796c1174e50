"""Characters that may not stand in content: told, but not at any length."""

from __future__ import annotations

import yaml
from tests.support.reading import read_text

from jambanken.reading.characters import mask, refused


def test_many_hidden_characters_are_counted_not_listed() -> None:
    """A damaged file gives a page of lines, not a book."""
    reading = read_text("titel: " + "\u0007" * 1000)
    assert len(reading.problems) == 51
    assert "950 otillåtna tecken till" in reading.problems[-1].message


def test_refused_characters_leave_what_the_parsers_accept() -> None:
    """No character gets past the reader that makes a YAML parser stop without a place."""
    surrogates = range(0xD800, 0xE000)
    everything = "".join(chr(code) for code in range(0x110000) if code not in surrogates)
    text = mask(everything.replace("\r", "\n"), refused(everything.replace("\r", "\n")))
    assert yaml.reader.Reader.NON_PRINTABLE.search(text) is None
