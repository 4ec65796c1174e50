"""The page of the search: its address, its choices, and what it says where little or nothing is found."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.support.browsing import Visit
from tests.support.searching import hit_titles, last_field

from jambanken.pages.search import QUESTIONS

pytestmark = pytest.mark.browser


#: Tells whether a hit stands so far down in the window.
_STANDS = """([href, top]) => {
  const link = [...document.querySelectorAll(".jb-hits a")].find((one) => one.href === href);
  return link && Math.abs(link.getBoundingClientRect().top - top) < 2;
}"""


def query_of(page: Page) -> str:
    """Return what stands in the address after the page's own."""
    address: str = page.evaluate("decodeURIComponent(location.search).replaceAll('+', ' ')")
    return address


def test_the_address_says_what_was_asked(visit: Visit) -> None:
    """A search can be linked, and steps back and forward lead through searches, not through letters."""
    page = visit("sok/?q=möte&malgrupp=chef&kind=tips&ordning=kortast")
    titles, own = hit_titles(page), last_field(page)
    chip = page.get_by_role("button", name="Ta bort Målgrupp: Chefer")
    expect(titles.first).to_be_visible()
    expect(own).to_have_value("möte")
    expect(page.locator("select[data-order]")).to_have_value("kortast")
    expect(chip).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Tips"))).to_have_attribute(
        "aria-pressed", "true"
    )
    first = titles.all_inner_texts()
    chip.click()
    expect(page).to_have_url(re.compile(r"\?q=m%C3%B6te&kind=tips&ordning=kortast$"))
    own.fill("")
    own.press_sequentially("affisch")
    expect(page).to_have_url(re.compile("q=affisch&|q=affisch$"))
    own.press("Enter")
    expect(page).to_have_title(re.compile("^affisch – "))
    page.go_back()
    expect(own).to_have_value("möte")
    page.go_back()
    expect(chip).to_be_visible()
    expect(titles).to_have_text(first)
    page.go_forward()
    expect(chip).not_to_be_visible()
    page.go_forward()
    expect(own).to_have_value("affisch")


def test_an_answer_takes_the_focus_from_nobody(visit: Visit) -> None:
    """Who has dropped a choice and typed on keeps the field, however late the answer comes."""
    page = visit("sok/?q=möte&malgrupp=chef")
    own = last_field(page)
    chip = page.get_by_role("button", name="Ta bort Målgrupp: Chefer")
    expect(chip).to_be_visible()
    chip.evaluate("(chip, field) => { chip.click(); field.focus(); }", own.element_handle())
    expect(chip).to_have_count(0)
    page.evaluate("new Promise((go) => setTimeout(go))")  # what follows the answer has had its turn
    expect(own).to_be_focused()


def test_choices_narrow_and_their_counts_are_true(visit: Visit) -> None:
    """What stands beside a word is how many there are when it is chosen."""
    page = visit("sok/?q=möte")
    expect(hit_titles(page).first).to_be_visible()
    side = page.get_by_role("group", name="Målgrupp", exact=True)
    word = side.locator(".jb-word").filter(has_text="Chefer")
    count = word.locator("[data-count]").inner_text()
    word.get_by_role("checkbox").check()
    expect(page.get_by_role("button", name="Ta bort Målgrupp: Chefer")).to_be_visible()
    expect(page.locator("[data-status]")).to_have_text(re.compile(rf"^{count} träff"))
    kind = page.locator("[data-kinds] button[aria-pressed=false]").first
    name, number = kind.get_attribute("data-kind"), kind.locator(".jb-count").inner_text()
    kind.click()
    expect(page.locator(f"[data-kinds] [data-kind={name}][aria-pressed=true]")).to_be_visible()
    expect(page.locator("[data-status]")).to_have_text(re.compile(rf"^{number} träff"))
    assert "malgrupp=chef" in query_of(page)


def test_a_choice_that_leaves_nothing_says_which_to_take_back(visit: Visit) -> None:
    """No dead end: the choices that stand in the way are named, with what is behind them."""
    page = visit("sok/?q=snöröjning&malgrupp=chef&tid=5&insats=stor")
    nothing = page.locator("[data-nothing]")
    expect(nothing).to_contain_text("Inget passar alla val.")
    nothing.get_by_role("button").first.click()
    expect(page).not_to_have_url(re.compile("malgrupp=chef&tid=5&insats=stor"))


def test_no_hits_are_admitted(visit: Visit) -> None:
    """Nonsense gets no junk, but ways on."""
    page = visit("sok/?q=xqzvbw")
    expect(page.get_by_text("Inga träffar på ”xqzvbw”.")).to_be_visible()
    expect(hit_titles(page)).to_have_count(0)
    expect(page.locator("#teman").get_by_role("link", name="Teman")).to_be_visible()


def test_a_mended_spelling_is_told(visit: Visit) -> None:
    """It says what was searched for instead, and offers no way to what finds nothing."""
    page = visit("sok/?q=affish")
    remark = page.locator("[data-remarks]")
    expect(remark).to_have_text(re.compile(r"^Visar träffar för affisch[a-zåäö]*\.$"))
    expect(remark.get_by_role("link")).to_have_count(0)


def test_what_is_said_of_no_hits_agrees_with_what_is_offered(visit: Visit) -> None:
    """Hits of other kinds are no "no hits"; quotes stand once; what says nothing is asked to say more."""
    page = visit("sok/?q=lou&kind=bildbank")
    expect(page.locator("[data-other-kinds]")).to_contain_text("Inga träffar under Bildbank.")
    expect(page.locator("[data-no-hits]")).to_be_hidden()
    page.get_by_role("button", name=re.compile("^Visa 2")).click()
    for query, said in (
        ('"xqzvbw i dag"', "Inga träffar på ”xqzvbw i dag”."),
        ("hur kan vi", "”hur kan vi” är bara vanliga småord. Skriv också vad det gäller."),
    ):
        last_field(page).fill(query)
        last_field(page).press("Enter")
        expect(page.locator("[data-no-hits-text]")).to_have_text(said)


def test_more_hits_come_when_asked_for(visit: Visit) -> None:
    """The focus goes to the first of them, and all are there when one comes back, where they were."""
    page = visit("sok/?q=jämställdhet")
    rows = hit_titles(page)
    expect(rows).to_have_count(20)
    before = _addresses(page)
    page.locator("[data-more]").click()
    expect(rows).not_to_have_count(20)
    after = _addresses(page)
    assert len(set(after)) == len(after)
    assert page.evaluate("document.activeElement.href") in set(after) - set(before)
    expect(page.locator(".jb-hit__excerpt:empty")).to_have_count(0)
    chosen = page.locator(".jb-hit[data-url] a").last
    chosen.scroll_into_view_if_needed()
    place = chosen.evaluate("one => [one.href, one.getBoundingClientRect().top]")
    chosen.click()
    page.wait_for_url(place[0])
    page.go_back()
    page.wait_for_function(_STANDS, arg=place)
    assert _addresses(page) == after


def _addresses(page: Page) -> list[str]:
    """Return where the hits lead to."""
    found: list[str] = page.locator(".jb-hits a").evaluate_all("all => all.map(one => one.href)")
    return found


def test_excerpts_are_what_entries_say(visit: Visit) -> None:
    """Each shows a word that was asked for, and none is of what stands around the text of a page."""
    page = visit("sok/?q=rekrytering")
    excerpts = page.locator(".jb-hit__excerpt")
    expect(excerpts.first).to_have_text(re.compile(r"\w"))
    texts = excerpts.all_inner_texts()
    assert excerpts.filter(has=page.locator("mark")).count() == len(texts) > 5
    around = r"Källor|Licens|Hämta bilden|\bkB\b|Publicerad|Mer om det här|Del \d av"
    assert not [text for text in texts if re.search(around, text)]


def test_the_questions_proposed_have_answers(visit: Visit) -> None:
    """What the page proposes to ask is worth asking."""
    page = visit("sok/")
    for question in QUESTIONS:
        page.get_by_role("link", name=question, exact=True).click()
        expect(page.locator("[data-status]")).to_have_text(
            re.compile(rf"^[1-9]\d* träff.* på ”{re.escape(question)}”$")
        )
        assert query_of(page) == f"?q={question}"
        page.go_back()
