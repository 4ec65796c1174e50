"""Whatever an editor writes in an entry, its page is built as it is for a harmless text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape
from pydantic import BaseModel, ValidationError
from tests.support.bank import compiled, write
from tests.support.html import elements, links, shape
from tests.support.models import CASES, data_of

from jambanken.kinds import KINDS
from jambanken.kinds.base import Kind
from jambanken.markdown import BASE
from jambanken.output import Page
from jambanken.problems import FieldPath
from jambanken.reading.characters import refused
from jambanken.settings import Settings
from jambanken.source import Plain
from jambanken.values import Markdown

HOSTILE = [
    text
    for texts in json.loads((CASES.parent / "markdown" / "hostile.json").read_text()).values()
    for text in texts
    if not refused(text)  # the reader lets none of these through
]
PAYLOADS = [
    "<script>alert(1)</script><b x='",
    '" onmouseover="alert(1)" x="<img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' {{ 7*7 }} {% raw %}",
    "</title></script><!-- --><svg onload=alert(1)> &lt; &#x1d;",
    "javascript:alert(1)",
]
HARMLESS = "Ett par ord utan tecken"
SAFE_ADDRESS = re.compile(
    rf"https://[^\s\"<>]+|mailto:[^\s\"<>]+|{BASE}[a-z0-9/#.-]*|{BASE}sok/\?q=[\w%./~-]+|#[a-z0-9-]+"
    rf"|{BASE}medverka/[a-z]+/\?fil=[a-z0-9-]+"
)


def fullest(kind: Kind) -> dict[str, Any]:
    """Return the data of an entry with every field."""
    data = data_of(CASES / kind.name / "good" / "fullest.yml")
    assert isinstance(data, dict)
    kept = {key: value for key, value in data.items() if key != "återkallad"}
    return {**kept, "status": "publicerad", "titel": "Post"}


def free_texts(kind: Kind) -> list[FieldPath]:
    """Return the paths of the fields that take any text."""
    data = fullest(kind)
    return [
        path
        for path, _ in _texts(data)
        if all(_is_valid(_changed(data, path, _fitted(text)), kind.model) for text in PAYLOADS)
    ]


def _fitted(payload: str) -> str:
    """Return the payload long enough for every field that wants a certain length."""
    return f"{payload} och mer, tjugo tecken"


def _texts(data: Plain, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
    elif isinstance(data, str):
        yield path, data


def _changed(data: Any, path: FieldPath, value: str) -> Any:
    if not path:
        return value
    if isinstance(data, dict):
        return {**data, path[0]: _changed(data[path[0]], path[1:], value)}
    index = path[0]
    return [
        _changed(item, path[1:], value) if at == index else item for at, item in enumerate(data)
    ]


def _is_valid(data: Any, model: type[BaseModel]) -> bool:
    try:
        model.model_validate(data)
    except ValidationError:
        return False
    return True


def pages_with(folder: Path, kind: Kind, text: str) -> list[Page]:
    """Return the pages of a bank with one entry that has ``text`` in every field that takes it."""
    data: Any = fullest(kind)
    for path in free_texts(kind):
        data = _changed(data, path, _fitted(text))
    write(folder, {f"{kind.name}/post": data})
    return list(compiled(folder).pages)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_text_is_never_more_than_a_text(kind: Kind, tmp_path: Path) -> None:
    """Every page has the same elements and attributes as with harmless words in the same fields."""
    harmless = pages_with(tmp_path / "harmless", kind, HARMLESS)
    assert len(free_texts(kind)) >= 5
    for number, payload in enumerate(PAYLOADS):
        hostile = pages_with(tmp_path / str(number), kind, payload)
        assert [page.address for page in hostile] == [page.address for page in harmless]
        for bad, good in zip(hostile, harmless, strict=True):
            assert shape(bad.body) == shape(good.body), bad.address
            assert shape(bad.head) == shape(good.head)
            for address in links(bad.body):
                assert SAFE_ADDRESS.fullmatch(address), address
        (own,) = (page for page in hostile if page.address == f"{kind.name}/post/")
        assert own.body.count(str(escape(payload[:20]))) >= 3, "the payload is on the page"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_hostile_markdown_on_a_whole_page(kind: Kind, tmp_path: Path) -> None:
    """All payloads in all Markdown fields give no element that runs or loads anything."""
    data = fullest(kind)
    markdown = list(_markdown_fields(kind.model))
    if not markdown:
        return
    for path in markdown:
        data = _set(data, path, "\n\n".join(HOSTILE))
    write(tmp_path, {f"{kind.name}/post": data})
    page = next(page for page in compiled(tmp_path).pages if page.address == f"{kind.name}/post/")
    found = elements(page.body)
    drawn = kind.name == "trycksaker"  # a printed thing without a picture has a drawn cover
    assert [tag for tag, _ in found].count("svg") == drawn
    for tag, attributes in found:
        assert tag not in {"script", "style", "iframe", "object", "embed", "form", "input"}
        assert tag not in {"img", "base", "meta", "link", "audio", "math", "template", "marquee"}
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    for address in links(page.body):
        assert SAFE_ADDRESS.fullmatch(address), address


def _markdown_fields(model: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(model, type) and issubclass(model, BaseModel):
        for name, field in model.model_fields.items():
            yield from _markdown_fields(field.annotation, (*path, field.alias or name))
    elif model is Markdown:
        yield path
    else:
        for arg in getattr(model, "__args__", ()):
            yield from _markdown_fields(arg, path)


def _set(data: Any, path: tuple[str, ...], value: str) -> Any:
    if isinstance(data, list):
        return [_set(item, path, value) for item in data]
    if not path:
        return value
    if path[0] not in data:
        return data
    return {**data, path[0]: _set(data[path[0]], path[1:], value)}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_settings_and_shared_files_are_texts_too(payload: str, tmp_path: Path) -> None:
    """Names of the bank, its words and organisations make no element on any page."""

    def bank(folder: Path, text: str) -> list[Page]:
        word = {"id": "chef", "namn": text, "beskrivning": text, "synonymer": [text]}
        site = compiled(
            write(
                folder,
                {
                    "tips/a": {"målgrupper": ["chef"], "teman": ["chef"], "styrdokument": ["chef"]},
                    "exempel/a": {"organisation": "chef"},
                    "trycksaker/a": {"beställning": "chef"},
                },
                bank={
                    "namn": text,
                    "devis": f"{text} devis",
                    "utgivare": {"organisation": text, "adress": text},
                },
                vokabular={
                    "målgrupper": [word],
                    "verksamheter": [word],
                    "teman": [word],
                    "styrdokument": [{**word, "typ": "lag"}],
                },
                organisationer=[{"id": "chef", "namn": text, "typ": "kommun", "län": text}],
                bestallning=[
                    {
                        "id": "chef",
                        "namn": text,
                        "typ": "epost",
                        "adress": "a@b.example",
                        "ämne": text,
                        "leveranstid": text,
                        "villkor": text,
                        "fält": ["namn"],
                    }
                ],
            )
        )
        assert "<script" not in "".join(site.frame.values())
        return list(site.pages)

    assert Settings.model_validate({"namn": payload}).name == payload
    hostile, harmless = bank(tmp_path / "a", payload), bank(tmp_path / "b", HARMLESS)
    assert [shape(page.body) for page in hostile] == [shape(page.body) for page in harmless]
