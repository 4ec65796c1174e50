"""The picture that stands for a page where it is shared: fair to pictures, and never overfull."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.support.galleries import shown_of
from tests.support.html import elements

from jambanken.cache.store import Store
from jambanken.colours import WHITE, contrast
from jambanken.images.card import HEIGHT, WIDTH, Paint, Words, can_be_drawn, draw
from jambanken.output import Page
from jambanken.settings import Colours, Settings
from jambanken.social import NONE, Picture, Sharing, paint_of

PAINT = Paint((75, 46, 131), (75, 46, 131), (194, 65, 12))
GROUND = (75, 46, 131)
#: The part of a card that texts keep to, in pixels from the left, the top, the right and the bottom.
INNER = (80, 36, WIDTH - 80, HEIGHT - 40)
LETTERS = st.characters(max_codepoint=0x24F, exclude_categories=["C"]).filter(can_be_drawn)
BANK = {"namn": "Provbanken", "webbadress": "https://bank.example/jam", "devis": "En liten bank"}
PERSON = {"typ": "foto", "igenkännbara": "ja"}


def pixels(content: bytes) -> Image.Image:
    """Return a card as a service shows it."""
    card = Image.open(io.BytesIO(content))
    assert (card.format, card.size) == ("PNG", (WIDTH, HEIGHT))
    return card.convert("RGB")


@settings(max_examples=12)
@given(
    title=st.text(LETTERS, min_size=3, max_size=90).filter(str.strip),
    kind=st.text(LETTERS, max_size=60),
    bank=st.text(LETTERS, min_size=2, max_size=60).filter(str.strip),
)
@example(title="W" * 90, kind="W" * 30, bank="W" * 60)
@example(
    title="Jämställdhetsintegreringsprocessuppföljningsindikator " * 2, kind="Tips", bank="Åbank"
)
def test_no_text_runs_over_the_edge(title: str, kind: str, bank: str) -> None:
    """Whatever a title is, it shrinks, breaks or ends in time; beside it is nothing but the ground."""
    card = pixels(draw(Words(kind, title[:90], bank), PAINT))
    left, top, right, bottom = INNER
    around = [
        *((0, 0, left, HEIGHT - 17), (right, 0, WIDTH, HEIGHT - 17)),
        *((0, 0, WIDTH, top), (0, bottom, WIDTH, HEIGHT - 17), (left, 492, right, 524)),
    ]
    for box in around:
        assert card.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), GROUND)], box
    assert card.crop(INNER).getcolors(1) is None, "something is written"


def test_the_same_words_give_the_same_card() -> None:
    """And other words another."""
    one = draw(Words("Tips", "Byt plats", "Jämbanken"), PAINT)
    assert one == draw(Words("Tips", "Byt plats", "Jämbanken"), PAINT)
    assert one != draw(Words("Tips", "Byt rum", "Jämbanken"), PAINT)
    assert len(one) < 20_000


@pytest.mark.parametrize("primary", ["#ffffff", "#ffff00", "#4b2e83", "#000000", "#808080"])
def test_white_text_can_be_read_on_any_region_s_colour(primary: str) -> None:
    """WCAG's 4.5 holds in a picture too."""
    chosen = Colours.model_validate({"primär": primary, "accent": primary})
    assert (
        contrast(paint_of(Settings().model_copy(update={"colours": chosen})).ground, WHITE) >= 4.5
    )


def sharing(folder: Path, *, is_drawn: bool = True, **settings_: Any) -> Sharing:
    """Return what is shared of a bank whose tips have pictures that may be shared, and may not."""
    grounds = {
        "alla": {"typ": "avtal"},
        "webb": {"typ": "avtal", "omfattar": ["webb"]},
        "slut": {"typ": "samtycke", "gäller_till": "2026-10-01"},
    }
    pictures: dict[str, Any] = {
        f"bildbank/{slug}": {**PERSON, "titel": f"Hemlig {slug}", "rättslig_grund": ground}
        | {"fil": f"{slug}.png", "alt": f"En hemlig bild, {slug}."}
        for slug, ground in grounds.items()
    }
    tips = {
        f"tips/{slug}": {"titel": f"Tips {slug}", "bild": f"bildbank/{slug}"} for slug in grounds
    }
    others = {"tips/utan": {"titel": "Tips utan bild"}, "tips/ord": {"titel": "日本語"}}
    known, gallery = shown_of(folder, {**pictures, **tips, **others})
    chosen = Settings.model_validate({**BANK, **settings_})
    return Sharing(replace(known, settings=chosen), gallery, is_drawn=is_drawn)


def pictures_of(made: Sharing) -> dict[str, Picture]:
    """Return the picture of each entry's page, by reference."""
    return {ref: made.of(record) for ref, record in made.shown.records.items()}


def test_an_own_picture_is_shared_only_where_it_may_be(tmp_path: Path) -> None:
    """Not one for the web alone, nor one whose ground has run out: then a card says the title."""
    made = sharing(tmp_path)
    found, files = pictures_of(made), {asset.address: asset for asset in made.assets(Store(None))}
    assert found["tips/alla"] == found["bildbank/alla"]
    assert found["tips/alla"].address.startswith("bildbank/alla/alla-1200x630.")
    assert found["tips/alla"].alt == "En hemlig bild, alla."
    cards = {slug: found[f"tips/{slug}"] for slug in ("webb", "slut", "utan")}
    assert len({card.address for card in cards.values()}) == 3
    for slug, card in cards.items():
        assert pixels(files[card.address].read()).size == (WIDTH, HEIGHT)
        assert f"Tips {slug}" in card.alt
        assert "hemlig" not in card.alt.lower()
    assert found["tips/ord"] == made.site, "the font has no sign for it"
    asked = {made.site.address, *(picture.address for picture in found.values())}
    assert files.keys() == {address for address in asked if address.startswith("assets/delning/")}


def test_a_trial_build_draws_one_card_and_a_bank_without_address_none(tmp_path: Path) -> None:
    """Who tries things out does not wait, and services cannot use what has no whole address."""
    made = sharing(tmp_path, is_drawn=False)
    found = pictures_of(made)
    assert found["tips/webb"] == found["tips/utan"] == made.site
    assert found["tips/alla"] == found["bildbank/alla"] != made.site
    assert [asset.address for asset in made.assets(Store(None))] == [made.site.address]
    page = Page("tips/", "Tips", "", "")
    assert made.with_image(page).image == made.site.address
    nowhere = sharing(tmp_path, webbadress=None)
    assert set(pictures_of(nowhere).values()) == {NONE}
    assert list(nowhere.assets(Store(None))) == []
    assert nowhere.with_image(page) is page
    assert nowhere.frame == {"image": "", "image_alt": ""}


def test_cards_are_kept_from_build_to_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has not changed is not drawn again, and a change of words or colours draws anew."""
    kept = tmp_path / "cache.sqlite"
    made = sharing(tmp_path / "bank")

    def build() -> dict[str, bytes]:
        store = Store(kept)
        found = {asset.address: asset.read() for asset in made.assets(store)}
        store.close(prune=True)
        return found

    first = build()
    monkeypatch.setattr("jambanken.social.draw", None)
    assert build() == first
    monkeypatch.undo()
    made = sharing(tmp_path / "bank", färger={"primär": "#005f60"})
    assert build().keys().isdisjoint(first)


def test_pages_tell_services_who_they_are(small_site: Path) -> None:
    """Whole addresses, on the bank's own pages and the hand-written ones; none on the page of faults."""
    for address in ("", "tips/", "om/"):
        html = (small_site / address / "index.html").read_text("utf-8")
        told = {
            element.attributes["property"]: element.attributes["content"]
            for element in elements(html.removeprefix("<!doctype html>"))
            if element.tag == "meta" and "property" in element.attributes
        }
        assert told["og:url"].endswith(f"/{address}")
        assert told["og:title"]
        for key in ("og:url", "og:image"):
            assert told[key].startswith("https://")
        name = told["og:image"].rpartition("assets/")[2]
        assert (small_site / "assets" / name).is_file()
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert "og:" not in (small_site / "404.html").read_text("utf-8")
