"""Print files as those who use them see them: at the office printer, at a printing house, by ear."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.support.prints import MM, plan_of, set_file, sheets, with_title, words_of

from jambanken.printing.plan import Plan
from jambanken.printing.press import Press

SITE = "https://jambanken.example/"
LONG = "Jämställdhetsintegreringsstrategiutvecklingsarbete i kommunernas alla förvaltningar, " * 4
TITLES = {
    "long": LONG[:300],
    "unbroken": "Å" * 300,
    "markup": '#panic("x") *fet* _kursiv_ $x$ @ref <etikett> #import "/etc/passwd" `rå` \\ // slut',
}
STEPS = [
    {
        "rubrik": f"Steg nummer {number}",
        "tid": 3,
        "text": f"Gör sak {number}. " + "Fråga alla. " * 12,
    }
    for number in range(1, 13)
]
PANELS = "\n\n".join(
    f"## Panel {name}\n\nText om {name}." for name in ("ett", "två", "tre", "fyra")
)
ENTRIES: dict[str, dict[str, Any]] = {
    "tips/ett": {"titel": "Första tipset", "steg": STEPS, "tid": 90, "teman": ["bemotande"]},
    **{
        f"tips/nr-{number}": {"titel": f"Tips {number}", "teman": ["bemotande"]}
        for number in (2, 3, 4)
    },
    "trycksaker/folder": {
        "artikelnummer": "F-1",
        "typ": "folder",
        "format": "A5",
        "innehåll": PANELS,
    },
    "trycksaker/affisch": {
        "artikelnummer": "P-1",
        "typ": "affisch",
        "format": "A3",
        "innehåll": PANELS,
    },
    "trycksaker/rulle": {
        "artikelnummer": "R-1",
        "typ": "rollup",
        "format": "850x2000 mm",
        "innehåll": PANELS,
    },
    "trycksaker/frimarke": {
        "artikelnummer": "M-1",
        "typ": "kort",
        "format": "20x20 mm",
        "innehåll": PANELS,
    },
}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The print files of a bank with something of each sort."""
    return plan_of(tmp_path_factory.mktemp("bank") / "bank", ENTRIES, SITE)


@pytest.mark.parametrize("title", TITLES)
def test_no_title_runs_over_the_edge(press: Press, plan: Plan, tmp_path: Path, title: str) -> None:
    """A title of 300 signs, with no place to break or full of markup, shrinks; all of it is there."""
    text = TITLES[title]
    tips, folder = with_title(plan, "tips/ett", text), with_title(plan, "trycksaker/affisch", text)
    for chosen, address in (
        *((tips, f"tips/ett/{name}.pdf") for name in ("kort-a6", "ark-a4", "kort-a5-tryckeri")),
        (tips, "teman/bemotande/kortlek.pdf"),
        (folder, "trycksaker/affisch/affisch.pdf"),
    ):
        found = sheets(set_file(press, chosen, address, tmp_path))
        assert "".join(sheet.outside() for sheet in found) == "", address
        assert words_of(text).lower() in words_of("".join(sheet.text for sheet in found)).lower()


CREDIT = "Bild: Kim Exempel, med tillstånd av dem som arbetar i kommunens arkiv och bibliotek. " * 4


def test_a_credit_hides_behind_nothing(press: Press, tmp_path: Path) -> None:
    """Beside minutes of many figures, and as long as it gets, the whole line stands free."""
    entries: dict[str, dict[str, Any]] = {
        "tips/ett": {"titel": "Underbart", "tid": 9_999, "bild": "bildbank/bild"},
        "bildbank/bild": {"titel": "En bild", "typ": "illustration", "kredit": CREDIT.strip()},
    }
    plan = plan_of(tmp_path / "bank", entries, SITE)
    for name in ("kort-a6", "kort-a5"):
        front = sheets(set_file(press, plan, f"tips/ett/{name}.pdf", tmp_path))[0]
        words = "".join(sign for sign, _ in front.signs)
        assert words_of(CREDIT) in words_of(words)

        def box(text: str, words: str = words, front: Any = front) -> tuple[float, ...]:
            at = words.index(text.replace(" ", ""))
            boxes = [found for _, found in front.signs[at : at + len(text.replace(" ", ""))]]
            lows, highs = [one[:2] for one in boxes], [one[2:] for one in boxes]
            return (*map(min, zip(*lows, strict=True)), *map(max, zip(*highs, strict=True)))

        credit, minutes, title = box(CREDIT), box("9999minuter"), box("Underbart")
        assert minutes[2] < credit[0], "to the right of the minutes"
        assert title[3] < credit[1], "above the title"


def test_a_card_holds_all_steps_whatever_room_they_take(
    press: Press, plan: Plan, tmp_path: Path
) -> None:
    """What does not fit on one back goes on over more of them, within the edges, nothing twice."""
    found = sheets(set_file(press, plan, "tips/ett/kort-a6.pdf", tmp_path))
    backs = "".join(sheet.text for sheet in found[1:])
    assert len(found) > 2  # a front and one back
    assert "".join(sheet.outside() for sheet in found) == ""
    for step in STEPS:
        assert words_of(backs).count(words_of(f"{step['rubrik']}3minuter{step['text']}")) == 1


def test_what_is_longer_than_a_page_goes_on_over_the_next(press: Press, tmp_path: Path) -> None:
    """A word of 3,000 letters is cut at the foot of a card; a table has its head once a page."""
    rows = "\n".join(f"| Rad {number}. | Vad ni gör, och vem |" for number in range(90))
    panel = f"## Tabellen\n\n| Nummer | Vad |\n|---|---|\n{rows}"
    entries: dict[str, dict[str, Any]] = {
        "tips/ett": {"steg": [{"text": "Åäö" * 1000}]},
        "trycksaker/kort": {"typ": "kort", "format": "A6", "innehåll": panel},
    }
    plan = plan_of(tmp_path / "bank", entries, SITE)
    card = sheets(set_file(press, plan, "tips/ett/kort-a6.pdf", tmp_path))
    assert "".join(sheet.outside() for sheet in card) == ""
    assert words_of("".join(sheet.text for sheet in card[1:])).count("Åäö") == 1000
    for sheet in card[1:]:
        lowest = min(box[1] for sign, box in sheet.signs if sign == "Å")
        assert lowest > 21 * MM, "above the code and the address at the foot"
    table = sheets(set_file(press, plan, "trycksaker/kort/kort.pdf", tmp_path))
    assert "".join(sheet.outside() for sheet in table) == ""
    texts = [words_of(sheet.text) for sheet in table]
    assert [text.count("NummerVad") for text in texts] == [1] * len(texts)
    assert re.findall(r"Rad(\d+)Vad", texts[0])[:2] == ["0", "1"]
    assert sum(text.count("Vadnigörochvem") for text in texts) == 90
    assert len(texts) < 12


def test_files_are_tagged_and_say_their_language(press: Press, plan: Plan, tmp_path: Path) -> None:
    """Every sort of file is PDF/UA-1 with title and language, and brings all its fonts."""
    for address in (
        "tips/ett/ark-a4.pdf",
        "tips/ett/kort-a6-tryckeri.pdf",
        "trycksaker/folder/folder-vik.pdf",
        "teman/bemotande/kortlek.pdf",
    ):
        raw = set_file(press, plan, address, tmp_path).read_bytes()
        assert b"/Lang(sv)" in raw
        assert b"/Marked true" in raw
        assert b"/StructTreeRoot" in raw
        assert b"<pdfuaid:part>1</pdfuaid:part>" in raw
        assert b"<dc:title>" in raw
        assert b"/DisplayDocTitle true" in raw
        assert raw.count(b"/Type/FontDescriptor") == len(re.findall(rb"/FontFile[23]? ", raw)) > 0


def test_a_printing_house_gets_bleed_and_an_office_does_not(
    press: Press, plan: Plan, tmp_path: Path
) -> None:
    """Colour and marks go past the cut in one version alone; both have the same cut and text."""
    office = sheets(set_file(press, plan, "tips/ett/kort-a6.pdf", tmp_path))
    house = sheets(set_file(press, plan, "tips/ett/kort-a6-tryckeri.pdf", tmp_path))
    assert [sheet.text for sheet in office] == [sheet.text for sheet in house]
    for sheet in office:
        assert sheet.media == sheet.trim
        assert sheet.media[2:] == pytest.approx((105 * MM, 148 * MM), abs=0.1)
    for sheet in house:
        left, lower, right, upper = sheet.trim
        assert (right - left, upper - lower) == pytest.approx((105 * MM, 148 * MM), abs=0.1)
        sides = (left - 3 * MM, lower - 3 * MM, right + 3 * MM, upper + 3 * MM)
        assert sheet.bleed == pytest.approx(sides, abs=0.1)
        assert sheet.media[2] >= sides[2] + 5 * MM


def test_backs_meet_their_fronts(press: Press, plan: Plan, tmp_path: Path) -> None:
    """Turned on the long edge, what is on the left lies behind what is on the right."""
    found = sheets(set_file(press, plan, "teman/bemotande/kortlek.pdf", tmp_path))
    middle, half = 105 * MM, 148.5 * MM
    quarters: list[dict[tuple[bool, bool], str]] = []
    for sheet in found:
        quarter: dict[tuple[bool, bool], str] = {}
        for sign, (left, lower, _, _) in sheet.signs:
            place = (left > middle, lower > half)
            quarter[place] = quarter.get(place, "") + sign
        quarters.append(quarter)
    assert len(quarters) % 2 == 0
    fronts = {}
    for front, back in zip(quarters[::2], quarters[1::2], strict=True):
        for (is_right, is_upper), text in front.items():
            fronts[text[:40]] = (text, back.get((not is_right, is_upper), ""))
    for number in (2, 3, 4):
        matching = [back for front, back in fronts.values() if f"Tips{number}" in front]
        assert len(matching) == 1
        assert f"nr-{number}" in matching[0], "the back has the address of its own front"


def test_a_folder_is_laid_out_to_be_folded(press: Press, plan: Plan, tmp_path: Path) -> None:
    """Outside: the back to the left of the front. Inside: two and three. To read: in order."""
    folded = sheets(set_file(press, plan, "trycksaker/folder/folder-vik.pdf", tmp_path))
    read = sheets(set_file(press, plan, "trycksaker/folder/folder.pdf", tmp_path))
    order = []
    for sheet in folded:
        middle = (sheet.trim[2] + sheet.trim[0]) / 2
        halves = ["", ""]
        for sign, box in sheet.signs:
            halves[box[0] > middle] += sign
        order += [re.findall(r"Panel(\w+?)Text", half) for half in halves]
    assert order == [["fyra"], ["ett"], ["två"], ["tre"]]
    assert [re.findall(r"Panel (\w+)", sheet.text)[0] for sheet in read] == [
        "ett",
        "två",
        "tre",
        "fyra",
    ]


def test_each_format_gets_its_size(press: Press, plan: Plan, tmp_path: Path) -> None:
    """A roll-up is as large as it says; where no text can be read there is no file."""
    found = sheets(set_file(press, plan, "trycksaker/rulle/rulle.pdf", tmp_path))
    assert found[0].media[2:] == pytest.approx((850 * MM, 2000 * MM), abs=0.1)
    assert plan.find("trycksaker/frimarke/frimarke.pdf") is None


def test_without_an_address_there_is_no_code(press: Press, tmp_path: Path) -> None:
    """A bank that does not know its address prints no code, and no address that leads nowhere."""
    plan = plan_of(tmp_path / "bank", {"tips/ett": {}})
    raw = set_file(press, plan, "tips/ett/kort-a6.pdf", tmp_path).read_bytes()
    assert b"QR-kod" not in raw
    assert b"/URI" not in raw
    assert "tips/ett" not in sheets(tmp_path / "tips_ett_kort-a6.pdf")[1].text
