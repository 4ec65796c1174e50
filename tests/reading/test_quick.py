"""The short way through a text gives what the long way gives, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.support.reading import TRAPS, bytes_of

from jambanken import source
from jambanken.reading import characters
from jambanken.reading.decoding import decode
from jambanken.reading.lint import is_suspect
from jambanken.reading.nodes import compose
from jambanken.reading.quick import quick

SIGNS = st.sampled_from([*"abå:-?#&*!|>'\"{}[],\n \t%@\\", "\n- ", ": ", "\n  ", "<<: ", "---\n"])


def long_way(text: str) -> object:
    """Return the data of a text by its nodes; None where there is anything against it."""
    composed = compose(text, "x.yml")
    if composed.problems or composed.error or composed.root is None:
        return None
    return source._plain(composed.root)


def agree(text: str) -> bool:
    """Tell whether the short way gives nothing, or the same."""
    found = quick(text)
    return found is None or found == long_way(text)


@pytest.mark.parametrize("case", TRAPS, ids=lambda case: case.name)
def test_cases_read_the_same_both_ways(case: Path) -> None:
    """No trap of the reader's cases is stepped into by the short way."""
    text = decode(bytes_of(case), "x.yml")
    looked_at_twice = not isinstance(text, str) or characters.refused(text) or is_suspect(text)
    assert looked_at_twice or agree(str(text))


@given(st.lists(SIGNS, max_size=40).map("".join))
def test_any_text_reads_the_same_both_ways(text: str) -> None:
    """Whatever signs of YAML stand in a text, the short way never reads them as something else."""
    assert agree(text)


@given(st.dictionaries(st.text("abcåäö_", min_size=1), st.text("ab åäö:#-?'\"\n"), min_size=1))
def test_sound_mappings_are_read(data: dict[str, str]) -> None:
    """What PyYAML writes is read as it was, the short way or the long."""
    text = yaml.safe_dump(data, allow_unicode=True)
    found = quick(text)
    assert found is None or found == {key: value or found[key] for key, value in data.items()}


def test_a_typical_entry_takes_the_short_way() -> None:
    """The short way is there for ordinary entries; one that none can take would help nobody."""
    assert quick("titel: Mät talartiden\nteman: [moten]\nsteg:\n  - text: |\n      ### Hej\n")


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA1), 0xAD, 0x2028, 0x202E, 0xFEFF])
def test_hidden_characters_are_not_everyday(code: int) -> None:
    """The quick look at characters lets nothing pass that the slow one refuses."""
    text = f"a{chr(code)}b"
    slow = characters._SUSPECT.search(text)
    assert not (slow and characters.is_everyday(text))
