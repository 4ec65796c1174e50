"""The tables: a spreadsheet shows what stands in the bank, and works nothing out."""

from __future__ import annotations

import csv as library
import io
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.support.bank import compiled, write

from jambanken.opendata.tables import csv

CELLS = st.one_of(
    st.text(st.sampled_from("=+-@\t\r\n \";',aå0|"), max_size=6), st.text(), st.integers()
)


def rows_of(content: bytes) -> list[list[str]]:
    """Return a table as a spreadsheet reads it."""
    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(library.reader(io.StringIO(text[1:], newline=""), delimiter=";", strict=True))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1))
def test_cells_are_read_back_and_none_is_a_formula(rows: list[list[str | int]]) -> None:
    """A text that would be worked out has an apostrophe before it; all others are as they were."""
    for wanted, found in zip(rows, rows_of(csv(rows)), strict=True):
        for before, after in zip(wanted, found, strict=True):
            is_text = isinstance(before, str)
            assert after in ({before, f"'{before}"} if is_text else {str(before)})
            assert not (is_text and after.lstrip()[:1] in {"=", "+", "-", "@"} and after)


def test_tips_and_print_are_tables(tmp_path: Path) -> None:
    """Words are names, not ids; money has a comma; what is hidden is in no row."""
    entries: dict[str, Any] = {
        "tips/ett": {
            "titel": "=HYPERLINK(1)",
            "målgrupper": ["chef"],
            "trycksaker": ["trycksaker/kort", "trycksaker/borta"],
            "deltagare": {"minst": 3},
        },
        "tips/dolt": {"status": "utkast"},
        "trycksaker/kort": {"pris": "12,50", "lager": "endast_pdf"},
        "trycksaker/borta": {"status": "utkast", "artikelnummer": "X-2", "lager": "endast_pdf"},
    }
    assets = {asset.address: asset for asset in compiled(write(tmp_path, entries)).assets}
    head, *tips = rows_of(assets["data/tips.csv"].read())
    (tip,) = (dict(zip(head, row, strict=True)) for row in tips)
    assert tip["titel"] == "'=HYPERLINK(1)"
    assert (tip["målgrupper"], tip["trycksaker"]) == ("Chefer", "trycksaker/kort")
    assert (tip["deltagare_minst"], tip["deltagare_högst"]) == ("3", "")
    head, *printed = rows_of(assets["data/trycksaker.csv"].read())
    (card,) = (dict(zip(head, row, strict=True)) for row in printed)
    assert (card["pris"], card["lager"]) == ("12,50", "endast pdf")
    assert card["adress"] == "../trycksaker/kort/"
