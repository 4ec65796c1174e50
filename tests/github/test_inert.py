"""A stranger's text in a comment is text: it mentions nobody, links nowhere and breaks out of nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jambanken.pullrequest.inert import inert, inert_markdown

#: What GitHub makes something of in the text of a comment.
_ALIVE = re.compile(
    r"@[\w-]|(?<![&\w])#\d|GH-\d|://|www\.|:[\w+-]+:|\b[0-9a-f]{7,40}\b", re.IGNORECASE
)
TEXTS = (
    "@kommun och @org/grupp",
    "se #12 och GH-3 och owner/name#4",
    "https://evil.example/ www.evil.example",
    ":tada: <img src=x onerror=y> & </details>",
    "![bild](https://evil.example/x.png) [länk](https://evil.example)",
    "f4474a5b0 är en ändring",
    "<!-- jambanken: kontroll -->",
    "rad\n\n# rubrik\n\n```\nkod",
)


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_in_a_text_is_alive(text: str) -> None:
    """No mention, no reference, no address, no emoji, no tag, no empty line where Markdown begins."""
    shown = str(inert(text))
    assert _ALIVE.search(text) or "<" in text or "\n" in text
    assert not _ALIVE.search(shown.replace("&#34;", "").replace("&#39;", ""))
    assert "<" not in shown
    assert "\n" not in shown


@given(st.text(max_size=200))
def test_the_text_can_still_be_read(text: str) -> None:
    """Only invisible signs and spaces differ from what was written."""
    shown = inert(text).unescape().replace("\u2060", "")
    assert shown.split() == text.replace("\u2060", "").split()


@given(st.text(alphabet=st.sampled_from("ab @#1:/<>&*_[]()|-\n`!.\\"), max_size=120))
def test_markdown_is_html_that_nobody_parses_again(source: str) -> None:
    """A Markdown field is one line of HTML with a few tags and no address."""
    shown = str(inert_markdown(source))
    assert "\n" not in shown
    assert "href" not in shown
    assert set(re.findall(r"</?([a-z0-9]+)", shown)) <= {
        *("p", "ul", "ol", "li", "strong", "em", "blockquote", "br", "div"),
        *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
    }


def test_markdown_keeps_its_form() -> None:
    """What is bold, a list or a table in the bank is so in the summary."""
    shown = str(
        inert_markdown(
            "**Vi** [läser](https://a.example/) @alla\n\n- ett\n- två\n\n|a|b|\n|-|-|\n|1|2|"
        )
    )
    assert "<strong>Vi</strong> läser @\u2060alla" in shown
    assert "<li>ett</li>" in shown
    assert "<td>2</td>" in shown
