"""The pages of the law say what the law asks for, what the settings tell, and what the bank holds."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from tests.law.test_pdf import CATALOGUE, packed
from tests.support.bank import SHARED, compiled, pages, write

from jambanken.duties import Situation
from jambanken.law.faults import USE
from jambanken.pages.law import KEPT
from jambanken.rules.gammal_redogorelse import a_year_before

OPERATOR = {"organisation": "Region Exempel", "epost": "banken@exempel.example", "adress": "Box 1"}
STATEMENT: dict[str, Any] = {
    "följsamhet": "delvis_förenlig",
    "bedömd": "2026-10-01",
    "uppdaterad": "2026-10-02",
    "metod": "Självskattning med skärmläsare.",
    "publicerad": "2026-09-01",
    "svarstid": "två arbetsdagar",
    "kända_brister": [
        {
            "situationer": ["utan_syn", "nedsatt_kognition"],
            "vad": "Diagrammen är svåra.",
            "varför": "Tiden räckte inte.",
            "åtgärdas": "2027-06",
        }
    ],
    "oskäligt_betungande": [{"vad": "Gamla kartor.", "varför": "De är tusen."}],
    "utanför_lagen": ["Arkivet från 2017."],
}


def bank(tmp_path: Path, **settings: Any) -> dict[str, str]:
    """Return the pages of a bank with films, PDF files and more settings."""
    external = {"typ": "extern", "adress": "https://film.example/se"}
    only_pdf = {"lager": "endast_pdf", "beställning": None}
    entries: dict[str, dict[str, Any]] = {
        "filmer/textlos": {"visning": external, "textning": "saknas", "titel": "Utan text"},
        "filmer/okand": {"visning": external, "textning": "okänd", "titel": "Ingen vet"},
        "trycksaker/bar": {"pdf": "bar.pdf", "titel": "Den bara", "artikelnummer": "B", **only_pdf},
        "trycksaker/klar": {"pdf": "klar.pdf", "artikelnummer": "K", **only_pdf},
        "trycksaker/annan": {
            "pdf": "https://annan.example/a.pdf",
            "artikelnummer": "A",
            **only_pdf,
        },
    }
    write(tmp_path, entries, bank={**SHARED["bank.yml"], **settings})
    folder = tmp_path / "tipsbank" / "trycksaker"
    (folder / "bar.pdf").write_bytes(packed(b"<< /Type /Catalog >>"))
    (folder / "klar.pdf").write_bytes(packed(CATALOGUE))
    site = compiled(tmp_path)
    assert [str(problem) for problem in site.problems if problem.level == "fel"] == []
    return pages(site)


def text_of(page: str) -> str:
    """Return what a page says, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page.replace("&shy;", "")))


def test_the_statement_has_all_that_digg_asks_for(tmp_path: Path) -> None:
    """Who, what, how far, each fault with its reason, days, method, where to report, exemptions."""
    page = bank(tmp_path, utgivare=OPERATOR, tillgänglighet=STATEMENT)["tillganglighet/"]
    text = text_of(page)
    for said in (
        "Region Exempel står bakom webbplatsen Provbanken",
        "Provbanken är delvis förenlig med lagen om tillgänglighet till digital offentlig service",
        "Problem vid användning utan syn",
        "Problem vid användning med nedsatt kognition",
        "Diagrammen är svåra. Varför: Tiden räckte inte. Åtgärdas: senast juni 2027.",
        "enligt 12 § lagen om tillgänglighet",
        "Gamla kartor. Varför: De är tusen.",
        "Arkivet från 2017.",
        "Självskattning med skärmläsare.",
        "1 oktober 2026",
        "2 oktober 2026",
        "1 september 2026",
        "två arbetsdagar",
    ):
        assert said in text, said
    assert 'href="https://www.digg.se/tdosanmalan"' in page
    assert "mailto:banken@exempel.example" in page
    assert "inte klar" not in text


def test_the_bank_counts_itself(tmp_path: Path) -> None:
    """Films without captions, films nobody knows of, and PDF files without tags are counted and named."""
    page = bank(tmp_path)["tillganglighet/"]
    text = text_of(page)
    assert "1 av 2 filmer saknar textning. För 1 av 2 filmer vet vi inte om de är textade." in text
    assert "Filmer utan textning (1) Utan text" in text
    assert "1 av 2 PDF-filer saknar taggar" in text
    assert "2 PDF-filer har lagts in av redaktörer. 1 har taggar och 1 saknar dem." in text
    assert "1 PDF-fil finns på andra webbplatser" in text
    assert "Den bara, bar.pdf" in text


def test_a_bank_that_nobody_has_assessed_claims_nothing(tmp_path: Path) -> None:
    """Without facts the page says so, promises nothing, and still leads to somebody."""
    page = bank(tmp_path)["tillganglighet/"]
    assert "Redogörelsen är inte klar" in page
    assert "förenlig med" not in text_of(page)
    assert (
        "https://github.com/region-x/bank/issues/new?template=fel.yml&amp;sida=tillganglighet%2F"
        in page
    )


def test_untagged_files_speak_against_a_faultless_statement(tmp_path: Path) -> None:
    """A site that is said to conform fully, and does not by the bank's own count, is warned of."""
    said = {**STATEMENT, "följsamhet": "helt_förenlig"}
    del said["kända_brister"], said["oskäligt_betungande"]
    bank(tmp_path, utgivare=OPERATOR, tillgänglighet=said)
    assert [str(one) for one in compiled(tmp_path).problems if one.rule == "motsagd-redogorelse"]
    said["följsamhet"] = "inte_förenlig"
    bank(tmp_path, utgivare=OPERATOR, tillgänglighet=said)
    assert not [one for one in compiled(tmp_path).problems if "redogorelse" in one.rule]


def test_days_that_have_not_been_are_not_believed(tmp_path: Path) -> None:
    """Neither day of a statement lies ahead."""
    ahead = {**STATEMENT, "bedömd": "2026-11-23", "uppdaterad": "2026-11-24"}
    bank(tmp_path, utgivare=OPERATOR, tillgänglighet=ahead)
    found = [one.message for one in compiled(tmp_path).problems if "motsagd" in one.rule]
    assert len(found) == 2


@pytest.mark.parametrize(
    ("day", "before"), [((2024, 2, 29), (2023, 2, 28)), ((2026, 11, 22), (2025, 11, 22))]
)
def test_a_year_has_a_leap_day(day: tuple[int, int, int], before: tuple[int, int, int]) -> None:
    """On a leap day a statement of the last of February before is not too old."""
    assert a_year_before(dt.date(*day)) == dt.date(*before)


def test_personal_data_is_told_of_as_it_is(tmp_path: Path) -> None:
    """The page names who answers, what the region knows of its server, where films and orders are."""
    facts = {"webbhotell": "Regionens egen", "loggar": "30 dagar", "dataskyddsombud": "o@e.example"}
    page = bank(tmp_path, utgivare=OPERATOR, integritet=facts)["integritet/"]
    text = text_of(page)
    for said in (
        "Region Exempel är personuppgiftsansvarig",
        "Servern: Regionens egen",
        "Så länge sparas loggarna: 30 dagar",
        "film.example",
        "Tryckeriet: med e-post",
    ):
        assert said in text, said
    assert "mailto:o@e.example" in page


def test_all_that_scripts_keep_is_told_of() -> None:
    """A script that keeps something under a new name has its line on the page."""
    scripts = Path("docs/assets/js").rglob("*.js")
    names = {
        name.rstrip(".")
        for path in scripts
        for name in re.findall(r"[\"'`](jambanken\.[a-z.]+)", path.read_text("utf-8"))
    }
    assert names - {"jambanken.search"} == {kept.key for kept in KEPT}


def test_every_situation_has_its_words() -> None:
    """No fault can be left out of its group for want of a heading."""
    assert set(USE) == set(Situation)
