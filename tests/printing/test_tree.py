"""Markdown as the data that layouts set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.models import CASES

from jambanken.markdown import render
from jambanken.printing.content import prepared
from jambanken.printing.tree import Block, blocks, plain

FOLDER = CASES.parent / "printing"


@pytest.mark.parametrize("case", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_trees(case: Path) -> None:
    """Each construct of the profile becomes the block that the layouts know."""
    found = prepared(blocks(case.read_text("utf-8"), "https://jambanken.example/"))
    assert found == json.loads(case.with_suffix(".json").read_text("utf-8"))


@given(st.text(st.sampled_from("ab *_#>-1.|[](/)\n\\"), max_size=120))
def test_no_text_is_lost_or_made_up(source: str) -> None:
    """Whatever is written, the tree has just the text that the page has."""
    said = "".join(_said(block) for block in blocks(source))
    assert "".join(said.split()) == "".join(render(source).striptags().split())


@given(st.text(max_size=400))
def test_no_word_is_too_long_to_break(text: str) -> None:
    """A line of a card holds every part of a word; the word itself is as it was."""
    assert all(
        len(part) <= 24
        for part in plain(text).replace("\N{SOFT HYPHEN}", " ").replace("-", " ").split()
    )


def _said(block: Block) -> str:
    runs = block.get("r", ())
    if block["t"] == "table":
        rows = (block["h"], *block["r"])
        return "".join(run["s"] for row in rows for cell in row for run in cell)
    inner = [*block.get("b", ()), *(part for item in block.get("i", ()) for part in item)]
    return "".join(run["s"] for run in runs) + "".join(map(_said, inner))
