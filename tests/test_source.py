"""Reading files of content: what is accepted, what is refused, and in which words."""

from __future__ import annotations

import json
import time
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from jambanken.problems import Level, Mark, Problem, stops_build
from jambanken.reading import nodes
from jambanken.reading.characters import mask, refused
from jambanken.source import READER_RULES, Plain, Reading, Source, read
from jambanken.source import Path as DataPath

CASES = sorted((Path(__file__).parent / "cases" / "source").iterdir())
SECONDS = 5


def case_bytes(case: Path) -> bytes:
    """Return a case's input: in.yml, or in.bin where its bytes must stay as they are."""
    (path,) = case.glob("in.*")
    return path.read_bytes()


def read_text(text: str) -> Reading:
    """Read a text as if it stood in a file."""
    return read(text.encode(), "in.yml")


def readable(text: str) -> Source:
    """Return the source of a text that must have nothing wrong with it."""
    reading = read_text(text)
    assert reading.problems == ()
    assert reading.source is not None
    return reading.source


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    """Each trap an editor can fall into gives these lines, and this data where it can be read."""
    reading = read(case_bytes(case), "in.yml")
    lines = "".join(f"{problem}\n" for problem in reading.problems)
    assert lines == (case / "expected.txt").read_text("utf-8")
    expected = case / "expected.json"
    if reading.source is None:
        assert not expected.exists()
        assert stops_build(reading.problems)
    else:
        assert reading.source.data == json.loads(expected.read_text("utf-8"))


# PyYAML's own parser takes "[chef:, hr]" for a key without a value.
SAME_FOR_BOTH = [case for case in CASES if case.name != "colon-in-brackets"]


@pytest.mark.parametrize("case", SAME_FOR_BOTH, ids=lambda case: case.name)
def test_case_without_libyaml(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML has no C part, the same files are read and refused in the same words."""
    expected = read(case_bytes(case), "in.yml")
    monkeypatch.setattr(nodes, "LOADER", yaml.BaseLoader)
    assert read(case_bytes(case), "in.yml") == expected


def test_every_rule_is_shown_by_a_case() -> None:
    """No rule is listed in the guide that nothing can set off; size rules have tests of their own."""
    shown = {
        problem.rule for case in CASES for problem in read(case_bytes(case), "in.yml").problems
    }
    assert shown | {"for-stor-fil", "for-manga-delar"} == set(READER_RULES)


def test_messages_hold_no_hidden_characters() -> None:
    """What is refused in a file is never sent on to a terminal or a page."""
    for case in CASES:
        for problem in read(case_bytes(case), "in.yml").problems:
            assert str(problem).isprintable(), case.name


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
    start = time.perf_counter()
    reading = read_text(text)
    assert time.perf_counter() - start < SECONDS
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
    start = time.perf_counter()
    assert says_what_is_wrong(read_text(text), text)
    assert time.perf_counter() - start < SECONDS


def test_huge_number_is_a_text() -> None:
    """Digits are not counted with until the model decides."""
    assert readable(f"a: {'9' * 100_000}").data == {"a": "9" * 100_000}


@pytest.mark.parametrize("text", ['a: "\\UFFFFFFFF"\n', f"%YAML {'9' * 9000}.1\n---\na: 1\n"])
def test_impossible_number_is_refused_without_libyaml(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers that Python itself refuses are errors of the file, not of the program."""
    monkeypatch.setattr(nodes, "LOADER", yaml.BaseLoader)
    assert stops_build(read_text(text).problems)


@pytest.mark.parametrize("text", ['a: "\\ud800"\n', 'a: "\\uD83D\\uDE00"\n', '"\\udfff": a\n'])
def test_half_a_character_is_refused_without_libyaml(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No text is read that cannot be written to a page again."""
    monkeypatch.setattr(nodes, "LOADER", yaml.BaseLoader)
    reading = read_text(text)
    assert stops_build(reading.problems)
    repr(reading).encode()


YAML_LIKE = st.lists(
    st.sampled_from(
        [
            *"abå:-?[]{},#&*!|>'\"%@`\\ \n\t=~<.é🙂”\u00a0\u200b\u0301",
            *(": ", "- ", "\n  ", "---\n", "...\n", "<<: ", "? ", "a: ", "\\u202e", "|\n  "),
        ]
    )
).map("".join)


def says_what_is_wrong(reading: Reading, text: str) -> bool:
    """Tell what holds for every input: a source or an error, and problems inside the text."""
    lines = text.split("\n")
    return (reading.source is not None or stops_build(reading.problems)) and all(
        1 <= problem.mark.line <= len(lines)
        and 1 <= problem.mark.column <= len(lines[problem.mark.line - 1]) + 1
        and str(problem).isprintable()
        for problem in reading.problems
    )


@given(st.binary())
@settings(deadline=None)
def test_any_bytes_give_a_source_or_an_error(raw: bytes) -> None:
    """No input ends in a traceback."""
    reading = read(raw, "in.yml")
    assert reading.source is not None or stops_build(reading.problems)


@given(YAML_LIKE)
@settings(max_examples=500, deadline=None)
def test_any_text_gives_a_source_or_an_error(text: str) -> None:
    """Text that is nearly YAML does no more harm, and every problem lies inside it."""
    assert says_what_is_wrong(read_text(text), text)


@given(YAML_LIKE)
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_libyaml(text: str) -> None:
    """PyYAML's own parser ends in no traceback either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "LOADER", yaml.BaseLoader)
        assert says_what_is_wrong(read_text(text), text)


LETTERS = st.text(
    st.sampled_from("abåäö éæ🙂:#-'\"[]{}*&!%@|>\\,?=~0123456789\n”e\u0301"), max_size=30
)
KEYS = LETTERS.filter(lambda key: key.strip() == key != "<<").map(
    lambda key: unicodedata.normalize("NFC", key)
)
DATA: st.SearchStrategy[Plain] = st.recursive(
    LETTERS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS.filter(bool), inner, max_size=4)
    ),
    max_leaves=12,
).filter(lambda data: isinstance(data, list | dict) and depth(data) <= nodes.MAX_DEPTH)


def depth(data: Plain) -> int:
    """Return how many lists and groups lie in one another."""
    if isinstance(data, str | None):
        return 0
    inner = data.values() if isinstance(data, dict) else data
    return 1 + max((depth(value) for value in inner), default=0)


def composed(data: Plain) -> Plain:
    """Return the data with composed letters."""
    if isinstance(data, dict):
        return {key: composed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [composed(value) for value in data]
    return unicodedata.normalize("NFC", data) if data else data


class _Dumper(yaml.SafeDumper):
    """Writes every text so that it is read as text, and nothing as an alias."""

    def ignore_aliases(self, data: object) -> bool:
        return data is not None


@given(DATA, st.booleans(), st.sampled_from([None, "'", '"', "|", ">"]))
@settings(max_examples=200, deadline=None)
def test_what_a_program_writes_is_read_back(data: Plain, flow: bool, style: str | None) -> None:
    """Whatever text a form or an editor's program writes arrives as it was, with composed letters."""
    text = yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, default_flow_style=flow, default_style=style
    )
    reading = read_text(text)
    if any(problem.rule == "yaml-nyckel" for problem in reading.problems):
        return  # PyYAML writes long keys, and those of many lines, with a question mark
    assert not stops_build(reading.problems)
    assert reading.source is not None
    assert reading.source.data == composed(data)


def places(node: yaml.Node, path: DataPath = ()) -> Iterator[tuple[DataPath, yaml.Mark, yaml.Mark]]:
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


READABLE = [case for case in CASES if read(case_bytes(case), "in.yml").problems == ()]


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case.name)
def test_places_are_those_of_pyyaml(case: Path) -> None:
    """A problem found later points at the very key or value, counted as an independent reader counts."""
    source = read(case_bytes(case), "in.yml").source
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
    assert all(isinstance(problem, Problem) for problem in reading.problems)
