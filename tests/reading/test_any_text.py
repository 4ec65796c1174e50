"""Whatever somebody writes: read as it stands, or refused with a place."""

from __future__ import annotations

import unicodedata

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.reading import read_text, says_what_is_wrong, without_libyaml

from jambanken.problems import stops_build
from jambanken.reading import nodes
from jambanken.source import Plain, read

YAML_LIKE = st.lists(
    st.sampled_from(
        [
            *"abå:-?[]{},#&*!|>'\"%@`\\ \n\t=~<.é🙂”\u00a0\u200b\u0301",
            *(": ", "- ", "\n  ", "---\n", "...\n", "<<: ", "? ", "a: ", "\\u202e", "|\n  "),
        ]
    )
).map("".join)


@given(st.binary())
def test_any_bytes_give_a_source_or_an_error(raw: bytes) -> None:
    """No input ends in a traceback."""
    reading = read(raw, "in.yml")
    assert reading.source is not None or stops_build(reading.problems)


@given(YAML_LIKE)
@settings(max_examples=500)
def test_any_text_gives_a_source_or_an_error(text: str) -> None:
    """Text that is nearly YAML does no more harm, and every problem lies inside it."""
    assert says_what_is_wrong(read_text(text), text)


@given(YAML_LIKE)
@settings(max_examples=200)
def test_any_text_is_read_without_libyaml(text: str) -> None:
    """PyYAML's own parser ends in no traceback either."""
    with without_libyaml():
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
@settings(max_examples=200)
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
