"""What an entry's page says of the paths and packs that it is part of: each of them once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.bank import compiled, write
from tests.support.html import elements, text_of


@pytest.mark.parametrize(
    ("sorts", "head"),
    [
        ([], ""),
        (["mötespaket"], "Del 1 av 1 i Om ingår"),
        (["mötespaket", "mötespaket"], "Ingår i 2 mötespaket"),
        (["lärväg", "mötespaket", "lärväg"], "Ingår i 2 lärvägar och 1 mötespaket"),
    ],
)
def test_a_path_is_told_once(tmp_path: Path, sorts: list[str], head: str) -> None:
    """One path is named in the head, several are counted there and named below, none among the rest."""
    paths = {
        f"larvagar/v-{number}": {
            "titel": "Om ingår",
            "typ": sort,
            "steg": [{"rubrik": "Ett", "poster": ["filmer/film", "trycksaker/kort"]}],
        }
        for number, sort in enumerate(sorts)
    }
    entries = {"filmer/film": {}, "trycksaker/kort": {}, "tips/t": {"relaterat": ["filmer/film"]}}
    site = compiled(write(tmp_path, {**entries, **paths}))
    for ref in ("filmer/film", "trycksaker/kort"):
        (body,) = (page.body for page in site.pages if page.address == f"{ref}/")
        top = body.partition("</header>")[0]
        assert head.replace("1 av 1", "1 av 2" if "film" in ref else "2 av 2") in text_of(top)
        found = elements(body)
        rest = body.partition('id="mer"')[2].partition("</section>")[0]
        assert "larvagar/" not in rest
        assert ("tips/t/" in rest) == (ref == "filmer/film")
        led = [one.attributes["href"] for one in found if one.tag == "a"]
        assert sum("larvagar/v-" in link for link in led) == len(sorts)
        assert [
            one.attributes.get("id")
            for one in found
            if "jb-steps-nav" in one.attributes.get("class", "").split()
        ] == ["ingar" if number == 0 else None for number in range(len(sorts))]
