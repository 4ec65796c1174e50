"""From the answers in an issue to the files of an entry. All of it is a stranger's text.

Nothing of it is ever a path, a command or a template: the file's name is made by `slug` of the title,
and every value is written so that YAML reads back a text: in quotes, or as a block of lines.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from jambanken.intake.blank import quoted
from jambanken.kinds import KIND_BY_NAME
from jambanken.kinds.base import Kind
from jambanken.kinds.filmer import Captions, DescriptionState
from jambanken.mending.order import order_of
from jambanken.pullrequest.forms import PHOTO, YES, Form, Question, Sort, forms
from jambanken.shared import Registry
from jambanken.values import Choice

Written: TypeAlias = "str | list[Written] | dict[str, Written]"

#: GitHub takes no longer issue: https://github.com/orgs/community/discussions/41331
LONGEST = 70_000
_HEADING = re.compile(r"### +(.+?) *")
#: Fields in Markdown, where a line's end means something.
_LONG = frozenset({"syfte"})
_NO_ANSWER = frozenset({"_No response_", "None", ""})
_ROW_MARK = re.compile(r"(?:\d{1,3}[.)]|[-*•–])\s+")
_MINUTES = re.compile(r"\s*\((\d{1,4}) *min(?:ut(?:er)?)?\.?\)\.?$")
_SOURCE = re.compile(r"(?P<titel>.*?)[\s,:;–-]*(?P<länk>https://\S+)")
_ATTACHED = re.compile(
    r"https://github\.com/user-attachments/assets/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)


class NoEntryError(Exception):
    """No entry can be made of an issue. The text says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What an issue suggests: the title as it was written, the YAML, and a picture's address if any.

    ``notes`` say in Swedish what was left out.
    """

    kind: Kind
    title: str
    yaml: Callable[[str], str]
    picture: str
    notes: tuple[str, ...]


def read_issue(body: str, registry: Registry, today: dt.date) -> Suggestion:
    """Return what an issue suggests. Raises `NoEntryError`."""
    form, answers = _answered(body[:LONGEST], forms(registry))
    fields: dict[str, Written] = {"publicerad": today.isoformat()}
    notes: list[str] = []
    for question in form.questions:
        answer = answers.get(question.label, "")
        if question.key and answer:
            value = _value(question, answer, registry, notes)
            if value:
                fields[question.key] = value
    kind = KIND_BY_NAME[form.kind]
    picture = ""
    if kind.name == "filmer":
        _shape_film(fields)
    if kind.name == "bildbank":
        picture = _shape_picture(fields, answers)
    title = str(fields.get("titel", ""))
    return Suggestion(kind, title, lambda file: _yaml(kind, fields, file), picture, tuple(notes))


def _answered(body: str, known: Sequence[Form]) -> tuple[Form, dict[str, str]]:
    """Return the form that was filled in, with the answers by the questions' labels."""
    lines = _clean(body).split("\n")
    headings = {found[1] for line in lines if (found := _HEADING.fullmatch(line))}
    fitting = [
        form for form in known if {one.label for one in form.questions if one.required} <= headings
    ]
    if len(fitting) != 1 or not fitting[0].kind:
        raise NoEntryError(
            "Ärendet är inte skrivet i något av formulären för tips, film eller bild, så det kan inte "
            "göras om till ett förslag."
        )
    return fitting[0], dict(_sections(lines, {one.label for one in fitting[0].questions}))


def _sections(lines: Sequence[str], labels: set[str]) -> Iterator[tuple[str, str]]:
    """Give each answer once, the first time its question stands there."""
    waiting = {*labels, "Innan du skickar"}
    label, rows = "", list[str]()
    for line in [*lines, "### "]:
        found = _HEADING.fullmatch(line)
        if line == "### " or (found and found[1] in waiting):
            text = "\n".join(rows).strip()
            yield label, "" if text in _NO_ANSWER else text
            label, rows = found[1] if found else "", []
            waiting.discard(label)
        else:
            rows.append(line)


def _clean(text: str) -> str:
    """Return a text with composed letters, plain spaces and none of the signs that nobody sees."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        char if char == "\n" or char.isprintable() else " " if char.isspace() else ""
        for char in lines.replace("\t", " ")
    )


def _value(question: Question, answer: str, registry: Registry, notes: list[str]) -> Written:
    if question.sort is Sort.CHOICES:
        return _ids(question, answer, registry, notes)
    if question.key == "steg":
        return [_step(row) for row in _rows(answer)]
    if question.key == "källor":
        return [_source(row) for row in _rows(answer)]
    if question.key == "diskussionsfrågor":
        return list(_rows(answer))
    return answer if question.key in _LONG else " ".join(answer.split())


def _ids(question: Question, answer: str, registry: Registry, notes: list[str]) -> Written:
    """Return the ids of names, which may have commas in them."""
    words = {"teman": registry.vocabularies.themes, "målgrupper": registry.vocabularies.audiences}[
        question.key
    ]
    found, rest = [], f", {answer.replace(chr(10), ' ')}, "
    for word in sorted(words, key=lambda word: -len(word.name)):
        if f", {word.name}," in rest:
            rest = rest.replace(f", {word.name},", ",")
            found.append(word)
    if left := rest.strip(", "):
        notes.append(f"{question.label}: {left} finns inte i banken och är inte med.")
    return [str(word.id) for word in words if word in found]


def _rows(answer: str) -> Iterator[str]:
    for line in answer.split("\n"):
        row = _ROW_MARK.sub("", line.strip(), count=1)
        if row:
            yield row


def _step(row: str) -> Written:
    minutes = _MINUTES.search(row)
    text = row[: minutes.start()] if minutes else row
    return {"text": text, "tid": minutes[1]} if minutes else {"text": text}


def _source(row: str) -> Written:
    found = _SOURCE.search(row)
    if found is None:
        return {"titel": row}
    address = found["länk"].rstrip(".,;)")
    return {"titel": found["titel"].strip() or address, "länk": address}


def _shape_film(fields: dict[str, Written]) -> None:
    fields["visning"] = {"typ": "extern", "adress": fields.pop("adress", "")}
    fields["textning"] = _chosen(Captions, fields.get("textning"))
    fields["syntolkning"] = {"läge": _chosen(DescriptionState, fields.get("syntolkning"))}


def _chosen(choices: type[Choice], label: Any) -> str:
    """Return the value that a label stands for; any other is left for the check to refuse."""
    return next((choice.value for choice in choices if choice.label == label), str(label))


def _shape_picture(fields: dict[str, Written], answers: Mapping[str, str]) -> str:
    """Make the fields those of a picture, and return where its file is."""
    is_photo = fields.get("typ") == PHOTO
    fields["typ"] = "foto" if is_photo else "illustration"
    if fields.pop("igenkännbara", "") == YES and is_photo:
        raise NoEntryError(
            "Bilden visar någon som går att känna igen. Sådana bilder tas inte in den här vägen: "
            "originalet ska aldrig läggas på GitHub, och det behövs en rättslig grund. Ligger bilden i "
            "ärendet, ta bort ärendet. Ta sedan in bilden med scripts/add_image.py."
        )
    if is_photo:
        fields["igenkännbara"] = "nej"
    found = _ATTACHED.findall("\n".join(answers.values()))
    if len(set(found)) != 1:
        raise NoEntryError("Bifoga en bildfil i ärendet, en enda. Sätt sedan etiketten igen.")
    return str(found[0])


def _yaml(kind: Kind, fields: Mapping[str, Written], file: str) -> str:
    """Return the file's text, with its keys in the usual order. ``file`` is a picture's, else empty."""
    given = {**fields, **({"fil": file} if file else {})}
    return "".join(
        f"{line}\n" for key in order_of(kind) if key in given for line in _lines(key, given[key])
    )


def _lines(key: str, value: Written, indent: str = "") -> Iterator[str]:
    if isinstance(value, str) and "\n" in value:
        # A literal block: what stands in it is text, however it begins.
        yield f"{indent}{key}: |"
        yield from (f"{indent}  {line}".rstrip() for line in value.split("\n"))
        return
    if isinstance(value, str):
        yield f"{indent}{key}: {quoted(value)}"
        return
    yield f"{indent}{key}:"
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _lines(name, inner, f"{indent}  ")
        return
    for row in value:
        if isinstance(row, dict):
            first, *rest = (
                line for name, inner in row.items() for line in _lines(name, inner, f"{indent}    ")
            )
            yield f"{indent}  - {first.strip()}"
            yield from rest
        else:
            yield f"{indent}  - {quoted(str(row))}"
