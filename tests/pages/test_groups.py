"""What belongs together: a link leads to something, and a long list is no burden."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.bank import shown, write
from tests.support.html import elements, text_of

from jambanken.groups import GROUP_BY_SORT
from jambanken.pages.environment import environment
from jambanken.pages.memory import PageMemory
from jambanken.pages.overview import FOLDED_FROM, SEEN_AT_ONCE, group_pages
from jambanken.values import AudienceId, OrganisationId

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


def test_a_long_shelf_is_folded_and_all_of_it_there(tmp_path: Path) -> None:
    """A few cards are seen at once, the others are opened without scripts; all can be narrowed."""
    tips = {f"tips/t-{number}": {"målgrupper": ["chef"]} for number in range(FOLDED_FROM)}
    terms = {f"begrepp/b-{number}": {"målgrupper": ["chef"]} for number in range(FOLDED_FROM - 1)}
    catalogue = shown(write(tmp_path, {**tips, **terms}))
    group = GROUP_BY_SORT[AudienceId]
    _, page = [make() for make in group_pages(environment(bool), catalogue, group, FORGETFUL)]
    seen, folded = page.body.partition("</details>")[0].split("<details")
    assert (seen.count('"jb-card"'), folded.count('"jb-card"')) == (SEEN_AT_ONCE, 4)
    assert all(f"{ref}/" in page.body for ref in catalogue.records)
    assert page.body.count("<details") == 1, "a kind with few is not folded"
    links = [one.attributes["href"] for one in elements(page.body) if one.tag == "a"]
    (narrowed,) = (link for link in links if "?" in link)
    assert narrowed.endswith("tips/?malgrupp=chef")
    assert "Visa 4 tips till" in text_of(page.body)
