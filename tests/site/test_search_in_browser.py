"""The search as a visitor uses it: in the head of every page, on its own page, and as a function.

What is found is tried with the bank's own index. What is hard to come by (a slow answer, hostile
texts, a reader that fails) is played by a reader of the tests' own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect
from tests.support.browsing import Windows
from tests.support.looking import faults_at

from jambanken.pages.search import QUESTIONS

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
INDEX = re.compile(r"/assets/sok/")
READER = re.compile(r"/assets/js/search/reader\.js$")
#: Answers as `hits` says, by query; one for "sen" comes when the test says so.
PLAYED = """
const evil = '<img src=x onerror="window.harm = true"><b>';
const hit = (title, more) => ({ url: "tips/", title, kind: "tips", label: "Tips", summary: "Text.",
  score: 1, marks: { title: [], summary: [] }, facts: [], ...more });
const HITS = {
  sen: [hit("Sent svar")],
  snabb: [hit("Snabbt svar")],
  ond: [hit(evil, { label: evil, summary: evil, facts: [evil], excerpt: { text: evil, marks: [[0, 4]] },
    marks: { title: [[0, 4], [2, 6], [90, 99], [-3, 2]], summary: [[5, 3]] } })],
};
export const openSearch = () => ({
  async find(query) {
    if (query === "fel") throw new Error("Sökningens filer är skadade.");
    if (query === "sen") await new Promise((answer) => { window.answerLate = answer; });
    const hits = HITS[query] ?? [];
    return { hits, total: hits.length, kinds: hits.length > 0 ? { tips: hits.length } : {}, facets: {},
      mended: query === "ond" ? { from: query, to: evil } : null, unknown: [] };
  },
});
"""
#: What nobody means, and what somebody means harm by.
STRANGE = (
    *("", "a", "å" * 10_000, "och att som", "🙂🏳️‍🌈", "<script>window.harm=true</script>", "%00%ff"),
    *(
        "(.*)+[",
        "\\",
        "__proto__",
        "constructor",
        "toString hasOwnProperty",
        "שלום مرحبا",
        '"',
        '""',
    ),
    *("'; DROP TABLE--", "${window.harm=true}", "\u202ekcab", "a" * 100 + " " + "b " * 500),
)


@pytest.fixture
def visit(windows: Windows, base: str) -> Visit:
    """Open an address in a window of its own; no error in it is overlooked.

    ``reader`` is a reader to play in place of the real one, ``broken`` leaves out what it matches.
    """

    def open_(
        address: str = "",
        *,
        reader: str = "",
        broken: re.Pattern[str] | None = None,
        **options: Any,
    ) -> Page:
        context = windows.open(**options)
        if reader:
            context.route(READER, lambda route: _script(route, reader))
        if broken:
            context.route(broken, lambda route: route.fulfill(status=404))
        page = windows.watch(context.new_page())
        page.goto(base + address)
        return page

    return open_


def _script(route: Route, body: str) -> None:
    route.fulfill(body=body, content_type="text/javascript")


def field(page: Page) -> Any:
    """Return the field in the page's head."""
    return page.get_by_role("combobox", name="Sök i hela banken")


def options(page: Page) -> Any:
    """Return the hits and ways on below the box."""
    return page.get_by_role("listbox").get_by_role("option")


def sure_of(page: Page) -> None:
    """Wait until scripts have run, and no more."""
    page.wait_for_function("typeof window.jambanken?.search === 'function'")


def hit_titles(page: Page) -> list[str]:
    """Return the titles of the hits on the search page."""
    return page.locator(".jb-hits .jb-hit__title").all_text_contents()


def query_of(page: Page) -> str:
    """Return what stands in the address after the page's own."""
    address: str = page.evaluate("decodeURIComponent(location.search).replaceAll('+', ' ')")
    return address


def test_nothing_is_fetched_before_somebody_searches(visit: Visit) -> None:
    """A reader of a page pays nothing for a search that they do not use."""
    page = visit("tips/", width=375)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert [url for url in asked if INDEX.search(url) or READER.search(url)] == []
    with page.expect_response(INDEX):
        field(page).focus()


def test_the_function_answers_before_anybody_has_searched(visit: Visit, base: str) -> None:
    """Other programs get address, title, kind and score, best first, and what they left out is left out."""
    page = visit("om/")
    sure_of(page)
    found = page.evaluate("window.jambanken.search('könsuppdelad statistik', {limit: 5})")
    assert len(found) == 5
    assert all(set(one) == {"url", "title", "kind", "score"} for one in found)
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    assert all(page.request.get(base + one["url"]).ok for one in found)
    of_kind = page.evaluate("window.jambanken.search('statistik', {kinds: ['begrepp']})")
    assert {one["kind"] for one in of_kind} == {"begrepp"}
    short = page.evaluate("window.jambanken.search('möte', {filters: {tid: {max: 5}}, limit: 100})")
    every = page.evaluate("window.jambanken.search('möte', {limit: 100})")
    assert 0 < len(short) < len(every)


def test_the_function_gives_what_the_page_shows(visit: Visit) -> None:
    """There is one search."""
    page = visit("sok/?q=snöröjning")
    expect(page.locator(".jb-hits .jb-hit").first).to_be_visible()
    found = page.evaluate("window.jambanken.search('snöröjning')")
    shown = page.locator(".jb-hits .jb-hit__title a").evaluate_all(
        "links => links.map(one => new URL(one.href).pathname.slice(1))"
    )
    assert sorted(shown) == sorted(one["url"] for one in found)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_box_is_worked_by_keyboard(visit: Visit, width: int) -> None:
    """Arrows go through the hits and back to the field, Escape shuts, Enter opens the chosen hit."""
    page = visit("begrepp/", width=width)
    sure_of(page)
    page.keyboard.press("/")
    box = field(page)
    expect(box).to_be_focused()
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.type("talartid")
    found = options(page)
    expect(page.locator(".jb-suggest__all")).to_have_attribute("href", re.compile(r"q=talartid$"))
    expect(box).to_have_attribute("aria-expanded", "true")
    count = found.count()
    for place in [*range(count), None, 0]:
        page.keyboard.press("ArrowDown")
        assert _chosen(page) == place
    for place in (None, count - 1):
        page.keyboard.press("ArrowUp")
        assert _chosen(page) == place
    page.keyboard.press("Home")
    assert _chosen(page) is None
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert (box.input_value(), box.get_attribute("aria-expanded")) == ("talartid", "false")
    page.keyboard.press("ArrowDown")
    expect(found.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    address = found.first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(address))


def _chosen(page: Page) -> int | None:
    """Return which option is chosen, and that field and option agree on it."""
    place: int | None = page.evaluate(
        """() => {
          const options = [...document.querySelectorAll("[role='listbox'] [role='option']")];
          const chosen = options.filter((one) => one.ariaSelected === "true");
          const id = document.activeElement.getAttribute("aria-activedescendant");
          if (chosen.length > 1 || (chosen[0]?.id ?? null) !== id) throw new Error("two chosen");
          return chosen.length ? options.indexOf(chosen[0]) : null;
        }"""
    )
    return place


def test_enter_without_a_choice_leads_to_the_search_page(visit: Visit) -> None:
    """Who does not wait for hits gets them all."""
    page = visit("tips/mat-talartiden/")
    field(page).fill("affischer")
    field(page).press("Enter")
    page.wait_for_url("**/sok/?q=affischer")
    expect(page.locator(".jb-hit").first).to_be_visible()


def test_hits_stand_by_kind_with_marked_words_and_pictures(visit: Visit) -> None:
    """It can be seen what each hit is and why it is one, and a picture is seen as a picture."""
    page = visit()
    field(page).press_sequentially("brandman")
    group = page.get_by_role("group", name="Bildbank")
    expect(group.locator("img").first).to_be_visible()
    expect(page.locator(".jb-suggest mark").first).to_be_visible()
    expect(page.locator(".jb-suggest__all")).to_have_text(
        re.compile(r"^Visa alla \d+ träffar$|^Visa på")
    )
    expect(page.locator("form.jb-search [role=status]")).to_have_text(re.compile(r"^\d+ träff"))


def test_the_keys_lead_to_the_search_and_one_can_be_turned_off(visit: Visit) -> None:
    """A slash is a letter in a field. Who is disturbed by it elsewhere turns it off; that alone is kept."""
    page = visit("sok/")
    sure_of(page)
    kept = "Object.keys(localStorage).length + Object.keys(sessionStorage).length"
    own = page.get_by_role("searchbox", name="Sök i hela banken")
    page.keyboard.press("/")
    expect(own).to_be_focused()
    page.keyboard.type("a/b")
    assert own.input_value() == "a/b"
    own.fill("")
    expect(page.get_by_role("checkbox", name="Snedstreck")).to_be_visible()
    assert page.evaluate(kept) == 0
    page.get_by_role("checkbox", name="Snedstreck").uncheck()
    page.goto(page.url.replace("sok/", "tips/").partition("?")[0])
    sure_of(page)
    page.keyboard.press("/")
    expect(field(page)).not_to_be_focused()
    page.keyboard.press("Control+k")
    expect(field(page)).to_be_focused()
    page.go_back()
    page.get_by_role("checkbox", name="Snedstreck").check()
    assert page.evaluate(kept) == 0


def test_the_box_shuts_when_somebody_goes_elsewhere(visit: Visit) -> None:
    """By a finger beside it, and by the tabulator."""
    page = visit("begrepp/", width=375, has_touch=True)
    box, hits = field(page), page.get_by_role("listbox")
    box.tap()
    box.press_sequentially("norm")
    expect(hits).to_be_visible()
    page.touchscreen.tap(4, 700)
    expect(hits).to_be_hidden()
    box.tap()
    expect(hits).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(hits).to_be_hidden()


def test_a_late_answer_never_takes_the_place_of_a_newer_one(visit: Visit) -> None:
    """A wait is told, and what is shown is what was asked last."""
    for address, shown in (("tips/", ".jb-suggest"), ("sok/", "main")):
        page = visit(address, reader=PLAYED)
        box = page.locator("[data-search-field]").last
        box.fill("sen")
        expect(page.locator(shown).get_by_text("Söker …")).to_be_visible()
        box.fill("snabb")
        expect(page.locator(shown).get_by_text("Snabbt svar")).to_be_visible()
        page.evaluate("window.answerLate()")
        page.evaluate("new Promise((done) => setTimeout(done))")
        assert page.get_by_text("Sent svar").count() == 0
        assert page.get_by_text("Söker …").is_hidden()


def test_texts_are_shown_as_texts(visit: Visit) -> None:
    """Whatever an entry is called, and wherever marks are said to be, nothing of it becomes code."""
    for address in ("tips/", "sok/"):
        page = visit(address, reader=PLAYED)
        page.locator("[data-search-field]").last.fill("ond")
        expect(
            page.get_by_text('<img src=x onerror="window.harm = true"><b>').first
        ).to_be_visible()
        assert page.evaluate("window.harm") is None
        assert page.locator("img[src=x]").count() == 0


def test_strange_questions_are_answered(visit: Visit) -> None:
    """No error, no wait without an end, nothing executed, and the page says where it stands."""
    page = visit("sok/")
    sure_of(page)
    own = page.locator("[data-search-field]").last
    for query in STRANGE:
        found = page.evaluate("query => window.jambanken.search(query)", query)
        assert isinstance(found, list), query
        own.fill(query)
        own.press("Enter")
        page.wait_for_function(_HAS_ANSWERED, arg=own.input_value())
        assert page.evaluate("window.harm") is None, query
        width: int = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 1280, query


#: The page tells of what was asked, and waits no more.
_HAS_ANSWERED = """(query) => {
  const shown = (name) => !document.querySelector(`[data-${name}]`).hidden;
  const asked = (new URLSearchParams(location.search).get("q") ?? "").trim();
  return asked === query.trim() && (shown("start") || shown("answer")) && !shown("waiting");
}"""


@pytest.mark.parametrize("broken", [INDEX, READER], ids=["index", "reader"])
def test_a_search_that_is_broken_says_so_and_leads_on(
    visit: Visit, broken: re.Pattern[str]
) -> None:
    """Where files are missing the plain lists lead to everything."""
    page = visit("tips/", broken=broken)
    field(page).press_sequentially("möte")
    expect(page.locator("[data-search-note]")).to_have_text(re.compile("sökning", re.IGNORECASE))
    expect(options(page).filter(has_text="Alla tips")).to_be_visible()
    page.goto(page.url.replace("tips/", "sok/?q=möte"))
    expect(page.locator("[data-fault-text]")).to_have_text(re.compile("sökning", re.IGNORECASE))
    expect(page.get_by_role("heading", name="Allt i banken")).to_be_visible()
    message = page.evaluate("window.jambanken.search('möte').catch((error) => error.message)")
    assert "ökning" in message


def test_a_damaged_index_says_so(visit: Visit) -> None:
    """A file that holds something else is no reason for silence."""
    page = visit("tips/")
    page.context.route(INDEX, lambda route: route.fulfill(body="<html>Inloggning</html>"))
    page.goto(page.url.replace("tips/", "sok/?q=möte"))
    expect(page.locator("[data-fault-text]")).to_be_visible()
    expect(page.get_by_role("heading", name="Allt i banken")).to_be_visible()


def test_the_address_says_what_was_asked(visit: Visit) -> None:
    """A search can be linked, and steps back and forward lead through searches, not through letters."""
    page = visit("sok/?q=möte&malgrupp=chef&kind=tips&ordning=kortast")
    expect(page.locator(".jb-hit").first).to_be_visible()
    own = page.locator("[data-search-field]").last
    assert own.input_value() == "möte"
    assert page.locator("select[data-order]").input_value() == "kortast"
    expect(page.get_by_role("button", name="Ta bort Målgrupp: Chefer")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Tips"))).to_have_attribute(
        "aria-pressed", "true"
    )
    first = hit_titles(page)
    page.get_by_role("button", name="Ta bort Målgrupp: Chefer").click()
    expect(page).to_have_url(re.compile(r"\?q=m%C3%B6te&kind=tips&ordning=kortast$"))
    own.fill("")
    own.press_sequentially("affisch")
    expect(page).to_have_url(re.compile("q=affisch&|q=affisch$"))
    own.press("Enter")
    assert page.title().startswith("affisch – ")
    page.go_back()
    expect(own).to_have_value("möte")
    page.go_back()
    expect(page.get_by_role("button", name="Ta bort Målgrupp: Chefer")).to_be_visible()
    expect(page.locator(".jb-hit__title").first).to_have_text(first[0])
    assert hit_titles(page) == first
    page.go_forward()
    page.go_forward()
    expect(own).to_have_value("affisch")


def test_choices_narrow_and_their_counts_are_true(visit: Visit) -> None:
    """What stands beside a word is how many there are when it is chosen."""
    page = visit("sok/?q=möte")
    expect(page.locator(".jb-hit").first).to_be_visible()
    side = page.get_by_role("group", name="Målgrupp", exact=True)
    word = side.locator(".jb-word").filter(has_text="Chefer")
    count = word.locator("[data-count]").inner_text()
    word.get_by_role("checkbox").check()
    expect(page.locator("[data-status]")).to_have_text(re.compile(rf"^{count} träff"))
    kind = page.locator("[data-kinds] button[aria-pressed=false]").first
    number = kind.locator(".jb-count").inner_text()
    kind.click()
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
    assert hit_titles(page) == []
    expect(page.locator("#teman").get_by_role("link", name="Teman")).to_be_visible()


def test_a_mended_spelling_is_told(visit: Visit) -> None:
    """It says what was searched for instead, and lets the visitor insist."""
    page = visit("sok/?q=affish")
    remark = page.locator("[data-remarks]")
    expect(remark).to_have_text(
        re.compile("^Visar träffar för affisch.* Sök i stället efter affish")
    )
    remark.get_by_role("link").click()
    expect(page.locator("[data-search-field]").last).to_have_value('"affish"')


def test_more_hits_come_when_asked_for(visit: Visit) -> None:
    """The focus goes to the first of them, and all are there when one comes back."""
    page = visit("sok/?q=jämställdhet")
    rows = page.locator(".jb-hits .jb-hit__title")
    expect(rows).to_have_count(20)
    page.locator("[data-more]").click()
    expect(rows).not_to_have_count(20)
    assert page.evaluate("document.activeElement.closest('.jb-hits') !== null")
    count = rows.count()
    titles = rows.all_text_contents()
    assert (
        len(set(page.locator(".jb-hits a").evaluate_all("all => all.map(one => one.href)")))
        == count
    )
    page.goto(page.url.replace("sok/", "om/"))
    page.go_back()
    expect(rows).to_have_count(count)
    assert sorted(rows.all_text_contents()) == sorted(titles)


def test_the_questions_proposed_have_answers(visit: Visit) -> None:
    """What the page proposes to ask is worth asking."""
    page = visit("sok/")
    for question in QUESTIONS:
        page.get_by_role("link", name=question, exact=True).click()
        expect(page.locator("[data-status]")).to_have_text(
            re.compile(rf"^\d+ träff.* på ”{question}”$")
        )
        assert query_of(page) == f"?q={question}"
        page.go_back()


def test_without_scripts_the_lists_lead_everywhere(visit: Visit) -> None:
    """The box leads to the page of the search, and that says what it needs and lists everything."""
    page = visit("tips/", java_script_enabled=False)
    page.get_by_label("Sök i hela banken").fill("möte")
    page.get_by_role("button", name="Sök").click()
    page.wait_for_url("**/sok/?q=m%C3%B6te")
    expect(page.locator("noscript p")).to_be_visible()
    for name in ("Tips", "Teman", "Målgrupper", "Verksamheter"):
        expect(page.get_by_role("main").get_by_role("link", name=name, exact=True)).to_be_visible()
    for useless in ("Filtrera", "Frågor som går att ställa"):
        expect(page.get_by_role("heading", name=useless, include_hidden=True)).to_be_hidden()


#: A state: where it is, what is typed there, and what shows that it has come.
STATES = {
    "start": ("sok/", "", "[data-start]"),
    "hits": ("sok/?q=möte", "", ".jb-hit"),
    "chosen": ("sok/?q=möte&malgrupp=chef&kind=tips", "", ".jb-hit"),
    "pictures": ("sok/?q=brandman&kind=bildbank", "", ".jb-hits__wall img"),
    "mended": ("sok/?q=affish", "", "[data-remarks] a"),
    "nothing": ("sok/?q=xqzvbw", "", "[data-no-hits]"),
    "nothing chosen": ("sok/?q=snöröjning&tid=5&insats=stor", "", "[data-nothing] button"),
    "box": ("om/", "möte", "[role=option]"),
    "box without hits": ("om/", "xqzvbw", "[role=option]"),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_reports_nothing(visit: Visit, state: str) -> None:
    """No state has a fault that axe can see, narrow in light and wide in dark."""
    address, typed, sign = STATES[state]
    page = visit(address)
    if typed:
        field(page).press_sequentially(typed)
    expect(page.locator(sign).first).to_be_visible()
    if typed:
        page.keyboard.press("ArrowDown")
    assert faults_at(page) == []


@pytest.mark.parametrize("address", ["om/", "sok/"])
def test_axe_reports_nothing_where_the_search_is_broken(visit: Visit, address: str) -> None:
    """The messages of a fault have none themselves."""
    page = visit(address, reader=PLAYED)
    page.locator("[data-search-field]").last.fill("fel")
    expect(page.get_by_text("Sökningens filer är skadade.").last).to_be_visible()
    assert faults_at(page) == []


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_is_cut_off_on_narrow_and_enlarged_screens(visit: Visit, width: int) -> None:
    """At 320 pixels, and at twice the size on a common screen, all is there without scrolling sideways."""
    page = visit("tips/", width=width)
    field(page).press_sequentially("möte")
    expect(options(page).last).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    last = options(page).last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)
    page.goto(page.url.replace("tips/", "sok/?q=möte&malgrupp=chef"))
    expect(page.locator(".jb-hit").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
