"""The gallery: every picture in its place, every word with what it says, and nothing more."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.support.builds import ROOT
from tests.support.galleries import choice_of, is_found, made_up, pages_of, shown_of
from tests.support.html import elements, text_of

from jambanken.catalogue import Catalogue
from jambanken.facets import MOST_SETTINGS, Facets, Seen, facets
from jambanken.gallery import EMPTY, Gallery
from jambanken.output import Page
from jambanken.pages.gallery import gallery_assets
from jambanken.pages.listing import PAGE_LENGTH

MANY = 2 * PAGE_LENGTH + 20
Made = tuple[Catalogue, Gallery, dict[str, Page]]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A gallery of more pictures than one page holds, with its pages."""
    seen, gallery = shown_of(tmp_path_factory.mktemp("bank"), made_up(MANY))
    return seen, gallery, pages_of(seen, gallery)


def shots(page: Page) -> list[dict[str, str]]:
    """Return the attributes of a page's cards."""
    return [item.attributes for item in elements(page.body) if "data-id" in item.attributes]


def data(seen: Catalogue, gallery: Gallery) -> Any:
    """Return what scripts read."""
    (asset,) = gallery_assets(seen, gallery)
    return json.loads(asset.read())


def sheets(pages: Mapping[str, Page], start: str) -> list[Page]:
    """Return a listing's pages."""
    return [
        page
        for address, page in pages.items()
        if re.fullmatch(rf"{re.escape(start)}(sida/\d+/)?", address)
    ]


def test_every_picture_is_on_one_page(many: Made) -> None:
    """However many there are, no page is too long and no picture is lost or there twice."""
    _, gallery, pages = many
    own = sheets(pages, "bildbank/")
    assert len(own) == 3
    assert all(len(shots(page)) <= PAGE_LENGTH for page in own)
    found = [shot["data-id"] for page in own for shot in shots(page)]
    assert sorted(found) == sorted(gallery.pictures)


def test_every_word_has_a_page_of_its_pictures(many: Made) -> None:
    """What a link without a script leads to is what its number promises."""
    _, _, pages = many
    links = [
        item.attributes["href"].removeprefix("\x1d")
        for item in elements(pages["bildbank/"].body)
        if "data-word" in item.attributes
    ]
    numbers = re.findall(r"<span data-count>(\d+)</span>", pages["bildbank/"].body)
    assert len(links) == len(numbers) > 20
    assert {address for address in pages if "filter/" in address and "sida" not in address} == set(
        links
    )
    for link, number in zip(links, numbers, strict=True):
        key = link.split("/")[2]
        found = [shot for page in sheets(pages, link) for shot in shots(page)]
        assert len(found) == int(number) > 0
        for shot in found:
            assert key in re.split(r"[ |]", f"{shot['data-whole']} {shot['data-people']}")


def test_pages_say_what_they_are(many: Made) -> None:
    """No two pages of the gallery have the same title, and each has one heading of the first rank."""
    _, _, pages = many
    assert len({page.title for page in pages.values()}) == len(pages)
    for page in pages.values():
        assert page.body.count("<h1>") == 1
        assert page.description


def test_the_data_file_has_what_the_pages_have(many: Made) -> None:
    """Scripts that read the file see the same pictures, in the same order, with the same words."""
    seen, gallery, pages = many
    read = data(seen, gallery)
    drawn = [shot for page in sheets(pages, "bildbank/") for shot in shots(page)]
    assert read["count"] == MANY
    for picture, shot in zip(read["pictures"], drawn, strict=True):
        assert picture["id"] == shot["data-id"]
        assert " ".join(picture["whole"]) == shot["data-whole"]
        assert "|".join(map(" ".join, picture["people"])) == shot["data-people"]
        assert set(picture["files"]) == {"webb", "tryck"}
        addresses = {made.address for made in gallery.pictures[picture["id"]].made}
        named = [file["address"] for files in picture["files"].values() for file in files]
        named += [address for kind in ("avif", "webp", "jpg") for _, address in picture[kind]]
        assert set(named) <= addresses
        assert picture["page"] == f"bildbank/{picture['id']}/"


def test_only_what_is_listed_is_there(tmp_path: Path) -> None:
    """A draft, an archived picture, and one that may not be shown are in no page and no file."""
    consent = {"typ": "samtycke", "gäller_till": "2026-11-21"}
    hidden: dict[str, dict[str, Any]] = {
        "utkast": {"status": "utkast"},
        "arkiv": {"status": "arkiverad"},
        "framtid": {"publicerad": "2026-11-23"},
        "utgangen": {"igenkännbara": "ja", "rättslig_grund": consent},
        "bara-tryck": {"rättslig_grund": {"typ": "avtal", "omfattar": ["tryck"]}},
        "aterkallad": {"återkallad": "2026-11-01"},
    }
    pictures = {
        f"bildbank/{slug}": {"titel": f"Dold {slug}", **fields} for slug, fields in hidden.items()
    }
    seen, gallery = shown_of(tmp_path, {"bildbank/synlig": {"titel": "Synlig"}, **pictures})
    assert [picture["id"] for picture in data(seen, gallery)["pictures"]] == ["synlig"]
    for page in pages_of(seen, gallery).values():
        assert [shot["data-id"] for shot in shots(page)] == ["synlig"]
        assert "Dold" not in page.body


def test_texts_of_strangers_are_texts(tmp_path: Path) -> None:
    """What a pull request writes into any field never becomes markup, in a page or in the file."""
    evil = "<script>alert(1)</script>\"'><img src=x onerror=y>"
    fields = {
        "titel": evil,
        "alt": evil,
        "miljö": evil,
        "fotograf": evil,
        "kredit": evil,
        "licens": f"© {evil}",
        "taggar": [evil],
    }
    plain = {key: "Vanlig text här" for key in fields if key not in {"licens", "taggar"}}
    (seen, gallery) = shown_of(tmp_path / "a", {"bildbank/bild": fields})
    (seen_plain, gallery_plain) = shown_of(
        tmp_path / "b", {"bildbank/bild": {**plain, "licens": "© Kim", "taggar": ["x"]}}
    )
    evil_pages, plain_pages = pages_of(seen, gallery), pages_of(seen_plain, gallery_plain)
    main = evil_pages["bildbank/"].body
    assert [item.tag for item in elements(main)] == [
        item.tag for item in elements(plain_pages["bildbank/"].body)
    ]
    assert evil in text_of(main)
    assert len(evil_pages) == len(plain_pages)
    assert data(seen, gallery)["pictures"][0]["title"] == evil


def test_an_empty_bank_leads_on(tmp_path: Path) -> None:
    """Without pictures there is one page, without a filter, that says what to do meanwhile."""
    seen, _ = shown_of(tmp_path, {})
    pages = pages_of(seen, EMPTY)
    assert list(pages) == ["bildbank/"]
    body = pages["bildbank/"].body
    assert "Bildbanken byggs" in text_of(body)
    assert not [item for item in elements(body) if item.tag == "details"]
    assert "<script" not in pages["bildbank/"].head
    assert data(seen, EMPTY)["pictures"] == []


def test_places_stay_few(tmp_path: Path) -> None:
    """Free text makes no choice for every picture: only the places most used are one."""
    pictures = {
        f"bildbank/bild-{number}": {"miljö": f"Plats {number % 50}"} for number in range(70)
    }
    seen, gallery = shown_of(tmp_path, pictures)
    found = [address for address in pages_of(seen, gallery) if "filter/miljo-" in address]
    assert len(found) == MOST_SETTINGS
    assert {f"bildbank/filter/miljo-plats-{number}/" for number in range(20)} <= set(found)


PEOPLE = {
    "kvinna-leder-man-lyssnar": ["kvinna ledare aktiv", "man medarbetare passiv"],
    "man-leder-kvinna-lyssnar": ["man ledare aktiv", "kvinna medarbetare passiv"],
    "bara-kvinna": ["kvinna medarbetare aktiv"],
}


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ("visar-kvinna roll-ledare", {"kvinna-leder-man-lyssnar"}),
        ("visar-man roll-ledare", {"man-leder-kvinna-lyssnar"}),
        (
            "visar-kvinna visar-man roll-ledare",
            {"kvinna-leder-man-lyssnar", "man-leder-kvinna-lyssnar"},
        ),
        ("visar-kvinna", set(PEOPLE)),
        ("visar-kvinna handling-passiv", {"man-leder-kvinna-lyssnar"}),
        ("visar-kvinna roll-ledare handling-passiv", set()),
        ("", set(PEOPLE)),
    ],
)
def test_what_is_chosen_of_people_fits_one_person(
    chosen: str, found: set[str], tmp_path: Path
) -> None:
    """Woman and leader is a woman who leads, not a woman beside a leading man."""
    rest = {"åldersgrupp": "vuxen", "plan": "förgrund", "blick": "arbete"}
    keys = ("presentation", "roll", "handling")
    pictures = {
        f"bildbank/{slug}": {
            "personer": [
                {**dict(zip(keys, words.split(), strict=True)), **rest} for words in people
            ]
        }
        for slug, people in PEOPLE.items()
    }
    seen, gallery = shown_of(tmp_path, pictures)
    slugs = [shown_.slug for shown_ in gallery]
    traits = made_facets(seen, gallery).traits
    choice = choice_of(chosen.split())
    assert {slug for slug, its in zip(slugs, traits, strict=True) if is_found(its, choice)} == found


@pytest.mark.parametrize(
    ("fields", "people"),
    [
        (
            {"antal": {"kvinnor": 2, "flickor": 1}},
            {("visar-kvinna",), ("visar-flicka", "alder-barn")},
        ),
        ({"antal": {"kvinnor": 0}}, {("visar-inga-personer",)}),
        ({"antal": {"okänt": 3}}, {("visar-ej-angivet",)}),
        ({}, {("visar-ingen-uppgift",)}),
    ],
)
def test_photos_say_who_is_shown_with_numbers(
    fields: dict[str, Any], people: set[tuple[str, ...]], tmp_path: Path
) -> None:
    """A photo that tells how many are shown is found by that, and one that tells nothing says so."""
    seen, gallery = shown_of(tmp_path, {"bildbank/bild": fields})
    (traits,) = made_facets(seen, gallery).traits
    assert set(traits.people) == people


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({}, {"webb", "tryck", "sociala-medier"}),
        ({"rättslig_grund": {"typ": "ej_tillämpligt"}}, {"webb", "tryck", "sociala-medier"}),
        ({"rättslig_grund": {"typ": "avtal", "omfattar": ["webb", "tryck"]}}, {"webb", "tryck"}),
    ],
)
def test_allowed_uses_are_those_of_the_legal_basis(
    fields: dict[str, Any], allowed: set[str], tmp_path: Path
) -> None:
    """A picture is found by what it may be used for; one that needs no basis may be used for all."""
    seen, gallery = shown_of(tmp_path, {"bildbank/bild": fields})
    (traits,) = made_facets(seen, gallery).traits
    prefix = "anvandning-"
    assert {key.removeprefix(prefix) for key in traits.whole if key.startswith(prefix)} == allowed


def made_facets(seen: Catalogue, gallery: Gallery) -> Facets:
    """Return what a gallery's pictures can be found by."""
    return facets(seen, [Seen(one.picture, one.file.width, one.file.height) for one in gallery])


def test_every_class_of_a_card_has_its_rule() -> None:
    """No proportion and no colour is left without the style that its class asks for."""
    styles = "".join(
        (ROOT / "docs/assets/css" / name).read_text("utf-8")
        for name in ("gallery.css", "picture.css")
    )
    for name, last in (("x", 3), ("y", 9), ("z", 9)):
        for digit in range(last + 1):
            assert f".jb-ratio-{name}{digit} {{ --jb-ratio-{name}: {digit}; }}" in styles
    for colour in "rgb":
        for level in range(16):
            assert f".jb-ph-{colour}{level:x} {{ --jb-ph-{colour}: {level * 17}; }}" in styles


def test_the_first_pictures_come_at_once_and_the_rest_when_near(many: Made) -> None:
    """The first screen does not wait, and nothing else is fetched before it is wanted."""
    _, _, pages = many
    images = [item.attributes for item in elements(pages["bildbank/"].body) if item.tag == "img"]
    assert [image.get("loading") for image in images[:5]] == [None, None, None, None, "lazy"]
    assert all(image.get("loading") == "lazy" for image in images[4:])
    for image in images:
        assert int(image["width"]) > 0
        assert int(image["height"]) > 0
        assert image["alt"]


def test_a_picture_looks_the_same_everywhere(many: Made) -> None:
    """A card says the same of its picture on all pages that have it."""
    _, _, pages = many
    by_slug: dict[str, set[str]] = {}
    for page in pages.values():
        for shot in shots(page):
            by_slug.setdefault(shot["data-id"], set()).add(json.dumps(shot, sort_keys=True))
    assert {len(cards) for cards in by_slug.values()} == {1}
