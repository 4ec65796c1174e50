"""Help in an editor: schemas with Swedish messages, snippets, settings, all of them fresh."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from tests.test_schema import loaded

from jambanken.editors import Sort, editor_files, schema_for, sorts
from jambanken.kinds import KIND_BY_NAME, KINDS
from jambanken.parse import parse
from jambanken.values import AudienceId, ThemeId

ROOT = Path(__file__).parent.parent
SORT = pytest.mark.parametrize("sort", list(sorts()), ids=lambda sort: sort.name)


def without_examples(data: Any) -> Any:
    """Leave out the ids that are only suggested: somebody who adds a theme need not run a command."""
    if isinstance(data, dict):
        return {key: without_examples(value) for key, value in data.items() if key != "examples"}
    return [without_examples(item) for item in data] if isinstance(data, list) else data


def committed(name: str) -> Any:
    """Return what a file holds that is in the project."""
    return json.loads((ROOT / name).read_text(encoding="utf-8"))


def test_what_is_committed_is_fresh() -> None:
    """The files follow from the model: after a change, run ``python scripts/editor_files.py``."""
    made = editor_files({})
    for name, text in made.items():
        assert without_examples(committed(name)) == without_examples(json.loads(text)), name
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / ".vscode/schema").iterdir()}
    assert there == {name for name in made if "/schema/" in name}


@SORT
def test_nothing_that_is_committed_is_underlined(sort: Sort) -> None:
    """Every file of the bank fits its schema, and lies where the settings look for it."""
    schema = committed(f".vscode/schema/{sort.name}.schema.json")
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema)
    wired = committed(".vscode/settings.json")["yaml.schemas"]
    files = sorted(ROOT.glob(wired[f"./.vscode/schema/{sort.name}.schema.json"]))
    assert files
    found = [
        f"{file}: {fault.message}"
        for file in files
        for fault in validator.iter_errors(loaded(file))
    ]
    assert found == []


def parts(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give a schema and all in it that a value stands against."""
    yield schema
    for inner in schema.get("properties", {}).values():
        yield from parts(inner)
    if "items" in schema:
        yield from parts(schema["items"])


@SORT
def test_every_message_is_swedish(sort: Sort) -> None:
    """No part is left to the extension's English, and what must be there says so key by key."""
    for part in parts(schema_for(sort, {})):
        assert part["errorMessage"].endswith((".", ")")), part
        assert "required" not in part, "its message would be English"
        assert not {"minLength", "maxLength"} & set(part) or part.get("maxLength", 501) > 500
        assert None not in part.get("enum", ())
        for missing in part.get("allOf", ()):
            (key,) = missing["required"]
            assert missing["errorMessage"].startswith(f'"{key}" saknas.')


BAD = {
    "titel": "Hej",
    "sammanfattning": "kort",
    "status": "utkst",
    "publicerad": "2026/11/22",
    "malgrupper": ["chef"],
    "teman": "moten",
    "tid": "fem",
    "steg": [{"rubrik": "NO", "txt": "hej"}],
    "källor": [{"titel": "En bok", "länk": "http://x.se", "år": "i fjol"}],
}


def test_what_is_wrong_is_said() -> None:
    """Each fault of a bad tip has its own words, those of the language server's ``errorMessage``."""
    sort = next(sort for sort in sorts() if sort.name == "tips")
    faults = Draft7Validator(schema_for(sort, {})).iter_errors(BAD)
    said = {
        "/".join(map(str, fault.absolute_path)): fault.schema["errorMessage"] for fault in faults
    }
    fields = said.pop("")
    assert fields.startswith("Fälten här är titel, sammanfattning")
    assert said == {
        "sammanfattning": "Skriv en text på 20–280 tecken.",
        "status": "Välj utkast, publicerad eller arkiverad.",
        "publicerad": "Skriv år, månad och dag som 2026-11-22.",
        "teman": "Skriv en lista: [ett, två], eller rader med bindestreck först.",
        "tid": "Skriv ett heltal, bara siffror: 1–10000.",
        "steg/0": '"text" saknas. Vad man gör, säger och frågar.',
        "källor/0/länk": "Skriv hela adressen, med https:// först.",
        "källor/0/år": "Skriv ett heltal, bara siffror.",
    }


def test_ids_are_suggested_and_others_are_taken() -> None:
    """A theme that was added yesterday is no fault in an editor; the checker knows it."""
    sort = next(sort for sort in sorts() if sort.name == "tips")
    schema = schema_for(sort, {ThemeId: ["moten", "bild"], AudienceId: []})
    themes = schema["properties"]["teman"]
    assert themes["items"]["examples"] == ["bild", "moten"]
    assert Draft7Validator(themes).is_valid(["helt-nytt"])
    assert "examples" not in schema["properties"]["målgrupper"]["items"]


def filled(line: str) -> str:
    """Return a line of a snippet as it is when every place is left with its first proposal."""
    line = line.replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2026-11-22")
    line = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\}", r"\1", line)
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", line)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_snippets_have_the_fields_that_must_be_there(kind: Any) -> None:
    """What a snippet writes is YAML with every required field, and none that is unknown."""
    snippets = committed(".vscode/jambanken.code-snippets").values()
    (body,) = (one["body"] for one in snippets if one["prefix"] == f"ny-{kind.name}")
    text = "\n".join(map(filled, body))
    problems = parse(f"{text}\n".encode(), "f", KIND_BY_NAME[kind.name].model).problems
    rules = {problem.rule for problem in problems}
    assert rules <= {"fel-varde", "for-kort", "utanfor-granserna", "hanger-inte-ihop"}, problems


def test_the_editor_asks_nobody() -> None:
    """No list of schemas is fetched and nothing is counted: a municipality decides that itself."""
    settings = committed(".vscode/settings.json")
    assert settings["yaml.schemaStore.enable"] is False
    assert settings["redhat.telemetry.enabled"] is False
    assert all(name.startswith("./") for name in settings["yaml.schemas"])
