"""What search engines read of a picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support.models import changed
from tests.support.pictures import bank_of

from jambanken.catalogue import Catalogue
from jambanken.gallery import Shown
from jambanken.pages.structured import head_of, image_object


def object_of(known: Catalogue, shown: Shown, **changes: Any) -> dict[str, Any]:
    """Return a picture's ImageObject under other settings."""
    return image_object(shown, changed(known.settings, **changes))


def test_search_engines_learn_who_made_a_picture_and_how_it_may_be_used(tmp_path: Path) -> None:
    """The data has all that marks a picture as licensable, with whole addresses where possible."""
    fields = {"licens": "CC-BY-4.0", "fotograf": "Kim Exempel", "rättighetshavare": "Region X"}
    known, gallery = bank_of(tmp_path, a=fields)
    shown = gallery.pictures["a"]
    data = object_of(known, shown, address="https://bank.example/x")
    page = "https://bank.example/x/bildbank/a/"
    assert data["@type"] == "ImageObject"
    assert data["contentUrl"] == f"{page}a-webb.jpg"
    assert (data["width"], data["height"]) == (1920, 1280)
    assert data["license"].startswith("https://creativecommons.org/licenses/by/4.0/")
    assert data["acquireLicensePage"] == f"{page}#villkor"
    assert data["creator"] == {"@type": "Person", "name": "Kim Exempel"}
    assert data["copyrightNotice"] == "Region X. CC BY 4.0"
    assert data["thumbnail"]["width"] == 640
    assert object_of(known, shown, name="Kim Exempel")["creator"]["@type"] == "Organization"
    assert object_of(known, shown)["contentUrl"] == "../../bildbank/a/a-webb.jpg"
    own = bank_of(tmp_path / "own", a=fields | {"licens": "© Region X"})
    assert object_of(own[0], own[1].pictures["a"])["license"] == "../../bildbank/a/#villkor"


def test_only_a_picture_with_files_is_told_to_search_engines(tmp_path: Path) -> None:
    """A picture that is not shown has no address of a file in its page's head."""
    known, gallery = bank_of(tmp_path, a={})
    record = known.records["bildbank/a"]
    assert "contentUrl" not in head_of(record, known)
    head = str(head_of(record, known, gallery))
    assert json.loads(head.partition(">")[2].partition("<")[0])["@type"] == "ImageObject"
