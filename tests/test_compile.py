"""From a folder of content to a site: the same every time, whole, and in order."""

from __future__ import annotations

from pathlib import Path

from tests.support.bank import compiled, pages, write

from jambanken.kinds import KIND_BY_NAME, KINDS
from jambanken.problems import in_order

ENTRIES: dict[str, dict[str, object]] = {
    f"{kind}/{slug}": {} for kind in KIND_BY_NAME for slug in ("b", "a")
}


def test_the_order_of_files_is_of_no_matter(tmp_path: Path) -> None:
    """The same content gives the same pages, whatever the folder and the order it was written in."""
    one = compiled(write(tmp_path / "ett", ENTRIES))
    other = compiled(write(tmp_path / "tva", dict(reversed(ENTRIES.items()))))
    assert pages(one) == pages(other)
    assert list(pages(one)) == list(pages(other))


def test_pages_can_be_gone_through_more_than_once(tmp_path: Path) -> None:
    """What writes the site may look at it twice."""
    site = compiled(write(tmp_path, ENTRIES))
    assert [page.address for page in site.pages] == [page.address for page in site.pages]


def test_no_address_is_made_twice(tmp_path: Path) -> None:
    """Each page and file has an address of its own."""
    site = compiled(write(tmp_path, ENTRIES))
    addresses = [page.address for page in site.pages] + [asset.address for asset in site.assets]
    assert len(addresses) == len(set(addresses))


def test_every_kind_is_a_section(tmp_path: Path) -> None:
    """The header leads to the start and to every kind, and those pages are there."""
    site = compiled(write(tmp_path, {}))
    sections = [section.address for section in site.sections]
    assert sections == ["", *(kind.address for kind in KINDS)]
    assert set(sections) <= set(pages(site))


def test_every_page_has_a_title_and_a_description(tmp_path: Path) -> None:
    """Search engines and shared links have something to show, without HTML."""
    for page in compiled(write(tmp_path, ENTRIES)).pages:
        assert page.title
        assert page.description
        assert "<" not in page.title + page.description


def test_problems_are_sorted(tmp_path: Path) -> None:
    """All problems come in one run, by file and line, each once."""
    write(tmp_path, {"tips/b": {"tid": "fem", "insats": "x"}, "tips/a": {"relaterat": ["tips/c"]}})
    problems = compiled(tmp_path).problems
    assert problems == in_order(problems)
    assert {problem.rule for problem in problems} >= {"fel-varde", "okant-val", "trasig-hanvisning"}
