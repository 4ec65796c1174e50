"""The pages of a bank: what they say, where they lead, and what they ask of the machine."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.support.bank import compiled, pages, shown, write
from tests.support.html import elements

from jambanken.addresses import Addresses
from jambanken.kinds import KIND_BY_NAME
from jambanken.markdown import BASE
from jambanken.output import relative
from jambanken.pages.entry import edit_link
from jambanken.pages.listing import PAGE_LENGTH, sheets, where_groups_start
from jambanken.problems import stops_build

#: Pages that are written by hand in this bank.
BY_HAND = {"redaktion/", "om/"}
#: An address of a file that is no page.
FILE = re.compile(r"\.\w+$")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bank with an entry of every kind, each related to the next."""
    refs = [f"{kind}/post" for kind in KIND_BY_NAME]
    entries: dict[str, dict[str, Any]] = {
        ref: {"relaterat": [other], "målgrupper": ["chef"], "avsändare": ["skane"]}
        for ref, other in zip(refs, [*refs[1:], refs[0]], strict=True)
    }
    entries["trycksaker/post"]["beställning"] = "tryck"
    folder = write(tmp_path_factory.mktemp("bank"), entries)
    for name in ("redaktion/index.md", "om.md"):
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text("# Sida\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(root: Path) -> dict[str, str]:
    """Return the bodies of all its pages, by address."""
    return bodies(root)


def bodies(root: Path) -> dict[str, str]:
    """Return the bodies of a bank's pages by address, and its other files without theirs."""
    site = compiled(root)
    assert not stops_build(site.problems)
    files = {asset.address: "" for asset in site.assets}
    return {**files, **{page.address: page.body for page in site.pages}}


@pytest.mark.parametrize("is_empty", [False, True])
def test_every_link_inside_leads_to_a_page(
    whole: dict[str, str], tmp_path: Path, is_empty: bool
) -> None:
    """No page leads to an address or a part that does not exist, in a bank that is new either."""
    if is_empty:
        whole = bodies(write(tmp_path, {}))
    broken = [
        (address, href)
        for address, body in whole.items()
        for element in elements(body)
        if (href := element.attributes.get("href", "")).startswith((BASE, "#"))
        and not _leads_somewhere(whole, address, href)
    ]
    assert broken == []


def _leads_somewhere(whole: dict[str, str], address: str, href: str) -> bool:
    target, _, part = href.removeprefix(BASE).partition("?")[0].partition("#")
    there = address if href.startswith("#") else target
    return there in BY_HAND or (there in whole and (not part or f'id="{part}"' in whole[there]))


def test_every_address_that_a_text_may_link_to_is_a_page(whole: dict[str, str], root: Path) -> None:
    """What passes the check of links is there, and every page can be linked to."""
    linkable = {address for address in whole if not re.search(FILE.pattern + "|/filter/", address)}
    assert set(Addresses(shown(root), root)) == {*linkable, *BY_HAND}


def test_no_page_uses_an_id_twice(whole: dict[str, str]) -> None:
    """Links within a page and labels of its parts mean one thing."""
    for address, body in whole.items():
        ids = [item.attributes["id"] for item in elements(body) if "id" in item.attributes]
        assert len(ids) == len(set(ids)), address


def test_every_label_is_on_the_page(whole: dict[str, str]) -> None:
    """What names a part by another's id names one that is there."""
    for address, body in whole.items():
        made = elements(body)
        ids = {item.attributes.get("id") for item in made}
        for item in made:
            assert item.attributes.get("aria-labelledby") in {None, *ids}, address


def test_every_page_has_one_first_heading_and_skips_no_level(whole: dict[str, str]) -> None:
    """Headings make a table of contents for who listens to the page."""
    for address, body in whole.items():
        if FILE.search(address):
            continue
        levels = [int(item.tag[1]) for item in elements(body) if re.fullmatch(r"h[1-6]", item.tag)]
        assert levels[:1] == [1], address
        assert levels.count(1) == 1
        for before, after in pairwise(levels):
            assert after <= before + 1, (address, levels)


def test_no_page_runs_or_styles_anything_inline(whole: dict[str, str]) -> None:
    """The pages' policy forbids it, so nothing of it may be there."""
    for address, body in whole.items():
        for tag, attributes in elements(body):
            assert tag not in {"script", "style", "iframe"}
            has_form = address in {"sok/", "moten/", "bestall/", "samling/"}
            assert tag != "form" or has_form or address.startswith("medverka/")
            assert not {name for name in attributes if name == "style" or name.startswith("on")}


def test_the_address_of_an_entry_is_its_file(whole: dict[str, str]) -> None:
    """A file's name is its identity, and every kind has its listing and its guide."""
    for kind in KIND_BY_NAME:
        assert {f"{kind}/", f"{kind}/post/", f"redaktion/falt/{kind}/"} <= set(whole)


def test_relative() -> None:
    """The whole site lives under any base path: from two folders down the base is two up."""
    assert relative(f'<a href="{BASE}tips/">', 2) == '<a href="../../tips/">'
    assert relative(f'<a href="{BASE}">', 0) == '<a href="./">'


def test_an_empty_bank_has_a_home_page(tmp_path: Path) -> None:
    """A region that starts from nothing sees its name and no empty headings."""
    found = pages(compiled(write(tmp_path, {})))
    assert "Provbanken" in found[""]
    assert "jb-weekly" not in found[""]
    assert "jb-cards" not in found[""]


def test_a_long_listing_has_more_than_one_page(tmp_path: Path) -> None:
    """No page is longer than a phone bears, and no entry is lost between pages."""
    many = {
        f"begrepp/ord-{number}": {"titel": f"Ordet {number}"} for number in range(PAGE_LENGTH + 1)
    }
    site = compiled(write(tmp_path, many))
    found = {page.address: page for page in site.pages}
    first, second = found["begrepp/"], found["begrepp/sida/2/"]
    assert second.title == "Begrepp, sida 2"
    assert first.body.count("jb-card__title") == PAGE_LENGTH
    assert second.body.count("jb-card__title") == 1
    assert f'rel="next" href="{BASE}begrepp/sida/2/"' in first.body
    assert f'rel="prev" href="{BASE}begrepp/"' in second.body
    assert "begrepp/sida/3/" not in found


def test_letters_are_groups_of_their_own(tmp_path: Path) -> None:
    """Å, ä and ö are letters, and the page leads to each of them."""
    titles = ["Ölet", "Ära", "Åsikt", "Orsak", "Arv", "4R-metoden", "Élan", "Eko"]
    root = write(
        tmp_path, {f"begrepp/ord-{number}": {"titel": title} for number, title in enumerate(titles)}
    )
    kind = KIND_BY_NAME["begrepp"]
    starts = where_groups_start(sheets(kind, shown(root).of_kind("begrepp")))
    assert [(shelf.heading, address, count) for shelf, address, count in starts] == [
        ("0–9", "begrepp/#bokstav-ovrigt", 1),
        ("A", "begrepp/#bokstav-a", 1),
        ("E", "begrepp/#bokstav-e", 2),
        ("O", "begrepp/#bokstav-o", 1),
        ("Å", "begrepp/#bokstav-aa", 1),
        ("Ä", "begrepp/#bokstav-ae", 1),
        ("Ö", "begrepp/#bokstav-oe", 1),
    ]


def test_the_edit_link_leads_to_the_file(tmp_path: Path) -> None:
    """The way to mend a page is one click, on the branch that is published."""
    repo = {"namn": "region-x/bank", "gren": "gren/ett"}
    catalogue = shown(write(tmp_path, {"tips/a": {}}, bank={"namn": "AB", "repo": repo}))
    record = catalogue.find("tips/a")
    assert record is not None
    assert edit_link(catalogue, record) == (
        "https://github.com/region-x/bank/edit/gren/ett/tipsbank/tips/a.yml"
    )


def test_without_a_repository_there_is_no_edit_link(tmp_path: Path) -> None:
    """No dead controls."""
    root = write(tmp_path, {"tips/a": {}}, bank={"namn": "AB"})
    assert "Redigera" not in pages(compiled(root))["tips/a/"]
