"""New entries: every field explained, accepted once the blanks are filled in, never over another."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.support.models import CASES, data_of

from jambanken.check import check
from jambanken.images.read import Said
from jambanken.intake.draft import draft
from jambanken.intake.new_command import USAGE, run
from jambanken.kinds import KIND_BY_NAME, KINDS
from jambanken.kinds.base import Kind
from jambanken.mending.mend import mend
from jambanken.mending.order import order_of
from jambanken.parse import parse
from jambanken.problems import Level
from jambanken.source import read

ENV = {"SOURCE_DATE_EPOCH": "1795348800"}  # 2026-11-22 in Sweden
ARTICLES = [kind for kind in KINDS if kind.name != "bildbank"]
SHARED_FOLDER = Path(__file__).parents[2] / "tipsbank"
SHARED = ("vokabular.yml", "organisationer.yml", "bestallning.yml", "synonymer.yml")


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank with shared files and no entries."""
    (tmp_path / "tipsbank").mkdir()
    for name in SHARED:
        shutil.copy(SHARED_FOLDER / name, tmp_path / "tipsbank" / name)
    return tmp_path


def made(bank: Path, kind: Kind, title: str = "Så gör ni: räkna") -> tuple[Path, str]:
    """Make an entry and return its file and text."""
    answer = run([kind.name, title, "--root", str(bank)], bank, ENV)
    assert answer.code == 0, answer
    file = bank / answer.lines[0].removesuffix(" är skriven.")
    return file, file.read_text(encoding="utf-8")


def filled(text: str, values: dict[str, Any]) -> str:
    """Return the text with a value at every mark, as an editor writes it: found by the key beside it."""
    top, lines = "", []
    for line in text.split("\n"):
        if match := re.match(r"([^\s#:]+):", line):
            top = match[1]
        if "# FYLL I" not in line or line.startswith("#"):
            lines.append(line)
            continue
        place, _, _ = line.partition("# FYLL I")
        key = match[1] if (match := re.search(r"([^\s:]+):", place)) else top
        here = values[top]
        within = here[0] if isinstance(here, list) and isinstance(here[0], dict) else here
        value = within[key] if isinstance(within, dict) else here
        if place.rstrip().endswith("-"):
            value = value[0]
        stem = re.sub(r"(\[\]|\|)?\s*\Z", "", place)
        lines.append(f"{stem} {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines)


@pytest.mark.parametrize("kind", ARTICLES, ids=lambda kind: kind.name)
def test_accepted_once_the_blanks_are_filled_in(bank: Path, kind: Kind) -> None:
    """Nothing but what is marked has to be written, and every mark has its place."""
    file, text = made(bank, kind)
    assert file == bank / kind.folder / "sa-gor-ni-rakna.yml"
    smallest = data_of(CASES / kind.name / "good" / "smallest.yml")
    assert isinstance(smallest, dict)
    values = {**smallest, "beställning": "bank"}
    whole = filled(text, values)
    parsed = parse(whole.encode(), "f", kind.model)
    assert parsed.problems == ()
    assert parsed.value is not None
    assert parsed.value.title == "Så gör ni: räkna"
    assert parsed.value.published == dt.date(2026, 11, 22)
    blank_rules = {problem.rule for problem in parse(text.encode(), "f", kind.model).problems}
    assert blank_rules <= {"saknat-falt", "for-kort", "fel-varde"}
    assert mend(whole.encode(), "f", kind.model, order_of(kind)).raw == whole.encode()


def test_the_checker_has_nothing_against_it(bank: Path) -> None:
    """A filled-in tip stands the whole check, rules and all."""
    file, text = made(bank, KIND_BY_NAME["tips"])
    smallest = data_of(CASES / "tips" / "good" / "smallest.yml")
    assert isinstance(smallest, dict)
    file.write_text(filled(text, smallest), encoding="utf-8")
    found = check(bank, dt.date(2026, 11, 22), ["tipsbank/tips"])
    assert [problem for problem in found if problem.level is Level.ERROR] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_is_explained(bank: Path, kind: Kind) -> None:
    """Each field of the model stands there once, in the order that fixing keeps, with a comment above."""
    _, text = made(bank, kind)
    lines = text.splitlines()
    left_out = {"bild", "återkallad", "kontrollsummor"} if kind.name == "bildbank" else set()
    written = [key for key in order_of(kind) if key not in left_out]
    found = {
        match[1]: above
        for above, line in itertools.pairwise(lines)
        if (match := re.match(r"#?([0-9a-zåäö_]+):(?: |$)", line))
    }
    assert list(found) == written
    assert all(above.startswith("# ") for above in found.values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_fields_are_put_to_use_by_removing_a_sign(bank: Path, kind: Kind) -> None:
    """What is commented out is YAML in the right form: no field in it is unknown."""
    _, text = made(bank, kind)
    used = re.sub(r"^#(?=[^ ]|  )", "", text, flags=re.MULTILINE)
    assert read(used.encode(), "f").problems == ()
    rules = {problem.rule for problem in parse(used.encode(), "f", kind.model).problems}
    assert not rules & {"okant-falt", "inte-en-lista", "inte-falt"}


def test_ids_are_listed(bank: Path) -> None:
    """Nobody has to look up what a theme is called."""
    _, text = made(bank, KIND_BY_NAME["tips"])
    assert re.search(r"# Måste fyllas i. Ett eller flera teman.*\n# Finns: .*\bbemotande\b", text)


def test_nothing_is_written_over(bank: Path) -> None:
    """A name that is taken is told with one that is free; the file stays as it was."""
    file, _ = made(bank, KIND_BY_NAME["tips"])
    file.write_text("mitt\n", encoding="utf-8")
    answer = run(["tips", "Så gör ni: räkna", "--root", str(bank)], bank, ENV)
    assert answer.code == 1
    assert "tipsbank/tips/sa-gor-ni-rakna.yml:1:1: fel: namnet är upptaget" in answer.lines[0]
    assert "--namn sa-gor-ni-rakna-2" in answer.lines[0]
    assert file.read_text(encoding="utf-8") == "mitt\n"
    again = run(["tips", "Så gör ni: räkna", "--namn", "annat", "--root", str(bank)], bank, ENV)
    assert again.lines == ("tipsbank/tips/annat.yml är skriven.",)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["tip", "En titel"], 2, '"tip" är ingen sort. Menade du "tips"?'),
        (["tips"], 2, "Kommandot går inte att förstå."),
        (["tips", "En titel", "--namn", "Å/ä"], 2, '"Å/ä" kan inte bli en adress.'),
        (["tips", "???"], 1, "titeln ger inget filnamn."),
        (["tips", "Hej"], 0, "tipsbank/tips/hej.yml är skriven."),
        (["tips", "Ja"], 1, '"titel" är 2 tecken. Skriv minst 3 tecken.'),
        (["tips", "Hej\u202ehopp"], 1, "U+202E"),
        (["tips", "Å" * 91], 1, "Korta till högst 90."),
        (["bildbank", "Balans"], 1, "--namn balans-2"),
        (["begrepp", "Con"], 0, "tipsbank/begrepp/con-begrepp.yml är skriven."),
    ],
)
def test_answers(bank: Path, arguments: list[str], code: int, words: str) -> None:
    """Each command line has its answer in Swedish, and what fails writes nothing."""
    answer = run([*arguments, "--root", str(bank)], bank, ENV)
    assert answer.code == code
    assert words in "\n".join([*answer.lines, answer.closing])
    assert len(list(bank.rglob("*.yml"))) == len(SHARED) + (code == 0)
    assert (USAGE in answer.closing) == (code == 2)


def test_a_picture_is_told_how_to_come_in(bank: Path) -> None:
    """Its YAML is the one that pictures taken in get, and the better way is named."""
    answer = run(["bildbank", "Fika i köket", "--root", str(bank)], bank, ENV)
    text = (bank / "bildbank" / "fika-i-koket.yml").read_text(encoding="utf-8")
    assert text == draft("fika-i-koket.jpg", Said(title="Fika i köket"))
    assert "scripts/add_image.py" in answer.closing


def test_it_works_without_the_shared_files(tmp_path: Path) -> None:
    """An empty folder is a bank to begin with."""
    answer = run(["tips", "Den första", "--root", str(tmp_path)], tmp_path, ENV)
    assert answer.code == 0
    assert answer.closing.startswith("Fyll i sammanfattning, teman, tid och steg.")
