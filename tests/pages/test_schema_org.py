"""What search engines are told of an entry: what its type needs, in a form that they read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.support.bank import compiled, write

from jambanken.pages.schema_org import duration, plain_text
from jambanken.problems import stops_build

HOSTILE = "</script><script>hostile()</script> ]]> <!-- & \"'"
BASE = "https://bank.example/jam/"
SETTINGS = {
    "namn": "Provbanken",
    "webbadress": "https://bank.example/jam/",
    "utgivare": {"organisation": "Region Exempel"},
}
ENTRIES: dict[str, Any] = {
    "tips/tips": {
        "titel": f"Tips {HOSTILE}",
        "målgrupper": ["chef"],
        "tid": 90,
        "trycksaker": ["trycksaker/affisch"],
        "bild": "bildbank/bild",
        "steg": [
            {"rubrik": "Först", "text": f"**Läs** [kortet](/trycksaker/affisch/) {HOSTILE}"},
            {"text": "- ett\n- två"},
        ],
    },
    "filmer/extern": {"längd": "4:30", "textning": "valbar"},
    "filmer/egen": {
        "visning": {"typ": "fil", "adress": "film.mp4"},
        "undertexter": [{"språk": "svenska", "fil": "film.vtt"}],
        "textning": "valbar",
        "syntolkning": {"läge": "i_ljudet"},
        "längd": "1:00:05",
        "bild": "bildbank/bild",
    },
    "projektplaner/plan": {"period": {"från": "2011-09", "till": "2013-12"}},
    "trycksaker/affisch": {"typ": "affisch", "beställning": "tryck", "pris": "12,50"},
    "trycksaker/slut": {"artikelnummer": "S-1", "lager": "endast_pdf"},
    "utbildningar/kurs": {
        "arrangör": ["skane"],
        "tillfällen": [{"rubrik": "Dag 1", "start": "2026-12-01 13:30", "slut": "2026-12-02"}],
    },
    "exempel/exempel": {"organisation": "skane", "avsändare": ["skane"]},
    "begrepp/begrepp": {"definition": "Ett *ord*, förklarat.", "förkortning": "O"},
    "larvagar/paket": {
        "typ": "mötespaket",
        "steg": [{"rubrik": "Ett", "tid": 30, "poster": ["tips/tips", "tips/dold"]}],
    },
    "tips/dold": {"status": "utkast"},
    "bildbank/bild": {},
}
#: By page: the type, and the fields that Google or schema.org's own examples need of it.
NEEDED = {
    "tips/tips": ("HowTo", {"name", "step", "totalTime", "supply", "image", "audience"}),
    "filmer/extern": ("LearningResource", {"name", "description", "timeRequired", "sameAs"}),
    "filmer/egen": (
        "VideoObject",
        {"name", "description", "thumbnailUrl", "uploadDate", "contentUrl", "duration"},
    ),
    "projektplaner/plan": ("CreativeWork", {"name", "temporalCoverage"}),
    "trycksaker/affisch": ("Poster", {"name", "identifier", "offers"}),
    "trycksaker/slut": ("CreativeWork", {"name", "identifier"}),
    "utbildningar/kurs": ("Course", {"name", "description", "provider", "hasCourseInstance"}),
    "exempel/exempel": ("Article", {"headline", "datePublished", "author", "publisher"}),
    "begrepp/begrepp": ("DefinedTerm", {"name", "description", "inDefinedTermSet", "termCode"}),
    "larvagar/paket": ("LearningResource", {"name", "timeRequired", "hasPart"}),
    "bildbank/bild": (
        "ImageObject",
        {"contentUrl", "license", "acquireLicensePage", "creditText", "creator"},
    ),
}


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What each page's head tells machines, by the page's reference."""
    root = write(tmp_path_factory.mktemp("things"), ENTRIES, bank=SETTINGS)
    films = root / "tipsbank/filmer"
    (films / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    (films / "film.vtt").write_text("WEBVTT\n", "utf-8")
    site = compiled(root)
    assert not stops_build(site.problems), site.problems
    heads = {page.address.rstrip("/"): str(page.head) for page in site.pages}
    return {ref: _block(heads[ref]) for ref in NEEDED}


def _block(head: str) -> Any:
    """Return the one block of data, read as a browser cuts it out of a page."""
    start = '<script type="application/ld+json">'
    assert head.count(start) == 1
    text = head.partition(start)[2].partition("</script")[0]
    assert not set("<>&\u2028\u2029") & set(text)
    return json.loads(text)


@pytest.mark.parametrize("ref", NEEDED)
def test_a_thing_has_what_its_type_needs(things: dict[str, Any], ref: str) -> None:
    """No empty field, no needed one missing, and addresses are whole."""
    sort, needed = NEEDED[ref]
    thing = things[ref]
    assert (thing["@context"], thing["@type"]) == ("https://schema.org", sort)
    assert needed <= thing.keys()
    assert all(value not in ("", None, [], {}) for value in thing.values())
    assert thing["url"] == f"{BASE}{ref}/"
    for key in ("image", "thumbnailUrl", "contentUrl"):
        assert thing.get(key, BASE).startswith(BASE)


def test_values_are_told_as_machines_read_them(things: dict[str, Any]) -> None:
    """Times in ISO 8601, hours of Stockholm, plain texts, and nothing that is hidden."""
    tip = things["tips/tips"]
    assert tip["totalTime"] == "PT1H30M"
    assert tip["name"].startswith("Tips </script>")
    texts = [step["text"] for step in tip["step"]]
    assert texts[0].startswith("Läs kortet </script>")
    assert texts[1] == "ett två"
    assert [step["position"] for step in tip["step"]] == [1, 2]
    assert things["filmer/egen"]["duration"] == "PT1H5S"
    (occasion,) = things["utbildningar/kurs"]["hasCourseInstance"]
    assert occasion["startDate"] == "2026-12-01T13:30:00+01:00"
    assert occasion["endDate"] == "2026-12-02"
    (part,) = things["larvagar/paket"]["hasPart"]
    assert part["url"] == f"{BASE}tips/tips/"
    assert things["trycksaker/affisch"]["offers"]["price"] == "12.50"
    assert "offers" not in things["trycksaker/slut"]
    assert "license" not in things["begrepp/begrepp"], "a term is nobody's work"


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("## Rubrik\n\n1. ett\n2. *två*", "Rubrik ett två"),
        ("snake_case och _kursiv_", "snake_case och kursiv"),
        ("> citat med [länk](https://a.se/b_c)", "citat med länk"),
        ("2 * 3 = 6", "2 * 3 = 6"),
        ("", ""),
    ],
)
def test_markdown_is_told_plainly(markdown: str, plain: str) -> None:
    """Marks go, words stay."""
    assert plain_text(markdown) == plain


@pytest.mark.parametrize(
    ("minutes", "time"), [(5, "PT5M"), (60, "PT1H"), (90, "PT1H30M"), (0, "PT0S")]
)
def test_durations(minutes: int, time: str) -> None:
    """ISO 8601, as search engines demand it."""
    assert duration(minutes) == time
