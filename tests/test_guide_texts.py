"""What the hand-written guide says of the checks is what they do, and it takes its own advice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jambanken.kinds import KINDS
from jambanken.kinds.tips import Tip
from jambanken.rules import RULES, lang_mening
from jambanken.rules.kanslisvenska import easier
from jambanken.rules.lang_text import _MOST as LONGEST_TEXTS
from jambanken.rules.passiva_verb import HEAP

GUIDE = Path(__file__).parent.parent / "docs" / "redaktion"
PAGES = sorted(GUIDE.glob("*.md"))


def text_of(name: str) -> str:
    """Return a page of the guide as it is written."""
    return (GUIDE / f"{name}.md").read_text("utf-8")


def test_lengths_in_the_guide_are_those_of_the_rule() -> None:
    """An editor who keeps to the table gets no hint, and who does not was told."""
    rows = dict(
        re.findall(
            r"^- \*\*(.+?):\*\* .* (\d+) tecken\.$", text_of("skriv-ett-bra-tips"), re.MULTILINE
        )
    )
    most = LONGEST_TEXTS[Tip]
    assert rows == {
        "Titel": "90",
        "Sammanfattning": "280",
        "Syfte": str(most["syfte",]),
        "Ett steg": str(most["steg", "text"]),
        "En fråga eller en förberedelse": str(most["diskussionsfrågor",]),
        "En fallgrop": str(most["fallgropar",]),
    }
    assert most["diskussionsfrågor",] == most["förberedelser",]


def test_plain_language_in_the_guide_is_that_of_the_rules() -> None:
    """Threshold, number and easier words stand in the guide as the checker has them."""
    text = text_of("klarsprak")
    assert f"mer än {lang_mening.MOST} ord" in text
    assert f"Efter {lang_mening.MOST} ord" in text
    assert "tre eller fler i samma mening" in text
    table = text.split("| I stället för | Skriv |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| (\w[\w ]+) \| (.+) \|$", table, re.MULTILINE)
    assert len(rows) > HEAP
    for word, better in rows:
        assert set(better.split(", ")) <= set(easier()[word]), word


def test_rules_that_the_guide_leads_to_are_there() -> None:
    """A link to a rule leads to its place on the page of rules."""
    ids = {rule.id for rule in RULES}
    linked = {
        found
        for page in PAGES
        for found in re.findall(r"regler/#([\w-]+)", page.read_text("utf-8"))
    }
    assert linked
    assert linked <= ids


def test_the_guide_names_every_kind_for_the_command() -> None:
    """Whoever makes a file by command sees all words that it takes."""
    text = text_of("egen-dator")
    assert [kind.name for kind in KINDS if f"`{kind.name}`" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_the_guide_takes_its_own_advice(page: Path) -> None:
    """No page has a word that the checker would ask an editor to change, but as an example of one."""
    text = re.sub(
        r"```.*?```|^\|.*$|\*[^*\n]+\*|`[^`\n]+`",
        "",
        page.read_text("utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
    words = [form for form, better in easier().items() if better]
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE
    )
    assert pattern.findall(text) == []
