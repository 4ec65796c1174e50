"""The list of organisations: a link leads to something."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.bank import shown, write
from tests.support.html import elements, text_of

from jambanken.groups import GROUP_BY_SORT
from jambanken.pages.environment import environment
from jambanken.pages.memory import PageMemory
from jambanken.pages.overview import group_pages
from jambanken.values import OrganisationId

FORGETFUL = PageMemory("", None)
GROUP = GROUP_BY_SORT[OrganisationId]
ORGANISATIONS = [
    {"id": id_, "namn": f"Kommun {id_.upper()}", "typ": "kommun"} for id_ in ("a", "b", "c")
]


@pytest.mark.parametrize("senders", [["b"], [], ["a", "b", "c"]])
def test_an_organisation_without_entries_is_named_and_no_link(
    tmp_path: Path, senders: list[str]
) -> None:
    """Nobody is led to an empty page, and the address is there for those who have it."""
    catalogue = shown(
        write(tmp_path, {"tips/ett": {"avsändare": senders}}, organisationer=ORGANISATIONS)
    )
    pages = [make() for make in group_pages(environment(bool), catalogue, GROUP, FORGETFUL)]
    assert [page.address for page in pages[1:]] == [
        f"organisationer/{one['id']}/" for one in ORGANISATIONS
    ]
    body = pages[0].body
    links = [one.attributes["href"] for one in elements(body) if one.tag == "a"]
    assert [link.rpartition("organisationer/")[2] for link in links] == [
        f"{id_}/" for id_ in senders
    ]
    assert all(str(one["namn"]) in text_of(body) for one in ORGANISATIONS)
    assert ("Utan egna poster" in body) == (len(senders) < len(ORGANISATIONS))
    assert "Här finns inget ännu" not in body
