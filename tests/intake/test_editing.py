"""Editing YAML as text: the keys that are asked for change, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jambanken.intake.editing import NotEditableError, set_keys
from jambanken.source import read

DAY = {"återkallad": ["återkallad: 2026-11-22"]}
BOTH = {**DAY, "kontrollsummor": ["kontrollsummor:", "  sha256:", '    - "aa"']}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("titel: Fika\n", "titel: Fika\nåterkallad: 2026-11-22\n"),
        ("titel: Fika", "titel: Fika\nåterkallad: 2026-11-22\n"),
        ("titel: Fika\n# slut\n", "titel: Fika\n# slut\nåterkallad: 2026-11-22\n"),
        ("---\ntitel: Fika\n...\n", "---\ntitel: Fika\nåterkallad: 2026-11-22\n...\n"),
        ("  titel: Fika\n  alt: x\n", "  titel: Fika\n  alt: x\n  återkallad: 2026-11-22\n"),
        ("återkallad:\n\n# om\ntitel: x\n", "återkallad: 2026-11-22\n\n# om\ntitel: x\n"),
        ("titel: x\nåterkallad: # i dag\nalt: y\n", "titel: x\nåterkallad: 2026-11-22\nalt: y\n"),
        (
            "beskrivning: |\n  rad\n  # rad\n",
            "beskrivning: |\n  rad\n  # rad\nåterkallad: 2026-11-22\n",
        ),
        ("taggar:\n- a\n- b\n", "taggar:\n- a\n- b\nåterkallad: 2026-11-22\n"),
        ("titel: x\r\nalt: y\r\n", "titel: x\r\nalt: y\r\nåterkallad: 2026-11-22\r\n"),
        ("\ufefftitel: x\n", "\ufefftitel: x\nåterkallad: 2026-11-22\n"),
        ("a\u030aterkallad: 2020-01-01\ntitel: x\n", "återkallad: 2026-11-22\ntitel: x\n"),
    ],
)
def test_cases(before: str, after: str) -> None:
    """Comments, order, line ends, marks and indentation stay as their editor has them."""
    assert set_keys(before.encode(), DAY).decode() == after


def test_a_group_is_replaced_as_a_whole() -> None:
    """The sums of an earlier withdrawal make way for all of them."""
    before = "kontrollsummor:\n  sha256:\n  - bb\n\n  phash: [cc]\n# om titeln\ntitel: x\n"
    after = set_keys(before.encode(), BOTH).decode()
    assert after == (
        'kontrollsummor:\n  sha256:\n    - "aa"\n# om titeln\ntitel: x\nåterkallad: 2026-11-22\n'
    )


@pytest.mark.parametrize(
    "text",
    ["{titel: x}\n", "- a\n", "", "titel: [\n", "beskrivning: |+\n  rad", "? titel\n: x\n, y\n"],
    ids=["flow", "list", "empty", "broken", "kept line end", "no YAML"],
)
def test_what_cannot_be_edited_is_refused(text: str) -> None:
    """Rather than guessed."""
    with pytest.raises(NotEditableError):
        set_keys(text.encode(), DAY)


LINES = st.sampled_from(
    [
        *(
            "titel: Fika",
            "alt: x",
            "# en rad",
            "",
            "taggar:",
            "- a",
            "  - b",
            "återkallad: 2020-01-01",
        ),
        *(
            "återkallad:",
            "kontrollsummor:",
            "  sha256: [bb]",
            "beskrivning: |",
            "  text",
            "  # text",
        ),
        *(
            "fokus: {x: 0.1, y: 0.2}",
            'kredit: "a',
            '  b"',
            "...",
            "---",
            "beskrivning: >-",
            "\tx: y",
        ),
    ]
)


@example(["återkallad:", "# en rad", "- a"], "\n")
@settings(deadline=None)
@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_nothing_else_ever_changes(lines: list[str], end: str) -> None:
    """Either the file is refused, or all other keys hold what they did, comments included."""
    raw = end.join(lines).encode()
    before = read(raw, "").source
    try:
        after = set_keys(raw, BOTH)
    except NotEditableError:
        return
    found = read(after, "").source
    assert before is not None
    assert found is not None
    assert isinstance(before.data, dict)
    assert isinstance(found.data, dict)
    assert found.data == {
        **before.data,
        "återkallad": "2026-11-22",
        "kontrollsummor": {"sha256": ["aa"]},
    }
    assert after.count(b"# en rad") == raw.count(b"# en rad")
    assert set_keys(after, BOTH) == after
