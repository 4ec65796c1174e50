"""What visitors may see: nothing unpublished, and every connection from both ends."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from tests.support.bank import compiled, pages, shown, write

from jambanken.today import today
from jambanken.values import AudienceId, ThemeId

#: A word that is in every text of a hidden entry and nowhere else.
MARKER = "Kvastfening"
MARKED: dict[str, Any] = {
    "titel": f"{MARKER} i titeln",
    "sammanfattning": f"{MARKER} i sammanfattningen, som är lång nog.",
    "nyckelord": [MARKER],
    "källor": [{"titel": f"{MARKER} i källan"}],
}
HIDDEN: dict[str, dict[str, Any]] = {
    "tips/utkast": {"status": "utkast"},
    "tips/framtid": {"publicerad": "2026-11-23"},
    "tips/arkiverat": {"status": "arkiverad"},
    "begrepp/utkast": {"status": "utkast", "definition": f"{MARKER} är ett ord."},
    "begrepp/arkiverat": {"status": "arkiverad", "synonymer": ["pansarhaj"]},
    "trycksaker/utkast": {
        "status": "utkast",
        "artikelnummer": f"{MARKER}-1",
        "beställning": "tryck",
    },
    "larvagar/utkast": {
        "status": "utkast",
        "steg": [{"rubrik": f"{MARKER} i steget", "poster": ["tips/synligt"]}],
    },
    "larvagar/arkiverad": {
        "status": "arkiverad",
        "steg": [{"rubrik": f"{MARKER} i steget", "poster": ["tips/synligt"]}],
    },
    "exempel/framtid": {"publicerad": "2999-01-01"},
}
PHOTO: dict[str, Any] = {
    "titel": f"{MARKER} på bild",
    "typ": "foto",
    "alt": f"{MARKER} vid ett bord.",
    "bildtext": MARKER,
    "fotograf": MARKER,
    "igenkännbara": "ja",
    "rättslig_grund": {"typ": "samtycke"},
}
HIDDEN_PICTURES: dict[str, dict[str, Any]] = {
    "bildbank/gick-ut": {"rättslig_grund": {"typ": "samtycke", "gäller_till": "2026-11-21"}},
    "bildbank/bara-tryck": {"rättslig_grund": {"typ": "avtal", "omfattar": ["tryck"]}},
    "bildbank/ingenting": {"rättslig_grund": {"typ": "avtal", "omfattar": []}},
    "bildbank/aterkallad": {"återkallad": "2026-11-22"},
    "bildbank/aterkallas-sen": {"återkallad": "2026-12-24"},
    "bildbank/ej-tillampligt": {"rättslig_grund": {"typ": "ej_tillämpligt"}},
    "bildbank/utkast": {"status": "utkast"},
    "bildbank/framtid": {"publicerad": "2026-11-23"},
    "bildbank/arkiverad": {"status": "arkiverad"},
}


def everything_points_to(refs: list[str]) -> dict[str, dict[str, Any]]:
    """Return entries that visitors see, which refer to ``refs`` in every way there is."""
    tips = [ref for ref in refs if ref.startswith("tips/")]
    prints = [ref for ref in refs if ref.startswith("trycksaker/")]
    pictures = [ref for ref in refs if ref.startswith("bildbank/")]
    links = " ".join(f"[läs](/{ref}/)" for ref in refs)
    seen: dict[str, dict[str, Any]] = {
        "tips/synligt": {"relaterat": refs, "trycksaker": prints, "syfte": f"{links} pansarhaj."},
        "trycksaker/synlig": {
            "beställning": "tryck",
            "relaterat": refs,
            **({"ersätts_av": prints[0]} if prints else {}),
        },
        "projektplaner/synlig": {"delplaner": refs},
        "larvagar/synlig": {
            "steg": [
                {"rubrik": "Börja", "poster": ["tips/synligt", *tips, *refs, "exempel/synligt"]}
            ]
        },
        "exempel/synligt": {"relaterat": refs},
    }
    for number, picture in enumerate(pictures):
        seen[f"begrepp/med-bild-{number}"] = {"bild": picture}
    return seen


def test_nothing_of_a_hidden_entry_is_on_any_page(tmp_path: Path) -> None:
    """Drafts, entries to come, archived ones and pictures without basis leave no trace."""
    hidden = {ref: {**MARKED, **fields} for ref, fields in HIDDEN.items()}
    pictures = {ref: {**PHOTO, **fields} for ref, fields in HIDDEN_PICTURES.items()}
    refs = [*hidden, *pictures]
    write(tmp_path, {**hidden, **pictures, **everything_points_to(refs)})
    found = pages(compiled(tmp_path))
    own = {f"{ref}/" for ref in refs if ref.endswith(("/arkiverat", "/arkiverad"))}
    assert {address for address, text in found.items() if MARKER in text} == own
    for ref in refs:
        linking = {address for address, text in found.items() if f"\x1d{ref}/" in text}
        # Somebody who wrote a link into a text to an archived entry meant it.
        assert linking <= ({"tips/synligt/"} if f"{ref}/" in own else set())
    assert "tips/synligt/" in found


def test_the_same_entries_are_seen_once_they_are_published(tmp_path: Path) -> None:
    """The marker would be found: the test above can fail."""
    entries = {
        ref: {**MARKED, **fields, "status": "publicerad", "publicerad": "2026-11-22"}
        for ref, fields in HIDDEN.items()
    }
    write(tmp_path, {**entries, **everything_points_to(list(entries))})
    found = {address for address, text in pages(compiled(tmp_path)).items() if MARKER in text}
    expected = {
        *("", "tips/", "begrepp/", "teman/bemotande/", "tips/synligt/", "projektplaner/synlig/"),
        *("larvagar/synlig/", "exempel/synligt/", "trycksaker/synlig/", "organisationer/skane/"),
    }
    assert expected <= found


def test_drafts_are_seen_in_preview_and_say_so(tmp_path: Path) -> None:
    """Who writes sees drafts and entries to come, but no picture that may not be shown."""
    hidden = {ref: {**MARKED, **fields} for ref, fields in HIDDEN.items()}
    pictures = {ref: {**PHOTO, **fields} for ref, fields in HIDDEN_PICTURES.items()}
    write(tmp_path, {**hidden, **pictures, **everything_points_to([])})
    found = pages(compiled(tmp_path, preview=True))
    assert {f"{ref}/" for ref in hidden} <= set(found)
    for ref in ("tips/utkast/", "tips/framtid/"):
        assert "<strong>Utkast.</strong>" in found[ref]
    visible = {"bildbank/utkast/", "bildbank/framtid/", "bildbank/arkiverad/"}
    of_pictures = {page for page in found if re.fullmatch(r"bildbank/[^/]+/", page)}
    assert of_pictures == {"bildbank/aterkallade/", "bildbank/balans/", *visible}


def test_an_archived_entry_keeps_its_address_and_says_so(tmp_path: Path) -> None:
    """A link from elsewhere still leads somewhere."""
    write(tmp_path, {"tips/gammalt": {"status": "arkiverad"}})
    catalogue = shown(tmp_path)
    assert catalogue.find("tips/gammalt") is not None
    assert catalogue.of_kind("tips") == ()
    assert catalogue.group(ThemeId, "bemotande") == ()
    assert "<strong>Arkiverad.</strong>" in pages(compiled(tmp_path))["tips/gammalt/"]


@pytest.mark.parametrize(
    ("day", "is_seen"),
    [(dt.date(2026, 11, 21), True), (dt.date(2026, 11, 22), True), (dt.date(2026, 11, 23), False)],
)
def test_the_last_day_counts(tmp_path: Path, day: dt.date, is_seen: bool) -> None:
    """A consent holds through its last day."""
    basis = {"typ": "samtycke", "gäller_till": "2026-11-22"}
    write(tmp_path, {"bildbank/fika": {**PHOTO, "rättslig_grund": basis}})
    assert (shown(tmp_path, day).find("bildbank/fika") is not None) is is_seen


@pytest.mark.parametrize(
    ("day", "is_seen"), [(dt.date(2026, 11, 21), False), (dt.date(2026, 11, 22), True)]
)
def test_an_entry_is_seen_from_its_day(tmp_path: Path, day: dt.date, is_seen: bool) -> None:
    """A date to come is a draft until that day."""
    write(tmp_path, {"tips/nytt": {"publicerad": "2026-11-22"}})
    assert (shown(tmp_path, day).find("tips/nytt") is not None) is is_seen


def test_related_is_shown_on_both_ends_once(tmp_path: Path) -> None:
    """One editor's connection is seen from the other entry; two that point to each other, once."""
    write(
        tmp_path,
        {
            "tips/ett": {"titel": "Ettan", "relaterat": ["tips/tva", "tips/ett", "tips/tva"]},
            "tips/tva": {"titel": "Tvåan", "relaterat": ["tips/ett", "tips/tre"]},
            "tips/tre": {"titel": "Trean"},
        },
    )
    catalogue = shown(tmp_path)
    assert [record.ref for record in catalogue.linked_from("tips/tre")] == ["tips/tva"]
    assert catalogue.linked_from("tips/ett") == ()
    found = pages(compiled(tmp_path))
    links = {ref: found[f"{ref}/"].count('href="\x1dtips/') for ref in ("tips/ett", "tips/tva")}
    assert links == {"tips/ett": 2, "tips/tva": 3}  # one of them is the way to the listing
    assert found["tips/tre/"].count('href="\x1dtips/tva/"') == 1


def test_the_way_through_a_path_skips_what_is_hidden(tmp_path: Path) -> None:
    """Previous and next lead to what can be read, and the steps are counted without the rest."""
    stops = ["tips/a", "tips/utkast", "tips/b", "tips/a", "tips/arkiverat", "tips/saknas", "tips/c"]
    write(
        tmp_path,
        {
            **{f"tips/{name}": {"titel": f"Tipset {name}"} for name in "abc"},
            "tips/utkast": {"status": "utkast"},
            "tips/arkiverat": {"status": "arkiverad"},
            "larvagar/vag": {
                "steg": [
                    {"rubrik": "Ett", "poster": stops[:3]},
                    {"rubrik": "Två", "poster": stops[3:]},
                ]
            },
        },
    )
    catalogue = shown(tmp_path)
    seen = [
        (
            place.number,
            place.total,
            place.previous.slug if place.previous else None,
            place.following.slug if place.following else None,
        )
        for ref in ("tips/a", "tips/b", "tips/c")
        for place in catalogue.places(ref)
    ]
    assert seen == [(1, 3, None, "b"), (2, 3, "a", "c"), (3, 3, "b", None)]
    assert catalogue.places("tips/utkast") == catalogue.places("tips/arkiverat") == ()


def test_the_same_id_in_two_vocabularies_is_two_groups(tmp_path: Path) -> None:
    """A theme and an audience may share an id; an entry with both is found under both."""
    write(tmp_path, {"tips/ett": {"målgrupper": ["chef"], "teman": ["chef"]}})
    catalogue = shown(tmp_path)
    assert [record.ref for record in catalogue.group(AudienceId, "chef")] == ["tips/ett"]
    assert [record.ref for record in catalogue.group(ThemeId, "chef")] == ["tips/ett"]


def test_the_newest_come_first(tmp_path: Path) -> None:
    """Listings begin with what is new, then by title, whatever the order of the files."""
    write(
        tmp_path,
        {
            "tips/a": {"publicerad": "2026-01-01", "titel": "Beta"},
            "tips/b": {"publicerad": "2026-03-01", "titel": "Gamma"},
            "tips/c": {"publicerad": "2026-01-01", "titel": "Alfa"},
        },
    )
    assert [record.slug for record in shown(tmp_path).of_kind("tips")] == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("0", dt.date(1970, 1, 1)),
        ("1795388399", dt.date(2026, 11, 22)),  # 23.59.59 in Sweden, 22.59.59 in UTC
        ("1795388400", dt.date(2026, 11, 23)),
        ("1782856800", dt.date(2026, 7, 1)),  # summer time: 22.00 the day before in UTC
    ],
)
def test_source_date_epoch_decides_the_day(epoch: str, day: dt.date) -> None:
    """The same content and day give the same site: the day is Sweden's."""
    assert today({"SOURCE_DATE_EPOCH": epoch}) == day


def test_without_it_the_clock_decides() -> None:
    """An empty variable is none."""
    assert abs((today({"SOURCE_DATE_EPOCH": ""}) - dt.datetime.now(dt.UTC).date()).days) <= 1
    assert abs((today({}) - dt.datetime.now(dt.UTC).date()).days) <= 1


@pytest.mark.parametrize("epoch", ["i dag", "1.5", "99999999999999999999"])
def test_a_senseless_epoch_is_a_value_error(epoch: str) -> None:
    """The caller is told, in one way."""
    with pytest.raises(ValueError, match=r"."):
        today({"SOURCE_DATE_EPOCH": epoch})
