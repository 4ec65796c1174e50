"""Print files of small banks: planned, set, and read again as a printing house or a reader would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2
from tests.support.bank import TODAY, write
from tests.support.models import changed

from jambanken.bank import Bank, Memory, load
from jambanken.catalogue import catalogue
from jambanken.darkroom import DRAFT, develop
from jambanken.kinds.trycksaker import Printed
from jambanken.printing.content import Desk
from jambanken.printing.plan import Plan
from jambanken.printing.press import Press

#: Points that a box of a sign may reach past its place: italics lean, and figures are rounded.
SLACK = 1.0
MM = 72 / 25.4
Sides = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was read: its boxes in points from the lower left, its text, and its signs."""

    media: Sides
    bleed: Sides
    trim: Sides
    text: str
    signs: tuple[tuple[str, Sides], ...]

    def outside(self) -> str:
        """Return the signs that reach past the cut."""
        left, lower, right, upper = self.trim
        return "".join(
            sign
            for sign, box in self.signs
            if box[0] < left - SLACK
            or box[1] < lower - SLACK
            or box[2] > right + SLACK
            or box[3] > upper + SLACK
        )


def plan_of(
    root: Path, entries: Mapping[str, Mapping[str, Any]], address: str = "", **shared: Any
) -> Plan:
    """Write a bank and return its print files; ``address`` is the site's own."""
    write(root, entries, **shared)
    bank = read(root, address)
    seen = catalogue(bank)
    pictures, faults = develop(bank, seen, DRAFT)
    assert not faults
    return Plan(Desk(seen, pictures))


def read(root: Path, address: str = "") -> Bank:
    """Read a bank, whatever is wrong with it, as of a site at ``address``."""
    bank = load(root, TODAY, Memory())
    settings = changed(bank.settings, address=address or None)
    return replace(bank, settings=settings)


def with_title(plan: Plan, ref: str, title: str) -> Plan:
    """Return the plan of a bank in which an entry has a title that no file may have."""
    records = dict(plan.desk.catalogue.records)
    entry = changed(records[ref].entry, title=title)
    if isinstance(entry, Printed) and entry.content:
        content = type(entry.content)(f"## {title}\n\n{entry.content}")
        entry = changed(entry, content=content)
    records[ref] = replace(records[ref], entry=entry)
    return Plan(replace(plan.desk, catalogue=replace(plan.desk.catalogue, records=records)))


def set_file(press: Press, plan: Plan, address: str, folder: Path) -> Path:
    """Set the file at an address, which must be sound, and return where it lies."""
    file = plan.find(address)
    assert file is not None, address
    to = folder / address.replace("/", "_")
    outcome = press.set_one(file.job(), to)
    assert not outcome.fault, f"{address}: {outcome.fault}"
    return to


def sheets(path: Path) -> list[Sheet]:
    """Read a PDF file's pages."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [_sheet(page) for page in document]
    finally:
        document.close()


def _sheet(page: Any) -> Sheet:
    text = page.get_textpage()
    boxes = (page.get_mediabox(), page.get_bleedbox(), page.get_trimbox())
    return Sheet(*boxes, text.get_text_bounded(), tuple(_signs(text)))


def _signs(text: Any) -> Iterator[tuple[str, Sides]]:
    for at in range(text.count_chars()):
        sign = text.get_text_range(at, 1)
        if sign.strip():
            yield sign, text.get_charbox(at)


def words_of(text: str) -> str:
    """Return a text's letters and figures alone: lines are broken, words are cut at their ends."""
    return "".join(filter(str.isalnum, text))
