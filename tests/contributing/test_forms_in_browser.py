"""What the forms write is what the checker takes, whatever is typed into them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page
from tests.contributing.conftest import Visit
from tests.contributing.made_up import Maker
from tests.support.bank import SHARED, TODAY, put_picture
from tests.support.builds import ROOT

from jambanken.bank import Bank, Memory, load
from jambanken.forms import controls_of, lists_of
from jambanken.kinds import KINDS
from jambanken.parse import parse
from jambanken.problems import Level
from jambanken.rules import run

pytestmark = pytest.mark.browser
#: So many made-up entries for each kind: JAMBANKEN_FORMS=500 asks for more than a run of all tests can wait for.
MANY = int(os.environ.get("JAMBANKEN_FORMS", "25"))
#: Fills one form with many entries in turn, and gives the faults it finds and the YAML it writes.
_FILL = """async ([base, entries]) => {
  const { makeForm } = await import(`${base}assets/js/medverka/form.js`);
  const spec = JSON.parse(document.querySelector("[data-part='spec']").textContent);
  const form = makeForm(spec);
  const group = (value) => new Map(Object.entries(value).map(([key, inner]) => [key, mapped(inner)]));
  const mapped = (value) => Array.isArray(value) ? value.map(mapped)
    : typeof value === "object" ? group(value) : value;
  return entries.map((entry) => {
    form.fill(mapped(entry));
    return [form.faults().map(({ path, text }) => `${path.join("/")}: ${text}`), form.yaml()];
  });
}"""
#: Opens files and writes them again.
_AGAIN = """async ([base, texts]) => {
  const { makeForm } = await import(`${base}assets/js/medverka/form.js`);
  const { read } = await import(`${base}assets/js/medverka/yaml-read.js`);
  const form = makeForm(JSON.parse(document.querySelector("[data-part='spec']").textContent));
  return texts.map((text) => {
    form.fill(read(text).values);
    return [form.faults().map(({ path, text }) => `${path.join("/")}: ${text}`), form.yaml()];
  });
}"""


def evaluated(page: Page, base: str, script: str, given: list[Any]) -> list[Any]:
    """Return what a script makes of values, some at a time."""
    made: list[Any] = []
    for start in range(0, len(given), 100):
        made += page.evaluate(script, [base, given[start : start + 100]])
    return made


def test_what_is_filled_in_is_accepted(visit: Visit, base: str, bank: Bank, tmp_path: Path) -> None:
    """Made-up entries of every kind, each trap of YAML in their texts, come out as they were meant."""
    refs, lists = sorted(bank.records), lists_of(bank.registry)
    written: dict[str, str] = {}
    for kind in KINDS:
        maker, controls = Maker(len(kind.name), lists, refs), controls_of(kind.model)
        entries = [maker.entry(kind.name, controls, number) for number in range(MANY)]
        page = visit(f"medverka/{kind.name}/")
        made = evaluated(page, base, _FILL, entries)
        for number, (entry, (faults, text)) in enumerate(zip(entries, made, strict=True)):
            assert faults == []
            parsed = parse(text.encode(), f"{kind.folder}/post.yml", kind.model)
            assert parsed.problems == (), text
            assert parsed.value == kind.model.model_validate(entry), text
            yaml.safe_load(text)  # other programs can read it too
            written[f"{kind.folder}/upphittad-{number}.yml"] = text
    assert _errors(tmp_path, bank, written) == []


def _errors(root: Path, bank: Bank, written: Mapping[str, str]) -> list[str]:
    """Return the errors that the checker finds in a bank that has these files as well."""
    for name in SHARED:
        _put(root, name, (ROOT / name).read_bytes())
    for record in bank.records.values():
        _put(root, record.source.file, (ROOT / record.source.file).read_bytes())
    for file, text in written.items():
        _put(root, file, text.encode())
    for number in range(MANY):
        put_picture(root / "bildbank" / f"bild-{number}.png")
    made = load(root, TODAY, Memory())
    return [
        str(problem)
        for problem in (*made.problems, *run(made))
        if problem.level is Level.ERROR and problem.file in written
    ]


def _put(root: Path, file: str, content: bytes) -> None:
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_bytes(content)


def test_every_entry_of_the_bank_comes_out_as_it_went_in(
    visit: Visit, base: str, bank: Bank
) -> None:
    """A file that is opened to be mended and not touched means the same, without a fault."""
    for kind in KINDS:
        records = [record for record in bank.records.values() if record.kind is kind]
        texts = [(ROOT / record.source.file).read_text("utf-8") for record in records]
        page = visit(f"medverka/{kind.name}/")
        opened = evaluated(page, base, _AGAIN, texts)
        for record, (faults, text) in zip(records, opened, strict=True):
            parsed = parse(text.encode(), record.source.file, kind.model)
            assert parsed.problems == ()
            assert faults == []
            assert parsed.value == record.entry, record.ref
