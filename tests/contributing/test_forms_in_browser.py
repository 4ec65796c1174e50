"""What the forms write is what the checker takes, whatever is typed into them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page
from tests.contributing.conftest import Visit, how_many
from tests.contributing.made_up import HIDDEN, SEEN, TRAPS, Maker
from tests.support.bank import SHARED, TODAY, put_picture
from tests.support.builds import ROOT

from jambanken.bank import Bank, Memory, load
from jambanken.forms import controls_of, lists_of
from jambanken.kinds import KINDS
from jambanken.kinds.begrepp import Term
from jambanken.parse import parse
from jambanken.problems import Level, stops_build
from jambanken.rules import run
from jambanken.source import read

pytestmark = pytest.mark.browser
CASES = ROOT / "tests" / "cases"
MANY = how_many()
#: Fills one form with many entries in turn, and gives the faults it finds and the YAML it writes.
_FILL = """async ([base, entries]) => {
  const { makeForm } = await import(`${base}assets/js/medverka/form.js`);
  const spec = JSON.parse(document.querySelector("#medverka-data").textContent);
  const form = makeForm(spec);
  const group = (value) => new Map(Object.entries(value).map(([key, inner]) => [key, mapped(inner)]));
  const mapped = (value) => Array.isArray(value) ? value.map(mapped)
    : typeof value === "object" ? group(value) : value;
  return entries.map((entry) => {
    form.fill(mapped(entry));
    return [form.faults().map(({ path, text }) => `${path.join("/")}: ${text}`), form.yaml()];
  });
}"""
#: Opens files and writes them again, every field anew and with what nobody has touched left alone.
_AGAIN = """async ([base, texts]) => {
  const { makeForm } = await import(`${base}assets/js/medverka/form.js`);
  const { read } = await import(`${base}assets/js/medverka/yaml-read.js`);
  const form = makeForm(JSON.parse(document.querySelector("#medverka-data").textContent));
  return texts.map((text) => {
    const { values, own } = read(text);
    form.fill(values);
    const anew = form.yaml();
    form.fill(values, own);
    return [form.faults().map(({ path, text }) => `${path.join("/")}: ${text}`), anew, form.yaml()];
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
    """A file that is opened and not touched is written as it was; written anew it means the same."""
    for kind in KINDS:
        records = [record for record in bank.records.values() if record.kind is kind]
        texts = [(ROOT / record.source.file).read_text("utf-8") for record in records]
        page = visit(f"medverka/{kind.name}/")
        opened = evaluated(page, base, _AGAIN, texts)
        for record, (faults, anew, kept) in zip(records, opened, strict=True):
            parsed = parse(anew.encode(), record.source.file, kind.model)
            assert parsed.problems == ()
            assert faults == []
            assert parsed.value == record.entry, record.ref
            assert kept == (ROOT / record.source.file).read_text("utf-8"), record.ref


def test_what_the_form_has_not_is_not_kept_in_secret(visit: Visit, base: str) -> None:
    """A field is left as it stands in its file only where the form shows all of it."""
    text = (
        '---\n# om tiden\ntid: 5 # minuter\n\nstatus: publicerad\ntitel: "Hej\\u202e då"\n'
        "steg: [löst, {text: 'Räkna'}]\n# sist\nmålgrupper: [ chef ]\n...\n"
    )
    ((_, _, kept),) = evaluated(visit("medverka/tips/"), base, _AGAIN, [text])
    assert kept == (
        "# om tiden\ntid: 5 # minuter\n\nstatus: publicerad\ntitel: Hej då\n"
        "steg:\n  - text: Räkna\n# sist\nmålgrupper: [ chef ]\n"
    )


#: Reads texts as the form does, and gives plain data or the line and the words of the refusal.
_READ = """async ([base, texts]) => {
  const { read } = await import(`${base}assets/js/medverka/yaml-read.js`);
  const plain = (value) => value instanceof Map ? { map: [...value].map(([key, inner]) => [key, plain(inner)]) }
    : Array.isArray(value) ? value.map(plain) : value;
  return texts.map((text) => {
    try {
      return { data: plain(read(text).values) };
    } catch (fault) {
      return { line: fault.line, message: fault.message };
    }
  });
}"""


def test_files_are_read_as_the_checker_reads_them_or_refused(visit: Visit, base: str) -> None:
    """Of all cases, the traps among them, none is read as something else than the checker does."""
    files = [path for path in sorted(CASES.rglob("*.yml")) if path.is_file()]
    texts = {path: _text(path) for path in files}
    readable = {path: text for path, text in texts.items() if text is not None}
    page = visit("medverka/tips/")
    answers = evaluated(page, base, _READ, list(readable.values()))
    refused = 0
    for path, answer in zip(readable, answers, strict=True):
        reading = read(path.read_bytes(), path.name)
        is_sound = reading.source is not None and not stops_build(reading.problems)
        if "data" not in answer:
            assert answer["line"] >= 1, path
            assert answer["message"], path
            is_entry = reading.source is not None and isinstance(reading.source.data, dict)
            refused += is_sound and is_entry and path.parent.name != "bad"
        elif is_sound and reading.source is not None:
            assert _plain(answer["data"]) == reading.source.data, path
    assert refused == 0, "files that are right can be opened"


#: Rules over several fields of an entry, which the form knows as well.
_TOGETHER = ("antal-over-av", "minst-over-hogst", "slut-fore-start", "tid-over-total")
_AGREE = """async ([base, files]) => {
  const { read } = await import(`${base}assets/js/medverka/yaml-read.js`);
  const { together } = await import(`${base}assets/js/medverka/rules.js`);
  return files.map(([kind, text]) => together(kind, read(text).values).map(({ text }) => text));
}"""


@pytest.mark.parametrize("sort", ["bad", "good"])
def test_the_form_knows_what_must_agree(visit: Visit, base: str, sort: str) -> None:
    """What the checker would refuse of several fields together is said before anything is sent."""
    page = visit("medverka/tips/")
    cases = [path for rule in _TOGETHER for path in (CASES / "rules" / rule / sort).rglob("*.yml")]
    entries = [path for path in cases if path.parent.parent.name == "tipsbank"]
    told = evaluated(
        page, base, _AGREE, [[path.parent.name, path.read_text("utf-8")] for path in entries]
    )
    assert len(entries) >= len(_TOGETHER)
    for path, faults in zip(entries, told, strict=True):
        assert (faults != []) == (sort == "bad"), path


def test_what_would_hold_the_browser_up_is_refused(visit: Visit, base: str) -> None:
    """Texts that no entry comes near are not read: too many bytes, lines or spaces in a row."""
    large, high = f"titel: {'å' * 150_000}", "titel: [a,\n" + "  b,\n" * 5_000
    wide = f"titel: ett\nsyfte: två{' ' * 290_000}tre"
    texts = [large, high, wide, "steg: " + "[" * 5_000, "- " * 5_000 + "a"]
    answers = evaluated(visit("medverka/tips/"), base, _READ, texts)
    assert [(answer["line"], answer["message"]) for answer in answers] == [
        (1, "Texten är 301 kB. Den får vara högst 300 kB."),
        (5001, "Texten har 5002 rader. Den får ha högst 5000."),
        (2, "Här står väldigt många mellanslag i rad. Ta bort dem."),
        *[(1, "Här ligger för många listor och grupper i varandra.")] * 2,
    ]


def _text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value["map"]}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def test_what_is_typed_is_a_text(visit: Visit) -> None:
    """Traps of YAML and letters that nobody sees come out as text that the checker takes."""
    page = visit("medverka/begrepp/")
    page.get_by_label("Titel").fill("NO")
    page.get_by_role("checkbox", name="Möten").check()
    page.get_by_label("Sammanfattning").fill("  En mening: lång nog,\u00a0och #1\n i banken.  ")
    page.get_by_label("Definition").fill("\n".join((*TRAPS, *HIDDEN)))
    for typed in (*TRAPS, *HIDDEN):
        page.get_by_role("button", name="Lägg till ord i synonymer").click()
        page.keyboard.insert_text(typed)
    page.get_by_role("button", name="Kontrollera och gå vidare").click()
    faults = page.locator("[data-part='faults']")
    faults.get_by_role("link", name="Titel är 2 tecken. Skriv minst 3 tecken.").click()
    page.keyboard.insert_text("no")
    page.locator("#filnamn").fill("nono")
    page.get_by_role("button", name="Kontrollera och gå vidare").click()
    page.locator("[data-part='done']").wait_for()
    text = page.locator("#yaml").text_content() or ""
    parsed = parse(text.encode(), "tipsbank/begrepp/nono.yml", Term)
    assert parsed.problems == (), text
    assert parsed.value is not None
    assert parsed.value.title == "NOno"
    assert parsed.value.summary == "En mening: lång nog, och #1 i banken."
    assert parsed.value.synonyms == (*TRAPS, *SEEN)
    lines = str(parsed.value.definition).splitlines()
    assert lines[: len(TRAPS)] == list(TRAPS)
    assert lines[len(TRAPS) :] == [*SEEN[:-2], "hårt\u00a0blank", "tabb  here"]
