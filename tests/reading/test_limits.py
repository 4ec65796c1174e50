"""Files that are too much for a reader, by their size or by design."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from tests.support.effort import bounded
from tests.support.reading import read_text, readable, says_what_is_wrong, without_libyaml

from jambanken.problems import Level, Mark, stops_build
from jambanken.reading import nodes
from jambanken.source import read


def test_size_limit_is_told_before_anything_is_parsed() -> None:
    """A file over 300 kB is refused with its size; one of 300 kB is read."""
    start = b"titel: "
    assert read(start + b"a" * (300_000 - len(start)), "a.yml").problems == ()
    reading = read(b"\xff" * 300_001, "a.yml")
    assert reading.source is None
    assert [problem.rule for problem in reading.problems] == ["for-stor-fil"]
    assert "300 kB" in reading.problems[0].message


def test_node_limit() -> None:
    """More than 20 000 keys and values are refused at the first one too many."""
    assert read_text("- a\n" * (nodes.MAX_NODES - 1)).problems == ()
    reading = read_text("- a\n" * nodes.MAX_NODES)
    assert reading.source is None
    assert [(p.rule, p.mark) for p in reading.problems] == [("for-manga-delar", Mark(20_000, 3))]


def hostile() -> Iterator[tuple[str, str, str]]:
    """Yield name, text and the rule that must refuse it."""
    yield "nested lists", "a: " + "[" * 3000 + "]" * 3000, "for-djupt"
    yield "nested lists without end", "[" * 290_000, "for-djupt"
    yield "nested groups", "a: " + "{a: " * 3000 + "}" * 3000, "for-djupt"
    yield "nested block lists", "- " * 140_000 + "a", "for-djupt"
    yield "nested by indent", "".join(f"{' ' * n}a:\n" for n in range(700)), "for-djupt"
    names = "abcdefghi"
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise(names)
    )
    yield "aliases of aliases", bomb, "yaml-ankare"
    yield "an alias of itself", "a: &a [*a]\n", "yaml-ankare"
    yield (
        "many tags",
        "a: !!python/object/apply:os.system ['true']\n" + "b: !!python/name:os\n" * 3000,
        "yaml-tagg",
    )
    yield "many keys of one name", "a: 1\n" * 9000, "dubbel-nyckel"
    yield "a version without end", f"%YAML {'9' * 9000}.1\n---\na: 1\n", "yaml-direktiv"
    yield "an impossible character", 'a: "\\UFFFFFFFF"\n', "yaml-syntax"
    yield "a surrogate", 'a: "\\ud800"\n', "yaml-syntax"
    yield "many question marks", "? " * 140_000, "for-djupt"
    yield "many open quotes", "a: '" + 'b: "' * 70_000, "yaml-syntax"
    yield "many colons", "a: " * 95_000, "yaml-syntax"
    yield "many ampersands", "&a " * 95_000, "yaml-syntax"
    yield "many exclamation marks", "!" * 290_000, "yaml-tagg"
    yield "many open lines", "[\n" * 140_000, "for-djupt"
    yield "many tabs", "a:\n" + "\t\n" * 90_000 + "\tb: 1", "tabb"
    yield "many accents", "a: a" + "\u0301\u0323" * 70_000, "dolt-tecken"
    yield "many joiners", "a: " + "\u200d" * 90_000, "dolt-tecken"
    yield "many hard spaces", "a: b\n" + "\u00a0" * 140_000 + "c: d", "hart-blanksteg"
    yield "many dashes", "a: b\n" + "- " * 100_000 + "c", "yaml-syntax"
    yield "zeros", "\0" * 290_000, "kodning"


@pytest.mark.parametrize(
    ("text", "rule"), [pytest.param(*case[1:], id=case[0]) for case in hostile()]
)
def test_hostile_file_is_refused_at_once(text: str, rule: str) -> None:
    """No file stops the reader for long, whoever sends it."""
    with bounded():
        reading = read_text(text)
    errors = [problem for problem in reading.problems if problem.level is Level.ERROR]
    assert rule in {problem.rule for problem in errors}
    assert all(str(problem).isprintable() and len(str(problem)) < 500 for problem in errors)


@pytest.mark.parametrize(
    "text",
    [
        "a: [" + "'x', " * 19_000 + "\u00a0]",
        "{" + ", ".join(f"å{n}: \u00a0{n} #{n}\n" for n in range(9_000)) + "}",
        "a: " + "x #y\n   " * 1 + "\n" * 200_000,
        "- " + "\u00a0\n  " * 50_000,
    ],
    ids=["wide list", "wide group", "empty lines", "hard spaces"],
)
def test_large_file_is_read_in_linear_time(text: str) -> None:
    """The checks that most files are spared look at each character a few times at most."""
    with bounded():
        assert says_what_is_wrong(read_text(text), text)


def test_huge_number_is_a_text() -> None:
    """Digits are not counted with until the model decides."""
    assert readable(f"a: {'9' * 100_000}").data == {"a": "9" * 100_000}


@pytest.mark.parametrize("text", ['a: "\\UFFFFFFFF"\n', f"%YAML {'9' * 9000}.1\n---\na: 1\n"])
def test_impossible_number_is_refused_without_libyaml(text: str) -> None:
    """Numbers that Python itself refuses are errors of the file, not of the program."""
    with without_libyaml():
        assert stops_build(read_text(text).problems)


@pytest.mark.parametrize("text", ['a: "\\ud800"\n', 'a: "\\uD83D\\uDE00"\n', '"\\udfff": a\n'])
def test_half_a_character_is_refused_without_libyaml(text: str) -> None:
    """No text is read that cannot be written to a page again."""
    with without_libyaml():
        reading = read_text(text)
    assert stops_build(reading.problems)
    repr(reading).encode()
