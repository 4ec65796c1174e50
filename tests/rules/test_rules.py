"""Every rule finds what it says, says it where it stands, and is registered and documented."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
import shutil
from pathlib import Path

import pytest

from jambanken import rules
from jambanken.bank import Bank, Memory, load
from jambanken.folder import FOLDER_RULES
from jambanken.messages import MODEL_RULES
from jambanken.problems import Problem, stops_build
from jambanken.rules import RULES
from jambanken.rules.base import Rule
from jambanken.source import READER_RULES

CASES = Path(__file__).parent.parent / "cases" / "rules"
TODAY = dt.date(2026, 11, 22)
#: Modules that several rules build on.
HELPERS = {"base", "files", "prose", "saved", "suggest"}
SUMMARY_LENGTH = 20

each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])


def empty_files(rule: Rule, sort: str) -> list[str]:
    """Return the files that a case has beside its YAML. What is in them is nobody's matter here."""
    listed = CASES / rule.id / f"{sort}-files.txt"
    return listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []


def bank_of(rule: Rule, sort: str, folder: Path) -> Bank:
    """Return the bank of a case, which must be sound but for what the rules look for."""
    if (CASES / rule.id / sort).exists():
        shutil.copytree(CASES / rule.id / sort, folder, dirs_exist_ok=True)
    for name in empty_files(rule, sort):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    bank = load(folder, TODAY, Memory())
    assert not [str(problem) for problem in bank.problems if stops_build([problem])]
    return bank


def lines_of(rule: Rule, bank: Bank) -> list[str]:
    """Return what a rule has against a bank, as it is printed."""
    problems = [problem for problem in rules.run(bank) if problem.rule == rule.id]
    assert all(problem.level is rule.level for problem in problems)
    return [str(problem) for problem in problems]


@each_rule
def test_bad_case_gives_exactly_these_lines(rule: Rule, tmp_path: Path) -> None:
    """Place, level, words and cure are those of the golden file."""
    if rule.id == "snarlika-filnamn" and (CASES.parent / "RULES").exists():
        pytest.skip("this disk does not tell case apart, so the fault cannot be there")
    expected = (CASES / rule.id / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert expected
    assert lines_of(rule, bank_of(rule, "bad", tmp_path)) == expected


@each_rule
def test_good_case_is_left_alone(rule: Rule, tmp_path: Path) -> None:
    """What is right is not complained about, near misses included."""
    assert lines_of(rule, bank_of(rule, "good", tmp_path)) == []


@each_rule
@pytest.mark.parametrize("sort", ["good", "bad"])
def test_guide_shows_what_the_cases_prove(rule: Rule, sort: str) -> None:
    """Every line of the examples in the guide stands in a case, or is the name of one of its files."""
    folder = CASES / rule.id / sort
    files = [path for path in folder.rglob("*") if path.is_file()]
    known = {path.relative_to(folder).as_posix() for path in files} | {*empty_files(rule, sort)}
    known |= {
        line.strip()
        for path in files
        if path.suffix == ".yml"
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    example = rule.good if sort == "good" else rule.bad
    assert example
    assert [line for line in example.splitlines() if line.strip() not in known] == []


@each_rule
def test_rule_is_explained(rule: Rule) -> None:
    """The guide has a title and whole sentences for every rule."""
    assert rule.title
    assert not rule.title.endswith(".")
    assert rule.guide.endswith(".")
    assert len(rule.guide) > SUMMARY_LENGTH
    assert rule.good != rule.bad


def test_folder_and_registry_agree() -> None:
    """Each module of the folder is a rule named as its id, or a helper known by name."""
    found = {
        name.replace("_", "-")
        for _, name, _ in pkgutil.iter_modules(rules.__path__)
        if name not in HELPERS
    }
    assert found == {rule.id for rule in RULES}
    for rule in RULES:
        module = importlib.import_module(f"jambanken.rules.{rule.id.replace('-', '_')}")
        assert module.RULE is rule


def test_cases_and_registry_agree() -> None:
    """No case is left behind by a rule that is gone."""
    assert {path.name for path in CASES.iterdir()} == {rule.id for rule in RULES}


def test_ids_are_unique_among_all_rules() -> None:
    """An id in a message leads to one text in the guide."""
    ids = [*(rule.id for rule in RULES), *READER_RULES, *MODEL_RULES, *FOLDER_RULES]
    assert sorted(ids) == sorted(set(ids))


def test_the_contract_s_own_line(tmp_path: Path) -> None:
    """The example in the contract comes out letter for letter."""
    (tmp_path / "bildbank").mkdir()
    (tmp_path / "bildbank" / "fika.yml").write_text(
        "titel: Fika på ett kontor\nfil: fika.jpg\ntyp: foto\nalt: Fyra kollegor dricker kaffe.\n"
        "fotograf: Robin Lind\nlicens: CC-BY-4.0\nigenkännbara: ja\nrättslig_grund:\n"
        "  gäller_till: 2026-10-01\n  typ: samtycke\n",
        encoding="utf-8",
    )
    problems: tuple[Problem, ...] = rules.run(load(tmp_path, TODAY, Memory()))
    assert (
        "bildbank/fika.yml:9:16: varning: samtycket gick ut 2026-10-01. Bilden publiceras inte. "
        "Förnya det eller ta bort bilden. [samtycke]"
    ) in [str(problem) for problem in problems]


def test_a_list_that_cannot_be_read_is_not_held_against_the_entries(tmp_path: Path) -> None:
    """One fault in vokabular.yml does not make a thousand."""
    tips = tmp_path / "tipsbank" / "tips"
    tips.mkdir(parents=True)
    good = CASES / "okant-id" / "good" / "tipsbank" / "tips" / "mat-talartiden.yml"
    (tips / "mat-talartiden.yml").write_bytes(good.read_bytes())
    (tmp_path / "tipsbank" / "vokabular.yml").write_text(
        "målgrupper: nej\nteman: [nej]\n", encoding="utf-8"
    )
    bank = load(tmp_path, TODAY, Memory())
    assert stops_build(bank.problems)
    assert rules.run(bank) == ()


def test_a_reference_to_an_entry_with_errors_is_not_broken(tmp_path: Path) -> None:
    """The entry is there; what is wrong with it is said once, in its own file."""
    case = CASES / "trasig-hanvisning" / "good" / "tipsbank" / "tips"
    tips = tmp_path / "tipsbank" / "tips"
    tips.mkdir(parents=True)
    (tips / "rundan.yml").write_bytes((case / "rundan.yml").read_bytes())
    (tips / "mat-talartiden.yml").write_text("titel: Bara en titel\n", encoding="utf-8")
    found = {problem.rule for problem in rules.run(load(tmp_path, TODAY, Memory()))}
    assert "trasig-hanvisning" not in found
