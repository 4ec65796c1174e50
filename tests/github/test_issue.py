"""An issue that is written by a form becomes an entry that the checker accepts, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.bank import TODAY

from jambanken.intake.new import known_words
from jambanken.kinds import KIND_BY_NAME
from jambanken.parse import parse
from jambanken.pullrequest.forms import Form, Sort, form_files, forms
from jambanken.pullrequest.issue import NoEntryError, read_issue
from jambanken.source import read

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests/cases/github/issues").glob("*.md"))
KNOWN = known_words(ROOT)
FORMS = {form.name: form for form in forms(KNOWN)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_cases(case: Path) -> None:
    """Each issue gives the file beside it, with what was left out, or the refusal."""
    assert outcome(case) == case.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["film", "picture", "tip"])
def test_what_is_filled_in_right_is_right(name: str) -> None:
    """Nobody who has answered as the form says gets to mend anything."""
    body = (CASES[0].parent / f"{name}.md").read_text(encoding="utf-8")
    found = read_issue(body, KNOWN, TODAY)
    text = found.yaml("bild.png" if found.picture else "")
    parsed = parse(text.encode(), "x.yml", KIND_BY_NAME[found.kind.name].model)
    assert (parsed.value is not None, parsed.problems) == (True, ())


def outcome(case: Path) -> str:
    """Return what becomes of an issue, as text."""
    try:
        found = read_issue(case.read_text(encoding="utf-8"), KNOWN, TODAY)
    except NoEntryError as refused:
        return f"{refused}\n"
    notes = (f"# {note}\n" for note in found.notes)
    return "".join([found.yaml("bild.png" if found.picture else ""), *notes])


def filled(form: Form, answers: dict[str, str]) -> str:
    """Return the body of an issue, as GitHub makes it of a form."""
    return "\n\n".join(
        f"### {question.label}\n\n{answers.get(question.label) or '_No response_'}"
        for question in form.questions
    )


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from([q.label for q in FORMS["tips"].questions]), st.text(max_size=60)
    )
)
def test_no_answer_is_more_than_a_text(answers: dict[str, str]) -> None:
    """Whatever stands in an answer, the file has the fields of the form and no others."""
    found = read_issue(filled(FORMS["tips"], answers), KNOWN, TODAY)
    reading = read(found.yaml("").encode(), "x.yml")
    assert reading.source is not None
    keys = {question.key for question in FORMS["tips"].questions}
    assert isinstance(reading.source.data, dict)
    assert set(reading.source.data) <= {*keys, "publicerad"}


@given(st.text(max_size=300))
def test_no_issue_breaks_the_reader(body: str) -> None:
    """A text that is in no form is refused in words."""
    with pytest.raises(NoEntryError):
        read_issue(body, KNOWN, TODAY)


def test_forms_are_fresh() -> None:
    """What is committed follows from the program; words come and go without a command."""
    made = form_files(KNOWN, ROOT)
    for name, text in made.items():
        committed = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
        assert without_words(committed) == without_words(yaml.safe_load(text)), name
    there = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / ".github/ISSUE_TEMPLATE").iterdir()
    }
    assert there == set(made)


def without_words(form: Any) -> Any:
    """Leave out the choices among the bank's words: who adds a theme need not run a command."""
    if isinstance(form, dict):
        is_words = form.get("multiple")
        return {
            key: without_words(value)
            for key, value in form.items()
            if not (is_words and key == "options")
        }
    return [without_words(row) for row in form] if isinstance(form, list) else form


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_forms_ask_for_what_the_model_wants(form: Form) -> None:
    """Every question is about a field that there is, and no two of a form are called the same."""
    labels = [question.label for question in form.questions]
    assert len(labels) == len(set(labels))
    if not form.kind:
        return
    fields = KIND_BY_NAME[form.kind].model.model_fields
    aliases = {field.alias or name for name, field in fields.items()}
    asked = {question.key for question in form.questions if question.key}
    # A film's address is a part of "visning", which is made of it; the day and the file are known.
    assert asked - {"adress"} <= aliases
    required = {field.alias for field in fields.values() if field.is_required()}
    assert required - {"visning", "publicerad"} <= {q.key for q in form.questions if q.required}
    assert all(bool(q.options) == (q.sort in {Sort.CHOICE, Sort.CHOICES}) for q in form.questions)
