"""Feeds: what RFC 4287 asks for, only what visitors see, and linked from the pages they follow."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.bank import TODAY, compiled, shown, write
from tests.support.html import elements

from jambanken.feeds.atom import MOST, Feed, Item, atom
from jambanken.feeds.bank import feed_assets
from jambanken.kinds import KINDS
from jambanken.markdown import BASE
from jambanken.settings import Settings

ATOM = "{http://www.w3.org/2005/Atom}"
#: Tip, film and term in one theme; each what no visitor may meet.
HIDDEN: dict[str, dict[str, Any]] = {
    "tips/utkast": {"status": "utkast"},
    "tips/framtida": {"publicerad": "2026-11-23"},
    "tips/arkiverat": {"status": "arkiverad"},
    "bildbank/aterkallad": {"fil": None, "återkallad": "2026-10-01", "datum": "2026-01-01"},
    "bildbank/utgangen": {
        "typ": "foto",
        "igenkännbara": "ja",
        "rättslig_grund": {"typ": "samtycke", "gäller_till": "2026-01-01"},
        "datum": "2026-01-01",
    },
}


def feeds(root: Path, *, preview: bool = False) -> dict[str, ET.Element]:
    """Return the bank's feeds by address, read as programs do."""
    made = feed_assets(shown(root, preview=preview))
    return {asset.address: ET.fromstring(asset.read()) for asset in made}  # noqa: S314  # our own


def titles(feed: ET.Element) -> list[str]:
    """Return what a feed's entries are called, in their order."""
    return [entry.findtext(f"{ATOM}title", "") for entry in feed.iter(f"{ATOM}entry")]


def test_every_page_has_its_feed_and_says_so(tmp_path: Path) -> None:
    """The bank, every kind and every theme, the empty ones too; each is linked in head and page."""
    root = write(tmp_path, {"tips/ett": {"teman": ["bemotande"]}})
    site = compiled(root)
    pages = {page.address: page for page in site.pages}
    files = {asset.address for asset in site.assets}
    expected = {"", *(kind.address for kind in KINDS), "teman/bemotande/", "teman/chef/"}
    assert feeds(root).keys() == {f"{page}flode.xml" for page in expected}
    for address in (*expected, "veckans-tips/"):
        file, page = f"{address}flode.xml", pages[address]
        assert file in files
        links = [one.attributes for one in elements(page.head) if one.tag == "link"]
        kinds = {link["href"].replace(BASE, ""): link["type"] for link in links}
        assert kinds[file] == "application/atom+xml"
        assert re.search(rf'<a href="[^"]*{file}">flöde \(Atom\)</a>', page.body)
        assert "&lt;" not in page.head
    assert "flode.xml" not in pages["malgrupper/chef/"].body
    assert 'type="text/calendar"' in pages["utbildningar/"].head


@pytest.mark.parametrize("preview", [False, True])
def test_nothing_hidden_is_told(tmp_path: Path, *, preview: bool) -> None:
    """No draft, not in a preview either, nothing archived, and no picture that may not be shown."""
    root = write(tmp_path, {**HIDDEN, "tips/synligt": {"titel": "Synligt"}, "bildbank/visad": {}})
    for address, feed in feeds(root, preview=preview).items():
        assert titles(feed) in (["Synligt"], []), address
    assert titles(feeds(root)["flode.xml"]) == ["Synligt"]


def test_the_newest_first_and_no_more_than_fit(tmp_path: Path) -> None:
    """What was changed last stands first, whatever day it was published; a day to come is today."""
    days = {"gammalt": "2026-09-01", "andrat": "2026-09-02", "nytt": "2026-10-01"}
    entries: dict[str, dict[str, Any]] = {
        f"tips/{slug}": {"titel": slug, "publicerad": day} for slug, day in days.items()
    }
    entries["tips/andrat"]["uppdaterad"] = "2026-12-24"
    many: dict[str, dict[str, Any]] = {
        f"begrepp/ord-{n}": {"publicerad": "2026-01-01"} for n in range(MOST + 5)
    }
    found = feeds(write(tmp_path, {**entries, **many}))
    assert titles(found["tips/flode.xml"]) == ["Andrat", "Nytt", "Gammalt"]
    assert found["tips/flode.xml"].findtext(f"{ATOM}updated") == f"{TODAY}T00:00:00Z"
    assert len(titles(found["begrepp/flode.xml"])) == MOST
    assert len(titles(found["flode.xml"])) == MOST
    assert titles(found["flode.xml"])[:3] == ["Andrat", "Nytt", "Gammalt"]


def test_a_picture_is_new_on_the_day_it_says(tmp_path: Path) -> None:
    """When it was published, else when it was made; one that says neither is no news."""
    pictures: dict[str, dict[str, Any]] = {
        "bildbank/publicerad": {"titel": "A-bild", "publicerad": "2026-10-02", "datum": "2020"},
        "bildbank/daterad": {"titel": "B-bild", "datum": "2026-10-01"},
        "bildbank/arsbild": {"titel": "C-bild", "datum": "2026"},
        "bildbank/odaterad": {"titel": "D-bild", "datum": None},
    }
    assert titles(feeds(write(tmp_path, pictures))["bildbank/flode.xml"]) == ["A-bild", "B-bild"]


@pytest.mark.parametrize("address", [None, "https://www.region.example/banken"])
def test_a_feed_is_atom_at_any_address(tmp_path: Path, address: str | None) -> None:
    """Ids differ and stay; links lead to the pages, from the site's address or from the feed's own."""
    region = {"namn": "Bank & <b>", **({"webbadress": address} if address else {})}
    root = write(tmp_path, {"tips/ett": {"titel": "Ett & <två>"}, "filmer/tre": {}}, bank=region)
    found = feeds(root)
    for file, feed in found.items():
        parts = [feed, *feed.iter(f"{ATOM}entry")]
        ids = [part.findtext(f"{ATOM}id", "") for part in parts]
        assert len(set(ids)) == len(ids)
        assert all(id_.startswith(address or "urn:uuid:") for id_ in ids)
        at = f"{address or 'https://somewhere.example/x'}/"
        for part in parts:
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", part.findtext(f"{ATOM}updated", ""))
            (link,) = part.findall(f"{ATOM}link[@rel='alternate']")
            assert urljoin(at + file, link.get("href", "")).startswith(at)
        own = [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")]
        assert own == ([at + file] if address else [])
    assert len({feed.findtext(f"{ATOM}id") for feed in found.values()}) == len(found)
    assert titles(found["tips/flode.xml"]) == ["Ett & <två>"]


@settings(max_examples=50)
@given(st.text(min_size=1), st.text(min_size=1))
def test_no_text_breaks_the_file(title: str, text: str) -> None:
    """Whatever stands in an entry, the feed can be read, and reads the same."""
    item = Item("tips/x/", title, TODAY, text, is_whole=True)
    made = atom(Feed("flode.xml", "", title, [item], TODAY), Settings())
    (entry,) = ET.fromstring(made).iter(f"{ATOM}entry")  # noqa: S314  # our own
    wanted = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    assert entry.findtext(f"{ATOM}content", "") == re.sub("\r\n?", "\n", wanted)
