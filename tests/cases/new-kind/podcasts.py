"""Podcasts: a kind that the bank does not have."""

from __future__ import annotations

from pydantic import Field

from jambanken.kinds.base import Article, Kind
from jambanken.values import Text


class Podcast(Article):
    """A podcast."""

    host: Text = Field(alias="värd", title="Värd", description="Den som leder samtalet.")


KIND = Kind(
    name="poddar",
    folder="tipsbank/poddar",
    model=Podcast,
    singular="Podd",
    plural="Poddar",
    lead="Samtal att lyssna på.",
)
