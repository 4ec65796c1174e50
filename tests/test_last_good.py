"""Errors that a rule finds keep the last good version of an entry up in a preview, as those of reading do."""

from __future__ import annotations

from pathlib import Path

from tests.support.bank import TODAY, pages, write

from jambanken.build import compile_site
from jambanken.cache.store import Store
from jambanken.memory import SiteMemory
from jambanken.problems import stops_build

TOO_SHORT = {"tid": "1", "steg": [{"text": "Prata.", "tid": "5"}]}
FAULT = "<strong>Filen har fel.</strong>"


def test_the_last_good_version_stays_with_the_rule_s_error(tmp_path: Path) -> None:
    """Times that do not add up and a reference to nothing are on the page, and the old text is."""
    memory, store = SiteMemory(), Store(None)

    def page_of(**fields: object) -> str:
        write(tmp_path, {"tips/a": fields, "tips/b": {"relaterat": ["tips/a"]}})
        site = compile_site(tmp_path, TODAY, memory, preview=True, store=store)
        assert stops_build(site.problems) == ("Andra" in str(fields))
        return pages(site)["tips/a/"]

    assert FAULT not in page_of(titel="Första versionen")
    for wrong in (TOO_SHORT, TOO_SHORT, {"relaterat": ["tips/finns-inte"]}):
        page = page_of(titel="Andra versionen", **wrong)
        assert FAULT in page
        assert "Första versionen" in page
        assert "Andra versionen" not in page
    assert "[trasig-hanvisning]" in page
    page = page_of(titel="Tredje versionen")
    assert "Tredje versionen" in page
    assert FAULT not in page


def test_an_entry_that_no_rule_ever_passed_shows_its_errors(tmp_path: Path) -> None:
    """Until it is right, its errors are its page; other pages do without it."""
    memory, store = SiteMemory(), Store(None)
    write(tmp_path, {"tips/a": TOO_SHORT, "tips/b": {"relaterat": ["tips/a"]}})
    site = compile_site(tmp_path, TODAY, memory, preview=True, store=store)
    found = pages(site)
    assert "#tid-over-total" in found["tips/a/"]
    assert "Prata." not in found["tips/a/"]
    assert "[trasig-hanvisning]" not in str(site.problems)
    write(tmp_path, {"tips/a": {}})
    assert (
        FAULT
        not in pages(compile_site(tmp_path, TODAY, memory, preview=True, store=store))["tips/a/"]
    )


def test_an_error_that_comes_from_another_file_leaves_the_text(tmp_path: Path) -> None:
    """An entry that has not changed stays up when what it refers to goes away, and is told so."""
    memory, store = SiteMemory(), Store(None)
    write(tmp_path, {"tips/a": {}, "tips/b": {"titel": "Kvar", "relaterat": ["tips/a"]}})
    compile_site(tmp_path, TODAY, memory, preview=True, store=store)
    (tmp_path / "tipsbank/tips/a.yml").unlink()
    page = pages(compile_site(tmp_path, TODAY, memory, preview=True, store=store))["tips/b/"]
    assert "Kvar" in page
    assert FAULT in page
