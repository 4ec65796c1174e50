"""A source: its text, the place of every key and value in it, and its problems in their order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.support.reading import TRAPS, read_text, read_trap, readable

from jambanken.problems import FieldPath, Mark
from jambanken.source import Source, read


def places(
    node: yaml.Node, path: FieldPath = ()
) -> Iterator[tuple[FieldPath, yaml.Mark, yaml.Mark]]:
    """Yield path, place of the key and place of the value, as PyYAML's own composer has them."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, unicodedata.normalize("NFC", key.value))
            yield inner, key.start_mark, value.start_mark
            yield from places(value, inner)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield (*path, index), item.start_mark, item.start_mark
            yield from places(item, (*path, index))


def as_mark(place: yaml.Mark) -> Mark:
    """Return PyYAML's place as ours."""
    return Mark(place.line + 1, place.column + 1)


READABLE = [case for case in TRAPS if read_trap(case).problems == ()]


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case.name)
def test_places_are_those_of_pyyaml(case: Path) -> None:
    """A problem found later points at the very key or value, counted as an independent reader counts."""
    source = read_trap(case).source
    assert source is not None
    node = yaml.compose(source.text, Loader=yaml.BaseLoader)
    assert node is not None
    for path, key, value in places(node):
        assert source.locate(path) == as_mark(value)
        assert source.locate(path, key=True) == as_mark(key)


def test_columns_count_characters() -> None:
    """Neither å nor an emoji, nor a decomposed letter, moves a column by its bytes."""
    source = readable("{å: 1, 🙂: 2, a\u030a\u030a: 3, x: 4}\n")
    assert source.locate(("🙂",), key=True) == Mark(1, 8)
    assert source.locate(("å\u030a",), key=True) == Mark(1, 14)
    assert source.locate(("x",)) == Mark(1, 25)


def test_missing_path_gives_its_nearest_ancestor() -> None:
    """A field that is missing is shown where it ought to be: at the group that lacks it."""
    source = readable("# överst\nsteg:\n  - text: a\nperiod:\n  från: 2024\n")
    assert source.locate(()) == Mark(2, 1)
    assert source.locate(("titel",)) == Mark(2, 1)
    assert source.locate(("steg", 0, "tid")) == Mark(3, 5)
    assert source.locate(("steg", 7)) == Mark(3, 3)
    assert source.locate(("steg", -1)) == Mark(3, 3)
    assert source.locate(("steg", "text")) == Mark(3, 3)
    assert source.locate(("period", "till")) == Mark(5, 3)
    assert source.locate(("period", "till"), key=True) == Mark(4, 1)
    assert source.locate(("period", "från", "år")) == Mark(5, 9)


def test_text_is_the_files_own() -> None:
    """Places and repairs count in the file as the editor sees it: letters are composed in data alone."""
    source = read("\ufeffa: e\u0301\r\nb: 2\r".encode(), "in.yml").source
    assert source == Source("in.yml", "a: e\u0301\nb: 2\n".encode(), {"a": "é", "b": "2"})


def test_problems_come_in_order_and_name_the_file() -> None:
    """All problems of a file come in one run, sorted by their place."""
    reading = read_text("a: x #1\nb: \u200b!c d\na: 2\n")
    assert [(p.file, p.mark.line, p.rule) for p in reading.problems] == [
        ("in.yml", 1, "avklippt-varde"),
        ("in.yml", 2, "dolt-tecken"),
        ("in.yml", 3, "dubbel-nyckel"),
    ]
