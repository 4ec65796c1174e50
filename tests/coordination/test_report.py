"""The coordinators' report: what needs care is told, the most urgent first, and nobody is named."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from tests.opendata.test_tables import rows_of
from tests.support.bank import SHARED, TODAY, read, write

from jambanken.bank import Bank
from jambanken.catalogue import catalogue
from jambanken.coordination.links import FILE, tried
from jambanken.coordination.report import Coordination
from jambanken.coordination.tables import tables, whole
from jambanken.coordination.values import Report, Task, when
from jambanken.history import Touched
from jambanken.intake.report_command import run
from jambanken.output import Page
from jambanken.pages.coordination import report_assets, report_making
from jambanken.pages.environment import environment
from jambanken.pages.memory import PageMemory

CASES = yaml.safe_load(
    (Path(__file__).parent.parent / "cases/coordination/tasks.yml").read_text("utf-8")
)
EXPIRED = {
    "typ": "foto",
    "igenkännbara": "ja",
    "rättslig_grund": {"typ": "samtycke", "gäller_till": "2026-11-21"},
}
NOON = str(int(dt.datetime(2026, 11, 22, 11, tzinfo=dt.UTC).timestamp()))


def as_written(data: Any) -> Any:
    """Return data with YAML's yes and no as the words that editors write."""
    if isinstance(data, dict):
        return {key: as_written(value) for key, value in data.items()}
    return ("ja" if data else "nej") if isinstance(data, bool) else data


def coordination(
    root: Path,
    entries: Mapping[str, Any],
    today: dt.date = TODAY,
    history: Mapping[str, Touched] | None = None,
    **shared: Any,
) -> Coordination:
    """Return the report of a bank of ``entries``."""
    bank: Bank = read(write(root, entries, **shared), today)
    return Coordination(bank, catalogue(bank, history=history))


def tasks_of(report: Report, section: str) -> tuple[Task, ...]:
    """Return what a section tells."""
    return next(one.tasks for one in report.sections if one.id == section)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["section"])
def test_what_needs_care_is_told(tmp_path: Path, case: dict[str, Any]) -> None:
    """Each section has what belongs there and nothing else, in the order of urgency."""
    if "links" in case:
        (tmp_path / FILE).parent.mkdir(parents=True)
        (tmp_path / FILE).write_text(json.dumps(case["links"]), "utf-8")
    report = coordination(tmp_path, as_written(case["entries"])).report
    found = [
        [task.subject.ref, task.state, *([task.day.isoformat()] if task.day else [])]
        for task in tasks_of(report, case["section"])
    ]
    assert found == case["rows"]


def test_a_pdf_without_tags_is_told(tmp_path: Path) -> None:
    """The bank's own files are looked into; one on another site is counted and left alone."""
    entries: dict[str, Any] = {
        f"trycksaker/{name}": {"artikelnummer": name, "lager": "endast_pdf", "pdf": pdf}
        for name, pdf in (("a", "utan.pdf"), ("b", "med.pdf"), ("c", "https://a.example/c.pdf"))
    }
    write(tmp_path, entries)
    tags = b"/MarkInfo<</Marked true>>/StructTreeRoot 2 0 R"
    for name, said in (("utan", b""), ("med", tags)):
        content = b"%PDF-1.7\n1 0 obj<</Type/Catalog" + said + b">>endobj\n%%EOF\n"
        (tmp_path / "tipsbank/trycksaker" / f"{name}.pdf").write_bytes(content)
    section = next(
        one for one in coordination(tmp_path, entries).report.sections if one.id == "pdf"
    )
    assert [(task.subject.ref, task.state) for task in section.tasks] == [
        ("trycksaker/a", "saknar taggar: utan.pdf")
    ]
    assert (section.total, section.note.startswith("1 PDF ligger på andra")) == (2, True)


def test_what_is_due_within_sixty_days_is_to_be_done_now(tmp_path: Path) -> None:
    """The latest first, entries and grounds together; what comes later is only told as the next day."""
    entries: dict[str, Any] = {
        "tips/sextio": {"granskas": "2027-01-21"},
        "tips/sextioett": {"granskas": "2027-01-22"},
        "tips/sen": {"granskas": "2026-11-21"},
        "bildbank/avtal": {
            **EXPIRED,
            "rättslig_grund": {"typ": "avtal", "gäller_till": "2026-11-22"},
        },
    }
    report = coordination(tmp_path, entries).report
    assert [task.subject.ref for task in report.now] == [
        "tips/sen",
        "bildbank/avtal",
        "tips/sextio",
    ]
    late, today, soon = (when(task.day, TODAY) for task in report.now if task.day)
    assert (late, today, soon) == ("för 1 dag sedan", "i dag", "om 60 dagar")
    assert report.next_day == TODAY


def test_a_picture_that_may_not_be_shown_is_named_on_paper_alone(tmp_path: Path) -> None:
    """The page and its files count it; the command, for those who have the files, says which it is."""
    made = coordination(tmp_path, {"bildbank/kvarnhjul": {**EXPIRED, "fotograf": "Kim Exempel"}})
    public = [page_of(made).body, *(asset.read().decode() for asset in report_assets(made))]
    assert "1 bild visas inte alls" in public[0]
    assert not any("kvarnhjul" in text for text in public)
    answer = run(["--root", str(tmp_path)], tmp_path, {"SOURCE_DATE_EPOCH": NOON})
    assert "2026-11-21 (för 1 dag sedan)  bildbank/kvarnhjul" in answer.lines[0]
    assert "Kim" not in answer.lines[0]


def page_of(made: Coordination) -> Page:
    """Return ``/rapport/``."""
    return report_making(environment(lambda _: True), made, PageMemory("", None))()


def test_every_row_leads_to_where_it_is_mended(tmp_path: Path) -> None:
    """On GitHub where the bank has a repository, else in the form; one in another folder in the form too."""
    entries = {"tips/ett": {"granskas": "2026-11-01"}, "filmer/a": {}}
    with_one = page_of(coordination(tmp_path / "a", entries)).body
    address = "https://github.com/region-x/bank/edit/main/tipsbank/{}.yml"
    for file in ("tips/ett", "filmer/a", "vokabular", "organisationer"):
        assert f'href="{address.format(file)}"' in with_one
    without = page_of(coordination(tmp_path / "b", entries, bank={"namn": "Provbanken"})).body
    assert "github.com" not in without
    assert 'medverka/tips/?fil=ett">Formulär' in without


def test_words_are_balanced_and_gaps_are_said(tmp_path: Path) -> None:
    """The least used first; a word without tips, or with less than half of the middle, is a gap."""
    words = [{"id": id_, "namn": id_.capitalize()} for id_ in ("a", "b", "c", "d")]
    vocabulary = {**SHARED["tipsbank/vokabular.yml"], "verksamheter": words}
    entries: dict[str, Any] = {
        f"tips/{id_}-{number}": {"verksamheter": [id_]}
        for id_, count in {"a": 1, "b": 4, "c": 5}.items()
        for number in range(count)
    }
    entries["filmer/d"] = {"verksamheter": ["d"]}
    entries["bildbank/d"] = {"verksamheter": ["d", "a"]}
    entries["tips/alla"] = {}
    report = coordination(tmp_path, entries, vokabular=vocabulary).report
    areas = next(one for one in report.balances if one.id == "verksamheter")
    assert [(one.ref, one.entries, one.tips, one.pictures, one.gap) for one in areas.counts] == [
        ("d", 1, 0, 1, "inget tips"),
        ("a", 1, 1, 1, "få poster"),
        ("b", 4, 4, 0, ""),
        ("c", 5, 5, 0, ""),
    ]
    assert areas.without == 1
    assert {one.kind: one.entries for one in report.kinds if one.entries} == {
        "tips": 11,
        "filmer": 1,
        "bildbank": 1,
    }


def test_figures_of_few_people_are_held_back(tmp_path: Path) -> None:
    """One to four are never told, nor what would give them away; a year has the last figure of each."""
    rows = [
        {"organisation": "skane", "datum": "2024-03", "antal": 40, "kvinnor": 37, "män": 3},
        {
            "organisation": "skane",
            "datum": "2024-10",
            "antal": 50,
            "av": 100,
            "kvinnor": 30,
            "män": 20,
        },
        {"organisation": "skane", "datum": "2025", "antal": 4, "av": 8, "kvinnor": 2, "män": 2},
        {"organisation": "skane", "datum": "2026", "andel": 12},
    ]
    entries: dict[str, Any] = {"utbildningar/kurs": {"deltagande": rows}}
    made = coordination(tmp_path, entries)
    report = made.report
    open_, small, split, hidden = report.taken
    assert (open_.date, open_.count, open_.share, open_.women) == (
        "2026",
        None,
        Decimal(12),
        None,
    )
    assert (small.is_small, small.count, small.out_of, small.share) == (True, None, None, None)
    assert (split.count, split.share, split.women, split.men) == (50, Decimal(50), 30, 20)
    assert (hidden.count, hidden.women, hidden.men) == (40, None, None)
    assert [(year.year, year.count, year.women, year.men) for year in report.years] == [
        (2024, 50, 30, 20)
    ]
    table = next(
        one for one in tables(report, made.catalogue.settings, "") if one.id == "deltagande"
    )
    assert table.rows[1][4:] == ("dolt, färre än 5", None, None, *("dolt, färre än 5",) * 2)


def test_what_came_and_changed_is_counted_by_quarter(tmp_path: Path) -> None:
    """Once a quarter for each entry, quarters without anything too, and nothing after today."""
    history = {
        "tips/ett": Touched(dt.date(2026, 3, 31), (dt.date(2026, 11, 2), dt.date(2026, 11, 1))),
        "tips/tva": Touched(dt.date(2026, 4, 1), (dt.date(2026, 5, 1),)),
    }
    entries: dict[str, Any] = {ref: {"publicerad": "2026-01-01"} for ref in history}
    report = coordination(tmp_path, entries, history=history).report
    assert [(one.name, one.new, one.changed) for one in report.quarters] == [
        ("2026, kvartal 1", 1, 0),
        ("2026, kvartal 2", 1, 0),
        ("2026, kvartal 3", 0, 0),
        ("2026, kvartal 4", 0, 1),
    ]


@example([{"url": "", "status": None, "fault": "0"}])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["checked", "links", "url", "status", "fault"]), inner
            )
        ),
    )
)
def test_answers_that_are_not_as_agreed_tell_nothing(data: Any) -> None:
    """Whatever stands in the file of tried links, the build goes on."""
    root = Path("/nowhere")
    assert tried(root).checked is None
    for agreed in (data, {"checked": "2026-11-16", "links": data}):
        assert tried(root, json.dumps(agreed).encode()).faults == {}


def test_hostile_answers_are_shown_as_text(tmp_path: Path) -> None:
    """A fault with markup, control signs or a whole book ends as a short line that does nothing."""
    url = "https://a.example/x"
    fault = "=cmd|<script>alert(1)</script>\u202e\x1b[31m" + "x" * 9_999
    data = {"checked": "2026-11-16", "links": [{"url": url, "status": 500, "fault": fault}]}
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(json.dumps(data), "utf-8")
    made = coordination(tmp_path, {"tips/ett": {"källor": [{"titel": "A", "länk": url}]}})
    (task,) = tasks_of(made.report, "lankar")
    files = {asset.address: asset for asset in report_assets(made)}
    assert [row[6] for row in rows_of(files["rapport/lankar.csv"].read())] == ["länk", url]
    assert task.state.isprintable()
    assert len(task.state) <= 160
    assert "<script>alert" not in page_of(made).body


def test_tables_open_right_and_work_nothing_out(tmp_path: Path) -> None:
    """Every part has a table, all of it is in one, and a title that looks like a formula is text."""
    entries = {"tips/ett": {"titel": '=HYPERLINK("x";"y")', "granskas": "2026-11-01"}}
    made = coordination(tmp_path, entries)
    files = {asset.address: rows_of(asset.read()) for asset in report_assets(made)}
    assert {name.removeprefix("rapport/") for name in files} == {
        *("rapport.csv", "granskning.csv", "samtycke.csv", "filmer.csv", "pdf.csv", "lankar.csv"),
        *("bilder.csv", "ord.csv", "olankade.csv", "balans.csv", "deltagande.csv", "kvartal.csv"),
    }
    head, row = files["rapport/granskning.csv"]
    told = dict(zip(head, row, strict=True))
    assert told["titel"] == '\'=HYPERLINK("x";"y")'
    assert (told["datum"], told["dagar kvar"]) == ("2026-11-01", "-21")
    assert told["adress"] == "../tips/ett/"
    assert told["ändra"] == "https://github.com/region-x/bank/edit/main/tipsbank/tips/ett.yml"
    assert len(files["rapport/rapport.csv"]) == 1 + len(whole(made.report).rows)
    assert all(len(row) == len(rows[0]) for rows in files.values() for row in rows)


def test_the_command_answers_in_three_forms(tmp_path: Path) -> None:
    """Text for people, JSON for programs, a table for Excel; anything else is refused with the usage."""
    write(tmp_path, {"tips/ett": {"granskas": "2026-11-01"}, "bildbank/borta": EXPIRED})
    env = {"SOURCE_DATE_EPOCH": NOON}

    def ask(*words: str) -> tuple[int, str]:
        answer = run([*words, "--root", str(tmp_path)], tmp_path, env)
        return answer.code, "\n".join(answer.lines) or answer.closing

    code, text = ask()
    assert code == 0
    assert "2026-11-01 (för 21 dagar sedan)  tips/ett" in text
    code, text = ask("--format", "json")
    data = json.loads(text)
    assert (code, data["datum"], data["gör nu"]) == (0, "2026-11-22", ["tips/ett"])
    assert data["dolda bilder"][0]["id"] == "bildbank/borta"
    assert data["avsnitt"]["granskning"]["rader"][0]["dagar kvar"] == -21
    code, text = ask("--format", "csv")
    assert code == 0
    assert rows_of(text.encode())[0][:3] == ["avsnitt", "sort", "id"]
    code, text = ask("--format", "pdf")
    assert code == 2
    assert 'Formatet "pdf" finns inte.' in text


def test_a_preview_makes_the_page_anew_only_when_the_report_changes(tmp_path: Path) -> None:
    """A text that is mended leaves the page and its files as they were."""
    memory, templates = PageMemory("", {}), environment(lambda _: True)
    made = coordination(tmp_path, {"tips/ett": {}})
    page, files = report_making(templates, made, memory)(), list(report_assets(made))
    again = coordination(tmp_path, {"tips/ett": {"syfte": "En annan text."}})
    assert report_making(templates, again, memory)() is page
    assert list(report_assets(again)) == files
    other = coordination(tmp_path, {"tips/ett": {"granskas": "2026-11-01"}})
    assert report_making(templates, other, memory)() is not page
