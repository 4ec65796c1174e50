"""Learning paths and meeting packs: entries in an order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from jambanken.kinds.base import Article, Kind, ListingGroup
from jambanken.part import Part
from jambanken.swedish import duration
from jambanken.values import Choice, Markdown, Ref, Text, Whole


class PathType(Choice):
    """A path to walk over time, or a pack for one meeting."""

    PATH = "lärväg"
    PACK = "mötespaket"


class PathStep(Part):
    """A step of the path, with the entries that belong to it."""

    heading: Text = Field(alias="rubrik", title="Rubrik", description="Vad steget går ut på.")
    text: Markdown | None = Field(
        None, alias="text", title="Text", description="Vad man gör i steget."
    )
    minutes: Annotated[Whole, Field(ge=1, le=100_000)] | None = Field(
        None,
        alias="tid",
        title="Tid",
        description=(
            "Hur många minuter steget tar. Steg utan tid först och sist i ett mötespaket visas som "
            "det man gör före och efter mötet."
        ),
    )
    entries: tuple[Ref, ...] = Field(
        (), alias="poster", title="Poster", description="Poster i banken, i ordning."
    )


class LearningPath(Article):
    """A learning path or a meeting pack."""

    path_type: PathType = Field(
        alias="typ", title="Typ", description="Välj lärväg eller mötespaket."
    )
    steps: tuple[PathStep, ...] = Field(
        min_length=1, alias="steg", title="Steg", description="Stegen, i ordning. Minst ett."
    )


def _facts(path: LearningPath) -> Iterator[str]:
    yield f"{len(path.steps)} steg"
    minutes = sum(step.minutes or 0 for step in path.steps)
    if minutes:
        yield f"minst {duration(minutes)}" if _is_open(path) else duration(minutes)


def _is_open(path: LearningPath) -> bool:
    """Tell whether steps of a path have no time. In a pack those are before and after the meeting."""
    return path.path_type is PathType.PATH and any(step.minutes is None for step in path.steps)


#: In the listing: what one walks over time, then what one does at a meeting.
_GROUPS = {
    PathType.PATH: ListingGroup((0,), "Lärvägar", "larvagar"),
    PathType.PACK: ListingGroup((1,), "Mötespaket", "motespaket"),
}


def _group(path: LearningPath) -> ListingGroup:
    return _GROUPS[path.path_type]


KIND = Kind(
    name="larvagar",
    folder="tipsbank/larvagar",
    model=LearningPath,
    singular="Lärväg",
    plural="Lärvägar",
    lead=(
        "Tips, filmer och annat i en ordning att följa, från första kursen till vardagen. "
        "Här finns också färdiga paket till ett möte."
    ),
    facts=_facts,
    group=_group,
)
