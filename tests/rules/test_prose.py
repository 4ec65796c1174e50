"""The word lists of the rules on plain language are sound, and an entry is looked through once."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from jambanken import rules
from jambanken.bank import Memory, load
from jambanken.kinds.base import Entry
from jambanken.rules import prose
from jambanken.rules.kanslisvenska import easier
from jambanken.rules.passiva_verb import passives

CASES = Path(__file__).parent.parent / "cases" / "rules"
TODAY = dt.date(2026, 11, 22)
#: Verbs that always end in s, what people do to each other, and nouns: no passives.
NO_PASSIVES = (
    "hoppas finnas finns lyckas lyckades minnas minns saknas trivas trivs umgås andas vistas "
    "kännas känns mötas möts träffas enas samlas hjälpas plats insats resultats arbetsplats deras "
    "annars varandras hos mars chefs behövs skiljas skiljs turas låtsas åldras"
)


def test_no_easier_word_is_itself_on_the_list() -> None:
    """Whoever follows a hint is not told to change the word again."""
    forms = {form for form, words in easier().items() if words}
    better = {word for words in easier().values() for word in words}
    assert not forms & better
    assert len(forms) > 80  # a list that is read is a list with words in it


def test_forms_are_as_texts_have_them() -> None:
    """A form that no text can have is a slip in the list, and would find nothing."""
    for form, words in easier().items():
        assert re.fullmatch(r"[a-zåäö]+(?: [a-zåäö]+)*", form), form
        assert max(map(len, form.split())) > 2, form  # shorter words are not looked for
        assert form not in words


def test_each_form_stands_once() -> None:
    """Two rows do not say two things about a word."""
    rows = [
        pair.partition(":")[0].strip()
        for line in prose.lines("kanslisvenska")
        for pair in line.split(";")
    ]
    assert sorted(rows) == sorted(set(rows))


def test_deponents_and_nouns_are_no_passives() -> None:
    """Swedish has many words on s that hide nobody."""
    assert passives().isdisjoint(NO_PASSIVES.split())
    assert all(form.endswith("s") for form in passives())
    assert {"beslutas", "beslutades", "beslutats", "genomförs"} <= passives()


def test_an_unchanged_entry_is_not_looked_through_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit under serve costs one entry, and hints of the others are still there."""
    tips = tmp_path / "tipsbank" / "tips"
    tips.mkdir(parents=True)
    bad = (CASES / "kanslisvenska" / "bad/tipsbank/tips/mat-talartiden.yml").read_text("utf-8")
    for name in ("ett", "annat"):
        (tips / f"{name}.yml").write_text(bad, encoding="utf-8")
    memory = Memory()
    looked: list[str] = []
    prose_of = prose.Prose

    def counted(raw: str, entry: Entry) -> prose.Prose:
        looked.append(raw)
        return prose_of(raw, entry)

    monkeypatch.setattr(prose, "Prose", counted)
    first = rules.run(load(tmp_path, TODAY, memory))
    (tips / "ett.yml").write_text(bad.replace("tillse", "se till"), encoding="utf-8")
    second = rules.run(load(tmp_path, TODAY, memory))
    assert len(looked) == 3  # both files, then the changed one
    assert len(first) - len(second) == 1
    assert any(
        "annat.yml" in problem.file and problem.rule == "kanslisvenska" for problem in second
    )
