"""The Markdown profile: what it makes of a text, and what no text can make it do."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.support.html import elements, text_of

from jambanken import markdown
from jambanken.markdown import BASE, internal_target, is_external, links_in, render
from jambanken.values import LONGEST_MARKDOWN

CASES = Path(__file__).parent / "cases" / "markdown"
HOSTILE = [
    text
    for texts in json.loads((CASES / "hostile.json").read_text("utf-8")).values()
    for text in texts
]
PROFILE = yaml.safe_load((CASES / "profile.yml").read_text("utf-8"))
PLAIN = {
    *("p", "strong", "em", "blockquote", "ul", "ol", "li", "h3", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tr"),
}
ALLOWED: dict[str, set[str]] = {
    **{tag: set() for tag in PLAIN},
    "a": {"href"},
    "th": {"align"},
    "td": {"align"},
    "div": {"class", "tabindex", "role", "aria-label"},
}
TABLE_FRAME = {"class": "jb-table", "tabindex": "0", "role": "region", "aria-label": "Tabell"}
SAFE_ADDRESS = re.compile(
    rf"https://[^\s\"<>\\@]+|mailto:[\w.+-]+@[\w.-]+|{BASE}(?:[a-z0-9-]+/){{0,3}}(?:#[a-z0-9-]+)?"
)
#: Text that the reader lets through: no control characters.
READABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=80)
#: What the profile gives a meaning to, so that arbitrary texts are not all plain.
SIGNS = st.text(
    st.sampled_from("ab 1\n\n#>-+*_.:=|\\`[]()<>&;!\"'{}~^/ \tåÅ\u00a0"), max_size=60
) | st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3).map("\n".join)


def compact(html: str) -> str:
    """Return HTML without the white space between its tags, and with one way to write a quote."""
    return re.sub(r">\s+<", "><", str(html).strip()).replace("&#34;", '"')


def assert_safe(html: str) -> None:
    """Fail where HTML holds anything but the profile's elements, attributes and addresses."""
    for tag, attributes in elements(html):
        assert tag in ALLOWED
        assert set(attributes) <= ALLOWED[tag]
        if tag == "div":
            assert attributes == TABLE_FRAME
        if tag == "a":
            assert SAFE_ADDRESS.fullmatch(attributes["href"]), attributes["href"]
        assert attributes.get("align", "left") in {"left", "center", "right"}
    control = set(html) & {chr(code) for code in (*range(9), *range(11, 32), 127)}
    assert control <= {BASE}


@pytest.mark.parametrize("case", PROFILE, ids=lambda case: case["name"])
def test_profile(case: dict[str, str]) -> None:
    """The profile gives paragraphs, lists, stress, links, quotes, tables and headings, no more."""
    html = render(case["in"], lambda address: "finns-inte" not in address)
    assert compact(html) == compact(case["out"].replace("BASE:", BASE))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    """No text makes an element, an attribute or an address outside the allow-list."""
    assert_safe(render(text))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "wrapped", ["- {}", "> {}", "1. {}", "**{}**", "[{}](https://a.example/)", "# {}", "| {} |"]
)
def test_hostile_text_within_other_text(text: str, wrapped: str) -> None:
    """Nor does it within a list, a quote, a link, a heading or a cell."""
    assert_safe(render(wrapped.format(text)))


@given(SIGNS | READABLE)
@settings(deadline=None, max_examples=300)
@example("[x](/tips/a/#steg)")
@example("&#x1d;")
def test_any_text_is_safe(text: str) -> None:
    """Whatever is written, what comes out is safe, and nothing raises."""
    assert_safe(render(text))


@given(READABLE | st.text(st.sampled_from("ab1 \n.:)#-+=>\"'åÅ\u00a0\u2009"), max_size=30))
@settings(deadline=None, max_examples=300)
@example("a\n \nb")
@example('Hon sa "hej" > nu\'')
@example("  en\n   två\n")
def test_fast_path_is_the_parser_path(text: str) -> None:
    """A text that skips the parser gives what the parser would give, white space aside."""
    stripped = text.strip("\n")
    assume(not markdown._NEEDS_PARSER.search(stripped))
    slow = markdown._sanitised(markdown._parsed(stripped), lambda _: True)
    fast = render(text)
    assert [element.tag for element in elements(fast)] == [e.tag for e in elements(slow)]
    assert text_of(fast) == text_of(slow)


@pytest.mark.parametrize(
    "unit",
    [
        *("[", "[](", "![", "[a](", "[a](<", "[[a](b)", "[x](https://a.example/) ", '[a](b "'),
        *("*", "*a", "**a", "_a ", "***a ", "*a **b ", "`", "\\", "\\[", "<", "&", "&amp;"),
        *("> #\n", "\n> # |", ">> #\n", "#\n>"),
        *(">", "> ", "- ", "* ", "1. ", "> - ", "-\t", "#", "# a\n", "- a\n", "a\n=\n"),
        *("|", "a|b\n", "|a|b|\n|-|-|\n", "a\n\n", "a\n\n- b\n\n", "# a\n\nb", " ", "\n"),
    ],
)
def test_long_input_takes_linear_time(unit: str) -> None:
    """The longest text that a field takes is done in bearable time, whatever it repeats."""
    text = unit * (LONGEST_MARKDOWN // len(unit))
    started = time.process_time()
    render(text)
    links_in(text)
    assert time.process_time() - started < 3  # a second on the slowest machine, and some room


@pytest.mark.parametrize("mark", ["-", "1.", "> -", "- >", "-\n"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_deep_nesting_does_not_raise(mark: str, gap: str) -> None:
    """Lists and quotes nested as deep as a field has room for are no error of the program's."""
    lines: list[str] = []
    while sum(map(len, lines)) < LONGEST_MARKDOWN - 1000:
        lines.append("    " * len(lines) + mark + " a" + gap)
    assert_safe(render("".join(lines)))


def test_a_dead_link_becomes_its_text() -> None:
    """A link into the bank to a page that does not exist leads nowhere and is no link."""
    asked: list[str] = []

    def exists(address: str) -> bool:
        asked.append(address)
        return False

    assert render("Läs [tipset](/tips/borta/#steg) **nu**.", exists) == (
        "<p>Läs tipset <strong>nu</strong>.</p>"
    )
    assert asked == ["tips/borta/"]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/", ""),
        ("/tips/", "tips/"),
        ("/tips/mat-talartiden/", "tips/mat-talartiden/"),
        ("/tips/mat-talartiden/#steg-2", "tips/mat-talartiden/"),
        ("/#nytt", ""),
        ("/redaktion/falt/tips/", "redaktion/falt/tips/"),
        ("tips/mat-talartiden/", None),
        ("/tips/mat-talartiden", None),
        ("//a.example/", None),
        ("/a/b/c/d/", None),
        ("/../", None),
        ("/Tips/", None),
        ("/tips/\n", None),
        ("#steg", None),
        ("", None),
    ],
)
def test_internal_target(address: str, target: str | None) -> None:
    """An address inside the bank is written from its top, in small letters, with a last slash."""
    assert internal_target(address) == target


@pytest.mark.parametrize(
    ("address", "leads_out"),
    [
        ("https://skr.example/a?b=c&d=å#e", True),
        ("mailto:namn@kommun.example", True),
        ("http://skr.example/", False),
        ("https://namn@kommun.example/", False),
        ("https://localhost/", False),
        ("mailto:a@b.example?bcc=c@d.example", False),
        ("mailto:a@b.example,c@d.example", False),
        ("javascript:alert(1)", False),
        ("/tips/", False),
        ("", False),
    ],
)
def test_is_external(address: str, leads_out: bool) -> None:
    """Only https and one plain e-mail address lead out of the bank."""
    assert is_external(address) is leads_out


def test_links_in_finds_what_render_links_to() -> None:
    """What is checked is what is shown: every link of the profile is found, in order."""
    text = (
        "En [länk](https://a.example/x), [**två**](/tips/b/), [<tre>](<https://c.example/>).\n\n"
        '- [fyra](mailto:d@e.example) [fem](http://f.example/ "titel")\n\n'
        "| a | b |\n|---|---|\n| [sex](/g/) | x |\n"
    )
    assert links_in(text) == [
        "https://a.example/x",
        "/tips/b/",
        "https://c.example/",
        "mailto:d@e.example",
        "http://f.example/",
        "/g/",
    ]


@given(SIGNS)
@settings(deadline=None, max_examples=300)
def test_no_link_is_shown_that_links_in_does_not_find(text: str) -> None:
    """A link that the check does not see could be broken, or worse, unseen."""
    shown = [element.attributes["href"] for element in elements(render(text)) if element.tag == "a"]
    found = [address.replace("&amp;", "&") for address in links_in(text)]
    for address in shown:
        assert re.sub(f"^{BASE}", "/", address) in found
