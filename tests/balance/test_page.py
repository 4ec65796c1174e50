"""The page tells how the bank is balanced, to those who see charts and to those who do not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.balance.cases import CASES, SMALLEST, read_case
from tests.support.bank import shown, write
from tests.support.browsing import served
from tests.support.html import elements, text_of
from tests.support.looking import Look, faults_at

from jambanken.balance import people_of
from jambanken.counting.indicators import INDICATORS
from jambanken.kinds.bildbank import Picture
from jambanken.markdown import BASE
from jambanken.output import Page
from jambanken.pages.balance import balance_page
from jambanken.pages.environment import environment
from jambanken.pages.memory import PageMemory
from jambanken.pages.style import stylesheet
from jambanken.settings import Colours

ASSETS = Path(__file__).parents[2] / "docs" / "assets"
_KEYS = ("presentation", "åldersgrupp", "roll", "handling", "plan", "blick")
_AREAS = [
    *("teknik-och-gata", "raddningstjanst", "it-och-digitalisering", "forskola", "skola"),
    *("vard-och-omsorg", "ledning-och-personal", "politik", "individ-och-familj", "kommunikation"),
    *("kost-och-maltid", "samhallsbyggnad", "kultur-och-bibliotek", "medborgarservice"),
    *("vuxenutbildning", "fritid-och-idrott", "ekonomi-och-upphandling"),
]


def written(picture: Picture) -> dict[str, Any]:
    """Return a case's picture as an editor writes it."""
    told = people_of(picture)
    people = [dict(zip(_KEYS, row, strict=True)) for row in told.get("p", [])]
    fields: dict[str, Any] = {**SMALLEST, "verksamheter": told.get("v", [])}
    if people:
        fields["personer"] = people
    if "n" in told:
        fields["antal"] = {key: str(number) for key, number in told["n"].items()}
    return fields | ({"underlag": told["u"]} if "u" in told else {})


def page_of(root: Path, pictures: Mapping[str, Mapping[str, Any]]) -> Page:
    """Return the page for a bank of some pictures."""
    areas = [{"id": id_, "namn": id_.replace("-", " ").capitalize()} for id_ in _AREAS]
    bank = write(
        root,
        {f"bildbank/{slug}": fields for slug, fields in pictures.items()},
        vokabular={"verksamheter": areas},
    )
    catalogue = shown(bank)
    templates = environment(lambda _: True, lambda _: None)
    return balance_page(templates, catalogue, catalogue.of_kind("bildbank"), PageMemory("", None))


def page_of_case(root: Path, name: str) -> Page:
    """Return the page for the pictures of a case."""
    told = read_case(next(case for case in CASES if case.stem == name))
    pictures = {f"bild-{number}": written(one) for number, one in enumerate(told.pictures)}
    return page_of(root, {slug: one | {"fil": f"{slug}.png"} for slug, one in pictures.items()})


def test_the_first_stock_is_not_in_balance_and_says_so(tmp_path: Path) -> None:
    """The page says in three sentences what is shown, what is outside its limits, and what is missing."""
    page = page_of_case(tmp_path, "forsta-bestandet")
    text = text_of(page.body).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert "44 bilder av människor, som visar 57 kvinnor och flickor, 44 män och pojkar" in text
    assert (
        "Tre av tolv mått ligger utanför sina gränser: av de kvinnor och män som leder är "
        "69 % kvinnor, av de kvinnor och män som ger omsorg är 67 % män och av de kvinnor och män "
        "som har tekniska roller är 63 % kvinnor." in text
    )
    assert (
        "Det som saknas mest är två män i ledande roller, två kvinnor som ger omsorg och en man "
        "i teknisk roll." in text
    )
    assert "En man i ledande roll, aktiv, i förgrunden Nu visas 3 K, 0 M och 0 Ö" in text
    assert "Ekonomi och upphandling" in text
    assert "Beställning: 44 bilder" in text
    assert page.address == "bildbank/balans/"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_no_chart_is_without_its_words(tmp_path: Path, case: Path) -> None:
    """Each chart has a name with its value, each measure all of K, M and Ö, and no id is there twice."""
    body = page_of_case(tmp_path, case.stem).body
    found = elements(body)
    ids = [element.attributes["id"] for element in found if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for chart in (element for element in found if element.attributes.get("role") == "img"):
        assert chart.attributes["aria-labelledby"] in ids
    cards = [element for element in found if element.attributes.get("class") == "jb-measure"]
    if cards:
        assert [card.attributes["id"] for card in cards] == [one.id.lower() for one in INDICATORS]
        counts = re.findall(r'people">[\d\s]+ K · [\d\s]+ M · [\d\s]+ Ö<', body)
        assert len(counts) == len(INDICATORS)
    else:
        assert "Det finns inget att räkna ännu." in text_of(body)


def test_too_few_pictures_get_no_value(tmp_path: Path) -> None:
    """Below ten there is no share, no chart of one, and nobody is told to order by it."""
    page = page_of_case(tmp_path, "nio-raknas-inte")
    text = text_of(page.body)
    assert "Det är för få för att räkna andelar: det behövs minst 10 K och M." in text
    assert "Måttet bygger på 5 K, 4 M och 24 Ö, och det behövs minst 10 K och M." in text
    assert page.body.count("jb-scale__mark") == 1  # I12 is told of any number


def test_the_ways_of_knowing_are_told_apart(tmp_path: Path) -> None:
    """No more is claimed of how it is known who is shown than the files say."""
    text = text_of(page_of_case(tmp_path, "bara-antal").body)
    assert "Självuppgift: 1 bild" in text
    assert "Redaktionell tolkning: 1 bild" in text
    assert "Inte angivet: 1 bild" in text
    assert "Beställning:" not in text


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page of the first stock with the site's styles, behind a server."""
    folder = tmp_path_factory.mktemp("balans")
    page = page_of_case(folder / "bank", "forsta-bestandet")
    shutil.copytree(ASSETS / "css", folder / "css")
    (folder / "css" / "farger.css").write_bytes(stylesheet(Colours()))
    links = "".join(
        f'<link rel="stylesheet" href="css/{path.name}">'
        for path in sorted((folder / "css").iterdir())
    )
    head = f'<meta charset="utf-8"><title>{page.title}</title>{links}'
    body = f'<main class="jb-main">{page.body.replace(BASE, "./")}</main>'
    viewport = '<meta name="viewport" content="width=device-width,initial-scale=1">'
    html = f'<!doctype html><html lang="sv"><head>{viewport}{head}</head><body>{body}</body></html>'
    (folder / "index.html").write_text(html, "utf-8")
    with served(folder) as address:
        yield address


@pytest.mark.browser
def test_the_page_can_be_used_by_all_at_any_width(site: str, browser: Browser) -> None:
    """No fault that axe sees, in light or dark, and nothing that makes a narrow page scroll sideways."""
    page = browser.new_page(reduced_motion="reduce")
    page.goto(site)
    # One of each sort: the others are like it, and axe looks at every cell.
    for opened in ("#i1 details", "#matten > details", "#verksamhet-skola"):
        page.locator(opened).evaluate("(one) => { one.open = true; }")
    looks: tuple[Look, ...] = ((320, "light"), (1280, "dark"))
    for look in looks:
        assert faults_at(page, look) == []
        table = page.locator(".jb-areas")
        assert table.evaluate("(one) => one.scrollWidth <= one.clientWidth"), look
    page.close()


@pytest.mark.browser
def test_paper_has_what_is_closed_on_the_screen(site: str, browser: Browser) -> None:
    """The table of all measures is printed, though it is closed on the screen."""
    page = browser.new_page()
    page.goto(site)
    table = page.locator(".jb-table--wide table")
    assert not table.is_visible()
    page.emulate_media(media="print")
    assert table.is_visible()
    page.close()
