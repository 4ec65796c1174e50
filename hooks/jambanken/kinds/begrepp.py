"""Terms and what they mean."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from jambanken.kinds.base import Article, Kind, ListingGroup
from jambanken.swedish import initial, sort_key
from jambanken.values import Markdown, Text


class Term(Article):
    """A term with its definition. Other entries link to it where they first use it."""

    definition: Markdown = Field(
        alias="definition",
        title="Definition",
        description="Vad ordet betyder. Den första meningen ska kunna stå för sig själv.",
    )
    abbreviation: Text | None = Field(
        None, alias="förkortning", title="Förkortning", description="Till exempel JiM."
    )
    synonyms: tuple[Text, ...] = Field(
        (), alias="synonymer", title="Synonymer", description="Andra ord för samma sak."
    )


def _facts(term: Term) -> Iterator[str]:
    if term.abbreviation:
        yield term.abbreviation


#: Letters that make no part of an address; "slug" would make an A of both Å and Ä.
_ANCHORS = {"Å": "aa", "Ä": "ae", "Ö": "oe", "0–9": "ovrigt"}


def _group(term: Term) -> ListingGroup:
    letter = initial(term.title)
    anchor = _ANCHORS.get(letter, letter.lower())
    return ListingGroup(sort_key(letter), letter, f"bokstav-{anchor}")


KIND = Kind(
    name="begrepp",
    folder="tipsbank/begrepp",
    model=Term,
    singular="Begrepp",
    plural="Begrepp",
    lead=(
        "Ord som återkommer i arbetet, förklarade så att de går att använda. Där "
        "forskare och andra är oense säger vi det."
    ),
    facts=_facts,
    group=_group,
    neuter=True,
)
