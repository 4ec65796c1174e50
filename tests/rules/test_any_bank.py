"""Whatever the model lets through, the rules take."""

from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_origin

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from jambanken import pictures, rules
from jambanken.bank import Memory, load
from jambanken.kinds import KINDS, trycksaker
from jambanken.kinds.base import Kind
from jambanken.problems import Mark, in_order, stops_build
from jambanken.reading.characters import refused
from jambanken.values import (
    ChannelId,
    Choice,
    FileName,
    FileOrAddress,
    FilmLength,
    Id,
    Length,
    Licence,
    Markdown,
    Moment,
    PartialDate,
    PictureRef,
    PrintRef,
    Ref,
    WebAddress,
)

TODAY = dt.date(2026, 11, 22)
WORDS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=20, max_size=80).filter(
    lambda text: not refused(text)
)  # some letters, as U+115F, cannot be seen
LINKS = [
    "/tips/a/",
    "/teman/x/",
    "/",
    "/tips/b",
    "//x",
    "http://x.se",
    "mailto:a@b.se",
    "",
    "(",
    "å",
]
#: The narrower type first: the first that fits decides.
VALUES: tuple[tuple[type, st.SearchStrategy[str]], ...] = (
    (PictureRef, st.just("bildbank/a")),
    (PrintRef, st.sampled_from(["trycksaker/a", "trycksaker/x"])),
    (Ref, st.sampled_from(["tips/a", "tips/x", "bildbank/a", "okand/a", "larvagar/a"])),
    (ChannelId, st.just("tryck")),
    (Id, st.sampled_from(["moten", "motten", "1"])),
    (WebAddress, st.just("https://exempel.se/a")),
    (FileName, st.sampled_from(["a.jpg", "b.jpg"])),
    (FileOrAddress, st.sampled_from(["a.pdf", "https://exempel.se/a"])),
    (Licence, st.just("CC-BY-4.0")),
    (FilmLength, st.sampled_from(["okänd", "4:30"])),
    (Length, st.just("0:30")),
    (PartialDate, st.sampled_from(["2019", "2019-01", "2018-12-31", "0001"])),
    (Moment, st.sampled_from(["2026-11-22", "2026-11-22 13:30", "2026-11-21"])),
    (trycksaker.PaperSize, st.just("A4")),
    (pictures.Opaque, st.just("KS-1")),
    (pictures.Sha256, st.just("0" * 64)),
    (pictures.PerceptualHash, st.just("0" * 16)),
    (bool, st.sampled_from(["ja", "nej"])),
    (int, st.sampled_from(["1950", "1999"])),
    (Decimal, st.sampled_from(["0", "1"])),
    (
        dt.date,
        st.sampled_from(["2026-11-21", "2026-11-22", "2027-01-01", "0001-01-01", "9999-12-31"]),
    ),
)


def texts() -> st.SearchStrategy[str]:
    """Running text, some of it with links, addresses and numbers."""
    link = st.builds("{} [{}]({})".format, WORDS, WORDS, st.sampled_from(LINKS))
    contact = WORDS.map(lambda text: f"{text} anna.berg@x.se 070-123 45 67")
    return WORDS | link | contact


def value_of(annotation: Any) -> st.SearchStrategy[Any]:
    """Return what a field of this type may hold, as YAML has it: text, lists and mappings."""
    if get_origin(annotation) is tuple:
        return st.lists(value_of(get_args(annotation)[0]), min_size=1, max_size=3)
    inner = [arg for arg in get_args(annotation) if arg is not type(None)]
    if inner:  # a union with None, or an annotated type
        return value_of(inner[0])
    if issubclass(annotation, BaseModel):
        return mapping_of(annotation)
    if issubclass(annotation, Choice):
        return st.sampled_from([str(choice) for choice in annotation])
    if issubclass(annotation, Markdown):
        return texts()
    return next((given for sort, given in VALUES if issubclass(annotation, sort)), WORDS)


def mapping_of(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a mapping with every required field and some of the others."""
    fields = {
        required: {
            field.alias or name: value_of(field.annotation)
            for name, field in model.model_fields.items()
            if field.is_required() is required
        }
        for required in (True, False)
    }
    return st.fixed_dictionaries(fields[True], optional=fields[False])


def entry_of(kind: Kind) -> st.SearchStrategy[dict[str, Any]]:
    """Return an entry that the model lets through."""

    def passes(data: dict[str, Any]) -> bool:
        try:
            kind.model.model_validate(data)
        except ValidationError:
            return False
        return True

    return mapping_of(kind.model).filter(passes)


BANKS = st.dictionaries(st.sampled_from(KINDS), st.none(), min_size=3).flatmap(
    lambda kinds: st.fixed_dictionaries({kind: entry_of(kind) for kind in kinds})
)
ROUNDS = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
    ],
)


@ROUNDS
@given(BANKS)
def test_no_bank_makes_a_rule_raise(bank: dict[Kind, dict[str, Any]]) -> None:
    """Rules give sorted problems with places inside the files, for whatever bank."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for kind, data in bank.items():
            (root / kind.folder).mkdir(parents=True, exist_ok=True)
            text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_style='"')
            (root / kind.folder / "a.yml").write_text(text, encoding="utf-8")
        loaded = load(root, TODAY, Memory())
        found = rules.run(loaded)
        assert not [problem for problem in loaded.problems if stops_build([problem])]
        assert found == in_order(found)
        for problem in found:
            file = root / problem.file
            if not file.exists():  # the fault is that it is not there
                assert (problem.rule, problem.mark) == ("gemensam-fil-saknas", Mark())
                continue
            lines = file.read_text(encoding="utf-8").split("\n")
            assert 1 <= problem.mark.column <= len(lines[problem.mark.line - 1]) + 1
