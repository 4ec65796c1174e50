"""What is gathered as cards on paper, their codes, and the printed things that belong to it."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from tests.support.browsing import Visit
from tests.support.builds import ROOT
from tests.support.gathering import FILM, PICTURE, TERM, TIP, printed, row, shows

pytestmark = pytest.mark.browser
QR = ROOT / "tests" / "cases" / "collection" / "qr.json"
TABLE = """<table><thead><tr><th>I stället för</th><th>Skriv</th><th>Varför</th></tr></thead>
<tbody><tr><td>erhålla</td><td>få</td><td>kortare</td></tr><tr><td>Hur?</td><td>Så</td></tr></tbody>
</table>"""
CARDS = """() => [...document.querySelectorAll(".jb-deck__page")].map((page) => [...page.children].map((card) => ({
  head: card.querySelector(".jb-a6__head")?.textContent ?? "",
  title: card.querySelector(".jb-a6__title")?.textContent ?? "",
  text: card.querySelector(".jb-a6__body")?.textContent ?? "",
  overflows: [...card.querySelectorAll(".jb-a6__body, .jb-a6__head")].some((box) =>
    box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1),
  x: card.getBoundingClientRect().x - page.getBoundingClientRect().x,
})))"""


def entry(title: str, steps: int, words: int, *, archived: bool = False) -> str:
    """Return an entry's page with very long texts, as the site would make it."""
    said = "".join(
        f'<li class="jb-step"><h3>Steg {step}</h3><div class="jb-step__text"><p>'
        + " ".join(f"ord{step}x{number}" for number in range(words))
        + "</p></div></li>"
        for step in range(steps)
    )
    return (
        f'<article class="jb-entry" data-minutes="10"{" data-archived" if archived else ""}>'
        f'<p class="jb-entry__kind">Tips</p><h1>{title}</h1><p class="jb-entry__summary">'
        f'{"sammanfattning " * 18}</p><section id="steg"><ol>{said}</ol></section></article>'
    )


def answer(context: BrowserContext, ref: str, html: str) -> None:
    """Let an entry have this page."""
    context.route(f"**/{ref}/", lambda route: route.fulfill(body=html, content_type="text/html"))


def test_the_deck_holds_every_word_and_its_backs_meet(
    visit: Visit, context: BrowserContext, tmp_path: Path
) -> None:
    """No text leaves its card, none is lost, and a card's back lies behind its front."""
    title = "Jämställdhetsintegrering" * 12 + " " + "Långa titlar " * 2
    pages = {
        "tips/lang": entry(title, 3, 20),
        "tips/mycket": entry("Mycket text", 9, 130, archived=True),
        "tips/ord": entry("Ett ord", 1, 1).replace("ord0x0", "x" * 6000),
        "tips/tabell": entry("Tabell", 1, 1).replace("<p>ord0x0</p>", TABLE),
    }
    for ref, html in pages.items():
        answer(context, ref, html)
    refs = [*pages, TIP, FILM, PICTURE]
    page = visit(holding=refs)
    shows(page, refs)
    expect(row(page, "tips/mycket")).to_contain_text("Arkiverad.")
    printed(page, "Skriv ut korten")
    cards = page.evaluate(CARDS)
    assert not [card["head"] for sheet in cards for card in sheet if card["overflows"]]
    said = " ".join(card["text"] for sheet in cards for card in sheet)
    assert all(f"ord{step}x{number}" in said for step, number in product(range(9), range(130)))
    assert "x" * 100 in said
    assert "I stället för: Skriv, Varför\nerhålla: få, kortare\nHur? Så" in said, "a row is a line"
    behind = (1, 0, 3, 2)
    fronts, backs = cards[::2], cards[1::2]
    assert len(fronts) == len(backs)
    for front, back in zip(fronts, backs, strict=True):
        for place, card in enumerate(front):
            other = back[behind[place]]
            assert abs(card["x"] + other["x"] - front[1]["x"]) < 1
            if card["title"]:
                assert other["head"] == card["title"]
    file = tmp_path / "kort.pdf"
    page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type /Page\b", file.read_bytes())) == len(cards)


def test_codes_are_those_of_another_encoder(visit: Visit) -> None:
    """A QR code on a card is the same, square by square, as one made by a known program."""
    cases = json.loads(QR.read_text("utf-8"))["codes"]
    page = visit("404.html")
    texts = [case["text"] for case in cases]
    made = page.evaluate(
        """async (texts) => {
          const { code } = await import(`${location.origin}/assets/js/samling/qr.js`);
          return [...texts, "x".repeat(300)].map((text) =>
            code(text)?.map((row) => row.map(Number).join("")) ?? null);
        }""",
        texts,
    )
    for case, rows in zip(cases, made, strict=False):
        assert [f"{int(line, 2):x}" for line in rows] == case["rows"], case["version"]
    assert made[-1] is None


def test_what_can_be_ordered_leads_to_the_order(visit: Visit, context: BrowserContext) -> None:
    """The printed things of all that is gathered are ordered together, each once."""
    button = '<button type="button" data-order="{}" hidden></button></article>'
    for ref, orders in (("tips/ett", "kort:10 affisch:1"), ("tips/tva", "kort:10")):
        page_ = entry("Ett tips", 1, 1).replace("</article>", button.format(orders))
        answer(context, ref, page_)
    page = visit("samling/#poster=tips/ett,tips/tva")
    expect(page.get_by_text("hör 2 trycksaker som går att beställa")).to_be_visible()
    way = page.get_by_role("link", name="Till beställningen")
    expect(way).to_have_attribute("href", "../bestall/#artiklar=kort:10,affisch:1")
    page = visit("samling/#poster=begrepp/genus")
    shows(page, [TERM])
    expect(page.get_by_role("link", name="Till beställningen")).to_be_hidden()
