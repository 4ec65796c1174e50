"""Mending files: what is changed, and that nothing they say is."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jambanken.images.read import Said
from jambanken.intake.draft import draft
from jambanken.intake.fix_command import USAGE, run
from jambanken.kinds import KIND_BY_NAME, KINDS
from jambanken.kinds.base import Kind
from jambanken.mending.mend import mend
from jambanken.mending.order import order_of
from jambanken.parse import parse
from jambanken.problems import Level
from jambanken.source import Reading, read

CASES = Path(__file__).parent / "cases"
TRAPS = sorted((CASES / "source").iterdir())
TIPS = KIND_BY_NAME["tips"]
ORDER = order_of(TIPS)


def input_of(case: Path) -> Path:
    """Return a case's input."""
    (path,) = case.glob("in.*")
    return path


@pytest.mark.parametrize("case", TRAPS, ids=lambda case: case.name)
def test_trap(case: Path) -> None:
    """Every trap is mended as its message says, or left alone where only a person can know."""
    raw = input_of(case).read_bytes()
    fixed = case / "fixed.yml"
    found = mend(raw, "in.yml")
    assert found.raw == (fixed.read_bytes() if fixed.exists() else raw)
    assert bool(found.done) == fixed.exists()
    assert found.left == read(found.raw, "in.yml").problems
    assert mend(found.raw, "in.yml").raw == found.raw


@pytest.mark.parametrize("case", sorted((CASES / "mending").iterdir()), ids=lambda case: case.name)
def test_case(case: Path) -> None:
    """Where the kind is known, the model decides about lists, and keys follow its order."""
    path = input_of(case)
    kind = KIND_BY_NAME[path.name.split(".")[1]]
    found = mend(path.read_bytes(), "in.yml", kind.model, order_of(kind))
    assert found.raw == (case / "fixed.yml").read_bytes()
    assert mend(found.raw, "in.yml", kind.model, order_of(kind)).raw == found.raw


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_right_is_left_alone(kind: Kind) -> None:
    """Nobody's pull request grows by itself: what is sound and tidy is not touched."""
    for path in sorted((CASES / "kinds" / kind.name / "good").glob("*.yml")):
        raw = path.read_bytes()
        assert mend(raw, path.name, kind.model).raw == raw, path


def test_a_new_picture_is_in_order() -> None:
    """What one command writes the other leaves as it is."""
    kind = KIND_BY_NAME["bildbank"]
    raw = draft("fika.jpg", Said(title="Fika", alt="Två koppar på ett bord.")).encode()
    assert mend(raw, "fika.yml", kind.model, order_of(kind)).raw == raw


#: Pieces that files go wrong with.
PIECES = (
    *(
        "titel",
        "syfte",
        "råd",
        "steg",
        "text",
        "tid",
        "teman",
        "ma\u030alta",
        "Hej",
        "å",
        "1",
        "ja",
    ),
    *(": ", ":", " ", "  ", "\t", "\u00a0", "\u202f", "- ", "-", "\n", "\n", "\n  ", "\n\n", "\r"),
    *("\n# rad\n", "#", " # y", "|\n  ", ">-\n  ", "|+\n  ", '"', "'", "”", "“", "[", "]", "{"),
    *("}", ",", "a: b", "\u200b", "\ufeff", "\u2028", "@", "*", "&", "!", "%", "...", "---", "?"),
    *("Ã¤", "•", "–", "\\", "\r\n", "\x1b"),
)
VALUES = (
    *("Hej", "'a b'", '"x: y"', "|\n  ett  \n  \ttvå\n", "|+\n  a\n\n", "[a, b]", "{a: b}", ""),
    *("\n  - ett  \n  - två\n", "\n- a\n- b", ">\n  vikt\n  text ", "ord  # kommentar", "a\n  b "),
    *("10\u00a0000", "a\u030ar", "”Ja” sa hon"),
)


def anything() -> st.SearchStrategy[str]:
    """Give texts that are hardly YAML."""
    return st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def nearly_sound() -> st.SearchStrategy[str]:
    """Give texts that mostly can be read, untidy in every way that does not change what they say."""
    above = st.sampled_from(["", "", "\n", "# om nästa\n", "# fri\n\n", "#tid: 5\n"])
    end = st.sampled_from(["\n", "\r\n", " \n", "\n\n", "\t\n"])
    value = st.sampled_from(VALUES)
    field = st.tuples(above, st.sampled_from(ORDER), st.just(": "), value, end)
    fields = st.lists(field, max_size=7, unique_by=lambda parts: parts[1])
    return fields.map(lambda some: "".join("".join(parts) for parts in some))


def errors(reading: Reading) -> int:
    """Return how many errors there are."""
    return sum(problem.level is Level.ERROR for problem in reading.problems)


def comments(text: str) -> list[str]:
    """Return the lines that are comments alone, in no order."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    return sorted(line.strip() for line in lines if line.startswith("#"))


@settings(deadline=None, max_examples=400)
@given(st.one_of(anything(), nearly_sound(), nearly_sound()))
def test_nothing_is_lost(text: str) -> None:
    """A file without problems keeps its keys, values and comments; any file comes out no worse."""
    raw = text.encode()
    before = read(raw, "f")
    mended = mend(raw, "f", order=ORDER)
    after = read(mended.raw, "f")
    if before.source is not None and not before.problems:
        assert after.source is not None
        assert after.source.data == before.source.data
        assert after.problems == ()
        assert comments(after.source.text) == comments(before.source.text)
    if before.source is not None:
        assert errors(after) <= errors(before)
    assert mend(mended.raw, "f", order=ORDER).raw == mended.raw


FULLEST = (CASES / "kinds" / "tips" / "good" / "fullest.yml").read_text("utf-8")
BLOCKS = tuple(re.split(r"\n(?=[a-zåäö])", FULLEST.strip("\n")))


@settings(deadline=None, max_examples=60)
@given(
    st.permutations(BLOCKS),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_an_untidy_tip_is_the_same_tip(
    blocks: list[str], end: str, notes: bool, form: str, mark: bytes
) -> None:
    """However its lines are mixed, the model reads the same entry before and after."""
    untidy = "\n".join(
        f"# om {number}\n{block}" if notes else block for number, block in enumerate(blocks)
    )
    text = unicodedata.normalize("NFD" if form == "NFD" else "NFC", untidy + "\n")
    raw = mark + text.replace("\n", end).encode()
    before = parse(raw, "f", TIPS.model)
    assert before.value is not None
    mended = mend(raw, "f", TIPS.model, ORDER)
    after = parse(mended.raw, "f", TIPS.model)
    assert after.value == before.value
    assert after.problems == before.problems == ()
    found = re.findall(r"^([a-zåäö_]+):", mended.raw.decode(), re.MULTILINE)
    assert found == sorted(found, key=ORDER.index)
    assert comments(mended.raw.decode()) == comments(untidy)
    if notes:  # each comment still stands above its own key
        for number, block in enumerate(blocks):
            assert f"# om {number}\n{block}\n" in mended.raw.decode()


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank with a file that can be mended, one that only a person can mend, and a sound one."""
    tips = tmp_path / "tipsbank" / "tips"
    tips.mkdir(parents=True)
    (tips / "fel.yml").write_bytes(b"titel: Hej\r\ntid:\tfem\r\n")
    (tips / "bra.yml").write_text(FULLEST, encoding="utf-8")
    (tmp_path / "tipsbank" / "vokabular.yml").write_bytes("teman: []   # ”\n".encode("cp1252"))
    return tmp_path


def test_the_command_shows_and_writes(bank: Path) -> None:
    """Each change is told and shown, what is left has its line, and the second run has nothing to do."""
    file = bank / "tipsbank" / "tips" / "ny.yml"
    file.write_bytes("titel: Steg 1: räkna\x1b[31m\u00a0nu \r\n".encode())
    answer = run([str(file), "tipsbank/vokabular.yml", "--root", str(bank)], bank, {})
    assert answer.code == 1
    assert answer.lines[:6] == (
        "Rättat i tipsbank/tips/ny.yml: radbrytningar, dolda tecken och citattecken.",
        "--- tipsbank/tips/ny.yml",
        "+++ tipsbank/tips/ny.yml (rättad)",
        "@@ -1,2 +1,2 @@",
        "-titel: Steg 1: räkna<U+001B>[31m<U+00A0>nu ",
        '+titel: "Steg 1: räkna[31m<U+00A0>nu"',
    )
    assert file.read_bytes() == 'titel: "Steg 1: räkna[31m\u00a0nu"\n'.encode()
    assert "saknat-falt" in answer.lines[-1]
    again = run([str(file), "--root", str(bank)], bank, {})
    assert [line for line in again.lines if line.startswith(("Rättat", "---"))] == []


def test_check_writes_nothing(bank: Path) -> None:
    """With --check the answer is the same, the exit code says that there is something to do."""
    before = {path: path.read_bytes() for path in bank.rglob("*.yml")}
    answer = run(["--check", "--root", str(bank)], bank, {})
    assert answer.code == 1
    assert any(line.startswith("Kan rättas i tipsbank/tips/fel.yml") for line in answer.lines)
    assert "Inget är skrivet." in answer.closing
    assert {path: path.read_bytes() for path in bank.rglob("*.yml")} == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["finns-inte.yml"], 'Filen "finns-inte.yml" finns inte.'),
        (["--okänd"], "Kommandot går inte att förstå."),
        (["--root", "/finns/inte"], "finns inte."),
        (["tipsbank/tips/bild.jpg"], "är ingen YAML-fil."),
    ],
)
def test_wrong_usage(bank: Path, arguments: list[str], words: str) -> None:
    """What cannot be followed is said in Swedish, with how it is used."""
    (bank / "tipsbank" / "tips" / "bild.jpg").write_bytes(b"\xff\xd8")
    answer = run(
        [*(["--root", str(bank)] if "--root" not in arguments else []), *arguments], bank, {}
    )
    assert answer.code == 2
    assert words in answer.closing
    assert USAGE in answer.closing


def test_help_is_given(bank: Path) -> None:
    """Asking is no fault."""
    assert run(["--help"], bank, {}).lines == (USAGE,)
