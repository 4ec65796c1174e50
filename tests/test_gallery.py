"""The published pictures: which files there are of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.support.bank import TODAY, compiled, shown, write

from jambanken.build import compile_site
from jambanken.cache.store import Store
from jambanken.gallery import metadata_of
from jambanken.kinds.bildbank import Picture
from jambanken.memory import SiteMemory
from jambanken.output import Asset

PHOTO: dict[str, Any] = {"typ": "foto", "igenkännbara": "ja"}


def files_of(root: Path, **fields: Any) -> dict[str, Asset]:
    """Return the files that are made of one picture, by the name of their output."""
    basis = {"typ": "avtal", **fields}
    write(root, {"bildbank/fika": PHOTO | {"rättslig_grund": basis}})
    found = (asset for asset in compiled(root).assets if asset.address.startswith("bildbank/fika/"))
    return {asset.address.removeprefix("bildbank/fika/fika-"): asset for asset in found}


@pytest.mark.parametrize(
    ("uses", "has_print"),
    [(["webb", "tryck"], True), (["webb"], False), (["webb", "sociala_medier"], False)],
)
def test_a_picture_that_may_not_be_printed_has_no_file_for_it(
    tmp_path: Path, uses: list[str], has_print: bool
) -> None:
    """What the people shown have not agreed to is not made, so no link to it can be guessed."""
    files = files_of(tmp_path, omfattar=uses)
    assert "webb.jpg" in files
    assert ("tryck.jpg" in files) is has_print


def test_a_changed_alt_text_is_on_every_page_that_shows_the_picture(tmp_path: Path) -> None:
    """What a page is made from names all that it says of a picture, not only the size of its files."""
    fields = {"typ": "illustration", "igenkännbara": "nej"}
    bodies = []
    for alt in ("Illustration: två koppar.", "Illustration: tre koppar."):
        write(
            tmp_path, {"tips/a": {"bild": "bildbank/fika"}, "bildbank/fika": {**fields, "alt": alt}}
        )
        store = Store(tmp_path / "cache.sqlite")
        site = compile_site(tmp_path, TODAY, SiteMemory(), store=store)
        bodies += [page.body for page in site.pages if page.address == "tips/a/"]
        store.close()
    assert ["två koppar" in body for body in bodies] == [True, False]
    assert ["tre koppar" in body for body in bodies] == [False, True]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ("Vad bilden visar.", "Kim. CC0 1.0")),
        ({"bildtext": "Fika på jobbet."}, ("Fika på jobbet.", "Kim. CC0 1.0")),
        (
            {"bildtext": "Fika.", "beskrivning": "Två koppar & *en* [bulle](/tips/a/)."},
            ("Två koppar & en bulle.", "Kim. CC0 1.0"),
        ),
        ({"rättighetshavare": "Sala"}, ("Vad bilden visar.", "Sala. CC0 1.0")),
        ({"licens": "© Sala kommun"}, ("Vad bilden visar.", "© Sala kommun")),
        (
            {"licens": "© Sala kommun", "rättighetshavare": "Sala"},
            ("Vad bilden visar.", "Sala. © Sala kommun"),
        ),
    ],
)
def test_a_download_says_what_it_shows_and_whose_it_is(
    tmp_path: Path, fields: dict[str, Any], said: tuple[str, str]
) -> None:
    """No field is missing for want of a long description, none has Markdown, and no © is another's."""
    base = {"alt": "Vad bilden visar.", "fotograf": "Kim", "licens": "CC0-1.0"}
    write(tmp_path, {"bildbank/fika": {"typ": "illustration", **base, **fields}})
    catalogue = shown(tmp_path)
    record = catalogue.records["bildbank/fika"]
    assert isinstance(record.entry, Picture)
    about = metadata_of(catalogue, record, record.entry)
    assert (about.description, about.copyright) == said
