"""What templates ask of the model: shares, colours, sheets, and data in a page."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jambanken.colours import contrast
from jambanken.kinds.trycksaker import PaperSize
from jambanken.kinds.utbildningar import Participation
from jambanken.pages import facts
from jambanken.pages.environment import script_json
from jambanken.pages.style import stylesheet
from jambanken.settings import Colours


def rgb(colour: str) -> tuple[int, int, int]:
    """Return a colour's parts."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:], 16)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.478), ("#767676", "#ffffff", 4.542)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Well-known pairs have their well-known ratios, whichever way round."""
    assert contrast(rgb(one), rgb(other)) == pytest.approx(ratio, abs=0.001)
    assert contrast(rgb(other), rgb(one)) == contrast(rgb(one), rgb(other))


def test_a_colour_that_can_be_read_is_left_alone() -> None:
    """A region's own colour is changed only where it must be."""
    css = stylesheet(Colours.model_validate({"primär": "#4b2e83", "accent": "#7a1f00"})).decode()
    assert "--jb-head:#4b2e83" in css
    assert "--jb-primary:#4b2e83" in css.splitlines()[0]


@pytest.mark.parametrize(
    ("size", "sheet"),
    [
        ("A3", (100, 141.4)),
        ("850x2000 mm", (100, 235.3)),
        ("2000x850 mm", (235.3, 100)),
        ("1x9999 mm", (100, 240)),
        ("200x200 mm", (100, 100)),
    ],
)
def test_a_sheet_has_its_own_shape(size: str, sheet: tuple[float, float]) -> None:
    """A drawn cover has the shape of the paper, within what a page has room for."""
    assert facts.sheet_of(PaperSize(size)) == sheet


def test_panels() -> None:
    """Each heading of the second level begins a panel; what is before the first is one too."""
    assert facts.panels("Inledning\n\n## Ett\na\n### Under\n## Två\n") == [
        *("Inledning", "## Ett\na\n### Under", "## Två")
    ]
    assert facts.panels("\n") == []


@pytest.mark.parametrize(
    ("fields", "share"),
    [
        ({"andel": "12,5", "antal": "1", "av": "2"}, Decimal("12.5")),
        ({"antal": "1", "av": "3"}, Decimal(33)),
        ({"antal": "0", "av": "3"}, Decimal(0)),
        ({"antal": "3", "av": "0"}, None),
        ({"antal": "3"}, None),
        ({"av": "3"}, None),
    ],
)
def test_share(fields: dict[str, str], share: Decimal | None) -> None:
    """The source's own share comes before one that is worked out."""
    row = Participation.model_validate({"organisation": "a", "datum": "2026", **fields})
    assert facts.share_of(row) == share


@given(
    st.recursive(
        st.text() | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_json_in_a_page_cannot_end_its_element(data: Any) -> None:
    """Data in a script element is data, whatever it says."""
    written = script_json({"data": data})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"data": data}


@pytest.mark.parametrize(
    ("name", "code"),
    [("svenska", "sv"), ("Finska", "fi"), ("sv", "sv"), ("pt-BR", "pt-BR"), ("klingonska", "")],
)
def test_language_code(name: str, code: str) -> None:
    """Captions tell the browser their language where it is known."""
    assert facts.language_code(name) == code


def test_the_host_of_a_link_is_named() -> None:
    """A visitor sees where a link leads before it is followed."""
    assert facts.host("https://www.skr.example/a?b") == "skr.example"
